#include "ui/gloss-mark-index.h"

struct _GlossMarkIndex
{
  GArray *marks;           /* (element-type GlossMark): by start, longer ones first */
  GArray *reach;           /* (element-type guint): the largest end of marks[0 … i] */
  GlossAnalysis *analysis; /* (nullable): what the marks point into */
  GPtrArray *notes;        /* (nullable) (element-type GlossNote): the same */
};

/**
 * gloss_mark_get_id:
 *
 * Returns: (transfer none): what signals and gloss_article_view_set_selected_mark() call it
 */
const char *
gloss_mark_get_id (const GlossMark *mark)
{
  switch (mark->kind)
    {
    case GLOSS_MARK_ENTITY:
      return mark->entity->id;
    case GLOSS_MARK_QUOTE:
      return mark->quote->id;
    case GLOSS_MARK_KEYPHRASE:
      return mark->keyphrase->phrase;
    case GLOSS_MARK_NOTE:
      return gloss_note_get_id (mark->note);
    }

  g_assert_not_reached ();
}

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const GlossMark *left = a, *right = b;

  if (left->span.start != right->span.start)
    return left->span.start < right->span.start ? -1 : 1;

  return (left->span.end < right->span.end) - (left->span.end > right->span.end);
}

static GlossMarkIndex *
index_new (void)
{
  GlossMarkIndex *self = g_new0 (GlossMarkIndex, 1);

  self->marks = g_array_new (FALSE, FALSE, sizeof (GlossMark));
  self->reach = g_array_new (FALSE, FALSE, sizeof (guint));

  return self;
}

static void
add_mark (GlossMarkIndex *self, GlossMarkKind kind, GlossSpan span, gconstpointer item)
{
  GlossMark mark = { .kind = kind, .span = span, .item = item };

  if (span.start < span.end)
    g_array_append_val (self->marks, mark);
}

static GlossMarkIndex *
sorted (GlossMarkIndex *self)
{
  guint reach = 0;

  g_array_sort (self->marks, compare_marks);
  for (guint i = 0; i < self->marks->len; i++)
    {
      reach = MAX (reach, g_array_index (self->marks, GlossMark, i).span.end);
      g_array_append_val (self->reach, reach);
    }

  return self;
}

GlossMarkIndex *
gloss_mark_index_new_entities (GlossAnalysis *analysis)
{
  GlossMarkIndex *self = index_new ();

  self->analysis = gloss_analysis_ref (analysis);
  for (guint i = 0; i < analysis->entities->len; i++)
    {
      const GlossEntity *entity = g_ptr_array_index (analysis->entities, i);

      for (guint j = 0; j < entity->mentions->len; j++)
        add_mark (self, GLOSS_MARK_ENTITY, g_array_index (entity->mentions, GlossMention, j).span,
                  entity);
    }

  return sorted (self);
}

GlossMarkIndex *
gloss_mark_index_new_quotes (GlossAnalysis *analysis)
{
  GlossMarkIndex *self = index_new ();

  self->analysis = gloss_analysis_ref (analysis);
  for (guint i = 0; i < analysis->quotes->len; i++)
    {
      const GlossQuote *quote = g_ptr_array_index (analysis->quotes, i);

      if (quote->parts == NULL)
        add_mark (self, GLOSS_MARK_QUOTE, quote->span, quote);
      else
        for (guint j = 0; j < quote->parts->len; j++)
          add_mark (self, GLOSS_MARK_QUOTE, g_array_index (quote->parts, GlossSpan, j), quote);
    }

  return sorted (self);
}

GlossMarkIndex *
gloss_mark_index_new_keyphrases (GlossAnalysis *analysis)
{
  GlossMarkIndex *self = index_new ();

  self->analysis = gloss_analysis_ref (analysis);
  for (guint i = 0; i < analysis->keyphrases->len; i++)
    {
      const GlossKeyphrase *keyphrase = g_ptr_array_index (analysis->keyphrases, i);

      for (guint j = 0; j < keyphrase->mentions->len; j++)
        add_mark (self, GLOSS_MARK_KEYPHRASE, g_array_index (keyphrase->mentions, GlossSpan, j),
                  keyphrase);
    }

  return sorted (self);
}

/* Orphaned notes have no place in the text: they are left out. */
GlossMarkIndex *
gloss_mark_index_new_notes (GListModel *notes)
{
  GlossMarkIndex *self = index_new ();

  self->notes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (notes); i++)
    {
      GlossNote *note = g_list_model_get_item (notes, i);

      g_ptr_array_add (self->notes, note);
      if (gloss_note_get_state (note) != GLOSS_NOTE_ORPHANED)
        add_mark (self, GLOSS_MARK_NOTE, gloss_note_get_span (note), note);
    }

  return sorted (self);
}

void
gloss_mark_index_free (GlossMarkIndex *self)
{
  g_array_unref (self->marks);
  g_array_unref (self->reach);
  g_clear_pointer (&self->analysis, gloss_analysis_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self);
}

guint
gloss_mark_index_get_length (const GlossMarkIndex *self)
{
  return self != NULL ? self->marks->len : 0;
}

const GlossMark *
gloss_mark_index_get (const GlossMarkIndex *self, guint i)
{
  return &g_array_index (self->marks, GlossMark, i);
}

/* The first mark that starts at @offset or later. */
static guint
first_from (const GlossMarkIndex *self, guint offset)
{
  guint low = 0, high = self->marks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->marks, GlossMark, middle).span.start < offset)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * gloss_mark_index_find:
 * @self: (nullable): an index
 * @range: where to look
 * @found: (element-type GlossMark): gets the marks that overlap @range, in text order
 *
 * Logarithmic in the number of marks, linear in those found and in those that begin after the
 * first mark that reaches into @range.
 */
void
gloss_mark_index_find (const GlossMarkIndex *self, GlossSpan range, GPtrArray *found)
{
  guint first, end;

  if (self == NULL)
    return;

  end = first_from (self, range.end);
  first = end;
  while (first > 0 && g_array_index (self->reach, guint, first - 1) > range.start)
    first--;
  for (guint i = first; i < end; i++)
    {
      GlossMark *mark = &g_array_index (self->marks, GlossMark, i);

      if (mark->span.end > range.start)
        g_ptr_array_add (found, mark);
    }
}

/* The shortest mark at @offset; just behind its last letter counts, where none begins there. */
const GlossMark *
gloss_mark_index_find_innermost (const GlossMarkIndex *self, guint offset)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const GlossMark *best = NULL;

  gloss_mark_index_find (self, (GlossSpan){ offset, offset + 1 }, found);
  if (found->len == 0 && offset > 0)
    gloss_mark_index_find (self, (GlossSpan){ offset - 1, offset }, found);
  for (guint i = 0; i < found->len; i++)
    {
      const GlossMark *mark = g_ptr_array_index (found, i);

      if (best == NULL || gloss_span_length (mark->span) < gloss_span_length (best->span))
        best = mark;
    }

  return best;
}

gboolean
gloss_mark_index_find_id (const GlossMarkIndex *self, const char *id, guint *position)
{
  for (guint i = 0; i < gloss_mark_index_get_length (self); i++)
    if (g_str_equal (gloss_mark_get_id (gloss_mark_index_get (self, i)), id))
      {
        *position = i;
        return TRUE;
      }

  return FALSE;
}
