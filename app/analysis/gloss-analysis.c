#include "app/analysis/gloss-analysis.h"

static const char *const entity_types[] = {
  [GLOSS_ENTITY_PERSON] = "person",     [GLOSS_ENTITY_ORGANIZATION] = "organization",
  [GLOSS_ENTITY_PLACE] = "place",       [GLOSS_ENTITY_GROUP] = "group",
  [GLOSS_ENTITY_EVENT] = "event",       [GLOSS_ENTITY_WORK] = "work",
  [GLOSS_ENTITY_DATE] = "date",         [GLOSS_ENTITY_TIME] = "time",
  [GLOSS_ENTITY_MONEY] = "money",       [GLOSS_ENTITY_PERCENT] = "percent",
  [GLOSS_ENTITY_QUANTITY] = "quantity",
};
G_STATIC_ASSERT (G_N_ELEMENTS (entity_types) == GLOSS_N_ENTITY_TYPES);

static const char *const quote_kinds[] = {
  [GLOSS_QUOTE_DIRECT] = "direct",
  [GLOSS_QUOTE_INDIRECT] = "indirect",
  [GLOSS_QUOTE_MIXED] = "mixed",
};

static gboolean
find_name (const char *const *names, guint n_names, const char *string, guint *index)
{
  for (guint i = 0; i < n_names; i++)
    if (g_strcmp0 (names[i], string) == 0)
      {
        *index = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * gloss_entity_type_to_string:
 *
 * Returns: (transfer none): the type's name in notes files
 */
const char *
gloss_entity_type_to_string (GlossEntityType type)
{
  g_return_val_if_fail ((guint) type < G_N_ELEMENTS (entity_types), NULL);

  return entity_types[type];
}

/**
 * gloss_entity_type_from_string:
 * @string: (nullable): a type's name in notes files
 * @type: (out): the type, untouched when there is no such name
 *
 * Returns: whether @string names a type
 */
gboolean
gloss_entity_type_from_string (const char *string, GlossEntityType *type)
{
  guint index = 0;

  if (!find_name (entity_types, G_N_ELEMENTS (entity_types), string, &index))
    return FALSE;

  *type = index;
  return TRUE;
}

/**
 * gloss_quote_kind_to_string:
 *
 * Returns: (transfer none): the kind's name in notes files
 */
const char *
gloss_quote_kind_to_string (GlossQuoteKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (quote_kinds), NULL);

  return quote_kinds[kind];
}

/**
 * gloss_quote_kind_from_string:
 * @string: (nullable): a kind's name in notes files
 * @kind: (out): the kind, untouched when there is no such name
 *
 * Returns: whether @string names a kind
 */
gboolean
gloss_quote_kind_from_string (const char *string, GlossQuoteKind *kind)
{
  guint index = 0;

  if (!find_name (quote_kinds, G_N_ELEMENTS (quote_kinds), string, &index))
    return FALSE;

  *kind = index;
  return TRUE;
}

GlossEntity *
gloss_entity_new (GlossEntityType type, const char *name)
{
  GlossEntity *entity = g_new0 (GlossEntity, 1);

  entity->type = type;
  entity->name = g_strdup (name);
  entity->aliases = g_new0 (char *, 1);
  entity->mentions = g_array_new (FALSE, FALSE, sizeof (GlossMention));

  return entity;
}

GlossEntity *
gloss_entity_copy (const GlossEntity *entity)
{
  GlossEntity *copy = g_new0 (GlossEntity, 1);

  copy->id = g_strdup (entity->id);
  copy->type = entity->type;
  copy->name = g_strdup (entity->name);
  copy->aliases = g_strdupv (entity->aliases);
  copy->mentions = g_array_copy (entity->mentions);

  return copy;
}

void
gloss_entity_free (GlossEntity *entity)
{
  g_free (entity->id);
  g_free (entity->name);
  g_strfreev (entity->aliases);
  g_array_unref (entity->mentions);
  g_free (entity);
}

GlossQuote *
gloss_quote_new (GlossQuoteKind kind, GlossSpan span)
{
  GlossQuote *quote = g_new0 (GlossQuote, 1);

  quote->kind = kind;
  quote->span = span;

  return quote;
}

GlossQuote *
gloss_quote_copy (const GlossQuote *quote)
{
  GlossQuote *copy = g_new0 (GlossQuote, 1);

  *copy = *quote;
  copy->id = g_strdup (quote->id);
  copy->parts = quote->parts != NULL ? g_array_copy (quote->parts) : NULL;
  copy->speaker_name = g_strdup (quote->speaker_name);
  copy->speaker_entity = g_strdup (quote->speaker_entity);

  return copy;
}

void
gloss_quote_free (GlossQuote *quote)
{
  g_free (quote->id);
  g_clear_pointer (&quote->parts, g_array_unref);
  g_free (quote->speaker_name);
  g_free (quote->speaker_entity);
  g_free (quote);
}

GlossTopic *
gloss_topic_new (const char *id, const char *label, const char *parent, double confidence)
{
  GlossTopic *topic = g_new0 (GlossTopic, 1);

  topic->id = g_strdup (id);
  topic->label = g_strdup (label);
  topic->parent = g_strdup (parent);
  topic->confidence = confidence;

  return topic;
}

GlossTopic *
gloss_topic_copy (const GlossTopic *topic)
{
  return gloss_topic_new (topic->id, topic->label, topic->parent, topic->confidence);
}

void
gloss_topic_free (GlossTopic *topic)
{
  g_free (topic->id);
  g_free (topic->label);
  g_free (topic->parent);
  g_free (topic);
}

GlossKeyphrase *
gloss_keyphrase_new (const char *phrase, double score)
{
  GlossKeyphrase *keyphrase = g_new0 (GlossKeyphrase, 1);

  keyphrase->phrase = g_strdup (phrase);
  keyphrase->score = score;
  keyphrase->mentions = g_array_new (FALSE, FALSE, sizeof (GlossSpan));

  return keyphrase;
}

GlossKeyphrase *
gloss_keyphrase_copy (const GlossKeyphrase *keyphrase)
{
  GlossKeyphrase *copy = gloss_keyphrase_new (keyphrase->phrase, keyphrase->score);

  g_array_append_vals (copy->mentions, keyphrase->mentions->data, keyphrase->mentions->len);

  return copy;
}

void
gloss_keyphrase_free (GlossKeyphrase *keyphrase)
{
  g_free (keyphrase->phrase);
  g_array_unref (keyphrase->mentions);
  g_free (keyphrase);
}

/**
 * gloss_analysis_new:
 *
 * Returns: (transfer full): an analysis that found nothing; whoever made it may fill it until
 *   it is handed on
 */
GlossAnalysis *
gloss_analysis_new (void)
{
  GlossAnalysis *self = g_atomic_rc_box_new0 (GlossAnalysis);

  self->engine = g_strdup ("");
  self->entities = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_entity_free);
  self->quotes = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_quote_free);
  self->topics = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_topic_free);
  self->keyphrases = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_keyphrase_free);

  return self;
}

