#include "app/analysis/gloss-keyphrases.h"

#include <string.h>

#include "app/analysis/gloss-engine.h"
#include "app/analysis/gloss-sentences.h"

typedef struct
{
  GlossTopicModel *topics;
  GlossKeyphraseModel *keyphrases;
} Models;

static void
read_text (const Models *models, GlossReading *reading, const char *text, const char *title)
{
  gsize start = 0;

  gloss_reading_init (reading, text, strlen (text));
  reading->title = title;
  for (gsize i = 0; i <= reading->n_bytes; i++)
    if (i == reading->n_bytes || text[i] == '\n')
      {
        GlossPassage passage = { { start, i }, GLOSS_PASSAGE_PARAGRAPH };

        if (g_str_has_prefix (text + start, "Read more"))
          passage.kind = GLOSS_PASSAGE_ASIDE;
        g_array_append_val (reading->passages, passage);
        start = i + 1;
      }
  reading->tokens = gloss_tokens_scan (text, reading->n_bytes);
  reading->sentences = gloss_sentences_split (reading);
  gloss_keyphrases_find (models->keyphrases, models->topics, reading);
}

static const GlossKeyphrase *
find_phrase (const GlossReading *reading, const char *phrase)
{
  for (guint i = 0; i < reading->keyphrases->len; i++)
    if (g_str_equal (((GlossKeyphrase *) reading->keyphrases->pdata[i])->phrase, phrase))
      return reading->keyphrases->pdata[i];

  return NULL;
}

static const char article[] =
  "Negotiators agreed a ceasefire deal on Monday after months of talks. The ceasefire deal frees "
  "forty hostages, mediators said, and opens the border crossing for aid convoys.\n"
  "The United Nations welcomed the ceasefire deal. Aid convoys had waited at the border crossing "
  "since March, and relief workers warned of famine. \u201cThe hostages come first,\u201d the "
  "foreign minister said.\n"
  "Relief workers of the United Nations expect the first aid convoys within days.\n"
  "Read more: Mortgage rates, mortgage rates, mortgage rates and the housing market";

/* The mentions of a phrase are where its words stand. */
static void
test_article (gconstpointer data)
{
  GlossReading reading;
  const GlossKeyphrase *deal;
  double last = 1;

  read_text (data, &reading, article, "Ceasefire deal opens the border for aid");
  deal = find_phrase (&reading, "ceasefire deal");
  g_assert_nonnull (deal);
  g_assert_cmpuint (deal->mentions->len, ==, 3);
  for (guint i = 0; i < deal->mentions->len; i++)
    {
      GlossSpan span = g_array_index (deal->mentions, GlossSpan, i);

      g_assert_cmpint (strncmp (article + span.start, "ceasefire deal", span.end - span.start), ==,
                       0);
    }
  g_assert_nonnull (find_phrase (&reading, "aid convoys"));
  g_assert_nonnull (find_phrase (&reading, "border crossing"));
  g_assert_nonnull (find_phrase (&reading, "United Nations"));
  g_assert_null (find_phrase (&reading, "deal"));
  g_assert_null (find_phrase (&reading, "Monday"));
  g_assert_null (find_phrase (&reading, "mortgage rates"));
  g_assert_cmpuint (reading.keyphrases->len, <=, 15);
  for (guint i = 0; i < reading.keyphrases->len; i++)
    {
      const GlossKeyphrase *keyphrase = reading.keyphrases->pdata[i];

      g_assert_cmpfloat (keyphrase->score, <=, last);
      last = keyphrase->score;
    }
  gloss_reading_clear (&reading);
}

/* A hundred words have eight phrases, none of which is a date, a number or says the same. */
static void
test_brief (gconstpointer data)
{
  const char *text =
    "Two cargo ships collided in the Strait of Malacca early on Friday, spilling fuel oil near "
    "coral reefs off the coast of Malaysia. The coast guard said that the crew of the tanker, "
    "which was bound for the port of Singapore, had been rescued by a fishing boat.\n"
    "Environmental groups warned that the oil slick could reach mangrove forests within two days. "
    "The shipping company, which is based in Athens, has sent salvage experts. Insurers said that "
    "the accident would raise the cost of shipping through the strait, one of the busiest trade "
    "routes in the world, and called for speed limits.";
  const char *dull[] = { "Friday", "days", "two days", "world", "cost" };
  GlossReading reading;

  read_text (data, &reading, text, NULL);
  g_assert_cmpuint (reading.keyphrases->len, >=, 8);
  g_assert_cmpuint (reading.keyphrases->len, <=, 15);
  for (gsize i = 0; i < G_N_ELEMENTS (dull); i++)
    g_assert_null (find_phrase (&reading, dull[i]));
  g_assert_true (find_phrase (&reading, "oil slick") != NULL ||
                 find_phrase (&reading, "fuel oil") != NULL);
  gloss_reading_clear (&reading);
}

