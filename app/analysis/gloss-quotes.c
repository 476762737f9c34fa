#include "app/analysis/gloss-quotes.h"

#include "app/analysis/gloss-quote-marks.h"
#include "app/analysis/gloss-speaker-words.h"
#include "app/analysis/gloss-speakers.h"

static GlossByteSpan
get_span (const GlossReading *reading, const GArray *words, int i)
{
  const GlossLabelledWords *labelled = &g_array_index (words, GlossLabelledWords, i);

  return (GlossByteSpan){
    g_array_index (reading->tokens, GlossToken, labelled->first).span.start,
    g_array_index (reading->tokens, GlossToken, labelled->end - 1).span.end,
  };
}

/* (transfer full) */
static GlossReadQuote *
make_quote (const GlossReading *reading,
            const GlossQuoteLabels *labels,
            const GlossSaid *said,
            GlossSpeaker *speaker)
{
  GlossReadQuote *quote = gloss_read_quote_new (said->kind, said->span);

  quote->confidence = said->confidence;
  if (said->speaker >= 0)
    {
      quote->has_speaker = TRUE;
      quote->speaker = get_span (reading, labels->speakers, said->speaker);
      quote->speaker_name = g_steal_pointer (&speaker->name);
      quote->cluster = speaker->cluster;
    }
  if (said->cue >= 0)
    {
      quote->has_cue = TRUE;
      quote->cue = get_span (reading, labels->cues, said->cue);
    }

  return quote;
}

/* “They are lonely,” said Dr Achard, “and so they scream.”: the second half joins the first. */
static void
join_rest (GlossReadQuote *quote, const GlossSaid *said)
{
  if (quote->parts == NULL)
    {
      quote->parts = g_array_new (FALSE, FALSE, sizeof (GlossByteSpan));
      g_array_append_val (quote->parts, quote->span);
    }
  g_array_append_val (quote->parts, said->span);
  quote->span.end = said->span.end;
}

/**
 * gloss_quotes_find:
 * @reading: a text with tokens, sentences, parts of speech, mentions and clusters; gains its quotes
 * @network: the trained tagger
 *
 * Finds who says what. Quotation marks are paired by rule, a network tells what is said, by whose
 * words and with which cue, and the speakers are then resolved to clusters. Linear.
 */
void
gloss_quotes_find (GlossReading *reading, const GlossQuoteNetwork *network)
{
  g_autoptr (GArray) marked = gloss_quote_marks_pair (reading);
  g_autofree GlossQuoteFeatures *features = gloss_quote_features_of_tokens (reading, marked);
  g_autofree GlossQuoteScores *scores = gloss_quote_network_score (network, reading, features);
  g_auto (GlossQuoteLabels) labels = { 0 };
  g_autoptr (GArray) turns = NULL;
  g_autoptr (GArray) said = NULL;
  GlossSpeaker *speakers;

  if (gloss_reading_is_cancelled (reading))
    return;
  gloss_quote_labels_init (&labels, reading, network, features, scores);
  gloss_speaker_words_mend (reading, &labels);
  turns = gloss_turns_find (reading);
  said = gloss_said_find (reading, marked, turns, &labels, scores);
  speakers = gloss_speakers_resolve (reading, &labels, said);
  for (guint i = 0; i < said->len; i++)
    {
      const GlossSaid *one = &g_array_index (said, GlossSaid, i);

      if (one->rest_of && reading->quotes->len > 0)
        join_rest (reading->quotes->pdata[reading->quotes->len - 1], one);
      else
        g_ptr_array_add (reading->quotes, make_quote (reading, &labels, one, &speakers[i]));
    }
  gloss_speakers_free (speakers, said->len);
}
