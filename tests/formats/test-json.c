#include "app/formats/gloss-format-error.h"
#include "app/formats/gloss-json-reader.h"
#include "app/formats/gloss-json-text.h"
#include "app/formats/gloss-json-writer.h"

#include <string.h>

static char *
read_sample (gsize *n_bytes)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "formats", "sample.json", NULL);
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;

  g_file_get_contents (path, &bytes, n_bytes, &error);
  g_assert_no_error (error);

  return bytes;
}

/* What was read is written byte for byte, with the members of other programs. */
static void
test_round_trip (void)
{
  gsize n_bytes;
  g_autofree char *bytes = read_sample (&n_bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossRecord) record = gloss_json_read_record (bytes, n_bytes, &error);
  g_autofree char *again = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GlossRecord) from_line = NULL;
  g_autofree char *from_line_again = NULL;

  g_assert_no_error (error);
  again = gloss_json_write_record (record, TRUE);
  g_assert_cmpstr (again, ==, bytes);

  line = gloss_json_write_record (record, FALSE);
  g_assert_null (strchr (line, '\n'));
  from_line = gloss_json_read_record (line, strlen (line), &error);
  g_assert_no_error (error);
  from_line_again = gloss_json_write_record (from_line, TRUE);
  g_assert_cmpstr (from_line_again, ==, bytes);
}

/* The library keeps the blocks as they are in a document. */
static void
test_blocks (void)
{
  gsize n_bytes;
  g_autofree char *bytes = read_sample (&n_bytes);
  g_autoptr (GlossRecord) record = gloss_json_read_record (bytes, n_bytes, NULL);
  g_autofree char *blocks = gloss_json_print_blocks (record->article);
  g_autofree char *member = g_strdup_printf ("\"blocks\":%s", blocks);
  g_autofree char *line = NULL;
  g_autoptr (GlossArticle) empty = gloss_article_new ("", 0, g_ptr_array_new ());
  g_autofree char *none = gloss_json_print_blocks (empty);

  g_clear_pointer (&record->unknown, json_object_unref);
  line = gloss_json_write_record (record, FALSE);
  g_assert_nonnull (strstr (line, member));
  g_assert_cmpstr (none, ==, "[]");
}

/* However many there are, they are read as they were printed; what is damaged is refused. */
static void
test_parsed_blocks (void)
{
  static const char *const damaged[] = {
    "",
    "{}",
    "[",
    "[{\"kind\":\"rule\",\"start\":0,\"end\":0}",
    "[{\"kind\":\"rule\",\"start\":0,\"end\":0}]]",
    "[{\"kind\":\"rule\",\"start\":0,\"end\":0}],[]",
    "[{\"kind\":\"rule\",\"start\":0,\"end\":0},]",
    "[{\"kind\":\"rule\",\"start\":0,\"end\":9}]",
    "[{\"kind\":\"rule\",\"alt\":\"]\\",
    "[1]",
    "}",
  };
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free);
  g_autoptr (GlossArticle) article = NULL;
  g_autoptr (GlossArticle) again = NULL;
  g_autofree char *json = NULL;
  g_autofree char *json_again = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5000; i++)
    {
      GlossBlock *block = gloss_block_new (GLOSS_BLOCK_IMAGE, (GlossSpan){ 0, 0 });

      block->alt = g_strdup (i % 3 == 0 ? "a ] and \" }, {" : "[{\\");
      g_ptr_array_add (blocks, block);
    }
  article = gloss_article_new ("", 0, g_steal_pointer (&blocks));
  json = gloss_json_print_blocks (article);
  again = gloss_article_new ("", 0, gloss_json_parse_blocks (json, 0, &error));
  g_assert_no_error (error);
  json_again = gloss_json_print_blocks (again);
  g_assert_cmpstr (json_again, ==, json);
  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_assert_null (gloss_json_parse_blocks (damaged[i], 0, &error));
      g_assert_true (error != NULL && error->domain == GLOSS_FORMAT_ERROR);
      g_clear_error (&error);
    }
}

static void
test_contents (void)
{
  gsize n_bytes;
  g_autofree char *bytes = read_sample (&n_bytes);
  g_autoptr (GlossRecord) record = gloss_json_read_record (bytes, n_bytes, NULL);
  const GlossBlock *table = record->article->blocks->pdata[5];
  const GlossQuote *quote = record->analysis->quotes->pdata[0];
  const GlossCorrection *correction = record->corrections->pdata[2];

  g_assert_cmpuint (record->article->blocks->len, ==, 7);
  g_assert_cmpint (table->kind, ==, GLOSS_BLOCK_TABLE);
  g_assert_true (g_array_index ((GArray *) table->rows->pdata[0], GlossCell, 1).is_header);
  g_assert_cmpuint (quote->parts->len, ==, 2);
  g_assert_cmpstr (quote->speaker_entity, ==, "e1");
  g_assert_cmpuint (record->notes->len, ==, 3);
  g_assert_cmpint (gloss_note_get_color (record->notes->pdata[1]), ==, GLOSS_NOTE_PINK);
  g_assert_cmpstr (gloss_note_get_exact (record->notes->pdata[1]), ==, "river \U0001F30A is");
  g_assert_true (correction->has_new_span);
  g_assert_cmpuint (correction->new_span.start + 3, ==, correction->span.start);
}

