#include "app/document/gloss-correction.h"

/* What a person said is sure. */
#define SURE 1.0

static GlossEntity *
find_entity (GlossAnalysis *analysis, const char *id)
{
  return (GlossEntity *) gloss_analysis_find_entity (analysis, id);
}

static GlossQuote *
find_quote (GlossAnalysis *analysis, const char *id)
{
  for (guint i = 0; i < analysis->quotes->len; i++)
    {
      GlossQuote *quote = analysis->quotes->pdata[i];

      if (g_strcmp0 (quote->id, id) == 0)
        return quote;
    }

  return NULL;
}

static GlossTopic *
find_topic (GlossAnalysis *analysis, const char *id)
{
  for (guint i = 0; i < analysis->topics->len; i++)
    {
      GlossTopic *topic = analysis->topics->pdata[i];

      if (g_strcmp0 (topic->id, id) == 0)
        return topic;
    }

  return NULL;
}

static gboolean
find_mention (const GlossEntity *entity, GlossSpan span, guint *index)
{
  for (guint i = 0; i < entity->mentions->len; i++)
    if (gloss_span_equal (g_array_index (entity->mentions, GlossMention, i).span, span))
      {
        *index = i;
        return TRUE;
      }

  return FALSE;
}

static void
replace_string (char **field, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*field);
  *field = copy;
}

static void
set_id (char **field, const char *id, const char *prefix, GlossSpan span)
{
  g_free (*field);
  *field = id != NULL ? g_strdup (id) : g_strdup_printf ("%s@%u", prefix, span.start);
}

static gboolean
has_alias (const GlossEntity *entity, const char *name)
{
  return g_strcmp0 (entity->name, name) == 0 ||
         g_strv_contains ((const char *const *) entity->aliases, name);
}

static void
add_alias (GlossEntity *entity, const char *name)
{
  guint n = g_strv_length (entity->aliases);

  if (name == NULL || has_alias (entity, name))
    return;
  entity->aliases = g_renew (char *, entity->aliases, n + 2);
  entity->aliases[n] = g_strdup (name);
  entity->aliases[n + 1] = NULL;
}

static void
add_mention (GlossEntity *entity, GlossSpan span, double confidence)
{
  GlossMention mention = { span, confidence };
  guint at = 0;

  while (at < entity->mentions->len &&
         g_array_index (entity->mentions, GlossMention, at).span.start < span.start)
    at++;
  g_array_insert_val (entity->mentions, at, mention);
}

/* Points the quotes of the speaker @id at @entity, or at nobody we know where that is NULL. */
static void
repoint_speakers (GlossAnalysis *analysis, const char *id, const GlossEntity *entity)
{
  for (guint i = 0; i < analysis->quotes->len; i++)
    {
      GlossQuote *quote = analysis->quotes->pdata[i];

      if (g_strcmp0 (quote->speaker_entity, id) != 0)
        continue;
      replace_string (&quote->speaker_entity, entity != NULL ? entity->id : NULL);
      if (entity != NULL)
        replace_string (&quote->speaker_name, entity->name);
    }
}

static void
drop_entity (GlossAnalysis *analysis, GlossEntity *entity)
{
  g_autofree char *id = g_strdup (entity->id);

  g_ptr_array_remove (analysis->entities, entity);
  repoint_speakers (analysis, id, NULL);
}

static void
add_entity (GlossAnalysis *analysis, const GlossCorrection *correction)
{
  GlossEntity *entity =
    find_entity (analysis, correction->into != NULL ? correction->into : correction->target);

  if (!correction->has_span)
    return;
  if (entity == NULL)
    {
      entity = gloss_entity_new (correction->has_type ? correction->type : GLOSS_ENTITY_PERSON,
                                 correction->name != NULL ? correction->name : "");
      set_id (&entity->id, correction->target, "e", correction->span);
      g_ptr_array_add (analysis->entities, entity);
    }
  else
    {
      add_alias (entity, correction->name);
    }
  add_mention (entity, correction->span, SURE);
}

static void
set_speaker (GlossAnalysis *analysis, GlossQuote *quote, const GlossCorrection *correction)
{
  const GlossEntity *entity = gloss_analysis_find_entity (analysis, correction->into);

  replace_string (&quote->speaker_entity, entity != NULL ? entity->id : NULL);
  replace_string (&quote->speaker_name, entity != NULL ? entity->name : correction->name);
  if (correction->has_new_span)
    {
      quote->has_speaker = TRUE;
      quote->speaker = correction->new_span;
    }
  else if (quote->speaker_name == NULL)
    {
      quote->has_speaker = FALSE;
      quote->has_cue = FALSE;
    }
}

