#include "app/cli/gloss-batch-output.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct _GlossBatchOutput
{
  const GlossFormat *format;
  GFile *file; /* (nullable): a file or a folder; NULL for standard output */
  gboolean is_folder;
  gboolean is_broken;
  char *label;       /* (nullable): the file that was written last */
  GHashTable *names; /* of the files made in the folder */
};

/**
 * gloss_batch_output_new:
 * @batch: a batch that outlives this
 *
 * Returns: (transfer full): where its results go
 */
GlossBatchOutput *
gloss_batch_output_new (const GlossBatch *batch)
{
  GlossBatchOutput *self = g_new0 (GlossBatchOutput, 1);

  self->format = batch->format;
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (batch->output == NULL || g_str_equal (batch->output, "-"))
    return self;

  self->file = g_file_new_for_commandline_arg (batch->output);
  self->is_folder =
    g_strv_length ((char **) batch->inputs) > 1 || g_str_has_suffix (batch->output, "/") ||
    g_file_query_file_type (self->file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY;

  return self;
}

void
gloss_batch_output_free (GlossBatchOutput *self)
{
  g_clear_object (&self->file);
  g_free (self->label);
  g_hash_table_unref (self->names);
  g_free (self);
}

/**
 * gloss_batch_output_is_broken:
 *
 * Returns: whether nothing more can be written
 */
gboolean
gloss_batch_output_is_broken (GlossBatchOutput *self)
{
  return self->is_broken;
}

/**
 * gloss_batch_output_get_label:
 *
 * Returns: (transfer none): what to name in a message about writing the result of @input
 */
const char *
gloss_batch_output_get_label (GlossBatchOutput *self, const char *input)
{
  return self->label != NULL ? self->label : input;
}

static gboolean
write_to_stdout (GlossBatchOutput *self, GBytes *bytes, GError **error)
{
  gsize n_bytes = 0;
  const char *p = g_bytes_get_data (bytes, &n_bytes);

  while (n_bytes > 0)
    {
      gssize n = write (STDOUT_FILENO, p, n_bytes);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          self->is_broken = TRUE;
          g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                       "the output cannot be written: %s", g_strerror (errno));
          return FALSE;
        }
      p += n;
      n_bytes -= n;
    }

  return TRUE;
}

/* "https://example.org/a/story.html?x=1" → "story": what to call the result of @input. */
static char *
dup_stem (const char *input)
{
  g_autofree char *path = g_strdup (input);
  g_autofree char *name = NULL;
  char *dot;

  if (g_str_has_prefix (input, "http:") || g_str_has_prefix (input, "https:"))
    path[strcspn (path, "?#")] = '\0';
  name = g_path_get_basename (path);
  dot = strrchr (name, '.');
  if (dot != NULL && dot != name)
    *dot = '\0';
  if (g_str_equal (name, "-") || g_str_equal (name, "/") || g_str_equal (name, "."))
    return g_strdup ("article");

  return g_steal_pointer (&name);
}

/* A name that no other result has. */
static char *
dup_free_stem (GlossBatchOutput *self, const char *input)
{
  g_autofree char *stem = dup_stem (input);
  char *name = g_strdup (stem);

  for (guint n = 2; g_hash_table_contains (self->names, name); n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u", stem, n);
    }
  g_hash_table_add (self->names, g_strdup (name));

  return name;
}

/* Files are replaced, devices and pipes, as /dev/stdout, written into. */
static gboolean
write_whole (GFile *file, GBytes *bytes, GError **error)
{
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  g_autoptr (GFileOutputStream) stream = NULL;

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_SPECIAL)
    return g_file_replace_contents (file, data, n_bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                    NULL, error);
  stream = g_file_append_to (file, G_FILE_CREATE_NONE, NULL, error);

  return stream != NULL &&
         g_output_stream_write_all (G_OUTPUT_STREAM (stream), data, n_bytes, NULL, NULL, error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}

static gboolean
write_file (GlossBatchOutput *self, GFile *file, GBytes *bytes, GError **error)
{
  g_autoptr (GError) write_error = NULL;

  g_free (self->label);
  self->label = g_file_get_parse_name (file);
  if (write_whole (file, bytes, &write_error))
    return TRUE;
  g_set_error (error, write_error->domain, write_error->code, "cannot be written: %s",
               write_error->message);

  return FALSE;
}

static gboolean
make_folder (GlossBatchOutput *self, GError **error)
{
  g_autoptr (GError) make_error = NULL;

  if (g_file_make_directory_with_parents (self->file, NULL, &make_error) ||
      (g_error_matches (make_error, G_IO_ERROR, G_IO_ERROR_EXISTS) &&
       g_file_query_file_type (self->file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY))
    return TRUE;

  self->is_broken = TRUE;
  g_free (self->label);
  self->label = g_file_get_parse_name (self->file);
  if (g_error_matches (make_error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY,
                         "is a file; several inputs need a folder to go to");
  else
    g_set_error (error, make_error->domain, make_error->code, "cannot be made: %s",
                 make_error->message);

  return FALSE;
}

/* The text that belongs beside @file: the same name with another ending. */
static gboolean
write_text (GlossBatchOutput *self, GFile *file, GBytes *text, GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *stem = NULL;
  g_autofree char *text_path = NULL;
  g_autoptr (GFile) text_file = NULL;

  if (text == NULL || path == NULL)
    return TRUE;
  stem = g_str_has_suffix (path, self->format->suffix)
           ? g_strndup (path, strlen (path) - strlen (self->format->suffix))
           : g_strdup (path);
  text_path = g_strconcat (stem, ".txt", NULL);
  text_file = g_file_new_for_path (text_path);

  return write_file (self, text_file, text, error);
}

/**
 * gloss_batch_output_write:
 * @self: an output
 * @input: what the result is of
 * @bytes: the result
 * @text: (nullable): the article's text, where it belongs beside the result
 * @error: return location
 *
 * Files are written whole or not at all.
 *
 * Returns: whether it was written
 */
gboolean
gloss_batch_output_write (GlossBatchOutput *self,
                          const char *input,
                          GBytes *bytes,
                          GBytes *text,
                          GError **error)
{
  g_autofree char *stem = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GFile) file = NULL;

  if (self->file == NULL)
    return write_to_stdout (self, bytes, error);
  if (!self->is_folder)
    return write_file (self, self->file, bytes, error) &&
           write_text (self, self->file, text, error);
  if (!make_folder (self, error))
    return FALSE;

  stem = dup_free_stem (self, input);
  name = g_strconcat (stem, self->format->suffix, NULL);
  file = g_file_get_child (self->file, name);

  return write_file (self, file, bytes, error) && write_text (self, file, text, error);
}