typedef struct
{
  const char *name;
  const char *text;
  const char *message; /* in the error */
} BrokenCase;

#define WITH(members) "{\"format\": \"gloss-notes\", \"version\": 1, " members "}"
#define TEXT "\"article\": {\"text\": \"Rain fell.\"}, "

/* clang-format off */
static const BrokenCase broken[] = {
  { "empty", "", "" },
  { "cut-off", "{\"format\": \"gloss-notes\", \"ver", "JSON" },
  { "comment", "{/* no */ \"format\": \"gloss-notes\"}", "line 1" },
  { "single-quotes", "{'format': 'gloss-notes'}", "line 1" },
  { "trailing-comma", "{\"format\": \"gloss-notes\",}", "JSON" },
  { "not-utf-8", "{\"format\": \"gloss-notes\xff\"}", "UTF-8" },
  { "half-a-character", "{\"a\": \"\\ud83c\"}", "line 1" },
  { "nul", "{\"a\": \"\\u0000\"}", "line 1" },
  { "control", "{\"a\":\n\"\x01\"}", "line 2" },
  { "list", "[1, 2]", "it is not an object" },
  { "other-format", "{\"format\": \"other\"}", "format is not gloss-notes" },
  { "newer", "{\"format\": \"gloss-notes\", \"version\": 2}", "newer Gloss" },
  { "no-version", "{\"format\": \"gloss-notes\"}", "version is missing" },
  { "no-article", WITH ("\"notes\": []"), "article is missing" },
  { "no-text", WITH ("\"article\": {}"), "article.text is missing" },
  { "text-a-number", WITH ("\"article\": {\"text\": 7}"), "article.text is not a text" },
  { "blocks-an-object", WITH ("\"article\": {\"text\": \"a\", \"blocks\": {}}"), "article.blocks is not a list" },
  { "block-kind", WITH ("\"article\": {\"text\": \"a\", \"blocks\": [{\"kind\": \"x\"}]}"), "article.blocks[0].kind is none that is known" },
  { "block-past", WITH ("\"article\": {\"text\": \"a\", \"blocks\": [{\"kind\": \"rule\", \"start\": 0, \"end\": 2}]}"), "article.blocks[0].end is past the end of the text" },
  { "note-a-number", WITH (TEXT "\"notes\": [7]"), "notes[0] is not an object" },
  { "note-fraction", WITH (TEXT "\"notes\": [{\"start\": -1, \"end\": 2}]"), "notes[0].start is no count" },
  { "note-huge", WITH (TEXT "\"notes\": [{\"start\": 1e300, \"end\": 2}]"), "notes[0].start is no count" },
  { "note-tags", WITH (TEXT "\"notes\": [{\"start\": 0, \"end\": 2, \"tags\": [1]}]"), "notes[0].tags holds" },
  { "note-color", WITH (TEXT "\"notes\": [{\"start\": 0, \"end\": 2, \"color\": \"mud\"}]"), "notes[0].color is none" },
  { "backwards", WITH (TEXT "\"analysis\": {\"quotes\": [{\"id\": \"q1\", \"kind\": \"direct\", \"start\": 5, \"end\": 2}]}"), "analysis.quotes[0].end is before its start" },
  { "confidence", WITH (TEXT "\"analysis\": {\"topics\": [{\"id\": \"a\", \"label\": \"a\", \"confidence\": 3}]}"), "analysis.topics[0].confidence is not between" },
  { "action", WITH (TEXT "\"corrections\": [{\"action\": \"explode\"}]"), "corrections[0].action is none" },
};
/* clang-format on */

static void
test_broken (gconstpointer data)
{
  const BrokenCase *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossRecord) record = gloss_json_read_record (c->text, strlen (c->text), &error);

  g_assert_null (record);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, c->message));
}

/* Hundred thousand openers must neither exhaust the stack nor take long. */
static void
test_deep (void)
{
  static const char openers[] = "[{\"";

  for (gsize i = 0; i < strlen (openers); i++)
    {
      g_autofree char *text = g_strnfill (100000, openers[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (gloss_json_read_record (text, 100000, &error));
      g_assert_nonnull (error);
    }
}

/* Numbers keep the digits that they came with. */
static void
test_numbers (void)
{
  static const char *const texts[] = { "0.98",  "0.1",         "1.0",      "1",      "-0.5",
                                       "1e+22", "12345678901", "0.333333", "2.5e-10" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *list = g_strdup_printf ("[%s]", texts[i]);
      g_autoptr (JsonNode) node = gloss_json_parse (list, strlen (list), NULL);
      g_autofree char *again = gloss_json_print (node, FALSE);

      g_assert_cmpstr (again, ==, list);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/round-trip", test_round_trip);
  g_test_add_func ("/json/blocks", test_blocks);
  g_test_add_func ("/json/parsed-blocks", test_parsed_blocks);
  g_test_add_func ("/json/contents", test_contents);
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *path = g_strconcat ("/json/broken/", broken[i].name, NULL);

      g_test_add_data_func (path, &broken[i], test_broken);
    }
  g_test_add_func ("/json/deep", test_deep);
  g_test_add_func ("/json/numbers", test_numbers);

  return g_test_run ();
}