static void
add_quote (GlossAnalysis *analysis, const GlossCorrection *correction)
{
  GlossQuote *quote;

  if (!correction->has_span || find_quote (analysis, correction->target) != NULL)
    return;
  quote = gloss_quote_new (correction->has_kind ? correction->kind : GLOSS_QUOTE_DIRECT,
                           correction->span);
  quote->id = g_strdup (correction->target);
  quote->confidence = SURE;
  g_ptr_array_add (analysis->quotes, quote);
  set_speaker (analysis, quote, correction);
}

static void
add_topic (GlossAnalysis *analysis, const GlossCorrection *correction)
{
  GlossTopic *topic = find_topic (analysis, correction->target);

  if (topic != NULL)
    topic->confidence = SURE;
  else
    g_ptr_array_add (
      analysis->topics,
      gloss_topic_new (correction->target,
                       correction->name != NULL ? correction->name : correction->target, NULL,
                       SURE));
}

static gboolean
is_quote_id (const char *id)
{
  return id[0] == 'q' && (g_ascii_isdigit (id[1]) || id[1] == '@' || id[1] == '-');
}

static gboolean
is_entity_id (const char *id)
{
  return id[0] == 'e' && (g_ascii_isdigit (id[1]) || id[1] == '@' || id[1] == '-');
}

static void
apply_add (GlossAnalysis *analysis, const GlossCorrection *correction)
{
  if (correction->target == NULL || is_entity_id (correction->target))
    add_entity (analysis, correction);
  else if (is_quote_id (correction->target))
    add_quote (analysis, correction);
  else
    add_topic (analysis, correction);
}

static void
apply_remove (GlossAnalysis *analysis, const GlossCorrection *correction)
{
  GlossEntity *entity = find_entity (analysis, correction->target);
  guint index;

  if (entity == NULL)
    {
      g_ptr_array_remove (analysis->quotes, find_quote (analysis, correction->target));
      g_ptr_array_remove (analysis->topics, find_topic (analysis, correction->target));
    }
  else if (!correction->has_span)
    {
      drop_entity (analysis, entity);
    }
  else if (find_mention (entity, correction->span, &index))
    {
      g_array_remove_index (entity->mentions, index);
      if (entity->mentions->len == 0)
        drop_entity (analysis, entity);
    }
}

/* Takes one mention out of @entity into an entity of its own, which is returned. */
static GlossEntity *
split_mention (GlossAnalysis *analysis, GlossEntity *entity, const GlossCorrection *correction)
{
  GlossEntity *other;
  guint index;

  if (!correction->has_span || !find_mention (entity, correction->span, &index))
    return NULL;
  if (entity->mentions->len == 1)
    return entity;

  other =
    gloss_entity_new (entity->type, correction->name != NULL ? correction->name : entity->name);
  set_id (&other->id, find_entity (analysis, correction->into) == NULL ? correction->into : NULL,
          entity->id, correction->span);
  add_mention (other, correction->span, SURE);
  g_array_remove_index (entity->mentions, index);
  g_ptr_array_add (analysis->entities, other);

  return other;
}

static void
set_confidence (GlossEntity *entity, const GlossCorrection *correction)
{
  for (guint i = 0; i < entity->mentions->len; i++)
    {
      GlossMention *mention = &g_array_index (entity->mentions, GlossMention, i);

      if (!correction->has_span || gloss_span_equal (mention->span, correction->span))
        mention->confidence = SURE;
    }
}

static void
apply_retype (GlossAnalysis *analysis, const GlossCorrection *correction)
{
  GlossEntity *entity = find_entity (analysis, correction->target);
  GlossQuote *quote = find_quote (analysis, correction->target);

  if (quote != NULL && correction->has_kind)
    {
      quote->kind = correction->kind;
      quote->confidence = SURE;
    }
  if (entity != NULL && correction->has_span)
    entity = split_mention (analysis, entity, correction);
  if (entity == NULL || !correction->has_type)
    return;
  entity->type = correction->type;
  set_confidence (entity, correction);
}

static void
apply_resize (GlossAnalysis *analysis, const GlossCorrection *correction)
{
  GlossEntity *entity = find_entity (analysis, correction->target);
  GlossQuote *quote = find_quote (analysis, correction->target);
  guint index;

  if (!correction->has_new_span)
    return;
  if (quote != NULL)
    {
      quote->span = correction->new_span;
      quote->confidence = SURE;
      g_clear_pointer (&quote->parts, g_array_unref);
    }
  else if (entity != NULL && correction->has_span &&
           find_mention (entity, correction->span, &index))
    {
      g_array_remove_index (entity->mentions, index);
      add_mention (entity, correction->new_span, SURE);
    }
}

static void
apply_merge (GlossAnalysis *analysis, const GlossCorrection *correction)
{
  GlossEntity *entity = find_entity (analysis, correction->target);
  GlossEntity *into = find_entity (analysis, correction->into);

  if (entity == NULL || into == NULL || entity == into)
    return;
  for (guint i = 0; i < entity->mentions->len; i++)
    {
      const GlossMention *mention = &g_array_index (entity->mentions, GlossMention, i);

      add_mention (into, mention->span, mention->confidence);
    }
  add_alias (into, entity->name);
  for (guint i = 0; entity->aliases[i] != NULL; i++)
    add_alias (into, entity->aliases[i]);
  repoint_speakers (analysis, entity->id, into);
  g_ptr_array_remove (analysis->entities, entity);
}