/* Words that a hyphen joins are cut nowhere between, and "US" is no "us". */
static void
test_joined (gconstpointer data)
{
  const char *text =
    "The ministers met for an in-depth discussion of US-UK cooperation on Tuesday. US-UK "
    "cooperation has cooled, officials said, and the in-depth discussion ran late. Both called for "
    "US-UK cooperation on supply chains.";
  const char *cut[] = { "depth discussion", "UK cooperation" };
  GlossReading reading;

  read_text (data, &reading, text, NULL);
  g_assert_nonnull (find_phrase (&reading, "US-UK cooperation"));
  for (gsize i = 0; i < G_N_ELEMENTS (cut); i++)
    g_assert_null (find_phrase (&reading, cut[i]));
  gloss_reading_clear (&reading);
}

/* Names that a plural announces are no phrase with it; after a singular they may be. */
static void
test_list (gconstpointer data)
{
  const char *text =
    "The couple's children George, Charlotte and Louis were in the carriage. Crowds cheered as the "
    "children George and Charlotte waved, while hurricane Andrew neared the coast. Rain from "
    "hurricane Andrew was forecast for the evening.";
  GlossReading reading;

  read_text (data, &reading, text, NULL);
  g_assert_nonnull (find_phrase (&reading, "hurricane Andrew"));
  g_assert_null (find_phrase (&reading, "children George"));
  gloss_reading_clear (&reading);
}

/* Words that are verbs wherever else they stand end no phrase. */
static void
test_verbs (gconstpointer data)
{
  const char *text =
    "A unique meditation model helps organisations, and each simple example encompasses a breath. "
    "The vintage meditation vehicle helps nobody, for the puppy learns nothing. A busy kitchen "
    "tends to be the room where the puppy learns. The simple example encompasses the kitchen.";
  GlossReading reading;

  read_text (data, &reading, text, NULL);
  g_assert_cmpuint (reading.keyphrases->len, >, 3);
  for (guint i = 0; i < reading.keyphrases->len; i++)
    {
      const char *phrase = ((GlossKeyphrase *) reading.keyphrases->pdata[i])->phrase;

      g_assert_null (strstr (phrase, "helps"));
      g_assert_null (strstr (phrase, "encompasses"));
      g_assert_null (strstr (phrase, "learns"));
      g_assert_null (strstr (phrase, "tends"));
      g_assert_null (strstr (phrase, "nobody"));
    }
  gloss_reading_clear (&reading);
}

/* However long its tables of figures are, an article is in the language of its sentences. */
static void
test_table (gconstpointer data)
{
  const Models *models = data;
  g_autoptr (GString) text = g_string_new (article);
  GlossPassage words = { { 0, text->len }, GLOSS_PASSAGE_PARAGRAPH };
  GlossPassage table = { { text->len, 0 }, GLOSS_PASSAGE_TABLE };
  GlossReading reading;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, "%u/1/2013\t+%u.1%%\n", i % 12 + 1, i);
  table.span.end = text->len;
  gloss_reading_init (&reading, text->str, text->len);
  g_array_append_val (reading.passages, words);
  g_array_append_val (reading.passages, table);
  reading.tokens = gloss_tokens_scan (text->str, text->len);
  reading.sentences = gloss_sentences_split (&reading);
  gloss_keyphrases_find (models->keyphrases, models->topics, &reading);
  g_assert_nonnull (find_phrase (&reading, "ceasefire deal"));
  gloss_reading_clear (&reading);
}

/* A person goes by the entity's name, with all mentions, once. */
static void
test_person (gconstpointer data)
{
  static const char text[] =
    "Sir Keir Starmer told MPs that the budget would not raise income tax. Sir Keir said that the "
    "budget was fair. The opposition leader asked Sir Keir about the winter fuel payment.\n"
    "Starmer later visited a hospital in Leeds and promised nurses higher pay.";
  GlossPassage passage = { { 0, strlen (text) }, GLOSS_PASSAGE_PARAGRAPH };
  GlossAnalysisTask task = { .text = text,
                             .n_bytes = strlen (text),
                             .title = "Sir Keir defends the budget",
                             .passages = &passage,
                             .n_passages = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossEngine) engine = gloss_engine_new (g_getenv ("GLOSS_DATA_DIR"), &error);
  g_autoptr (GlossAnalysis) analysis = NULL;
  guint n = 0;

  g_assert_no_error (error);
  analysis = gloss_engine_analyze (engine, &task);
  for (guint i = 0; i < analysis->keyphrases->len; i++)
    {
      const GlossKeyphrase *keyphrase = analysis->keyphrases->pdata[i];

      if (strstr (keyphrase->phrase, "Keir") == NULL &&
          strstr (keyphrase->phrase, "Starmer") == NULL)
        continue;
      n++;
      g_assert_cmpstr (keyphrase->phrase, ==, "Keir Starmer");
      g_assert_cmpuint (keyphrase->mentions->len, ==, 4);
    }
  g_assert_cmpuint (n, ==, 1);
}

