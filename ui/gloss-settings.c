#include "ui/gloss-settings.h"

#include "app/gloss-config.h"
#include "app/gloss-data-dir.h"

/**
 * gloss_settings_new:
 *
 * Returns: (transfer full): the user's settings; a program in its build folder takes the schema
 *   that was built with it, so that it runs without being installed
 */
GSettings *
gloss_settings_new (void)
{
  g_autoptr (GSettingsSchemaSource) source = NULL;
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GError) error = NULL;

  if (gloss_data_dir_is_installed ())
    return g_settings_new (GLOSS_APP_ID);

  source = g_settings_schema_source_new_from_directory (
    GLOSS_BUILD_ROOT "/data", g_settings_schema_source_get_default (), TRUE, &error);
  if (source == NULL)
    g_error ("cannot read the settings schema in %s/data, build it first: %s", GLOSS_BUILD_ROOT,
             error->message);
  schema = g_settings_schema_source_lookup (source, GLOSS_APP_ID, TRUE);
  if (schema == NULL)
    g_error ("there is no settings schema %s in %s/data", GLOSS_APP_ID, GLOSS_BUILD_ROOT);

  return g_settings_new_full (schema, NULL, NULL);
}
