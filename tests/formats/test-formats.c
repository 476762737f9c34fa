#include "app/formats/gloss-annotation-reader.h"
#include "app/formats/gloss-format.h"
#include "app/formats/gloss-json-reader.h"
#include "app/formats/gloss-json-text.h"

#include <string.h>

static GlossRecord *
read_sample (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "formats", "sample.json", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  GlossRecord *record;
  gsize n_bytes;

  g_file_get_contents (path, &bytes, &n_bytes, &error);
  g_assert_no_error (error);
  record = gloss_json_read_record (bytes, n_bytes, &error);
  g_assert_no_error (error);

  return record;
}

static char *
write_sample (const char *name, GlossWritePlace place)
{
  g_autoptr (GlossRecord) record = read_sample ();
  g_autoptr (GBytes) bytes = gloss_format_write (gloss_format_find (name), record, place);
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);

  return g_strndup (data, n_bytes);
}

typedef struct
{
  const char *format;
  const char *parts[16]; /* all in this order in what is written */
} PartsCase;

/* clang-format off */
static const PartsCase parts_cases[] = {
  { "markdown", { "# Floods, \"100%\" sure\n", "- Site: The News & Star\n", "SHA-256 `", "## Claims\n\n1 of 1 checked\n", "| floods | contradicted | https", "## Notes\n",
    "> floods\n", "Which *river*?", "\\#check, \\#a, b, R. Eader", "not found in this text",
    "## Quotes\n", "### Ana Díaz\n", "> “The river … 🌊 is rising.”\n" } },
  { "html", { "<!DOCTYPE html>", "<title>Floods, &quot;100%&quot; sure</title>", "<h3>",
    "<mark class=\"green\" title=\"Which *river*?\n\n&lt;b&gt;\">floods</mark>",
    "<a href=\"https://news.example/ana\">", "<span class=\"entity person\" title=\"Ana Díaz\">",
    "<hr>", "<ol start=\"1\"><li>", "<th>Name</th>", "<figcaption>", "Claims: 1 of 1 checked", "<td>contradicted</td>",
    "<a href=\"https://data.example/floods?a=1&amp;b=2\">", "a book, page 7", "words that went" } },
  { "csv", { "article,kind,id,", "\r\nhttps://news.example/floods?a=1&b={2},note,", "\"check; a, b\",",
    "\"Which *river*?\n\n<b>\"", "anchored,contradicted,\"https://data.example/floods?a=1&b=2 a book, page 7\"\r\n",
    ",orphaned,,\r\n", ",entity,", ",organization,Río Alto," ,
    ",quote,q1,48,70,The river … 🌊 is rising.,direct,Ana Díaz,0.91," } },
  { "conll", { "-DOCSTART-\tO\n\n", "Mayor\tB-person\n", "Ana\tB-person\nDíaz\tI-person\n",
    "on\tB-date\nMonday\tI-date\n", "Río\tB-organization\nAlto\tI-organization\n" } },
  { "brat", { "T1\tperson 0 5\tMayor\n", "person 22 30\tAna Díaz\n", "quote-direct 48 57;58 70\t",
    "speaker 22 30\t", "speaker Arg1:T", "cue Arg1:T", "#1\tAnnotatorNotes T", "note " } },
  { "bibtex", { "@online{bee2024-", "title = {Floods, \"100\\%\" sure}",
    "author = {Ann Bee and Cy\\_Dee}", "organization = {The News \\& Star}", "date = {2024-09-07}",
    "url = {https://news.example/floods?a=1&b=%7B2%7D}", "urldate = {2024-09-08}", "langid = {english}" } },
  { "csl-json", { "\"id\": \"bee2024-", "\"article-newspaper\"", "{\"literal\": \"Ann Bee\"}",
    "\"date-parts\"", "2024", "\"accessed\"" } },
  { "jsonld", { "\"@context\": \"http://www.w3.org/ns/anno.jsonld\"", "\"AnnotationCollection\"",
    "\"first\"", "urn:uuid:11111111-1111-4111-8111-111111111111", "\"motivation\": \"assessing\"",
    "\"commenting\"", "\"contradicted\"", "\"linking\"", "https://data.example/floods?a=1&b=2",
    "\"gloss-green\"", "\"identifying\"", "\"classifying\"" } },
};
/* clang-format on */

static void
test_parts (gconstpointer data)
{
  const PartsCase *c = data;
  g_autofree char *text = write_sample (c->format, GLOSS_WRITE_ALONE);
  const char *at = text;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (c->parts) && c->parts[i] != NULL; i++)
    {
      const char *found = strstr (at, c->parts[i]);

      if (found == NULL)
        g_test_message ("“%s” is not in\n%s", c->parts[i], at);
      g_assert_nonnull (found);
      at = found;
    }
}

