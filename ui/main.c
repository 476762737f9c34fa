#include "ui/gloss-application.h"

int
main (int argc, char **argv)
{
  g_autoptr (GlossApplication) application = gloss_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
