#include "app/analysis/gloss-reading.h"

#include "app/analysis/gloss-text.h"

GlossCluster *
gloss_cluster_new (GlossEntityType type)
{
  GlossCluster *cluster = g_new0 (GlossCluster, 1);

  cluster->type = type;
  cluster->mentions = g_array_new (FALSE, FALSE, sizeof (guint));
  cluster->roles = g_ptr_array_new_with_free_func (g_free);

  return cluster;
}

void
gloss_cluster_free (GlossCluster *cluster)
{
  g_free (cluster->name);
  g_array_unref (cluster->mentions);
  g_ptr_array_unref (cluster->roles);
  g_free (cluster);
}

GlossReadQuote *
gloss_read_quote_new (GlossQuoteKind kind, GlossByteSpan span)
{
  GlossReadQuote *quote = g_new0 (GlossReadQuote, 1);

  quote->kind = kind;
  quote->span = span;
  quote->cluster = -1;

  return quote;
}

void
gloss_read_quote_free (GlossReadQuote *quote)
{
  g_clear_pointer (&quote->parts, g_array_unref);
  g_free (quote->speaker_name);
  g_free (quote);
}

/**
 * gloss_reading_init:
 * @reading: (out): a reading of which nothing is known yet but its text
 * @text: (array length=n_bytes): valid UTF-8, which must outlive the reading
 * @n_bytes: length of @text
 *
 * Makes every array but those that a stage returns whole (tokens, sentences).
 */
void
gloss_reading_init (GlossReading *reading, const char *text, gsize n_bytes)
{
  *reading = (GlossReading){
    .text = text,
    .n_bytes = n_bytes,
    .passages = g_array_new (FALSE, FALSE, sizeof (GlossPassage)),
    .mentions = g_array_new (FALSE, FALSE, sizeof (GlossNameMention)),
    .clusters = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_cluster_free),
    .quotes = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_read_quote_free),
    .topics = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_topic_free),
    .keyphrases = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_keyphrase_free),
  };
}

void
gloss_reading_clear (GlossReading *reading)
{
  g_clear_pointer (&reading->passages, g_array_unref);
  g_clear_pointer (&reading->tokens, g_array_unref);
  g_clear_pointer (&reading->sentences, g_array_unref);
  g_clear_pointer (&reading->parts, g_free);
  g_clear_pointer (&reading->mentions, g_array_unref);
  g_clear_pointer (&reading->clusters, g_ptr_array_unref);
  g_clear_pointer (&reading->quotes, g_ptr_array_unref);
  g_clear_pointer (&reading->topics, g_ptr_array_unref);
  g_clear_pointer (&reading->keyphrases, g_ptr_array_unref);
}

/**
 * gloss_reading_is_cancelled:
 *
 * Returns: whether nobody waits for the result, so that a stage may leave its work half done
 */
gboolean
gloss_reading_is_cancelled (const GlossReading *reading)
{
  return reading->is_cancelled != NULL && reading->is_cancelled (reading->user_data);
}

/* The forms of @cluster in the text other than its name, each once. */
static GStrv
collect_aliases (const GlossReading *reading, const GlossCluster *cluster)
{
  g_autoptr (GStrvBuilder) aliases = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_hash_table_add (seen, g_strdup (cluster->name));
  for (guint i = 0; i < cluster->mentions->len; i++)
    {
      guint index = g_array_index (cluster->mentions, guint, i);
      GlossByteSpan span = g_array_index (reading->mentions, GlossNameMention, index).span;
      g_autofree char *form = g_strndup (reading->text + span.start, span.end - span.start);

      g_strdelimit (form, "\n", ' ');
      if (g_hash_table_contains (seen, form))
        continue;
      g_strv_builder_add (aliases, form);
      g_hash_table_add (seen, g_steal_pointer (&form));
    }

  return g_strv_builder_end (aliases);
}

static GlossEntity *
make_entity (const GlossReading *reading, const GlossText *text, guint index)
{
  const GlossCluster *cluster = reading->clusters->pdata[index];
  GlossEntity *entity = gloss_entity_new (cluster->type, cluster->name);

  entity->id = g_strdup_printf ("e%u", index + 1);
  g_strfreev (entity->aliases);
  entity->aliases = collect_aliases (reading, cluster);
  for (guint i = 0; i < cluster->mentions->len; i++)
    {
      guint at = g_array_index (cluster->mentions, guint, i);
      const GlossNameMention *found = &g_array_index (reading->mentions, GlossNameMention, at);
      GlossMention mention = { gloss_text_to_span (text, found->span), found->confidence };

      g_array_append_val (entity->mentions, mention);
    }

  return entity;
}

static GlossQuote *
make_quote (const GlossReading *reading, const GlossText *text, guint index)
{
  const GlossReadQuote *found = reading->quotes->pdata[index];
  GlossQuote *quote = gloss_quote_new (found->kind, gloss_text_to_span (text, found->span));

  quote->id = g_strdup_printf ("q%u", index + 1);
  quote->has_speaker = found->has_speaker;
  quote->speaker = gloss_text_to_span (text, found->speaker);
  quote->speaker_name = g_strdup (found->speaker_name);
  quote->speaker_entity = found->cluster >= 0 ? g_strdup_printf ("e%d", found->cluster + 1) : NULL;
  quote->has_cue = found->has_cue;
  quote->cue = gloss_text_to_span (text, found->cue);
  quote->confidence = found->confidence;
  if (found->parts != NULL)
    {
      quote->parts = g_array_new (FALSE, FALSE, sizeof (GlossSpan));
      for (guint i = 0; i < found->parts->len; i++)
        {
          GlossSpan part =
            gloss_text_to_span (text, g_array_index (found->parts, GlossByteSpan, i));

          g_array_append_val (quote->parts, part);
        }
    }

  return quote;
}

/* A copy whose mentions count code points: GlossSpan has room for the bytes of 4 GiB. */
static GlossKeyphrase *
make_keyphrase (const GlossText *text, const GlossKeyphrase *found)
{
  GlossKeyphrase *keyphrase = gloss_keyphrase_copy (found);

  for (guint i = 0; i < keyphrase->mentions->len; i++)
    {
      GlossSpan *mention = &g_array_index (keyphrase->mentions, GlossSpan, i);

      *mention = gloss_text_to_span (text, (GlossByteSpan){ mention->start, mention->end });
    }

  return keyphrase;
}

/**
 * gloss_reading_to_analysis:
 * @reading: a text that went through the whole pipeline
 * @engine: what found it
 *
 * Turns bytes into code points and indices into ids.
 *
 * Returns: (transfer full): the result
 */
GlossAnalysis *
gloss_reading_to_analysis (const GlossReading *reading, const char *engine)
{
  g_autoptr (GlossText) text = gloss_text_new (reading->text, reading->n_bytes);
  GlossAnalysis *analysis = gloss_analysis_new ();

  g_free (analysis->engine);
  analysis->engine = g_strdup (engine);
  for (guint i = 0; i < reading->clusters->len; i++)
    g_ptr_array_add (analysis->entities, make_entity (reading, text, i));
  for (guint i = 0; i < reading->quotes->len; i++)
    g_ptr_array_add (analysis->quotes, make_quote (reading, text, i));
  for (guint i = 0; i < reading->topics->len; i++)
    g_ptr_array_add (analysis->topics, gloss_topic_copy (reading->topics->pdata[i]));
  for (guint i = 0; i < reading->keyphrases->len; i++)
    g_ptr_array_add (analysis->keyphrases, make_keyphrase (text, reading->keyphrases->pdata[i]));

  return analysis;
}