/* Every format writes an article of which nothing is known, and many in one stream. */
static void
test_bare (void)
{
  g_autoptr (GlossArticle) article = gloss_article_new (
    "One.\nTwo.", 9, g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free));
  g_autoptr (GlossRecord) record = gloss_record_new (article);
  guint n_formats;
  const GlossFormat *formats = gloss_format_get_all (&n_formats);

  for (guint i = 0; i < n_formats; i++)
    for (GlossWritePlace place = GLOSS_WRITE_ALONE; place <= GLOSS_WRITE_NEXT; place++)
      {
        g_autoptr (GBytes) bytes = gloss_format_write (&formats[i], record, place);
        gsize n_bytes;
        const char *text = g_bytes_get_data (bytes, &n_bytes);

        g_assert_true (g_utf8_validate_len (text, n_bytes, NULL));
        g_assert_nonnull (gloss_format_get_label (&formats[i]));
        g_assert_true (gloss_format_find (formats[i].name) == &formats[i]);
      }
  g_assert_cmpstr (gloss_format_find_for_suffix ("a.csl.json")->name, ==, "csl-json");
  g_assert_cmpstr (gloss_format_find_for_suffix ("a.json")->name, ==, "json");
  g_assert_null (gloss_format_find_for_suffix ("a.docx"));
}

static const char *
get_type (JsonObject *object)
{
  return json_object_get_string_member (object, "type");
}

static void
assert_time (JsonObject *object, const char *name)
{
  if (json_object_has_member (object, name))
    g_assert_true (g_str_has_suffix (json_object_get_string_member (object, name), "Z"));
}

static void
assert_target (JsonNode *node)
{
  JsonObject *target;
  JsonArray *selectors;

  if (JSON_NODE_HOLDS_VALUE (node))
    return;
  target = json_node_get_object (node);
  g_assert_true (json_object_has_member (target, "source"));
  selectors = json_object_get_array_member (target, "selector");
  g_assert_cmpuint (json_array_get_length (selectors), >=, 1);
  for (guint i = 0; i < json_array_get_length (selectors); i++)
    {
      JsonObject *selector = json_array_get_object_element (selectors, i);

      if (g_str_equal (get_type (selector), "TextQuoteSelector"))
        g_assert_cmpstr (json_object_get_string_member (selector, "exact"), !=, "");
      else
        g_assert_cmpint (json_object_get_int_member (selector, "start"), <,
                         json_object_get_int_member (selector, "end"));
    }
}

/* What the W3C's model says an annotation must be. */
static void
assert_annotation (JsonObject *annotation)
{
  JsonNode *target = json_object_get_member (annotation, "target");

  g_assert_true (
    g_uri_is_valid (json_object_get_string_member (annotation, "id"), G_URI_FLAGS_NONE, NULL));
  g_assert_cmpstr (get_type (annotation), ==, "Annotation");
  g_assert_nonnull (json_object_get_string_member (annotation, "motivation"));
  g_assert_false (json_object_has_member (annotation, "bodyValue"));
  g_assert_false (json_object_has_member (annotation, "@context"));
  assert_time (annotation, "created");
  assert_time (annotation, "modified");
  g_assert_nonnull (target);
  if (JSON_NODE_HOLDS_ARRAY (target))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (target)); i++)
      assert_target (json_array_get_element (json_node_get_array (target), i));
  else
    assert_target (target);
}

static void
test_jsonld_musts (void)
{
  g_autofree char *text = write_sample ("jsonld", GLOSS_WRITE_ALONE);
  g_autofree char *again = write_sample ("jsonld", GLOSS_WRITE_ALONE);
  g_autoptr (JsonNode) root = gloss_json_parse (text, strlen (text), NULL);
  JsonObject *collection = json_node_get_object (root);
  JsonObject *page = json_object_get_object_member (collection, "first");
  JsonArray *items = json_object_get_array_member (page, "items");

  g_assert_cmpstr (text, ==, again);
  g_assert_cmpstr (get_type (collection), ==, "AnnotationCollection");
  g_assert_cmpint (json_object_get_int_member (collection, "total"), ==,
                   json_array_get_length (items));
  g_assert_false (json_object_has_member (page, "@context"));
  for (guint i = 0; i < json_array_get_length (items); i++)
    assert_annotation (json_array_get_object_element (items, i));
}

