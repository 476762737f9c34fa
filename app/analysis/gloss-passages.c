#include "app/analysis/gloss-passages.h"

#include <string.h>

#define MAX_TEASER_CHARS 110
#define MAX_LEAD_CHARS 60
#define MAX_TEASERS 8
#define MAX_CREDIT_CHARS 120

/* What a line begins with that leads to other articles. Lower case. */
static const char *const leads[] = {
  "read more",       "read also",      "read next",       "also read",        "see also",
  "related",         "more on",        "more from",       "more in",          "more stories",
  "you might also",  "you may also",   "recommended",     "don't miss",       "don’t miss",
  "further reading", "also on",        "related stories", "related articles", "watch more",
  "listen to more",  "top stories",    "most read",       "trending",         "lire aussi",
  "à lire aussi",    "lesen sie auch", "mehr zum thema",  "lee también",      "leggi anche",
  "leia também",     "lees ook",       "läs också",       "zobacz też",       "les også",
};

/* What the last lines of an article say of who made it. Lower case. */
static const char *const credits[] = {
  "source",
  "sources",
  "source agencies",
  "agencies",
  "additional reporting",
  "reporting by",
  "edited by",
  "editing by",
  "with reporting",
  "with agencies",
  "with inputs from",
  "© ",
  "copyright",
  "photo:",
  "photos:",
  "picture:",
  "image credit",
  "photo credit",
  "(with inputs",
  "(source",
  "this article was originally published",
  "this story was originally published",
  "all rights reserved",
  "follow us on",
  "sign up for",
  "subscribe to",
};

/* (transfer full): the words of a passage, lower case */
static char *
dup_folded (const char *text, GlossByteSpan span)
{
  g_autofree char *words = g_utf8_strdown (text + span.start, span.end - span.start);

  return g_strdup (g_strstrip (words));
}

/* The first of @prefixes that begins @words and ends with a word; its length, else 0. */
static gsize
match_prefix (const char *words, const char *const *prefixes, gsize n_prefixes)
{
  for (gsize i = 0; i < n_prefixes; i++)
    {
      gsize n = strlen (prefixes[i]);

      if (strncmp (words, prefixes[i], n) == 0 && !g_unichar_isalpha (g_utf8_get_char (words + n)))
        return n;
    }

  return 0;
}

static gboolean
is_short (const char *text, GlossByteSpan span, glong max_chars)
{
  return g_utf8_strlen (text + span.start, span.end - span.start) <= max_chars;
}

/* The last mark of a passage past closing quotes and brackets; 0 for none. */
static gunichar
last_char (const char *text, GlossByteSpan span)
{
  const char *start = text + span.start;

  for (const char *p = g_utf8_find_prev_char (start, text + span.end); p != NULL;
       p = g_utf8_find_prev_char (start, p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && strchr ("\"')]", (int) MIN (c, 0x7f)) == NULL && c != 0x201d &&
          c != 0x2019 && c != 0xbb)
        return c;
    }

  return 0;
}

/* A line of its own that says that teasers follow: "Read more:", "Related articles". */
static gboolean
is_lead (const char *text, const GlossPassage *passage, gboolean *has_colon)
{
  g_autofree char *words = NULL;
  gunichar last;
  gsize n;

  if (!is_short (text, passage->span, MAX_LEAD_CHARS))
    return FALSE;
  words = dup_folded (text, passage->span);
  n = match_prefix (words, leads, G_N_ELEMENTS (leads));
  if (n == 0)
    return FALSE;
  last = last_char (text, passage->span);
  *has_colon = last == ':';

  return *has_colon || words[n] == '\0' || (last != '.' && strlen (words) <= n + 24);
}

