#include "app/notes/gloss-tags.h"

#include "app/notes/gloss-note.h"

typedef struct
{
  const char *text; /* | is where one writes */
  const char *part; /* what is written there */
  const char *offered;
} Case;

/* The likeliest first. */
static const char *const known[] = {
  "politics", "Port", "policy", "Café culture", "cafés", "to check", "Élysée", "a,b", "İstanbul",
};

static const Case cases[] = {
  { "|", "", "" },
  { "  |", "", "" },
  { "p|", "p", "politics Port policy" },
  { "PO|", "PO", "politics Port policy" },
  { "pol|", "pol", "politics policy" },
  { "port|", "port", "Port" },
  { "Port|", "Port", "" }, /* it is there */
  { "x|", "x", "" },
  { "one, pol|", "pol", "politics policy" },
  { "one,pol|", "pol", "politics policy" },
  { "one, pol|, two", "pol", "politics policy" },
  { "one, pol |, two", "pol", "politics policy" },
  { "po|l, two", "pol", "politics policy" },
  { "|pol", "pol", "politics policy" },
  { "pol,|", "", "" },
  { "pol, |", "", "" },
  { "pol|, x", "pol", "politics policy" },
  { "politics, pol|", "pol", "policy" },
  { "politics , pol|", "pol", "policy" },
  { "to|", "to", "to check" },
  { "to c|", "to c", "to check" },
  { "cafe|", "cafe", "Café culture cafés" },
  { "CAFE\u0301|", "CAFE\u0301", "Café culture cafés" },
  { "café c|", "café c", "Café culture" },
  { "é|", "é", "Élysée" },
  { "i|", "i", "İstanbul" },
  { "a|", "a", "" },
  { ",,|", "", "" },
};

static GPtrArray *
make_known (void)
{
  GPtrArray *tags = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_tag_free);

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    g_ptr_array_add (tags, gloss_tag_new (known[i], 1));

  return tags;
}

static char *
join_names (GPtrArray *tags)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < tags->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            ((const GlossTag *) g_ptr_array_index (tags, i))->name);

  return g_string_free (names, FALSE);
}

static void
test_complete (void)
{
  g_autoptr (GPtrArray) tags = make_known ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) halves = g_strsplit (cases[i].text, "|", 2);
      g_autofree char *text = g_strconcat (halves[0], halves[1], NULL);
      guint caret = g_utf8_strlen (halves[0], -1);
      GlossSpan span = gloss_tags_find_part (text, caret);
      g_autofree char *part = g_utf8_substring (text, span.start, span.end);
      g_autoptr (GPtrArray) found = gloss_tags_complete (tags, text, caret, 8);
      g_autofree char *offered = join_names (found);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (part, ==, cases[i].part);
      g_assert_cmpstr (offered, ==, cases[i].offered);
    }
}

static void
test_only_so_many (void)
{
  g_autoptr (GPtrArray) tags = make_known ();
  g_autoptr (GPtrArray) found = gloss_tags_complete (tags, "p", 1, 2);
  g_autofree char *offered = join_names (found);

  g_assert_cmpstr (offered, ==, "politics Port");
}

/* Notes that the library does not have, because there is none or it takes nothing. */
static void
test_join (void)
{
  static const char *const first[] = { "new", "politics", NULL };
  static const char *const second[] = { "newer", "new", NULL };
  g_autoptr (GListStore) notes = g_list_store_new (GLOSS_TYPE_NOTE);
  g_autoptr (GlossNote) one = gloss_note_new (NULL, (GlossSpan){ 0, 1 }, "a");
  g_autoptr (GlossNote) two = gloss_note_new (NULL, (GlossSpan){ 1, 2 }, "b");
  g_autoptr (GPtrArray) tags = make_known (), all = NULL, alone = NULL, nothing = NULL;
  g_autofree char *names = NULL, *names_alone = NULL;

  gloss_note_set_tags (one, first);
  gloss_note_set_tags (two, second);
  g_list_store_append (notes, one);
  g_list_store_append (notes, two);
  g_ptr_array_set_size (tags, 2);
  all = gloss_tags_join (tags, G_LIST_MODEL (notes));
  names = join_names (all);
  g_assert_cmpstr (names, ==, "new newer politics Port");
  g_assert_cmpuint (((const GlossTag *) g_ptr_array_index (all, 0))->n_notes, ==, 2);
  alone = gloss_tags_join (NULL, G_LIST_MODEL (notes));
  names_alone = join_names (alone);
  g_assert_cmpstr (names_alone, ==, "new politics newer");
  nothing = gloss_tags_join (NULL, NULL);
  g_assert_cmpuint (nothing->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tags/complete", test_complete);
  g_test_add_func ("/tags/only-so-many", test_only_so_many);
  g_test_add_func ("/tags/join", test_join);

  return g_test_run ();
}
