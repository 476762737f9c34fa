#include "app/extract/gloss-about-author.h"

#include <string.h>

#include "app/extract/gloss-title.h"

/* As much of a paragraph says what it is about. */
#define HEAD_BYTES 160
#define MAX_NAME_WORDS 4
#define MAX_TITLE_BYTES 3

/* clang-format off */
/* What follows a name where somebody is introduced; folded. */
static const char *const verbs[] = {
  "is ", "has been ", "has written ", "has worked ", "was born ", "covers ", "writes ", "holds ", "joined ",
  "reports ", "works ", "lives ", "worked ", "founded ", "serves ", "can be reached ", "ist ", "schreibt ",
  "arbeitet ", "est ", "es ", "é ", "è ", "jest ", "är ",
};
/* What people are who write; folded. */
static const char *const trades[] = {
  "reporter", "journalist", "editor", "writer", "columnist", "correspondent", "contributor", "blogger",
  "freelance", "author ", "author of", "redakteur", "redaktor", "autor ", "autorin", "journaliste", "periodista",
  "giornalista", "jornalista", "dziennikar",
};
/* clang-format on */

/**
 * gloss_about_author_split:
 * @byline: (nullable): who wrote an article
 *
 * Returns: (transfer full): the names in @byline, folded as gloss_title_fold() does; none of a
 *   single word, which may be a firm's or no name
 */
GStrv
gloss_about_author_split (const char *byline)
{
  g_auto (GStrv) parts =
    g_regex_split_simple (",|;|&|\\||/| and | und | et | y ", byline != NULL ? byline : "", 0, 0);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *name = gloss_title_fold (parts[i]);

      if (strchr (name, ' ') != NULL)
        g_strv_builder_add (names, name);
    }

  return g_strv_builder_end (names);
}

/* (transfer full): the beginning of @text, folded */
static char *
fold_head (const char *text)
{
  g_autofree char *head = g_strndup (text, HEAD_BYTES);
  g_autofree char *valid = g_utf8_make_valid (head, -1);

  return gloss_title_fold (valid);
}

static gboolean
begins_with_verb (const char *folded)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_has_prefix (folded, verbs[i]))
      return TRUE;

  return FALSE;
}

/* Past a doctor's letters behind a name. */
static const char *
skip_title (const char *folded)
{
  const char *space = strchr (folded, ' ');

  if (space == NULL || space - folded > MAX_TITLE_BYTES || begins_with_verb (folded))
    return folded;

  return space + 1;
}

/* (nullable): what follows the name in @head where it begins with one */
static const char *
find_after_name (const char *head, const char *const *authors)
{
  head += g_str_has_prefix (head, "by ") ? 3 : 0;
  for (; *authors != NULL; authors++)
    {
      const char *after = head + strlen (*authors);

      if (g_str_has_prefix (head, *authors) && (*after == '\0' || *after == ' '))
        return after;
    }

  return NULL;
}

/**
 * gloss_about_author_is_name:
 * @text: a paragraph's words
 * @authors: (array zero-terminated=1): from gloss_about_author_split()
 *
 * Returns: whether @text is the name of one of @authors and no more
 */
gboolean
gloss_about_author_is_name (const char *text, const char *const *authors)
{
  g_autofree char *head = fold_head (text);
  const char *after = find_after_name (head, authors);

  return after != NULL && *after == '\0';
}

/**
 * gloss_about_author_is_introduced:
 * @text: a paragraph's words
 * @authors: (array zero-terminated=1): from gloss_about_author_split()
 *
 * Returns: whether @text introduces one of @authors: "Jane Roe is a writer in Leeds."
 */
gboolean
gloss_about_author_is_introduced (const char *text, const char *const *authors)
{
  g_autofree char *head = fold_head (text);
  const char *after = find_after_name (head, authors);

  return after != NULL && *after == ' ' && begins_with_verb (skip_title (after + 1));
}

/**
 * gloss_about_author_is_anybody:
 * @text: a paragraph's words
 *
 * Returns: whether @text begins with a name and says that who has it writes for a living; an
 *   article that introduces its own author so does it at its end
 */
gboolean
gloss_about_author_is_anybody (const char *text)
{
  g_autofree char *head = NULL;
  const char *at = text;
  guint n_words = 0;

  while (n_words < MAX_NAME_WORDS && g_unichar_isupper (g_utf8_get_char (at)))
    {
      const char *space = strchr (at, ' ');

      if (space == NULL)
        return FALSE;
      at = space + 1;
      n_words++;
    }
  if (n_words < 2)
    return FALSE;
  head = fold_head (at);
  if (!begins_with_verb (head))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (trades); i++)
    if (strstr (head, trades[i]) != NULL)
      return TRUE;

  return FALSE;
}
