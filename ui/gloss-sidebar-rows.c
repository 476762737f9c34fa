#include "ui/gloss-sidebar-rows.h"

#include <glib/gi18n.h>

#include "app/document/gloss-entity-item.h"
#include "app/document/gloss-quote-item.h"
#include "app/document/gloss-topic-item.h"
#include "ui/gloss-labels.h"
#include "ui/gloss-section-item.h"

/* Topics that the analysis itself doubts are for other readers of its results. */
#define LEAST_CONFIDENCE 0.2

/* What the sidebar lists of a document's analysis: rows in groups, each with its head before it.
 * All are put into the list with one splice. */

static GListModel *
to_model (GPtrArray *items)
{
  GListStore *store = g_list_store_new (G_TYPE_OBJECT);

  g_list_store_splice (store, 0, 0, items->pdata, items->len);

  return G_LIST_MODEL (store);
}

static guint
get_first_offset (GlossEntityItem *item)
{
  GArray *mentions = gloss_entity_item_get_entity (item)->mentions;

  return mentions->len > 0 ? g_array_index (mentions, GlossMention, 0).span.start : G_MAXUINT;
}

static int
compare_by_place (gconstpointer a, gconstpointer b)
{
  guint left = get_first_offset (*(GlossEntityItem *const *) a);
  guint right = get_first_offset (*(GlossEntityItem *const *) b);

  return (left > right) - (left < right);
}

static int
compare_by_count (gconstpointer a, gconstpointer b)
{
  guint left = gloss_entity_item_get_count (*(GlossEntityItem *const *) a);
  guint right = gloss_entity_item_get_count (*(GlossEntityItem *const *) b);

  return left != right ? (left < right) - (left > right) : compare_by_place (a, b);
}

static gpointer
ref_item (gconstpointer item, gpointer user_data)
{
  return g_object_ref ((gpointer) item);
}

static void
add_group (GPtrArray *rows, const char *title, GPtrArray *group)
{
  g_autofree char *count = g_strdup_printf ("%u", group->len);

  g_ptr_array_add (rows, gloss_section_item_new (title, count, -1));
  g_ptr_array_extend (rows, group, ref_item, NULL);
}

/**
 * gloss_sidebar_rows_new_entities:
 * @document: with an analysis
 * @order: which come first
 *
 * Returns: (transfer full): the entities by type
 */
GListModel *
gloss_sidebar_rows_new_entities (GlossDocument *document, GlossEntityOrder order)
{
  GlossAnalysis *analysis = gloss_document_get_corrected (document);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) groups =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < GLOSS_N_ENTITY_TYPES; i++)
    g_ptr_array_add (groups, g_ptr_array_new_with_free_func (g_object_unref));
  for (guint i = 0; analysis != NULL && i < analysis->entities->len; i++)
    {
      const GlossEntity *entity = g_ptr_array_index (analysis->entities, i);

      g_ptr_array_add (
        g_ptr_array_index (groups, entity->type),
        gloss_entity_item_new (analysis, i, gloss_document_get_origin (document, entity->id)));
    }
  for (guint i = 0; i < GLOSS_N_ENTITY_TYPES; i++)
    {
      GPtrArray *group = g_ptr_array_index (groups, i);

      if (group->len == 0)
        continue;
      g_ptr_array_sort (group, order == GLOSS_ENTITY_ORDER_IMPORTANCE ? compare_by_count
                                                                      : compare_by_place);
      add_group (rows, gloss_label_entity_types (i), group);
    }

  return to_model (rows);
}

/* All that one speaker says. */
typedef struct
{
  const char *name; /* (nullable) */
  GPtrArray *quotes;
  guint n_words;
} Voice;

static void
voice_free (gpointer data)
{
  Voice *voice = data;

  g_ptr_array_unref (voice->quotes);
  g_free (voice);
}

/* Who says most comes first, quotes of nobody last. */
static int
compare_voices (gconstpointer a, gconstpointer b)
{
  const Voice *left = *(const Voice *const *) a, *right = *(const Voice *const *) b;

  if ((left->name == NULL) != (right->name == NULL))
    return left->name == NULL ? 1 : -1;

  return (left->n_words < right->n_words) - (left->n_words > right->n_words);
}

