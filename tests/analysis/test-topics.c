#include "app/analysis/gloss-topics.h"

#include <string.h>

#include "app/analysis/gloss-engine.h"

/* Of a model file, as app/analysis/gloss-model-file.c describes it. */
#define CRC_AT 32
#define HEADER_SIZE 40
#define NAME_SIZE 20
#define ROW_SIZE 40

typedef struct
{
  const char *name;
  const char *title;
  const char *language;
  const char *text;
  const char *expected; /* (nullable): the first topic; NULL for none */
  const char *below;    /* (nullable): a topic of the second level that is listed */
} TopicCase;

/* clang-format off */
static const TopicCase cases[] = {
  { "empty", NULL, NULL, "", NULL },
  { "one-word", NULL, NULL, "Parliament", NULL },
  { "marks", NULL, NULL, "… !? — 12 34 ,,, ((", NULL },
  { "german", NULL, NULL,
    "Die Abgeordneten haben am Mittwoch im Bundestag über das neue Gesetz der Regierung gestritten, "
    "das nach dem Willen der Koalition noch in diesem Jahr in Kraft treten soll.", NULL },
  { "french-said-english", NULL, "en",
    "Le gouvernement a annoncé mercredi que les élections législatives auront lieu dans deux mois, "
    "et que le président de la République ne se présentera pas.", NULL },
  { "spanish", NULL, "en",
    "El gobierno anunció el miércoles que las elecciones se celebrarán dentro de dos meses y que el "
    "presidente no se presentará de nuevo.", NULL },
  { "dutch", NULL, NULL,
    "De regering heeft woensdag bekendgemaakt dat de verkiezingen over twee maanden worden gehouden "
    "en dat de premier zich niet meer verkiesbaar stelt.", NULL },
  { "swahili", NULL, NULL,
    "Serikali ilitangaza siku ya Jumatano kwamba uchaguzi utafanyika baada ya miezi miwili na rais "
    "hatagombea tena kwa mujibu wa katiba ya nchi.", NULL },
  { "chinese", NULL, NULL, "政府周三宣布，选举将在两个月后举行，总统不会再次参选。", NULL },
  { "same-word", NULL, NULL, "vote vote vote vote vote vote vote vote vote vote vote vote vote vote "
    "vote vote vote vote vote vote vote vote vote vote", NULL },
  { "small-words", NULL, NULL,
    "It is what it is, and that is how it will be for now and for later, as we have said before and "
    "will say again, and so it goes on and on as it always has.", NULL },
  { "fiction", NULL, NULL,
    "She walked down the stairs and looked at him. He did not say anything. Then he smiled, and she "
    "knew that it was over, and that it had been for a long time.", NULL },
  { "diary", NULL, NULL,
    "I got up late this morning and did not know what to do with myself. After a while I went out, "
    "came back, sat down and wrote this. Tomorrow I will do it all again, I suppose.", NULL },
  { "names-headline", "Six Flags 3Q Net Income Falls 60 Percent", NULL,
    "NEW YORK - Six Flags Inc.'s third-quarter net income fell 60 percent, weather hurt attendance.",
    "medtop:04000000" },
  { "polish", NULL, NULL,
    "Rząd ogłosił w środę, że wybory parlamentarne odbędą się za dwa miesiące, a prezydent nie będzie "
    "kandydował ponownie.", NULL },
  { "politics", "Parliament votes down the government's budget", NULL,
    "Members of parliament rejected the prime minister's budget on Tuesday, and the opposition "
    "party called for an election. The coalition lost its majority last month.",
    "medtop:11000000" },
  { "sport", NULL, "en",
    "The striker scored twice in the second half as the club won the championship final, and the "
    "coach praised his team after the match.", "medtop:15000000" },
  { "business-said-german", NULL, "de",
    "Shares of the bank fell by a tenth after it reported lower quarterly profits and said that it "
    "would cut costs; analysts had expected higher earnings.", "medtop:04000000" },
  { "health", NULL, NULL,
    "Doctors say that patients with the disease should take the new vaccine, which the health "
    "agency approved after a trial in twelve hospitals.", "medtop:07000000" },
  { "strike", "Train drivers to strike over pay", NULL,
    "Train drivers will strike for two days next week in a dispute over pay, their union said on "
    "Tuesday after talks with employers broke down.", "medtop:09000000", "medtop:20000524" },
  { "unrest", "Riot police clash with protesters", NULL,
    "Thousands of protesters marched through the capital and clashed with riot police, who fired "
    "tear gas at the demonstrators.", "medtop:16000000", "medtop:20000065" },
  { "court", "Man jailed for murder", NULL,
    "A man was sentenced to life in prison on Monday after a jury at the court found him guilty of "
    "the murder of his neighbour. The judge said that the killing was brutal.",
    "medtop:02000000" },
  { "quake", "Earthquake kills dozens", NULL,
    "A magnitude 6.9 earthquake killed at least forty people and destroyed hundreds of homes; "
    "rescuers were searching the rubble for survivors.", "medtop:03000000", "medtop:20000148" },
  { "heat", "Record temperatures as heatwave grips the south", NULL,
    "Forecasters expect temperatures of forty degrees as the heatwave goes on, with thunderstorms "
    "and heavy rain at the weekend.", "medtop:17000000" },
};
/* clang-format on */

