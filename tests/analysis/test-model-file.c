#include "app/analysis/gloss-model-file.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/analysis/gloss-engine.h"

/* The smallest model of kind "test", version 3: "w" is [1, 2, 3] as bytes. CRC from zlib. */
static const guint8 small[] = {
  'G', 'L', 'O', 'S', 'S', 'M', 'D', 'L', 't', 'e', 's', 't',  0,    0,    0,    0, 0, 0, 0, 0,   0,
  0,   0,   0,   3,   0,   0,   0,   1,   0,   0,   0,   0x4f, 0x83, 0x80, 0x99, 0, 0, 0, 0, 'w', 0,
  0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,    0,    0,    0,    0, 0, 0, 1, 0,   0,
  0,   1,   0,   0,   0,   3,   0,   0,   0,   80,  0,   0,    0,    0,    0,    0, 0, 1, 2, 3,
};

typedef struct
{
  const char *name;
  const char *kind;
  guint version;
  int change_at; /* the byte that is damaged, -1 for none */
  gsize n_bytes;
  const char *message; /* (nullable): what the error says; NULL where it loads */
} OpenCase;

/* clang-format off */
static const OpenCase cases[] = {
  { "whole",         "test",  3, -1, 83, NULL },
  { "empty",         "test",  3, -1, 0,  "no model file" },
  { "magic",         "test",  3, 0,  83, "no model file" },
  { "kind",          "other", 3, -1, 83, "another model" },
  { "version",       "test",  4, -1, 83, "another version" },
  { "cut-table",     "test",  3, -1, 60, "cut short" },
  { "cut-data",      "test",  3, -1, 82, "damaged" },
  { "damaged-table", "test",  3, 64, 83, "damaged" },
  { "damaged-data",  "test",  3, 81, 83, "damaged" },
};
/* clang-format on */

static void
test_open (gconstpointer data)
{
  const OpenCase *c = data;
  g_autofree guint8 *copy = g_memdup2 (small, sizeof small);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GlossModelFile) model = NULL;
  g_autoptr (GError) error = NULL;

  if (c->change_at >= 0)
    copy[c->change_at] ^= 1;
  bytes = g_bytes_new (copy, c->n_bytes);
  model = gloss_model_file_new_for_bytes (bytes, c->kind, c->version, &error);
  if (c->message == NULL)
    {
      g_assert_no_error (error);
      g_assert_nonnull (model);
      return;
    }
  g_assert_null (model);
  g_assert_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL);
  g_assert_nonnull (strstr (error->message, c->message));
}

static void
test_sections (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new (small, sizeof small);
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossModelFile) model = gloss_model_file_new_for_bytes (bytes, "test", 3, &error);
  const gint8 *numbers;

  g_assert_no_error (error);
  numbers = gloss_model_file_get (model, "w", GLOSS_MODEL_INT8, 1, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpint (numbers[2], ==, 3);

  g_assert_null (gloss_model_file_get (model, "w", GLOSS_MODEL_INT8, 3, 1, &error));
  g_assert_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL);
  g_clear_error (&error);
  g_assert_null (gloss_model_file_find (model, "w", GLOSS_MODEL_FLOAT32, &error));
  g_assert_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL);
  g_clear_error (&error);
  g_assert_null (gloss_model_file_find (model, "v", GLOSS_MODEL_INT8, &error));
  g_assert_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL);
}

static void
test_search (void)
{
  static const guint32 keys[] = { 3, 7, 7000, G_MAXUINT32 };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_cmpuint (gloss_model_file_search (keys, G_N_ELEMENTS (keys), keys[i]), ==, i);
  g_assert_cmpuint (gloss_model_file_search (keys, G_N_ELEMENTS (keys), 5), ==, 4);
  g_assert_cmpuint (gloss_model_file_search (keys, 0, 3), ==, 0);
}

/* What was read stays readable when its pages are given back, whether a file is behind it or not.
 */
static void
test_release (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "gloss-model-XXXXXX", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (small, sizeof small);
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossModelFile) mapped = NULL;
  g_autoptr (GlossModelFile) held = gloss_model_file_new_for_bytes (bytes, "test", 3, NULL);
  int fd = g_mkstemp (path);
  const GlossModelFile *models[2];

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (g_close (fd, NULL));
  g_assert_true (g_file_set_contents (path, (const char *) small, sizeof small, &error));
  mapped = gloss_model_file_open (path, "test", 3, &error);
  g_assert_no_error (error);
  models[0] = mapped;
  models[1] = held;
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      const guint8 *values = gloss_model_file_get (models[i], "w", GLOSS_MODEL_INT8, 1, 3, &error);

      g_assert_no_error (error);
      gloss_model_file_release_pages (models[i]);
      g_assert_cmpmem (values, 3, "\1\2\3", 3);
    }
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gloss_model_file_open ("/nonexistent/model.bin", "test", 3, &error));
  g_assert_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/model-file/open/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_open);
    }
  g_test_add_func ("/model-file/sections", test_sections);
  g_test_add_func ("/model-file/release", test_release);
  g_test_add_func ("/model-file/missing", test_missing);
  g_test_add_func ("/model-file/search", test_search);

  return g_test_run ();
}