static void
test_jsonld_empty (void)
{
  g_autoptr (GlossArticle) article = gloss_article_new (
    "One.", 4, g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free));
  g_autoptr (GlossRecord) record = gloss_record_new (article);
  g_autoptr (GBytes) bytes =
    gloss_format_write (gloss_format_find ("jsonld"), record, GLOSS_WRITE_ALONE);
  g_autoptr (JsonNode) root =
    gloss_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);

  g_assert_cmpint (json_object_get_int_member (json_node_get_object (root), "total"), ==, 0);
  g_assert_false (json_object_has_member (json_node_get_object (root), "first"));
}

/* Our own web annotations read back as the same notes. */
static void
test_jsonld_back (void)
{
  g_autofree char *text = write_sample ("jsonld", GLOSS_WRITE_ALONE);
  g_autoptr (GlossRecord) sample = read_sample ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossRecord) record = gloss_annotations_read (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (record->notes->len, ==, sample->notes->len);
  for (guint i = 0; i < record->notes->len; i++)
    {
      GlossNote *a = record->notes->pdata[i];
      GlossNote *b = sample->notes->pdata[i];

      g_assert_cmpstr (gloss_note_get_id (a), ==, gloss_note_get_id (b));
      g_assert_cmpstr (gloss_note_get_exact (a), ==, gloss_note_get_exact (b));
      g_assert_cmpstr (gloss_note_get_body (a), ==, gloss_note_get_body (b));
      g_assert_true (g_strv_equal (gloss_note_get_tags (a), gloss_note_get_tags (b)));
      g_assert_cmpint (gloss_note_get_color (a), ==, gloss_note_get_color (b));
      g_assert_cmpstr (gloss_note_get_author (a), ==, gloss_note_get_author (b));
      g_assert_cmpstr (gloss_note_get_created (a), ==, gloss_note_get_created (b));
      g_assert_cmpint (gloss_note_get_claim (a), ==, gloss_note_get_claim (b));
      g_assert_true (g_strv_equal (gloss_note_get_evidence (a), gloss_note_get_evidence (b)));
    }
}

static void
test_hypothesis (void)
{
  const char *text =
    "{\"export_date\": \"2024-01-01\", \"annotations\": [{\"id\": \"aBc\","
    " \"created\": \"2023-05-02T10:00:00.123+02:00\", \"updated\": \"2023-05-02T11:00:00+02:00\","
    " \"user\": \"acct:ann@hypothes.is\", \"uri\": \"https://news.example/a\","
    " \"text\": \"Is it?\", \"tags\": [\"check\"], \"target\": [{\"source\": \"x\", \"selector\":"
    " [{\"type\": \"RangeSelector\"}, {\"type\": \"TextPositionSelector\", \"start\": 5,"
    " \"end\": 9}, {\"type\": \"TextQuoteSelector\", \"exact\": \"fell\", \"prefix\": \"Rain \","
    " \"suffix\": \".\"}]}]}, {\"id\": \"page-note\", \"target\": [{\"source\": \"x\"}]}, 7]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossRecord) record = gloss_annotations_read (text, strlen (text), &error);
  GlossNote *note;

  g_assert_no_error (error);
  g_assert_cmpuint (record->notes->len, ==, 1);
  note = record->notes->pdata[0];
  g_assert_cmpstr (record->article->uri, ==, "https://news.example/a");
  g_assert_cmpstr (gloss_note_get_id (note), ==, "https://hypothes.is/a/aBc");
  g_assert_cmpstr (gloss_note_get_exact (note), ==, "fell");
  g_assert_cmpstr (gloss_note_get_body (note), ==, "Is it?");
  g_assert_cmpstr (gloss_note_get_author (note), ==, "ann");
  g_assert_cmpstr (gloss_note_get_tags (note)[0], ==, "check");
  g_assert_cmpstr (gloss_note_get_created (note), ==, "2023-05-02T08:00:00Z");
  g_assert_cmpuint (gloss_note_get_span (note).start, ==, 5);
}

