#include "app/document/gloss-entity-item.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/analysis/gloss-roles.h"

/* How far around a name its roles are looked for, and at how many of its places. */
#define MAX_SENTENCE_BYTES 300
#define MAX_ROLE_MENTIONS 40

struct _GlossEntityItem
{
  GObject parent_instance;

  GlossAnalysis *analysis;
  const GlossEntity *entity; /* owned by the analysis */
  GlossOrigin origin;
};

enum
{
  PROP_0,
  PROP_NAME,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GlossEntityItem, gloss_entity_item, G_TYPE_OBJECT)

static void
gloss_entity_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GlossEntityItem *self = GLOSS_ENTITY_ITEM (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->entity->name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gloss_entity_item_finalize (GObject *object)
{
  GlossEntityItem *self = GLOSS_ENTITY_ITEM (object);

  g_clear_pointer (&self->analysis, gloss_analysis_unref);

  G_OBJECT_CLASS (gloss_entity_item_parent_class)->finalize (object);
}

static void
gloss_entity_item_class_init (GlossEntityItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gloss_entity_item_get_property;
  object_class->finalize = gloss_entity_item_finalize;

  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gloss_entity_item_init (GlossEntityItem *self)
{
}

/**
 * gloss_entity_item_new:
 * @analysis: what was found in an article
 * @index: which of its entities
 * @origin: who stands for it
 *
 * Returns: (transfer full): that entity as a row; it keeps @analysis alive
 */
GlossEntityItem *
gloss_entity_item_new (GlossAnalysis *analysis, guint index, GlossOrigin origin)
{
  GlossEntityItem *self = g_object_new (GLOSS_TYPE_ENTITY_ITEM, NULL);

  g_return_val_if_fail (index < analysis->entities->len, self);

  self->analysis = gloss_analysis_ref (analysis);
  self->entity = g_ptr_array_index (analysis->entities, index);
  self->origin = origin;

  return self;
}

const GlossEntity *
gloss_entity_item_get_entity (GlossEntityItem *self)
{
  g_return_val_if_fail (GLOSS_IS_ENTITY_ITEM (self), NULL);

  return self->entity;
}

GlossAnalysis *
gloss_entity_item_get_analysis (GlossEntityItem *self)
{
  g_return_val_if_fail (GLOSS_IS_ENTITY_ITEM (self), NULL);

  return self->analysis;
}

const char *
gloss_entity_item_get_id (GlossEntityItem *self)
{
  g_return_val_if_fail (GLOSS_IS_ENTITY_ITEM (self), NULL);

  return self->entity->id;
}

const char *
gloss_entity_item_get_name (GlossEntityItem *self)
{
  g_return_val_if_fail (GLOSS_IS_ENTITY_ITEM (self), NULL);

  return self->entity->name;
}

GlossEntityType
gloss_entity_item_get_kind (GlossEntityItem *self)
{
  g_return_val_if_fail (GLOSS_IS_ENTITY_ITEM (self), GLOSS_ENTITY_PERSON);

  return self->entity->type;
}

guint
gloss_entity_item_get_count (GlossEntityItem *self)
{
  g_return_val_if_fail (GLOSS_IS_ENTITY_ITEM (self), 0);

  return self->entity->mentions->len;
}

GlossOrigin
gloss_entity_item_get_origin (GlossEntityItem *self)
{
  g_return_val_if_fail (GLOSS_IS_ENTITY_ITEM (self), GLOSS_ORIGIN_MACHINE);

  return self->origin;
}

/**
 * gloss_entity_item_dup_also:
 *
 * Returns: (transfer full) (nullable): "also “Sir Keir”, “Starmer”", translated; %NULL where the
 *   entity has one name only
 */
char *
gloss_entity_item_dup_also (GlossEntityItem *self)
{
  g_autoptr (GPtrArray) quoted = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  g_return_val_if_fail (GLOSS_IS_ENTITY_ITEM (self), NULL);

  for (guint i = 0; self->entity->aliases[i] != NULL; i++)
    if (!g_str_equal (self->entity->aliases[i], self->entity->name))
      /* Translators: a name within a list of names */
      g_ptr_array_add (quoted, g_strdup_printf (_ ("“%s”"), self->entity->aliases[i]));
  if (quoted->len == 0)
    return NULL;
  g_ptr_array_add (quoted, NULL);
  /* Translators: between the names of a list */
  joined = g_strjoinv (_ (", "), (char **) quoted->pdata);

  /* Translators: %s is a list of an entity's other names, each in quotation marks */
  return g_strdup_printf (_ ("also %s"), joined);
}

static gboolean
contains_folded (const char *text, const char *folded)
{
  g_autofree char *here = g_utf8_casefold (text, -1);

  return strstr (here, folded) != NULL;
}

/**
 * gloss_entity_item_matches:
 * @folded: what is searched for, through g_utf8_casefold()
 *
 * Returns: whether the entity's name or one of its other names contains it
 */
gboolean
gloss_entity_item_matches (GlossEntityItem *self, const char *folded)
{
  g_return_val_if_fail (GLOSS_IS_ENTITY_ITEM (self), FALSE);

  if (contains_folded (self->entity->name, folded))
    return TRUE;
  for (guint i = 0; self->entity->aliases[i] != NULL; i++)
    if (contains_folded (self->entity->aliases[i], folded))
      return TRUE;

  return FALSE;
}

/* The line of the text that holds @start, cut to what may stand in one sentence with it. */
static void
find_line (const char *text,
           const char *start,
           const char *end,
           const char **first,
           const char **last)
{
  const char *limit = start - MIN (start - text, MAX_SENTENCE_BYTES);

  *first = start;
  while (*first > limit && (*first)[-1] != '\n')
    (*first)--;
  while (*first < start && (**first & 0xc0) == 0x80)
    (*first)++;
  *last = end;
  while (**last != '\0' && **last != '\n' && *last < end + MAX_SENTENCE_BYTES)
    *last = g_utf8_next_char (*last);
}

static gboolean
has_role (GPtrArray *roles, const char *role)
{
  g_autofree char *folded = g_utf8_casefold (role, -1);

  for (guint i = 0; i < roles->len; i++)
    {
      g_autofree char *other = g_utf8_casefold (g_ptr_array_index (roles, i), -1);

      if (strstr (other, folded) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
add_roles (GPtrArray *roles, GPtrArray *found, guint n_max)
{
  for (guint i = 0; i < found->len && roles->len < n_max; i++)
    if (!has_role (roles, g_ptr_array_index (found, i)))
      g_ptr_array_add (roles, g_strdup (g_ptr_array_index (found, i)));
}

/**
 * gloss_entity_item_dup_roles:
 * @article: the article that the entity is mentioned in
 * @n_max: the most to give
 *
 * Linear in the offset of the last mention that is looked at.
 *
 * Returns: (transfer full): what the text calls a person besides the name, "foreign secretary",
 *   in text order; empty for what is no person
 */
GStrv
gloss_entity_item_dup_roles (GlossEntityItem *self, GlossArticle *article, guint n_max)
{
  g_autoptr (GPtrArray) roles = g_ptr_array_new ();
  guint n_mentions = MIN (self->entity->mentions->len, MAX_ROLE_MENTIONS);
  const char *at = article->text;
  guint offset = 0;

  for (guint i = 0; i < n_mentions && self->entity->type == GLOSS_ENTITY_PERSON; i++)
    {
      GlossSpan span = g_array_index (self->entity->mentions, GlossMention, i).span;
      g_autoptr (GPtrArray) found = NULL;
      const char *end, *first, *last;

      if (span.start < offset || span.end > article->n_chars)
        continue;
      at = g_utf8_offset_to_pointer (at, span.start - offset);
      offset = span.start;
      end = g_utf8_offset_to_pointer (at, gloss_span_length (span));
      find_line (article->text, at, end, &first, &last);
      found = gloss_roles_list (first, last - first, (GlossByteSpan){ at - first, end - first });
      add_roles (roles, found, n_max);
    }
  g_ptr_array_add (roles, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&roles), FALSE);
}

/**
 * gloss_entity_item_list_quotes:
 *
 * Returns: (transfer container) (element-type GlossQuote): what this entity says, in text order
 */
GPtrArray *
gloss_entity_item_list_quotes (GlossEntityItem *self)
{
  GPtrArray *quotes = g_ptr_array_new ();

  g_return_val_if_fail (GLOSS_IS_ENTITY_ITEM (self), quotes);

  for (guint i = 0; i < self->analysis->quotes->len; i++)
    {
      GlossQuote *quote = g_ptr_array_index (self->analysis->quotes, i);

      if (g_strcmp0 (quote->speaker_entity, self->entity->id) == 0)
        g_ptr_array_add (quotes, quote);
    }

  return quotes;
}

/* How many of the mentions in @ours have one of @theirs within @distance; both in text order. */
static guint
count_close (GArray *ours, GArray *theirs, guint distance)
{
  guint n = 0, j = 0;

  for (guint i = 0; i < ours->len; i++)
    {
      guint start = g_array_index (ours, GlossMention, i).span.start;

      while (j < theirs->len &&
             g_array_index (theirs, GlossMention, j).span.start + distance < start)
        j++;
      if (j < theirs->len && g_array_index (theirs, GlossMention, j).span.start <= start + distance)
        n++;
    }

  return n;
}

typedef struct
{
  GlossEntity *entity;
  guint n_close;
} Neighbour;

static int
compare_neighbours (gconstpointer a, gconstpointer b)
{
  const Neighbour *left = a, *right = b;

  return (left->n_close < right->n_close) - (left->n_close > right->n_close);
}

/**
 * gloss_entity_item_list_neighbours:
 * @distance: code points
 * @n_max: the most to list
 *
 * Finds the people and organisations that are mentioned most often within @distance of this one.
 * Linear in the number of all mentions.
 *
 * Returns: (transfer container) (element-type GlossEntity): closest company first
 */
GPtrArray *
gloss_entity_item_list_neighbours (GlossEntityItem *self, guint distance, guint n_max)
{
  g_autoptr (GArray) neighbours = g_array_new (FALSE, FALSE, sizeof (Neighbour));
  GPtrArray *result = g_ptr_array_new ();

  g_return_val_if_fail (GLOSS_IS_ENTITY_ITEM (self), result);

  for (guint i = 0; i < self->analysis->entities->len; i++)
    {
      GlossEntity *other = g_ptr_array_index (self->analysis->entities, i);
      Neighbour neighbour = { .entity = other };

      if (other == self->entity ||
          (other->type != GLOSS_ENTITY_PERSON && other->type != GLOSS_ENTITY_ORGANIZATION))
        continue;
      neighbour.n_close = count_close (self->entity->mentions, other->mentions, distance);
      if (neighbour.n_close > 0)
        g_array_append_val (neighbours, neighbour);
    }
  g_array_sort (neighbours, compare_neighbours);
  for (guint i = 0; i < MIN (neighbours->len, n_max); i++)
    g_ptr_array_add (result, g_array_index (neighbours, Neighbour, i).entity);

  return result;
}
