#include "app/document/gloss-media-topics.h"

#include <string.h>

#include "app/gloss-data-dir.h"

/**
 * gloss_media_topics_load:
 * @error: return location
 *
 * Reads the vocabulary of topics, the same that the analysis knows: some hundred rows.
 *
 * Returns: (transfer full) (element-type GlossTopic): all topics, as in data/lists, or %NULL with
 *   @error set
 */
GPtrArray *
gloss_media_topics_load (GError **error)
{
  g_autofree char *path =
    g_build_filename (gloss_data_dir_get (), "lists", "media-topics.tsv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *topics;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  topics = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_topic_free);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", 3);

      if (g_strv_length (fields) == 3 && g_str_has_prefix (fields[0], "medtop:"))
        g_ptr_array_add (
          topics, gloss_topic_new (fields[0], fields[2], *fields[1] != '\0' ? fields[1] : NULL, 1));
    }

  return topics;
}