/* "Read more: Some other article": all in one line. */
static gboolean
is_lead_with_teaser (const char *text, const GlossPassage *passage)
{
  g_autofree char *words = NULL;
  gsize n;

  if (!is_short (text, passage->span, 2 * MAX_TEASER_CHARS))
    return FALSE;
  words = dup_folded (text, passage->span);
  n = match_prefix (words, leads, G_N_ELEMENTS (leads));
  words[n] = n > 0 && words[n] == ' ' ? ':' : words[n];

  return n > 0 && words[n] == ':' && last_char (text, passage->span) != '.' &&
         strchr (words + n, ':') != NULL && strstr (words, ": ") != NULL;
}

/* A line like another article's title: short, without an end. */
static gboolean
is_teaser (const char *text, const GlossPassage *passage)
{
  gunichar last = last_char (text, passage->span);

  if (passage->kind != GLOSS_PASSAGE_PARAGRAPH && passage->kind != GLOSS_PASSAGE_LIST_ITEM)
    return FALSE;

  return is_short (text, passage->span, MAX_TEASER_CHARS) && last != '.' && last != ':' &&
         last != ',' && last != ';' && last != 0x2026 && last != 0x3002;
}

static gboolean
is_credit (const char *text, const GlossPassage *passage)
{
  g_autofree char *words = NULL;

  if (passage->kind == GLOSS_PASSAGE_HEADING || !is_short (text, passage->span, MAX_CREDIT_CHARS))
    return FALSE;
  words = dup_folded (text, passage->span);

  return match_prefix (words, credits, G_N_ELEMENTS (credits)) > 0;
}

/* Marks the lead at @i and the teasers right after it. A lead without a colon is one only where
 * teasers follow and then prose, or where it is the last line. Returns the next passage. */
static guint
mark_teasers (const char *text,
              GlossPassage *passages,
              guint n_passages,
              guint i,
              gboolean has_colon)
{
  guint end = i + 1;

  while (end < n_passages && end - i <= MAX_TEASERS && is_teaser (text, &passages[end]))
    end++;
  if (!has_colon && end == i + 1 && end < n_passages)
    return i + 1;
  for (guint k = i; k < end; k++)
    passages[k].kind = GLOSS_PASSAGE_ASIDE;

  return end;
}

/**
 * gloss_passages_mark_asides:
 * @text: an article's words; valid UTF-8
 * @passages: (array length=n_passages) (inout): its parts, in text order
 * @n_passages: how many
 *
 * Makes those passages asides that are not the article's own words: lines that lead to other
 * articles ("Read more:") with the titles right after them, and the credits at the very end.
 * Goes by the shape of lines and by such words as any site uses; linear.
 */
void
gloss_passages_mark_asides (const char *text, GlossPassage *passages, guint n_passages)
{
  guint i = 0, end = n_passages;

  while (i < n_passages)
    {
      gboolean has_colon = FALSE;

      if (passages[i].kind == GLOSS_PASSAGE_CODE || passages[i].kind == GLOSS_PASSAGE_TABLE)
        i++;
      else if (is_lead_with_teaser (text, &passages[i]))
        passages[i++].kind = GLOSS_PASSAGE_ASIDE;
      else if (is_lead (text, &passages[i], &has_colon))
        i = mark_teasers (text, passages, n_passages, i, has_colon);
      else
        i++;
    }
  while (end > 1 &&
         (passages[end - 1].kind == GLOSS_PASSAGE_ASIDE || is_credit (text, &passages[end - 1])))
    passages[--end].kind = GLOSS_PASSAGE_ASIDE;
}

/**
 * gloss_passages_is_article:
 *
 * Returns: whether passages of @kind tell what an article is about: its running text and headings
 */
gboolean
gloss_passages_is_article (GlossPassageKind kind)
{
  switch (kind)
    {
    case GLOSS_PASSAGE_PARAGRAPH:
    case GLOSS_PASSAGE_HEADING:
    case GLOSS_PASSAGE_LIST_ITEM:
    case GLOSS_PASSAGE_QUOTATION:
      return TRUE;
    case GLOSS_PASSAGE_CAPTION:
    case GLOSS_PASSAGE_TABLE:
    case GLOSS_PASSAGE_CODE:
    case GLOSS_PASSAGE_ASIDE:
      return FALSE;
    }

  return FALSE;
}
