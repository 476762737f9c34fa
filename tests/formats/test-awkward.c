#include "app/document/gloss-record.h"

#include <string.h>

#include "app/formats/gloss-format.h"
#include "app/notes/gloss-note.h"

/* What strict readers of lines, tabs and braces would stumble over: none of it may break a file. */

/* Hebrew, a joined emoji, a tab within, a line that ends in a way that only Unicode knows, and a
 * number that is grouped by a space of its own. */
#define HEBREW "דוד כהן"
#define FAMILY "👨‍👩‍👧‍👦"
#define TABBED "Ana\tDíaz"
#define GROUPED "10 000"
static const char text[] = HEBREW " said: {no}\n" TABBED " " FAMILY " paid " GROUPED
                                  " now\u2028and left.\nÉmile\302\205Zola \"too\".\n";

static GlossSpan
find (const char *words)
{
  const char *at = strstr (text, words);
  guint start = (guint) g_utf8_pointer_to_offset (text, at);

  g_assert_nonnull (at);

  return (GlossSpan){ start, start + (guint) g_utf8_strlen (words, -1) };
}

static void
add_entity (GlossRecord *record, GlossEntityType type, const char *name, const char *words)
{
  GlossEntity *entity = gloss_entity_new (type, name);
  GlossMention mention = { .span = find (words), .confidence = 0.9 };

  entity->id = g_strdup_printf ("e%u", record->analysis->entities->len + 1);
  g_array_append_val (entity->mentions, mention);
  g_ptr_array_add (record->analysis->entities, entity);
}

static GPtrArray *
list_paragraphs (void)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint start = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint end = start + (guint) g_utf8_strlen (lines[i], -1);

      if (start < end)
        g_ptr_array_add (blocks,
                         gloss_block_new (GLOSS_BLOCK_PARAGRAPH, (GlossSpan){ start, end }));
      start = end + 1;
    }

  return blocks;
}

static GlossRecord *
make_record (void)
{
  GPtrArray *blocks = list_paragraphs ();
  g_autoptr (GlossArticle) article = gloss_article_new (text, strlen (text), blocks);
  GlossRecord *record;
  GlossNote *note;

  article->title =
    g_strdup ("{Braces} \"and\" 50% of $5 _all_ } \\ ~ ^ #1 & more {\n\u2029" HEBREW);
  article->byline = g_strdup ("By " HEBREW ", " TABBED " and O'Neil \"Ace\" }");
  article->site = g_strdup ("The {Site");
  article->uri = g_strdup ("https://a.example/{a}%20b?c=}&d={");
  article->published = g_strdup ("2024-09-07T10:12:00Z");
  record = gloss_record_new (article);
  record->analysis = gloss_analysis_new ();
  add_entity (record, GLOSS_ENTITY_PERSON, HEBREW, HEBREW);
  add_entity (record, GLOSS_ENTITY_PERSON, "Ana\t\nDíaz", TABBED);
  add_entity (record, GLOSS_ENTITY_GROUP, "family", FAMILY);
  add_entity (record, GLOSS_ENTITY_QUANTITY, GROUPED, GROUPED);
  add_entity (record, GLOSS_ENTITY_PERSON, "Zola", "Émile\302\205Zola");
  note = gloss_note_new (NULL, find (GROUPED " now\u2028and left.\nÉmile"), "");
  gloss_note_set_body (note, "One\nTwo\tThree\u2028Four\302\205Five\vSix\r\n");
  g_ptr_array_add (record->notes, note);

  return record;
}

static char *
write_as (const char *format)
{
  g_autoptr (GlossRecord) record = make_record ();
  g_autoptr (GBytes) bytes =
    gloss_format_write (gloss_format_find (format), record, GLOSS_WRITE_ALONE);
  char *out = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_true (g_utf8_validate (out, -1, NULL));

  return out;
}

/* Whether a reader that knows all of Unicode's line ends, or control characters, might end a line
 * there. */
static gboolean
is_break (gunichar ch)
{
  return ch == 0x2028 || ch == 0x2029 || (g_unichar_iscntrl (ch) && ch != '\t');
}

static void
assert_no_breaks (const char *line)
{
  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_false (is_break (g_utf8_get_char (p)));
}

/* A token and a tag on each line, with one tab and no other space; no token that nobody sees. */
static void
test_conll (void)
{
  g_autofree char *out = write_as ("conll");
  g_auto (GStrv) lines = g_strsplit (out, "\n", -1);
  guint n_begun = 0;

  g_assert_cmpstr (lines[0], ==, "-DOCSTART-\tO");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);
      gboolean is_seen = FALSE;

      assert_no_breaks (lines[i]);
      if (*lines[i] == '\0')
        continue;
      g_assert_cmpuint (g_strv_length (fields), ==, 2);
      for (const char *p = fields[0]; *p != '\0'; p = g_utf8_next_char (p))
        {
          gunichar ch = g_utf8_get_char (p);

          g_assert_false (g_unichar_isspace (ch));
          is_seen = is_seen || g_unichar_isgraph (ch);
        }
      g_test_message ("%s", lines[i]);
      g_assert_true (is_seen);
      n_begun += g_str_has_prefix (fields[1], "B-");
    }
  g_assert_cmpuint (n_begun, ==, 5);
  g_assert_nonnull (strstr (out, "\nדוד\tB-person\nכהן\tI-person\n"));
  g_assert_nonnull (strstr (out, "\n" FAMILY "\tB-group\n"));
  g_assert_nonnull (strstr (out, "\nAna\tB-person\nDíaz\tI-person\n"));
}