static Voice *
find_voice (GHashTable *by_name, GPtrArray *voices, const char *name)
{
  Voice *voice = g_hash_table_lookup (by_name, name != NULL ? name : "");

  if (voice != NULL)
    return voice;
  voice = g_new0 (Voice, 1);
  voice->name = name;
  voice->quotes = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_insert (by_name, (gpointer) (name != NULL ? name : ""), voice);
  g_ptr_array_add (voices, voice);

  return voice;
}

static GPtrArray *
list_voices (GlossDocument *document, GlossAnalysis *analysis, guint *n_words)
{
  GlossArticle *article = gloss_document_get_article (document);
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *voices = g_ptr_array_new_with_free_func (voice_free);
  const char *at = article->text;
  guint offset = 0;

  for (guint i = 0; i < analysis->quotes->len; i++)
    {
      const GlossQuote *quote = g_ptr_array_index (analysis->quotes, i);
      g_autofree char *text = NULL;
      GlossQuoteItem *item;
      const char *end;
      Voice *voice;

      /* Quotes come in text order, so the text is walked through once. */
      if (quote->span.start < offset)
        {
          at = article->text;
          offset = 0;
        }
      at = g_utf8_offset_to_pointer (at, quote->span.start - offset);
      offset = quote->span.start;
      end = g_utf8_offset_to_pointer (at, gloss_span_length (quote->span));
      text = g_strndup (at, end - at);
      item =
        gloss_quote_item_new (analysis, i, text, gloss_document_get_origin (document, quote->id));
      voice = find_voice (by_name, voices, gloss_quote_item_get_speaker (item));
      g_ptr_array_add (voice->quotes, item);
      voice->n_words += gloss_quote_item_get_n_words (item);
      *n_words += gloss_quote_item_get_n_words (item);
    }
  g_ptr_array_sort (voices, compare_voices);

  return voices;
}

/**
 * gloss_sidebar_rows_new_quotes:
 * @document: with an article
 *
 * Returns: (transfer full): the quotes by speaker, with how much of all quoted words is theirs
 */
GListModel *
gloss_sidebar_rows_new_quotes (GlossDocument *document)
{
  GlossAnalysis *analysis = gloss_document_get_corrected (document);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) voices = NULL;
  guint n_words = 0;

  if (analysis == NULL || gloss_document_get_article (document) == NULL)
    return to_model (rows);
  voices = list_voices (document, analysis, &n_words);
  for (guint i = 0; i < voices->len; i++)
    {
      const Voice *voice = g_ptr_array_index (voices, i);
      g_autofree char *detail =
        g_strdup_printf (ngettext ("%u word", "%u words", voice->n_words), voice->n_words);

      g_ptr_array_add (
        rows, gloss_section_item_new (voice->name != NULL ? voice->name : _ ("Nobody Named"),
                                      detail, n_words > 0 ? (double) voice->n_words / n_words : 0));
      g_ptr_array_extend (rows, voice->quotes, ref_item, NULL);
    }

  return to_model (rows);
}

/**
 * gloss_sidebar_rows_new_topics:
 * @document: with an analysis
 *
 * Returns: (transfer full): the topics that are likely or confirmed, those of the second level
 *   under their first, or a head that says there are none; then the keyphrases. Nothing where
 *   there is neither.
 */
GListModel *
gloss_sidebar_rows_new_topics (GlossDocument *document)
{
  GlossAnalysis *analysis = gloss_document_get_corrected (document);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) topics = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) phrases = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; analysis != NULL && i < analysis->topics->len; i++)
    {
      const GlossTopic *topic = g_ptr_array_index (analysis->topics, i);
      GlossOrigin origin = gloss_document_get_origin (document, topic->id);

      if (topic->confidence >= LEAST_CONFIDENCE || origin != GLOSS_ORIGIN_MACHINE)
        g_ptr_array_add (topics, gloss_topic_item_new_topic (analysis, i, origin));
    }
  for (guint i = 0; analysis != NULL && i < analysis->keyphrases->len; i++)
    g_ptr_array_add (phrases, gloss_topic_item_new_keyphrase (analysis, i));
  gloss_topic_items_nest (topics);
  if (topics->len > 0)
    add_group (rows, _ ("Topics"), topics);
  else if (phrases->len > 0)
    g_ptr_array_add (rows,
                     gloss_section_item_new (_ ("Topics"), _ ("Unclear what it is about"), -1));
  if (phrases->len > 0)
    add_group (rows, _ ("Keyphrases"), phrases);

  return to_model (rows);
}