/**
 * gloss_analysis_copy:
 * @self: an analysis
 *
 * Returns: (transfer full): a deep copy, for whoever wants to change something in it
 */
GlossAnalysis *
gloss_analysis_copy (const GlossAnalysis *self)
{
  GlossAnalysis *copy = gloss_analysis_new ();

  g_free (copy->engine);
  copy->engine = g_strdup (self->engine);
  for (guint i = 0; i < self->entities->len; i++)
    g_ptr_array_add (copy->entities, gloss_entity_copy (self->entities->pdata[i]));
  for (guint i = 0; i < self->quotes->len; i++)
    g_ptr_array_add (copy->quotes, gloss_quote_copy (self->quotes->pdata[i]));
  for (guint i = 0; i < self->topics->len; i++)
    g_ptr_array_add (copy->topics, gloss_topic_copy (self->topics->pdata[i]));
  for (guint i = 0; i < self->keyphrases->len; i++)
    g_ptr_array_add (copy->keyphrases, gloss_keyphrase_copy (self->keyphrases->pdata[i]));

  return copy;
}

GlossAnalysis *
gloss_analysis_ref (GlossAnalysis *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_analysis (gpointer data)
{
  GlossAnalysis *self = data;

  g_free (self->engine);
  g_ptr_array_unref (self->entities);
  g_ptr_array_unref (self->quotes);
  g_ptr_array_unref (self->topics);
  g_ptr_array_unref (self->keyphrases);
}

void
gloss_analysis_unref (GlossAnalysis *self)
{
  g_atomic_rc_box_release_full (self, clear_analysis);
}

/**
 * gloss_analysis_find_entity:
 * @self: an analysis
 * @id: (nullable): an entity's id
 *
 * Returns: (transfer none) (nullable): that entity; linear in the number of entities
 */
const GlossEntity *
gloss_analysis_find_entity (const GlossAnalysis *self, const char *id)
{
  for (guint i = 0; i < self->entities->len; i++)
    {
      const GlossEntity *entity = self->entities->pdata[i];

      if (g_strcmp0 (entity->id, id) == 0)
        return entity;
    }

  return NULL;
}