/* (transfer full): what the offsets "0 5;6 10" of a line of standoff are in the text */
static char *
dup_places (const char *places)
{
  g_auto (GStrv) fragments = g_strsplit (places, ";", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  for (guint i = 0; fragments[i] != NULL; i++)
    {
      g_auto (GStrv) ends = g_strsplit (fragments[i], " ", 2);
      g_autofree char *part = g_utf8_substring (text, atoi (ends[0]), atoi (ends[1]));

      g_strv_builder_add (builder, part);
    }
  parts = g_strv_builder_end (builder);

  return g_strjoinv (" ", parts);
}

/* Each mark says the words that its offsets have, but for what would end the line or the field. */
static void
test_brat (void)
{
  g_autofree char *out = write_as ("brat");
  g_auto (GStrv) lines = g_strsplit (out, "\n", -1);
  guint n_marks = 0, n_comments = 0;

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);
      g_autofree char *words = NULL;

      assert_no_breaks (lines[i]);
      g_test_message ("%s", lines[i]);
      n_comments += *fields[0] == '#';
      if (*fields[0] != 'T')
        continue;
      n_marks++;
      g_assert_cmpuint (g_strv_length (fields), ==, 3);
      words = dup_places (strchr (fields[1], ' ') + 1);
      g_assert_cmpint (g_utf8_strlen (words, -1), ==, g_utf8_strlen (fields[2], -1));
      for (const char *p = words, *q = fields[2]; *p != '\0';
           p = g_utf8_next_char (p), q = g_utf8_next_char (q))
        if (!is_break (g_utf8_get_char (p)) && *p != '\t')
          g_assert_cmpuint (g_utf8_get_char (p), ==, g_utf8_get_char (q));
    }
  g_assert_cmpuint (n_marks, ==, 6);
  g_assert_cmpuint (n_comments, ==, 1);
}

/* BibTeX counts braces, whatever stands before them. */
static void
test_bibtex (void)
{
  g_autofree char *out = write_as ("bibtex");
  int depth = 0;

  g_test_message ("%s", out);
  for (const char *p = out; *p != '\0'; p++)
    {
      depth += (*p == '{') - (*p == '}');
      g_assert_cmpint (depth, >=, 0);
      g_assert_true (!g_ascii_iscntrl (*p) || *p == '\n');
    }
  g_assert_cmpint (depth, ==, 0);
  g_assert_nonnull (strstr (out, "title = {"));
  g_assert_nonnull (strstr (out, HEBREW));
  g_assert_true (g_ascii_isalpha (out[strlen ("@online{")]));
}

typedef struct
{
  const char *language; /* (nullable) */
  const char *member;   /* (nullable): NULL where none is written */
} LanguageCase;

/* BibLaTeX stops at a language that babel does not know. */
static void
test_language (void)
{
  static const LanguageCase cases[] = {
    { "en", "langid = {english}" },
    { "en-GB", "langid = {british}" },
    { "en-IE", "langid = {english}" },
    { "de", "langid = {ngerman}" },
    { "DE-at", "langid = {naustrian}" },
    { "pt-BR", "langid = {brazilian}" },
    { "zh-Hans", "langid = {chinese}" },
    { "english", NULL },
    { "tlh", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GlossRecord) record = make_record ();
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *out = NULL;

      record->article->language = g_strdup (cases[i].language);
      bytes = gloss_format_write (gloss_format_find ("bibtex"), record, GLOSS_WRITE_ALONE);
      out = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_test_message ("%s: %s", cases[i].language, out);
      if (cases[i].member != NULL)
        g_assert_nonnull (strstr (out, cases[i].member));
      else
        g_assert_null (strstr (out, "langid"));
    }
}

/* Without a headline it is cited by its first words; a file of one's own has no address. */
static void
test_file_citation (void)
{
  static const char *const formats[] = { "bibtex", "csl-json" };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GlossRecord) record = make_record ();
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *out = NULL;

      g_clear_pointer (&record->article->title, g_free);
      g_free (record->article->uri);
      record->article->uri = g_strdup ("file:///home/me/a.txt");
      bytes = gloss_format_write (gloss_format_find (formats[i]), record, GLOSS_WRITE_ALONE);
      out = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_test_message ("%s", out);
      g_assert_nonnull (strstr (out, HEBREW " said"));
      g_assert_null (strstr (out, "/home/me"));
    }
}

/* A spreadsheet would run these as formulas. */
static void
test_formulas (void)
{
  static const char *const bodies[] = { "=1+1", "+49 30 1", "-1 to 1", "@home", "\tin" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GlossRecord) record = make_record ();
      g_autofree char *guarded = g_strdup_printf (",'%s,", bodies[i]);
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *out = NULL;

      gloss_note_set_body (record->notes->pdata[0], bodies[i]);
      bytes = gloss_format_write (gloss_format_find ("csv"), record, GLOSS_WRITE_ALONE);
      out = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_test_message ("%s", out);
      g_assert_nonnull (strstr (out, guarded));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/awkward/conll", test_conll);
  g_test_add_func ("/awkward/brat", test_brat);
  g_test_add_func ("/awkward/bibtex", test_bibtex);
  g_test_add_func ("/awkward/language", test_language);
  g_test_add_func ("/awkward/file-citation", test_file_citation);
  g_test_add_func ("/awkward/formulas", test_formulas);

  return g_test_run ();
}
