#include "ui/gloss-mark-words.h"

#include <glib/gi18n.h>

#define MAX_WORDS 160

const char *
gloss_entity_type_get_label (GlossEntityType type)
{
  switch (type)
    {
    case GLOSS_ENTITY_PERSON:
      return _ ("Person");
    case GLOSS_ENTITY_ORGANIZATION:
      return _ ("Organization");
    case GLOSS_ENTITY_PLACE:
      return _ ("Place");
    case GLOSS_ENTITY_GROUP:
      return _ ("Group");
    case GLOSS_ENTITY_EVENT:
      return _ ("Event");
    case GLOSS_ENTITY_WORK:
      return _ ("Work");
    case GLOSS_ENTITY_DATE:
      return _ ("Date");
    case GLOSS_ENTITY_TIME:
      return _ ("Time");
    case GLOSS_ENTITY_MONEY:
      return _ ("Money");
    case GLOSS_ENTITY_PERCENT:
      return _ ("Percentage");
    case GLOSS_ENTITY_QUANTITY:
      return _ ("Quantity");
    }

  g_assert_not_reached ();
}

const char *
gloss_quote_kind_get_label (GlossQuoteKind kind)
{
  switch (kind)
    {
    case GLOSS_QUOTE_DIRECT:
      return _ ("Direct quote");
    case GLOSS_QUOTE_INDIRECT:
      return _ ("Indirect quote");
    case GLOSS_QUOTE_MIXED:
      return _ ("Quoted in part");
    }

  g_assert_not_reached ();
}

const char *
gloss_note_color_get_label (GlossNoteColor color)
{
  switch (color)
    {
    case GLOSS_NOTE_YELLOW:
      return _ ("Yellow");
    case GLOSS_NOTE_GREEN:
      return _ ("Green");
    case GLOSS_NOTE_BLUE:
      return _ ("Blue");
    case GLOSS_NOTE_PINK:
      return _ ("Pink");
    case GLOSS_NOTE_ORANGE:
      return _ ("Orange");
    }

  g_assert_not_reached ();
}

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
 * gloss_mark_dup_details:
 *
 * Returns: (transfer full): what kind of mark it is, and how often it is there
 */
char *
gloss_mark_dup_details (const GlossMark *mark)
{
  g_autofree char *count = NULL;

  switch (mark->kind)
    {
    case GLOSS_MARK_ENTITY:
      count = g_strdup_printf (ngettext ("%u mention", "%u mentions", mark->entity->mentions->len),
                               mark->entity->mentions->len);
      return g_strdup_printf ("%s · %s", gloss_entity_type_get_label (mark->entity->type), count);
    case GLOSS_MARK_QUOTE:
      return g_strdup (gloss_quote_kind_get_label (mark->quote->kind));
    case GLOSS_MARK_KEYPHRASE:
      count =
        g_strdup_printf (ngettext ("%u mention", "%u mentions", mark->keyphrase->mentions->len),
                         mark->keyphrase->mentions->len);
      return g_strdup_printf ("%s · %s", _ ("Keyphrase"), count);
    case GLOSS_MARK_NOTE:
      return g_strdup_printf ("%s · %s", _ ("Note"),
                              gloss_note_color_get_label (gloss_note_get_color (mark->note)));
    }

  g_assert_not_reached ();
}
