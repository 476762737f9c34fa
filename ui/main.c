#include <fcntl.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <unistd.h>

#include "app/cli/gloss-cli.h"
#include "app/gloss-config.h"
#include "app/gloss-data-dir.h"
#include "ui/gloss-application.h"

/* Speaks the person's language, in the window and on the command line alike. */
static void
set_up_translations (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, gloss_data_dir_get_locale ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* Where standard input, output or error are closed, the next file opened would take their place,
 * and be read or written as if it were them. */
static void
hold_standard_streams (void)
{
  int fd;

  do
    fd = open ("/dev/null", O_RDWR);
  while (fd >= 0 && fd <= STDERR_FILENO);
  if (fd > STDERR_FILENO)
    close (fd);
}

int
main (int argc, char **argv)
{
  g_autoptr (GlossApplication) application = NULL;
  int status;

  hold_standard_streams ();
  set_up_translations ();
  if (gloss_cli_run (argc, argv, &status))
    return status;

  application = gloss_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
