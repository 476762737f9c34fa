#include "tests/test-folder.h"

#include <glib/gstdio.h>

/* Returns: (transfer full): a new folder, to be removed with test_folder_remove() */
char *
test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("gloss-test-XXXXXX", &error);

  g_assert_no_error (error);

  return path;
}

/* With all that is in it. */
void
test_folder_remove (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        test_folder_remove (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}
