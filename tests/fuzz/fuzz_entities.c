#include "app/analysis/gloss-clusters.h"
#include "app/analysis/gloss-entities.h"
#include "app/analysis/gloss-sentences.h"
#include "app/analysis/gloss-words.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define LIST                                                                                       \
  "Keir\tm\nStarmer\tregion\nUK\talso-place\tUnited "                                              \
  "Kingdom\nParis\tcity\nFrench\tgroup\tFrance\n"                                                  \
  "Mr\ttitle-m\nPrime Minister\ttitle\nsaid\tword\nBBC\torganization\n"

static void
check_mentions (const GlossReading *reading)
{
  gsize last = 0;

  for (guint i = 0; i < reading->mentions->len; i++)
    {
      const GlossNameMention *m = &g_array_index (reading->mentions, GlossNameMention, i);

      g_assert_cmpuint (m->span.start, >=, last);
      g_assert_cmpuint (m->span.end, >, m->span.start);
      g_assert_cmpint (m->cluster, >=, 0);
      g_assert_cmpint (m->cluster, <, reading->clusters->len);
      last = m->span.end;
    }
  g_assert_cmpuint (last, <=, reading->n_bytes);
}

/* Takes runs of capitalised words for names, of a type by their first byte. */
static void
add_names (GlossReading *reading)
{
  for (guint i = 0; i < reading->tokens->len; i++)
    {
      guint end = i;
      GlossNameMention mention = { .first = i, .confidence = 0.9f, .cluster = -1 };

      while (end < reading->tokens->len && end < i + 4 && gloss_words_is_capital (reading, end))
        end++;
      if (end == i)
        continue;
      mention.end = end;
      mention.span.start = gloss_words_get (reading, i)->span.start;
      mention.span.end = gloss_words_get (reading, end - 1)->span.end;
      mention.type = (guchar) reading->text[mention.span.start] % (GLOSS_ENTITY_WORK + 1);
      g_array_append_val (reading->mentions, mention);
      i = end;
    }
}

/* Mentions stay inside the text, in order, without overlaps, each in one cluster, whatever the
 * bytes. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, size);
  g_autoptr (GlossLists) lists = gloss_lists_new_from_data (LIST, sizeof LIST - 1, NULL);
  g_auto (GlossReading) reading;
  GlossPassage passage = { { 0, strlen (text) }, GLOSS_PASSAGE_PARAGRAPH };

  gloss_reading_init (&reading, text, strlen (text));
  g_array_append_val (reading.passages, passage);
  reading.tokens = gloss_tokens_scan (text, strlen (text));
  reading.sentences = gloss_sentences_split (&reading);
  add_names (&reading);
  gloss_entities_find (&reading, lists);
  gloss_clusters_build (&reading, lists);
  check_mentions (&reading);
  for (guint i = 0; i < reading.clusters->len; i++)
    g_assert_true (g_utf8_validate (((GlossCluster *) reading.clusters->pdata[i])->name, -1, NULL));

  return 0;
}