typedef struct
{
  const GlossTopicModel *model;
  const TopicCase *c;
} Fixture;

static void
add_passage (GlossReading *reading, gsize start, gsize end, GlossPassageKind kind)
{
  GlossPassage passage = { { start, end }, kind };

  g_array_append_val (reading->passages, passage);
}

/* A topic of the second level follows its parent. */
static void
check_parent (const GlossReading *reading, guint index)
{
  const GlossTopic *topic = reading->topics->pdata[index];
  guint i = 0;

  g_assert_cmpint (topic->parent == NULL, ==, g_str_has_suffix (topic->id, "000000"));
  if (topic->parent == NULL)
    return;
  while (i < index && !g_str_equal (((GlossTopic *) reading->topics->pdata[i])->id, topic->parent))
    i++;
  g_assert_cmpuint (i, <, index);
}

static void
test_find (gconstpointer data)
{
  const Fixture *f = data;
  const TopicCase *c = f->c;
  GlossReading reading;
  gboolean has_below = c->below == NULL;
  double last = 1;

  gloss_reading_init (&reading, c->text, strlen (c->text));
  reading.title = c->title;
  reading.language = c->language;
  add_passage (&reading, 0, reading.n_bytes, GLOSS_PASSAGE_PARAGRAPH);
  gloss_topics_find (f->model, &reading);
  if (c->expected == NULL)
    g_assert_cmpuint (reading.topics->len, ==, 0);
  else
    g_assert_cmpuint (reading.topics->len, >, 0);
  for (guint i = 0; i < reading.topics->len; i++)
    {
      const GlossTopic *topic = reading.topics->pdata[i];

      if (i == 0)
        g_assert_cmpstr (topic->id, ==, c->expected);
      g_assert_cmpuint (strlen (topic->label), >, 0);
      g_assert_cmpfloat (topic->confidence, >, 0);
      g_assert_cmpfloat (topic->confidence, <=, last);
      last = topic->confidence;
      has_below = has_below || g_str_equal (topic->id, c->below);
      check_parent (&reading, i);
    }
  g_assert_true (has_below);
  gloss_reading_clear (&reading);
}

static double
get_confidence (const GlossReading *reading, const char *id)
{
  for (guint i = 0; i < reading->topics->len; i++)
    {
      const GlossTopic *topic = reading->topics->pdata[i];

      if (g_str_equal (topic->id, id))
        return topic->confidence;
    }

  return 0;
}

