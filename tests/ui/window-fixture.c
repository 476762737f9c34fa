#include "tests/ui/window-fixture.h"

#include "tests/test-folder.h"

gboolean
window_fixture_give_up (gpointer condition)
{
  g_error ("waited in vain for %s", (const char *) condition);

  return G_SOURCE_REMOVE;
}

static void
run (gconstpointer data)
{
  const GCallback *activate = data;
  g_autoptr (GlossApplication) application = gloss_application_new ();
  char name[] = "gloss", *arguments[] = { name, NULL };

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", *activate, NULL);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), 1, arguments), ==, 0);
}

/**
 * window_fixture_run:
 * @path: what the test is called
 * @activate: runs instead of the application's own handler, and quits it in the end
 *
 * Returns: what main() returns
 */
int
window_fixture_run (int argc, char **argv, const char *path, GCallback activate)
{
  g_autofree char *home = test_folder_new ();
  int status;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func (path, &activate, run);
  status = g_test_run ();
  test_folder_remove (home);

  return status;
}
