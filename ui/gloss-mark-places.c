#include "ui/gloss-mark-places.h"

/* Where in an article the things stand that its sidebar lists. */

/**
 * gloss_mark_places_find_note:
 *
 * Returns: (transfer none) (nullable): the note with that id
 */
GlossNote *
gloss_mark_places_find_note (GlossDocument *document, const char *id)
{
  GListModel *notes = gloss_document_get_notes (document);

  for (guint i = 0; i < g_list_model_get_n_items (notes); i++)
    {
      g_autoptr (GlossNote) note = g_list_model_get_item (notes, i);

      if (g_strcmp0 (gloss_note_get_id (note), id) == 0)
        return note; /* the list keeps it alive */
    }

  return NULL;
}

/**
 * gloss_mark_places_find_quote:
 *
 * Returns: (transfer none) (nullable): the quote with that id
 */
const GlossQuote *
gloss_mark_places_find_quote (GlossDocument *document, const char *id)
{
  GlossAnalysis *analysis = gloss_document_get_corrected (document);

  for (guint i = 0; analysis != NULL && i < analysis->quotes->len; i++)
    {
      const GlossQuote *quote = g_ptr_array_index (analysis->quotes, i);

      if (g_strcmp0 (quote->id, id) == 0)
        return quote;
    }

  return NULL;
}

static gboolean
append_entity (GlossAnalysis *analysis, const char *id, GArray *places)
{
  const GlossEntity *entity = gloss_analysis_find_entity (analysis, id);

  if (entity == NULL)
    return FALSE;
  for (guint i = 0; i < entity->mentions->len; i++)
    g_array_append_val (places, g_array_index (entity->mentions, GlossMention, i).span);

  return TRUE;
}

static gboolean
append_keyphrase (GlossAnalysis *analysis, const char *id, GArray *places)
{
  for (guint i = 0; i < analysis->keyphrases->len; i++)
    {
      const GlossKeyphrase *phrase = g_ptr_array_index (analysis->keyphrases, i);

      if (!g_str_equal (phrase->phrase, id))
        continue;
      g_array_append_vals (places, phrase->mentions->data, phrase->mentions->len);
      return TRUE;
    }

  return FALSE;
}

/**
 * gloss_mark_places_list:
 * @id: an entity, quote, keyphrase or note
 *
 * Returns: (transfer full) (element-type GlossSpan): all its places, in text order; none for a
 *   topic, which is what the whole article is about, and for a note on something like it
 */
GArray *
gloss_mark_places_list (GlossDocument *document, const char *id)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (GlossSpan));
  GlossAnalysis *analysis = gloss_document_get_corrected (document);
  GlossNote *note = gloss_mark_places_find_note (document, id);
  const GlossQuote *quote = gloss_mark_places_find_quote (document, id);

  if (note != NULL)
    {
      GlossSpan span = gloss_note_get_span (note);

      if (span.start < span.end)
        g_array_append_val (places, span);
    }
  else if (quote != NULL)
    g_array_append_val (places, quote->span);
  else if (analysis != NULL && !append_entity (analysis, id, places))
    append_keyphrase (analysis, id, places);

  return places;
}

/**
 * gloss_mark_places_find_next:
 * @offset: code points
 * @step: 1 forwards, -1 backwards
 *
 * Returns: (transfer none) (nullable): the entity that is mentioned next after, or before, @offset
 */
const char *
gloss_mark_places_find_next (GlossDocument *document, guint offset, int step)
{
  GlossAnalysis *analysis = gloss_document_get_corrected (document);
  const char *id = NULL;
  guint best = 0;

  for (guint i = 0; analysis != NULL && i < analysis->entities->len; i++)
    {
      const GlossEntity *entity = g_ptr_array_index (analysis->entities, i);

      for (guint j = 0; j < entity->mentions->len; j++)
        {
          guint start = g_array_index (entity->mentions, GlossMention, j).span.start;
          gboolean is_beyond = step > 0 ? start > offset : start < offset;

          if (!is_beyond || (id != NULL && (step > 0 ? start >= best : start <= best)))
            continue;
          id = entity->id;
          best = start;
        }
    }

  return id;
}
