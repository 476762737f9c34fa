#include "app/analysis/gloss-sentences.h"
#include "app/document/gloss-article-passages.h"
#include "app/formats/gloss-words.h"
#include "app/formats/gloss-writers.h"
#include "app/notes/gloss-grapheme.h"

/* A mention as the tags know it. */
typedef struct
{
  GlossByteSpan span;
  GlossEntityType type;
} Tagged;

static int
compare_tagged (gconstpointer a, gconstpointer b)
{
  const Tagged *x = a;
  const Tagged *y = b;

  if (x->span.start != y->span.start)
    return x->span.start < y->span.start ? -1 : 1;

  return x->span.end > y->span.end ? -1 : x->span.end < y->span.end;
}

/* All mentions in text order without those that overlap an earlier one: of nested ones the
 * outermost stays. */
static GArray *
collect_outermost (const GlossWords *words)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Tagged));
  GArray *outermost = g_array_new (FALSE, FALSE, sizeof (Tagged));
  gsize end = 0;

  for (guint i = 0; i < words->analysis->entities->len; i++)
    {
      const GlossEntity *entity = words->analysis->entities->pdata[i];

      for (guint j = 0; j < entity->mentions->len; j++)
        {
          GlossSpan span = g_array_index (entity->mentions, GlossMention, j).span;
          Tagged tagged = { gloss_text_to_byte_span (words->text, span), entity->type };

          g_array_append_val (all, tagged);
        }
    }
  g_array_sort (all, compare_tagged);
  for (guint i = 0; i < all->len; i++)
    {
      const Tagged *tagged = &g_array_index (all, Tagged, i);

      if (tagged->span.start < end)
        continue;
      end = tagged->span.end;
      g_array_append_vals (outermost, tagged, 1);
    }

  return outermost;
}

static void
append_token (GString *out, const GlossWords *words, GlossByteSpan span, const char *tag)
{
  const char *end = words->article->text + span.end;

  /* A number may hold a space within, of whatever kind; the format cannot. */
  for (const char *p = words->article->text + span.start; p < end; p = g_utf8_next_char (p))
    {
      gunichar ch = g_utf8_get_char (p);

      g_string_append_unichar (out, g_unichar_isspace (ch) || g_unichar_iscntrl (ch) ? '_' : ch);
    }
  g_string_append_printf (out, "\t%s\n", tag);
}

/* The token at @i, with those that a reader sees as one character with its end: a joined emoji.
 * @i becomes the last of them. */
static GlossByteSpan
join_tokens (const GlossReading *reading, const GlossSentence *sentence, guint *i)
{
  GlossByteSpan span = g_array_index (reading->tokens, GlossToken, *i).span;

  for (; *i + 1 < sentence->end; (*i)++)
    {
      GlossByteSpan next = g_array_index (reading->tokens, GlossToken, *i + 1).span;

      if (next.start != span.end ||
          gloss_grapheme_is_break (reading->text, reading->text + span.end))
        break;
      span.end = next.end;
    }

  return span;
}

/* Writes the tokens of one sentence; @next is the first mention that may still come. */
static void
append_sentence (GString *out,
                 const GlossWords *words,
                 const GlossReading *reading,
                 const GlossSentence *sentence,
                 const GArray *mentions,
                 guint *next)
{
  guint last = G_MAXUINT;

  for (guint i = sentence->first; i < sentence->end; i++)
    {
      GlossByteSpan token = join_tokens (reading, sentence, &i);
      const Tagged *tagged;
      g_autofree char *tag = NULL;

      while (*next < mentions->len &&
             g_array_index (mentions, Tagged, *next).span.end <= token.start)
        (*next)++;
      tagged = *next < mentions->len ? &g_array_index (mentions, Tagged, *next) : NULL;
      if (tagged != NULL && tagged->span.start < token.end)
        {
          tag = g_strdup_printf ("%s-%s", last == *next ? "I" : "B",
                                 gloss_entity_type_to_string (tagged->type));
          last = *next;
        }
      append_token (out, words, token, tag != NULL ? tag : "O");
    }
  g_string_append_c (out, '\n');
}

/**
 * gloss_conll_write:
 * @record: what to write
 * @place: makes no difference
 *
 * Writes a line a token with its tag (IOB2), as the analysis cuts the text into tokens and
 * sentences; "-DOCSTART-" before the article.
 *
 * Returns: (transfer full): UTF-8
 */
char *
gloss_conll_write (const GlossRecord *record, GlossWritePlace place)
{
  g_auto (GlossWords) words;
  g_auto (GlossReading) reading = { 0 };
  g_autoptr (GArray) passages = gloss_article_dup_passages (record->article);
  g_autoptr (GArray) mentions = NULL;
  GString *out = g_string_new ("-DOCSTART-\tO\n\n");
  guint next = 0;

  gloss_words_init (&words, record);
  mentions = collect_outermost (&words);
  gloss_reading_init (&reading, record->article->text, record->article->n_bytes);
  g_array_append_vals (reading.passages, passages->data, passages->len);
  reading.language = record->article->language;
  reading.tokens = gloss_tokens_scan (reading.text, reading.n_bytes);
  reading.sentences = gloss_sentences_split (&reading);
  for (guint i = 0; i < reading.sentences->len; i++)
    append_sentence (out, &words, &reading, &g_array_index (reading.sentences, GlossSentence, i),
                     mentions, &next);

  return g_string_free (out, FALSE);
}
