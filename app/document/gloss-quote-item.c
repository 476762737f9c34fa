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

G_DEFINE_FINAL_TYPE (GlossQuoteItem, gloss_quote_item, G_TYPE_OBJECT)

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
  G_OBJECT_CLASS (klass)->finalize = gloss_quote_item_finalize;
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
