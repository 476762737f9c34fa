#include "ui/gloss-mark-index.h"

/* Marks of one kind at these places, as a list of notes. */
static GListStore *
notes_at (const GlossSpan *spans, guint n)
{
  GListStore *notes = g_list_store_new (GLOSS_TYPE_NOTE);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autoptr (GlossNote) note = gloss_note_new (id, spans[i], "");

      g_list_store_append (notes, note);
    }

  return notes;
}

typedef struct
{
  const char *name;
  GlossSpan range;
  const char *expected; /* ids in text order */
} FindCase;

static const GlossSpan places[] = { { 40, 50 }, { 0, 100 }, { 10, 20 }, { 10, 12 }, { 60, 61 } };

static const FindCase cases[] = {
  { "all", { 0, 100 }, "1 2 3 0 4" },    { "long-one-reaches", { 55, 56 }, "1" },
  { "end-is-outside", { 20, 40 }, "1" }, { "start-is-inside", { 12, 41 }, "1 2 0" },
  { "behind", { 100, 200 }, "" },        { "one-letter", { 60, 61 }, "1 4" },
};

static void
test_find (gconstpointer data)
{
  const FindCase *c = data;
  g_autoptr (GListStore) notes = notes_at (places, G_N_ELEMENTS (places));
  g_autoptr (GlossMarkIndex) index = gloss_mark_index_new_notes (G_LIST_MODEL (notes));
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (GString) ids = g_string_new (NULL);

  gloss_mark_index_find (index, c->range, found);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            gloss_mark_get_id (g_ptr_array_index (found, i)));
  g_assert_cmpstr (ids->str, ==, c->expected);
}

static void
test_innermost (void)
{
  g_autoptr (GListStore) notes = notes_at (places, G_N_ELEMENTS (places));
  g_autoptr (GlossMarkIndex) index = gloss_mark_index_new_notes (G_LIST_MODEL (notes));

  g_assert_cmpstr (gloss_mark_get_id (gloss_mark_index_find_innermost (index, 11)), ==, "3");
  g_assert_cmpstr (gloss_mark_get_id (gloss_mark_index_find_innermost (index, 15)), ==, "2");
  g_assert_cmpstr (gloss_mark_get_id (gloss_mark_index_find_innermost (index, 100)), ==, "1");
  g_assert_null (gloss_mark_index_find_innermost (index, 102));
}

/* A note whose words are gone has no place; an empty span neither. */
static void
test_left_out (void)
{
  const GlossSpan spans[] = { { 5, 5 }, { 1, 3 } };
  g_autoptr (GListStore) notes = notes_at (spans, 2);
  g_autoptr (GlossNote) orphan = gloss_note_new ("gone", (GlossSpan){ 1, 9 }, "");
  g_autoptr (GlossMarkIndex) index = NULL;
  guint position;

  gloss_note_set_state (orphan, GLOSS_NOTE_ORPHANED);
  g_list_store_append (notes, orphan);
  index = gloss_mark_index_new_notes (G_LIST_MODEL (notes));
  g_assert_cmpuint (gloss_mark_index_get_length (index), ==, 1);
  g_assert_true (gloss_mark_index_find_id (index, "1", &position));
  g_assert_false (gloss_mark_index_find_id (index, "gone", &position));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/mark-index/find/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_find);
    }
  g_test_add_func ("/mark-index/innermost", test_innermost);
  g_test_add_func ("/mark-index/left-out", test_left_out);

  return g_test_run ();
}
