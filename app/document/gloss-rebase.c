#include "app/document/gloss-rebase.h"

#include "app/document/gloss-correction.h"
#include "app/notes/gloss-anchor.h"
#include "app/notes/gloss-history.h"

/* Corrections name what they correct by the ids of one analysis and places of one text. Another
 * version of either has other ids and places. */
typedef struct
{
  const GlossArticle *old_article;
  const GlossAnalysis *old_analysis; /* (nullable) */
  const GlossAnalysis *analysis;
  GlossAnchor *anchor; /* (nullable): where the text is the same */
  GHashTable *ids;     /* old to new */
} Rebase;

static void
rebase_init (Rebase *self, const GlossArticle *article)
{
  if (!g_str_equal (self->old_article->sha256, article->sha256))
    self->anchor = gloss_anchor_new (article);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
rebase_clear (Rebase *self)
{
  g_clear_pointer (&self->anchor, gloss_anchor_free);
  g_clear_pointer (&self->ids, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rebase, rebase_clear)

/* Where the words of @span stand now. */
static gboolean
map_span (const Rebase *rebase, GlossSpan span, GlossSpan *mapped)
{
  g_autoptr (GlossNote) note = NULL;
  GlossNoteState state;

  *mapped = span;
  if (rebase->anchor == NULL)
    return TRUE;
  note = gloss_note_new (NULL, span, "");
  gloss_anchor_describe (rebase->old_article, span, note);

  return gloss_anchor_find (rebase->anchor, gloss_note_get_exact (note),
                            gloss_note_get_prefix (note), gloss_note_get_suffix (note), span,
                            mapped, &state);
}

static const GlossEntity *
find_entity_at (const GlossAnalysis *analysis, GlossSpan span)
{
  for (guint i = 0; i < analysis->entities->len; i++)
    {
      const GlossEntity *entity = analysis->entities->pdata[i];

      for (guint j = 0; j < entity->mentions->len; j++)
        if (gloss_span_overlaps (g_array_index (entity->mentions, GlossMention, j).span, span))
          return entity;
    }

  return NULL;
}

/* The entity with the same name, else the one of the first mention that is in one. */
static const GlossEntity *
map_entity (const Rebase *rebase, const GlossEntity *old)
{
  for (guint i = 0; i < rebase->analysis->entities->len; i++)
    {
      const GlossEntity *entity = rebase->analysis->entities->pdata[i];

      if (entity->type == old->type && g_strcmp0 (entity->name, old->name) == 0)
        return entity;
    }
  for (guint i = 0; i < old->mentions->len; i++)
    {
      const GlossEntity *entity;
      GlossSpan span;

      if (!map_span (rebase, g_array_index (old->mentions, GlossMention, i).span, &span))
        continue;
      entity = find_entity_at (rebase->analysis, span);
      if (entity != NULL)
        return entity;
    }

  return NULL;
}

static const GlossQuote *
find_quote (const GlossAnalysis *analysis, const char *id)
{
  for (guint i = 0; analysis != NULL && i < analysis->quotes->len; i++)
    {
      const GlossQuote *quote = analysis->quotes->pdata[i];

      if (g_strcmp0 (quote->id, id) == 0)
        return quote;
    }

  return NULL;
}

static const GlossQuote *
map_quote (const Rebase *rebase, const GlossQuote *old)
{
  GlossSpan span;

  if (!map_span (rebase, old->span, &span))
    return NULL;
  for (guint i = 0; i < rebase->analysis->quotes->len; i++)
    {
      const GlossQuote *quote = rebase->analysis->quotes->pdata[i];

      if (gloss_span_overlaps (quote->span, span))
        return quote;
    }

  return NULL;
}

static char *
dup_gone (const char *id)
{
  return g_str_has_prefix (id, "gone:") ? g_strdup (id) : g_strconcat ("gone:", id, NULL);
}

/* What @id is called now. What is not there any more gets an id that nothing has; what a person
 * added, and topics, keep theirs. */
static char *
map_id (const Rebase *rebase, const char *id)
{
  const GlossEntity *entity =
    rebase->old_analysis != NULL ? gloss_analysis_find_entity (rebase->old_analysis, id) : NULL;
  const GlossQuote *quote = find_quote (rebase->old_analysis, id);

  if (entity != NULL)
    {
      entity = map_entity (rebase, entity);
      return entity != NULL ? g_strdup (entity->id) : dup_gone (id);
    }
  if (quote != NULL)
    {
      quote = map_quote (rebase, quote);
      return quote != NULL ? g_strdup (quote->id) : dup_gone (id);
    }

  return g_strdup (id);
}

static void
replace_id (const Rebase *rebase, char **field)
{
  const char *mapped;

  if (*field == NULL)
    return;
  mapped = g_hash_table_lookup (rebase->ids, *field);
  if (mapped == NULL)
    {
      mapped = map_id (rebase, *field);
      g_hash_table_insert (rebase->ids, g_strdup (*field), (char *) mapped);
    }
  g_free (*field);
  *field = g_strdup (mapped);
}

static GlossCorrection *
rebase_correction (const Rebase *rebase, const GlossCorrection *old)
{
  GlossCorrection *correction = gloss_correction_copy (old);
  gboolean is_there = TRUE;

  replace_id (rebase, &correction->target);
  replace_id (rebase, &correction->into);
  if (correction->has_span)
    is_there = map_span (rebase, old->span, &correction->span);
  if (correction->has_new_span)
    is_there = map_span (rebase, old->new_span, &correction->new_span) && is_there;
  if (!is_there && correction->target != NULL)
    {
      char *gone = dup_gone (correction->target);

      g_free (correction->target);
      correction->target = gone;
    }

  return correction;
}

/**
 * gloss_rebase_corrections:
 * @corrections: (element-type GlossCorrection): what people said of the old analysis
 * @old_article: the text that they read
 * @old_analysis: (nullable): what the engine had found then
 * @article: the text now
 * @analysis: what the engine finds now
 *
 * Names what the corrections are about as it is called now. One whose words are gone, or are not
 * what they were, stays in the log and changes nothing.
 *
 * Returns: (transfer full) (element-type GlossCorrection): as many corrections, in their order
 */
GPtrArray *
gloss_rebase_corrections (GPtrArray *corrections,
                          const GlossArticle *old_article,
                          const GlossAnalysis *old_analysis,
                          const GlossArticle *article,
                          const GlossAnalysis *analysis)
{
  GPtrArray *rebased = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_correction_unref);
  g_auto (Rebase) rebase = { old_article, old_analysis, analysis, NULL, NULL };

  rebase_init (&rebase, article);
  for (guint i = 0; i < corrections->len; i++)
    g_ptr_array_add (rebased, rebase_correction (&rebase, corrections->pdata[i]));

  return rebased;
}

static GlossNote * /* (transfer full) (nullable) */
rebase_copy (const Rebase *rebase, GlossNote *note)
{
  g_autofree char *about = NULL;
  GlossNote *copy;

  if (note == NULL)
    return NULL;
  copy = gloss_note_copy (note);
  about = g_strdup (gloss_note_get_about (note));
  if (about == NULL || g_str_equal (about, GLOSS_NOTE_ABOUT_ARTICLE))
    return copy;
  replace_id (rebase, &about);
  gloss_note_set_about (copy, about);

  return copy;
}

/**
 * gloss_rebase_steps:
 * @steps: (element-type GlossStep): a history
 * @old_article: the text that it is about
 * @old_analysis: (nullable): what the engine had found then
 * @article: the text now
 * @analysis: what the engine finds now
 *
 * Names what the steps are about as it is called now, so that undoing one does not bring back a
 * name that another thing has by now. Their notes' places are not looked at.
 *
 * Returns: (transfer full) (element-type GlossStep): as many steps, in their order
 */
GPtrArray *
gloss_rebase_steps (GPtrArray *steps,
                    const GlossArticle *old_article,
                    const GlossAnalysis *old_analysis,
                    const GlossArticle *article,
                    const GlossAnalysis *analysis)
{
  GPtrArray *rebased = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_step_unref);
  g_auto (Rebase) rebase = { old_article, old_analysis, analysis, NULL, NULL };

  rebase_init (&rebase, article);
  for (guint i = 0; i < steps->len; i++)
    {
      const GlossStep *old = steps->pdata[i];
      GlossStep *step = gloss_step_new (old->kind, old->subject);

      step->number = old->number;
      for (guint j = 0; j < old->changes->len; j++)
        {
          const GlossChange *change = old->changes->pdata[j];

          if (change->correction != NULL)
            {
              g_autoptr (GlossCorrection) correction =
                rebase_correction (&rebase, change->correction);

              gloss_step_add_correction (step, correction);
            }
          else
            {
              gloss_step_add_note_change (step, rebase_copy (&rebase, change->before),
                                          rebase_copy (&rebase, change->after));
            }
        }
      g_ptr_array_add (rebased, step);
    }

  return rebased;
}

/**
 * gloss_rebase_notes:
 * @notes: (element-type GlossNote): notes on the article as it is now
 * @old_article: the text that their authors read
 * @old_analysis: (nullable): what the engine had found then
 * @article: the text now
 * @analysis: what the engine finds now
 *
 * Names what the notes are about as it is called now. Their places are not looked at.
 */
void
gloss_rebase_notes (GPtrArray *notes,
                    const GlossArticle *old_article,
                    const GlossAnalysis *old_analysis,
                    const GlossArticle *article,
                    const GlossAnalysis *analysis)
{
  g_auto (Rebase) rebase = { old_article, old_analysis, analysis, NULL, NULL };

  rebase_init (&rebase, article);
  for (guint i = 0; i < notes->len; i++)
    {
      g_autofree char *about = g_strdup (gloss_note_get_about (notes->pdata[i]));

      if (about == NULL || g_str_equal (about, GLOSS_NOTE_ABOUT_ARTICLE))
        continue;
      replace_id (&rebase, &about);
      gloss_note_set_about (notes->pdata[i], about);
    }
}