/* What stands beside the article does not colour it at all. */
static void
test_asides (gconstpointer data)
{
  const char *text =
    "The striker scored twice in the second half as the club won the final match.\n"
    "Shares of the bank fell by a tenth after quarterly profits; stocks and bonds.";
  gsize cut = strchr (text, '\n') - text;
  const GlossPassageKind kinds[] = { GLOSS_PASSAGE_ASIDE, GLOSS_PASSAGE_CAPTION,
                                     GLOSS_PASSAGE_TABLE, GLOSS_PASSAGE_CODE,
                                     GLOSS_PASSAGE_PARAGRAPH };
  double alone = 0;

  for (guint i = 0; i <= G_N_ELEMENTS (kinds); i++)
    {
      GlossReading reading;
      double confidence;

      gloss_reading_init (&reading, text, strlen (text));
      add_passage (&reading, 0, cut, GLOSS_PASSAGE_PARAGRAPH);
      if (i > 0)
        add_passage (&reading, cut + 1, reading.n_bytes, kinds[i - 1]);
      gloss_topics_find (data, &reading);
      confidence = get_confidence (&reading, "medtop:15000000");
      if (i == 0)
        alone = confidence;
      else if (kinds[i - 1] == GLOSS_PASSAGE_PARAGRAPH)
        g_assert_cmpfloat (confidence, <, alone - 0.05);
      else
        g_assert_cmpfloat_with_epsilon (confidence, alone, 1e-9);
      gloss_reading_clear (&reading);
    }
}

/* Ten million characters of one sentence are about the same as that sentence once. */
static void
test_long (gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GlossReading reading;

  while (text->len < 10000000)
    g_string_append (text, "The striker scored twice as the club won the final match. ");
  gloss_reading_init (&reading, text->str, text->len);
  gloss_topics_find (data, &reading);
  g_assert_cmpuint (reading.topics->len, >, 0);
  g_assert_cmpstr (((GlossTopic *) reading.topics->pdata[0])->id, ==, "medtop:15000000");
  gloss_reading_clear (&reading);
}

static void
mend_checksum (guint8 *data, gsize size)
{
  guint32 crc = ~0u;

  for (gsize i = HEADER_SIZE; i < size; i++)
    {
      crc ^= data[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320u : 0);
    }
  crc = GUINT32_TO_LE (~crc);
  memcpy (data + CRC_AT, &crc, sizeof crc);
}

/* Where the numbers of a section of a model file begin. */
static guint8 *
find_section (guint8 *data, const char *name)
{
  guint64 offset;
  guint8 *row = data + HEADER_SIZE;

  while (strncmp ((const char *) row, name, NAME_SIZE) != 0)
    row += ROW_SIZE;
  memcpy (&offset, row + ROW_SIZE - sizeof offset, sizeof offset);

  return data + GUINT64_FROM_LE (offset);
}

/* A model that was made for a newer Gloss, which knows more parts of a text, is refused, and so is
 * one that does not look at the whole text first, where what a word counts is taken from. */
static void
test_unknown_part (gconstpointer part)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("GLOSS_DATA_DIR"), "models", "topics.bin", NULL);
  g_autofree char *list =
    g_build_filename (g_getenv ("GLOSS_DATA_DIR"), "lists", "media-topics.tsv", NULL);
  g_autofree char *data = NULL;
  g_autofree char *labels = NULL;
  g_autoptr (GlossTopicModel) model = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_assert_true (g_file_get_contents (list, &labels, NULL, NULL));
  find_section ((guint8 *) data, "pools")[0] = GPOINTER_TO_UINT (part);
  mend_checksum ((guint8 *) data, size);
  bytes = g_bytes_new_static (data, size);
  model = gloss_topic_model_new_for_bytes (bytes, labels, &error);
  g_assert_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL);
  g_assert_null (model);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossTopicModel) model = NULL;
  Fixture fixtures[G_N_ELEMENTS (cases)];

  g_test_init (&argc, &argv, NULL);
  model = gloss_topic_model_new (g_getenv ("GLOSS_DATA_DIR"), &error);
  g_assert_no_error (error);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/topics/find/", cases[i].name, NULL);

      fixtures[i] = (Fixture){ model, &cases[i] };
      g_test_add_data_func (path, &fixtures[i], test_find);
    }
  g_test_add_data_func ("/topics/asides", model, test_asides);
  g_test_add_data_func ("/topics/long", model, test_long);
  g_test_add_data_func ("/topics/unknown-part", GUINT_TO_POINTER (9), test_unknown_part);
  g_test_add_data_func ("/topics/no-whole-text", GUINT_TO_POINTER (1), test_unknown_part);

  return g_test_run ();
}
