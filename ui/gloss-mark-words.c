#include "ui/gloss-mark-words.h"

#include <glib/gi18n.h>

#include "ui/gloss-labels.h"

#define MAX_WORDS 160

static char *
shorten (const char *words)
{
  if (g_utf8_strlen (words, -1) <= MAX_WORDS)
    return g_strdup (words);

  {
    g_autofree char *start = g_utf8_substring (words, 0, MAX_WORDS);

    return g_strconcat (start, "…", NULL);
  }
}

/**
 * gloss_mark_dup_title:
 *
 * Returns: (transfer full): the name of what is marked
 */
char *
gloss_mark_dup_title (const GlossMark *mark)
{
  switch (mark->kind)
    {
    case GLOSS_MARK_ENTITY:
      return g_strdup (mark->entity->name);
    case GLOSS_MARK_QUOTE:
      return g_strdup (mark->quote->speaker_name != NULL ? mark->quote->speaker_name
                                                         : _ ("Nobody named"));
    case GLOSS_MARK_KEYPHRASE:
      return g_strdup (mark->keyphrase->phrase);
    case GLOSS_MARK_NOTE:
      if (*gloss_note_get_body (mark->note) != '\0')
        return shorten (gloss_note_get_body (mark->note));
      return g_strdup (_ ("Highlight"));
    }

  g_assert_not_reached ();
}

/**
 * gloss_mark_dup_kind:
 *
 * Returns: (transfer full): what kind of mark it is
 */
char *
gloss_mark_dup_kind (const GlossMark *mark)
{
  switch (mark->kind)
    {
    case GLOSS_MARK_ENTITY:
      return g_strdup (gloss_label_entity_type (mark->entity->type));
    case GLOSS_MARK_QUOTE:
      return g_strdup (gloss_label_quote (mark->quote->kind));
    case GLOSS_MARK_KEYPHRASE:
      return g_strdup (_ ("Keyphrase"));
    case GLOSS_MARK_NOTE:
      return g_strdup_printf ("%s · %s", _ ("Note"),
                              gloss_label_color (gloss_note_get_color (mark->note)));
    }

  g_assert_not_reached ();
}

/**
 * gloss_mark_dup_details:
 *
 * Returns: (transfer full): what kind of mark it is, and how often it is there
 */
char *
gloss_mark_dup_details (const GlossMark *mark)
{
  g_autofree char *kind = gloss_mark_dup_kind (mark);
  g_autofree char *count = NULL;
  guint n_mentions;

  if (mark->kind != GLOSS_MARK_ENTITY && mark->kind != GLOSS_MARK_KEYPHRASE)
    return g_steal_pointer (&kind);
  n_mentions =
    mark->kind == GLOSS_MARK_ENTITY ? mark->entity->mentions->len : mark->keyphrase->mentions->len;
  count = g_strdup_printf (ngettext ("%u mention", "%u mentions", n_mentions), n_mentions);

  return g_strdup_printf ("%s · %s", kind, count);
}
