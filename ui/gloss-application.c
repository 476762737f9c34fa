#include "ui/gloss-application.h"

#include "app/gloss-config.h"

struct _GlossApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (GlossApplication, gloss_application, ADW_TYPE_APPLICATION)

static void
gloss_application_class_init (GlossApplicationClass *klass)
{
}

static void
gloss_application_init (GlossApplication *self)
{
}

GlossApplication *
gloss_application_new (void)
{
  return g_object_new (GLOSS_TYPE_APPLICATION, "application-id", GLOSS_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, NULL);
}
