#include "app/document/gloss-loader.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/fetch/gloss-fetch-error.h"

static void
got_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GlossRecord *
load (GlossInput *input, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gloss_loader_load_async (input, GLOSS_LOAD_DEFAULT, NULL, NULL, NULL, cancellable, got_result,
                           &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return gloss_loader_load_finish (result, error);
}

static GlossRecord *
load_bytes (const char *bytes, gsize n_bytes, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "input", NULL);
  g_autoptr (GlossInput) input = gloss_input_new_for_argument (path, NULL);
  GlossRecord *record;

  g_assert_true (g_file_set_contents (path, bytes, n_bytes, NULL));
  record = load (input, NULL, error);
  g_unlink (path);
  g_rmdir (folder);

  return record;
}

static void
test_text (void)
{
  static const char text[] =
    "\xef\xbb\xbfRain fell on the mill.\r\nRead more from us:\r\nOther rain falls\r\n"
    "It fell all night, and then it stopped.\r\nSource Agencies\r\n";
  static const gboolean asides[] = { FALSE, TRUE, TRUE, FALSE, TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossRecord) record = load_bytes (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (record->article->text, "Rain fell on the mill.\nRead"));
  g_assert_true (g_str_has_prefix (record->article->uri, "file:///"));
  g_assert_cmpuint (record->article->blocks->len, ==, G_N_ELEMENTS (asides));
  for (guint i = 0; i < G_N_ELEMENTS (asides); i++)
    g_assert_cmpint (((GlossBlock *) g_ptr_array_index (record->article->blocks, i))->aside, ==,
                     asides[i]);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *bytes;
    gsize n_bytes;
    int code;
  } cases[] = {
    { "", 0, GLOSS_LOAD_ERROR_EMPTY },
    { " \n", 2, GLOSS_LOAD_ERROR_EMPTY },
    { "<html><script>1</script>", 24, GLOSS_LOAD_ERROR_EMPTY },
    { "%PDF-1.4 ", 9, GLOSS_LOAD_ERROR_UNSUPPORTED },
    { "\x89PNG\r\n\x1a\n", 8, GLOSS_LOAD_ERROR_UNSUPPORTED },
    { "PK\3\4....", 8, GLOSS_LOAD_ERROR_UNSUPPORTED },
    { "{\"format\": \"gloss-notes\", ", 26, GLOSS_LOAD_ERROR_BROKEN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GlossRecord) record = load_bytes (cases[i].bytes, cases[i].n_bytes, &error);

      g_assert_null (record);
      g_assert_error (error, GLOSS_LOAD_ERROR, cases[i].code);
    }
}

static void
test_no_file (void)
{
  g_autoptr (GlossInput) input = gloss_input_new_for_argument ("/no/such/file", NULL);
  g_autoptr (GlossInput) folder = gloss_input_new_for_argument ("/", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other = NULL;

  g_assert_null (load (input, NULL, &error));
  g_assert_error (error, GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_FILE);
  g_assert_null (load (folder, NULL, &other));
  g_assert_error (other, GLOSS_FETCH_ERROR, GLOSS_FETCH_ERROR_FILE);
}

static void
test_pasted (void)
{
  g_autoptr (GlossInput) input =
    gloss_input_new_for_text ("<p>Rain fell on <b>mills</b>.", "text/html");
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossRecord) record = load (input, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (record->article->text, ==, "Rain fell on mills.");
  g_assert_null (record->article->uri);
}

static void
test_cancelled (void)
{
  g_autoptr (GlossInput) input = gloss_input_new_for_text ("Rain.", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (load (input, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/loader/text", test_text);
  g_test_add_func ("/loader/refused", test_refused);
  g_test_add_func ("/loader/no-file", test_no_file);
  g_test_add_func ("/loader/pasted", test_pasted);
  g_test_add_func ("/loader/cancelled", test_cancelled);

  return g_test_run ();
}
