#include "app/document/gloss-quote-item.h"

#include <glib/gi18n.h>

struct _GlossQuoteItem
{
  GObject parent_instance;

  GlossAnalysis *analysis;
  const GlossQuote *quote; /* owned by the analysis */
  char *text;
  guint n_words;
  GlossOrigin origin;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_KIND,
  PROP_TEXT,
  PROP_SPEAKER,
  PROP_N_WORDS,
  PROP_CONFIRMED,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GlossQuoteItem, gloss_quote_item, G_TYPE_OBJECT)

static void
gloss_quote_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GlossQuoteItem *self = GLOSS_QUOTE_ITEM (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->quote->id);
      break;
    case PROP_KIND:
      g_value_set_int (value, self->quote->kind);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_SPEAKER:
      g_value_set_string (value, gloss_quote_item_get_speaker (self));
      break;
    case PROP_N_WORDS:
      g_value_set_uint (value, self->n_words);
      break;
    case PROP_CONFIRMED:
      g_value_set_boolean (value, self->origin != GLOSS_ORIGIN_MACHINE);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gloss_quote_item_finalize (GObject *object)
{
  GlossQuoteItem *self = GLOSS_QUOTE_ITEM (object);

  g_clear_pointer (&self->analysis, gloss_analysis_unref);
  g_free (self->text);

  G_OBJECT_CLASS (gloss_quote_item_parent_class)->finalize (object);
}

static void
gloss_quote_item_class_init (GlossQuoteItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gloss_quote_item_get_property;
  object_class->finalize = gloss_quote_item_finalize;

  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  props[PROP_KIND] = g_param_spec_int ("kind", NULL, NULL, 0, GLOSS_QUOTE_MIXED, 0, flags);
  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  props[PROP_SPEAKER] = g_param_spec_string ("speaker", NULL, NULL, NULL, flags);
  props[PROP_N_WORDS] = g_param_spec_uint ("n-words", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_CONFIRMED] = g_param_spec_boolean ("confirmed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gloss_quote_item_init (GlossQuoteItem *self)
{
}

static guint
count_words (const char *text)
{
  gboolean in_word = FALSE;
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean is_space = g_unichar_isspace (g_utf8_get_char (p));

      n += !is_space && !in_word;
      in_word = !is_space;
    }

  return n;
}

GlossQuoteItem *
gloss_quote_item_new (GlossAnalysis *analysis, guint index, const char *text, GlossOrigin origin)
{
  GlossQuoteItem *self = g_object_new (GLOSS_TYPE_QUOTE_ITEM, NULL);

  g_return_val_if_fail (index < analysis->quotes->len, self);

  self->analysis = gloss_analysis_ref (analysis);
  self->quote = g_ptr_array_index (analysis->quotes, index);
  self->text = g_strdup (text);
  self->n_words = count_words (text);
  self->origin = origin;

  return self;
}

const GlossQuote *
gloss_quote_item_get_quote (GlossQuoteItem *self)
{
  g_return_val_if_fail (GLOSS_IS_QUOTE_ITEM (self), NULL);

  return self->quote;
}

const char *
gloss_quote_item_get_id (GlossQuoteItem *self)
{
  g_return_val_if_fail (GLOSS_IS_QUOTE_ITEM (self), NULL);

  return self->quote->id;
}

GlossQuoteKind
gloss_quote_item_get_kind (GlossQuoteItem *self)
{
  g_return_val_if_fail (GLOSS_IS_QUOTE_ITEM (self), GLOSS_QUOTE_DIRECT);

  return self->quote->kind;
}

const char *
gloss_quote_item_get_text (GlossQuoteItem *self)
{
  g_return_val_if_fail (GLOSS_IS_QUOTE_ITEM (self), NULL);

  return self->text;
}

/**
 * gloss_quote_item_get_speaker:
 *
 * Returns: (transfer none) (nullable): whom the quote belongs to, as readers would call them;
 *   %NULL where the text does not say
 */
const char *
gloss_quote_item_get_speaker (GlossQuoteItem *self)
{
  const GlossEntity *entity = NULL;

  g_return_val_if_fail (GLOSS_IS_QUOTE_ITEM (self), NULL);

  if (self->quote->speaker_entity != NULL)
    entity = gloss_analysis_find_entity (self->analysis, self->quote->speaker_entity);
  if (entity != NULL)
    return entity->name;

  return self->quote->speaker_name;
}

guint
gloss_quote_item_get_n_words (GlossQuoteItem *self)
{
  g_return_val_if_fail (GLOSS_IS_QUOTE_ITEM (self), 0);

  return self->n_words;
}

GlossOrigin
gloss_quote_item_get_origin (GlossQuoteItem *self)
{
  g_return_val_if_fail (GLOSS_IS_QUOTE_ITEM (self), GLOSS_ORIGIN_MACHINE);

  return self->origin;
}

/**
 * gloss_quote_item_dup_quotation:
 *
 * Returns: (transfer full): the quote with its speaker, fit to be pasted: direct quotes in
 *   quotation marks, others as what somebody said
 */
char *
gloss_quote_item_dup_quotation (GlossQuoteItem *self)
{
  const char *speaker;

  g_return_val_if_fail (GLOSS_IS_QUOTE_ITEM (self), NULL);

  speaker = gloss_quote_item_get_speaker (self);
  if (self->quote->kind == GLOSS_QUOTE_DIRECT)
    {
      if (speaker == NULL)
        return g_strdup_printf (_ ("“%s”"), self->text);
      /* Translators: a quote and who said it */
      return g_strdup_printf (_ ("“%s” — %s"), self->text, speaker);
    }
  if (speaker == NULL)
    return g_strdup (self->text);

  /* Translators: what somebody said, not word for word, and who said it */
  return g_strdup_printf (_ ("%s — %s"), self->text, speaker);
}