static void
apply_split (GlossAnalysis *analysis, const GlossCorrection *correction)
{
  GlossEntity *entity = find_entity (analysis, correction->target);

  if (entity != NULL)
    split_mention (analysis, entity, correction);
}

static void
apply_rename (GlossAnalysis *analysis, const GlossCorrection *correction)
{
  GlossEntity *entity = find_entity (analysis, correction->target);
  g_autofree char *old = NULL;

  if (entity == NULL || correction->name == NULL)
    return;
  old = entity->name;
  entity->name = g_strdup (correction->name);
  add_alias (entity, old);
  repoint_speakers (analysis, entity->id, entity);
}

static void
apply_speaker (GlossAnalysis *analysis, const GlossCorrection *correction)
{
  GlossQuote *quote = find_quote (analysis, correction->target);

  if (quote == NULL)
    return;
  set_speaker (analysis, quote, correction);
  quote->confidence = SURE;
}

static void
apply_confirm (GlossAnalysis *analysis, const GlossCorrection *correction)
{
  GlossEntity *entity = find_entity (analysis, correction->target);
  GlossQuote *quote = find_quote (analysis, correction->target);
  GlossTopic *topic = find_topic (analysis, correction->target);

  if (entity != NULL)
    set_confidence (entity, correction);
  if (quote != NULL)
    quote->confidence = SURE;
  if (topic != NULL)
    topic->confidence = SURE;
}

static void (*const appliers[]) (GlossAnalysis *analysis, const GlossCorrection *correction) = {
  [GLOSS_CORRECTION_ADD] = apply_add,         [GLOSS_CORRECTION_REMOVE] = apply_remove,
  [GLOSS_CORRECTION_RETYPE] = apply_retype,   [GLOSS_CORRECTION_RESIZE] = apply_resize,
  [GLOSS_CORRECTION_MERGE] = apply_merge,     [GLOSS_CORRECTION_SPLIT] = apply_split,
  [GLOSS_CORRECTION_RENAME] = apply_rename,   [GLOSS_CORRECTION_SPEAKER] = apply_speaker,
  [GLOSS_CORRECTION_CONFIRM] = apply_confirm,
};

static int
compare_entities (gconstpointer a, gconstpointer b)
{
  const GlossEntity *x = *(const GlossEntity *const *) a;
  const GlossEntity *y = *(const GlossEntity *const *) b;
  guint i = x->mentions->len > 0 ? g_array_index (x->mentions, GlossMention, 0).span.start : 0;
  guint j = y->mentions->len > 0 ? g_array_index (y->mentions, GlossMention, 0).span.start : 0;

  return i != j ? (i < j ? -1 : 1) : g_strcmp0 (x->id, y->id);
}

static int
compare_quotes (gconstpointer a, gconstpointer b)
{
  const GlossQuote *x = *(const GlossQuote *const *) a;
  const GlossQuote *y = *(const GlossQuote *const *) b;

  if (x->span.start != y->span.start)
    return x->span.start < y->span.start ? -1 : 1;

  return g_strcmp0 (x->id, y->id);
}

static int
compare_topics (gconstpointer a, gconstpointer b)
{
  const GlossTopic *x = *(const GlossTopic *const *) a;
  const GlossTopic *y = *(const GlossTopic *const *) b;

  if (x->confidence > y->confidence)
    return -1;
  if (x->confidence < y->confidence)
    return 1;

  return g_strcmp0 (x->id, y->id);
}

/**
 * gloss_corrected_new:
 * @analysis: what the engine found
 * @corrections: (element-type GlossCorrection): what people said of it, oldest first
 *
 * Applies one correction after the other; one whose target is not there (any more) changes
 * nothing. What a person said has the confidence 1. Costs corrections × entities.
 *
 * Returns: (transfer full): @analysis itself where there is nothing to apply, else a new one
 */
GlossAnalysis *
gloss_corrected_new (const GlossAnalysis *analysis, GPtrArray *corrections)
{
  GlossAnalysis *corrected;

  if (corrections->len == 0)
    return gloss_analysis_ref ((GlossAnalysis *) analysis);

  corrected = gloss_analysis_copy (analysis);
  for (guint i = 0; i < corrections->len; i++)
    {
      const GlossCorrection *correction = corrections->pdata[i];

      appliers[correction->action](corrected, correction);
    }
  g_ptr_array_sort (corrected->entities, compare_entities);
  g_ptr_array_sort (corrected->quotes, compare_quotes);
  g_ptr_array_sort (corrected->topics, compare_topics);

  return corrected;
}
