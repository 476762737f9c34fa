#include "app/gloss-data-dir.h"

#include "app/gloss-config.h"

/**
 * gloss_data_dir_is_installed:
 *
 * Returns: %FALSE if this program runs from the folder where it was built; it then uses the
 *   data of its source tree, so that a build needs no installation and never mixes with one
 */
gboolean
gloss_data_dir_is_installed (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  return program == NULL || !g_str_has_prefix (program, GLOSS_BUILD_ROOT G_DIR_SEPARATOR_S);
}

/**
 * gloss_data_dir_get:
 *
 * Where lists/, models/ and samples/ lie: `$GLOSS_DATA_DIR` if that is set, else the source
 * tree's data folder for a program in its build folder, else the installed one.
 *
 * Returns: (transfer none): an absolute path
 */
const char *
gloss_data_dir_get (void)
{
  static const char *path = NULL;

  if (g_once_init_enter (&path))
    {
      const char *dir = g_getenv ("GLOSS_DATA_DIR");

      if (dir == NULL || *dir == '\0')
        dir = gloss_data_dir_is_installed () ? GLOSS_PKGDATADIR : GLOSS_SOURCE_DATADIR;
      g_once_init_leave (&path, g_strdup (dir));
    }

  return path;
}

/**
 * gloss_data_dir_get_locale:
 *
 * Returns: (transfer none): where the message catalogues lie, for bindtextdomain()
 */
const char *
gloss_data_dir_get_locale (void)
{
  return gloss_data_dir_is_installed () ? GLOSS_LOCALEDIR : GLOSS_BUILD_ROOT G_DIR_SEPARATOR_S "po";
}

/**
 * gloss_data_dir_build_path:
 * @first: a folder or file in the data folder
 * @...: further parts of the path, then %NULL
 *
 * Returns: (transfer full): the path of a file that Gloss ships
 */
char *
gloss_data_dir_build_path (const char *first, ...)
{
  g_autofree char *rest = NULL;
  va_list parts;

  va_start (parts, first);
  rest = g_build_filename_valist (first, &parts);
  va_end (parts);

  return g_build_filename (gloss_data_dir_get (), rest, NULL);
}