/* The plural of a word that changes inside is no other phrase; bland words are none at all. */
static void
test_same (gconstpointer data)
{
  GlossReading reading;
  guint n = 0;

  read_text (data, &reading,
             "The trade union wants equal pay for cleaning women, said its chairman. A cleaning "
             "woman earns less than a caretaker. The report says that cleaning women work at "
             "night; another report said the same of hospital porters.",
             "Equal pay for cleaning women");
  for (guint i = 0; i < reading.keyphrases->len; i++)
    n += strstr (((GlossKeyphrase *) reading.keyphrases->pdata[i])->phrase, "leaning wom") != NULL;
  g_assert_cmpuint (n, ==, 1);
  g_assert_null (find_phrase (&reading, "report"));
  g_assert_null (find_phrase (&reading, "night"));
  gloss_reading_clear (&reading);
}

typedef struct
{
  const char *name;
  const char *text;
} NoneCase;

/* clang-format off */
static const NoneCase none_cases[] = {
  { "empty", "" },
  { "one-word", "Parliament" },
  { "marks", "?! … — ,,, ((( 12 34 56 78" },
  { "german", "Die Abgeordneten haben am Mittwoch im Bundestag über das neue Gesetz der Regierung "
              "gestritten, das noch in diesem Jahr in Kraft treten soll." },
};
/* clang-format on */

typedef struct
{
  const Models *models;
  const char *text;
} NoneFixture;

static void
test_none (gconstpointer data)
{
  const NoneFixture *f = data;
  GlossReading reading;

  read_text (f->models, &reading, f->text, NULL);
  g_assert_cmpuint (reading.keyphrases->len, ==, 0);
  gloss_reading_clear (&reading);
}

/* Repeated text gives each phrase once; ten million characters end. */
static void
test_repeated (gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GlossReading reading;

  while (text->len < 10000000)
    g_string_append (text, "The ceasefire deal frees forty hostages at the border crossing. ");
  read_text (data, &reading, text->str, NULL);
  g_assert_cmpuint (reading.keyphrases->len, >, 0);
  for (guint i = 0; i < reading.keyphrases->len; i++)
    g_assert_true (
      g_hash_table_add (seen, ((GlossKeyphrase *) reading.keyphrases->pdata[i])->phrase));
  gloss_reading_clear (&reading);
}

int
main (int argc, char **argv)
{
  const char *data_dir = g_getenv ("GLOSS_DATA_DIR");
  g_autoptr (GError) error = NULL;
  Models models = { 0 };
  NoneFixture fixtures[G_N_ELEMENTS (none_cases)];
  int result;

  g_test_init (&argc, &argv, NULL);
  models.topics = gloss_topic_model_new (data_dir, &error);
  g_assert_no_error (error);
  models.keyphrases = gloss_keyphrase_model_new (data_dir, &error);
  g_assert_no_error (error);

  g_test_add_data_func ("/keyphrases/article", &models, test_article);
  g_test_add_data_func ("/keyphrases/brief", &models, test_brief);
  g_test_add_data_func ("/keyphrases/same", &models, test_same);
  g_test_add_data_func ("/keyphrases/joined", &models, test_joined);
  g_test_add_data_func ("/keyphrases/list", &models, test_list);
  g_test_add_data_func ("/keyphrases/verbs", &models, test_verbs);
  g_test_add_data_func ("/keyphrases/table", &models, test_table);
  g_test_add_data_func ("/keyphrases/person", &models, test_person);
  for (gsize i = 0; i < G_N_ELEMENTS (none_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/keyphrases/none/", none_cases[i].name, NULL);

      fixtures[i] = (NoneFixture){ &models, none_cases[i].text };
      g_test_add_data_func (path, &fixtures[i], test_none);
    }
  g_test_add_data_func ("/keyphrases/repeated", &models, test_repeated);
  result = g_test_run ();
  gloss_topic_model_free (models.topics);
  gloss_keyphrase_model_free (models.keyphrases);

  return result;
}
