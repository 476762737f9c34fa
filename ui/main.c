#include "app/cli/gloss-cli.h"
#include "ui/gloss-application.h"

int
main (int argc, char **argv)
{
  g_autoptr (GlossApplication) application = NULL;
  int status;

  if (gloss_cli_run (argc, argv, &status))
    return status;

  application = gloss_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
