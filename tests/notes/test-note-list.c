#include "app/notes/gloss-note-list.h"

typedef struct
{
  guint n_signals;
  guint position;
  guint removed;
  guint added;
} Seen;

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, Seen *seen)
{
  *seen = (Seen){ seen->n_signals + 1, position, removed, added };
}

static GlossNote *
add (GlossNoteList *list, const char *id, guint start, guint end)
{
  g_autoptr (GlossNote) note = gloss_note_new (id, (GlossSpan){ start, end }, "");

  gloss_note_list_add (list, note);

  return gloss_note_list_find (list, id);
}

/* By place, the longer first; each change is one signal. */
static void
test_order (void)
{
  GlossNoteList *list = gloss_note_list_new ();
  Seen seen = { 0 };
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  GlossNote *long_one;

  g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), &seen);
  add (list, "c", 9, 12);
  add (list, "b", 4, 6);
  long_one = add (list, "a", 4, 8);
  g_assert_cmpuint (seen.n_signals, ==, 3);
  g_assert_cmpuint (seen.position, ==, 0);
  add (list, "d", 4, 6);
  g_assert_cmpuint (seen.position, ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 4);

  gloss_note_list_remove (list, long_one);
  g_assert_cmpuint (seen.position, ==, 0);
  g_assert_cmpuint (seen.removed, ==, 1);
  g_assert_null (gloss_note_list_find (list, "a"));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 3));

  gloss_note_list_replace_all (list, none);
  g_assert_cmpuint (seen.removed, ==, 3);
  g_assert_finalize_object (list);
}

static void
count_cb (GObject *object, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

/* Setters notify only where something changes; a copy says the same. */
static void
test_note (void)
{
  const char *const tags[] = { "one", "two", NULL };
  GlossNote *note = gloss_note_new (NULL, (GlossSpan){ 1, 3 }, "ab");
  g_autoptr (GlossNote) copy = NULL;
  guint n = 0;

  g_assert_true (g_str_has_prefix (gloss_note_get_id (note), "urn:uuid:"));
  g_signal_connect (note, "notify", G_CALLBACK (count_cb), &n);
  gloss_note_set_body (note, "");
  gloss_note_set_tags (note, NULL);
  gloss_note_set_color (note, GLOSS_NOTE_YELLOW);
  gloss_note_set_anchor (note, (GlossSpan){ 1, 3 }, "ab", "", "");
  g_assert_cmpuint (n, ==, 0);
  gloss_note_set_body (note, "x");
  gloss_note_set_tags (note, tags);
  gloss_note_set_anchor (note, (GlossSpan){ 1, 4 }, "abc", "p", "s");
  g_assert_cmpuint (n, ==, 4);

  copy = gloss_note_copy (note);
  g_assert_cmpstr (gloss_note_get_id (copy), ==, gloss_note_get_id (note));
  g_assert_cmpstr (gloss_note_get_prefix (copy), ==, "p");
  g_assert_true (g_strv_equal (gloss_note_get_tags (copy), tags));
  g_assert_finalize_object (note);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/note-list/order", test_order);
  g_test_add_func ("/note/note", test_note);

  return g_test_run ();
}