/* What is said of a page as a whole is a note on the article; answers and empty notes are none. */
static void
test_page_notes (void)
{
  static const char *const texts[] = {
    "{\"annotations\": [{\"id\": \"p\", \"text\": \"Old\", \"target\": [{\"source\": \"x\"}]},"
    " {\"id\": \"r\", \"text\": \"No\", \"references\": [\"p\"], \"target\": [{\"source\": "
    "\"x\"}]},"
    " {\"id\": \"e\", \"text\": \"\", \"target\": [{\"source\": \"x\"}]}]}",
    "{\"type\": \"Annotation\", \"id\": \"a:b\", \"bodyValue\": \"Old\", \"target\": "
    "\"https://x/\"}",
    "[{\"type\": \"Annotation\", \"id\": \"a:b\", \"bodyValue\": \"Old\","
    " \"target\": {\"source\": \"https://x/\"}},"
    " {\"type\": \"Annotation\", \"id\": \"a:c\", \"bodyValue\": \"Part\", \"target\": \"x#p\"}]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GlossRecord) record = gloss_annotations_read (texts[i], strlen (texts[i]), &error);
      GlossNote *note;

      g_assert_no_error (error);
      g_assert_cmpuint (record->notes->len, ==, 1);
      note = record->notes->pdata[0];
      g_assert_cmpstr (gloss_note_get_about (note), ==, GLOSS_NOTE_ABOUT_ARTICLE);
      g_assert_cmpstr (gloss_note_get_exact (note), ==, "");
      g_assert_cmpstr (gloss_note_get_body (note), ==, "Old");
    }
}

static void
add_note_about (GlossRecord *record, const char *about, const char *body)
{
  GlossNote *note = gloss_note_new (NULL, (GlossSpan){ 0, 0 }, "");

  gloss_note_set_about (note, about);
  gloss_note_set_body (note, body);
  g_ptr_array_add (record->notes, note);
}

/* Notes on no words say what they are on in every format for readers. */
static void
test_about (void)
{
  static const struct
  {
    const char *format, *of_article, *of_topic;
  } cases[] = { { "markdown", "\nOn the whole article\n\nAll", "\nOn the topic politics\n\nWhy" },
                { "html", "<em>On the whole article</em><br>All",
                  "On the topic politics</em><br>Why" },
                { "csv", ",0,0,,article,,,yellow,,All", ",0,0,,topic,politics,,yellow,,Why" } };
  g_autoptr (GlossArticle) article = gloss_article_new (
    "One.", 4, g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free));
  g_autoptr (GlossRecord) record = gloss_record_new (article);
  GlossTopic *topic = g_new0 (GlossTopic, 1);

  topic->id = g_strdup ("medtop:11000000");
  topic->label = g_strdup ("politics");
  record->analysis = gloss_analysis_new ();
  g_ptr_array_add (record->analysis->topics, topic);
  add_note_about (record, GLOSS_NOTE_ABOUT_ARTICLE, "All");
  add_note_about (record, "medtop:11000000", "Why");
  add_note_about (record, "gone:e9", "Gone");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes =
        gloss_format_write (gloss_format_find (cases[i].format), record, GLOSS_WRITE_ALONE);
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      g_assert_nonnull (strstr (text, cases[i].of_article));
      g_assert_nonnull (strstr (text, cases[i].of_topic));
      g_assert_nonnull (strstr (text, "Gone"));
    }

  /* Web annotations bring the whole and its topics back; entities have no name outside. */
  {
    g_autoptr (GBytes) bytes =
      gloss_format_write (gloss_format_find ("jsonld"), record, GLOSS_WRITE_ALONE);
    g_autoptr (GlossRecord) back =
      gloss_annotations_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);

    g_assert_cmpuint (back->notes->len, ==, 3);
    g_assert_cmpstr (gloss_note_get_about (back->notes->pdata[0]), ==, GLOSS_NOTE_ABOUT_ARTICLE);
    g_assert_cmpstr (gloss_note_get_about (back->notes->pdata[1]), ==, "medtop:11000000");
    g_assert_cmpstr (gloss_note_get_about (back->notes->pdata[2]), ==, GLOSS_NOTE_ABOUT_ARTICLE);
  }
}

static void
test_no_notes (void)
{
  static const char *const texts[] = { "{}", "[]", "7", "{\"type\": \"Person\"}", "{", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gloss_annotations_read (texts[i], strlen (texts[i]), &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/formats/parts/", parts_cases[i].format, NULL);

      g_test_add_data_func (path, &parts_cases[i], test_parts);
    }
  g_test_add_func ("/formats/bare", test_bare);
  g_test_add_func ("/formats/jsonld-musts", test_jsonld_musts);
  g_test_add_func ("/formats/jsonld-empty", test_jsonld_empty);
  g_test_add_func ("/formats/jsonld-back", test_jsonld_back);
  g_test_add_func ("/formats/hypothesis", test_hypothesis);
  g_test_add_func ("/formats/page-notes", test_page_notes);
  g_test_add_func ("/formats/about", test_about);
  g_test_add_func ("/formats/no-notes", test_no_notes);

  return g_test_run ();
}
