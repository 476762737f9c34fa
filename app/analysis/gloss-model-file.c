#include "app/analysis/gloss-model-file.h"

#include <string.h>
#include <sys/mman.h>

#include "app/analysis/gloss-checksum.h"
#include "app/analysis/gloss-engine.h"

/* The file, little-endian (data/training/model_file.py writes it):
 *
 *   8 bytes    "GLOSSMDL"
 *   16 bytes   the model's kind, padded with NUL
 *   4 bytes    version of that kind
 *   4 bytes    number of sections
 *   4 bytes    CRC-32 of all that follows
 *   4 bytes    0
 *   40 bytes a section: name (20, padded with NUL), type (4), rows (4), columns (4), offset (8)
 *   the sections' data, each at an offset that is a multiple of 8
 */
#define MAGIC "GLOSSMDL"
#define KIND_SIZE 16
#define HEADER_SIZE 40
#define NAME_SIZE 20
#define ENTRY_SIZE 40
#define MAX_SECTIONS 4096

struct _GlossModelFile
{
  GBytes *bytes;
  GMappedFile *file; /* (nullable): what the bytes are of */
  guint n_sections;
  GHashTable *sections; /* (element-type utf8 GlossModelSection) */
};

static const gsize type_sizes[] = {
  [GLOSS_MODEL_BYTES] = 1,  [GLOSS_MODEL_INT8] = 1,   [GLOSS_MODEL_INT16] = 2,
  [GLOSS_MODEL_UINT16] = 2, [GLOSS_MODEL_UINT32] = 4, [GLOSS_MODEL_FLOAT32] = 4,
};

static guint32
read_u32 (const guint8 *data)
{
  guint32 value;

  memcpy (&value, data, sizeof value);

  return GUINT32_FROM_LE (value);
}

static guint64
read_u64 (const guint8 *data)
{
  guint64 value;

  memcpy (&value, data, sizeof value);

  return GUINT64_FROM_LE (value);
}

static gboolean
fail (GError **error, const char *kind, const char *what)
{
  g_set_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL,
               "the model for %s %s; install Gloss again", kind, what);

  return FALSE;
}

static gboolean
check_header (const guint8 *data,
              gsize n_bytes,
              const char *kind,
              guint version,
              guint *n_sections,
              GError **error)
{
  char found[KIND_SIZE + 1] = "";

  if (n_bytes < HEADER_SIZE || memcmp (data, MAGIC, 8) != 0)
    return fail (error, kind, "is no model file");
  memcpy (found, data + 8, KIND_SIZE);
  if (!g_str_equal (found, kind))
    return fail (error, kind, "holds another model");
  if (read_u32 (data + 24) != version)
    return fail (error, kind, "is of another version of Gloss");
  *n_sections = read_u32 (data + 28);
  if (*n_sections > MAX_SECTIONS || HEADER_SIZE + (gsize) *n_sections * ENTRY_SIZE > n_bytes)
    return fail (error, kind, "is cut short");
  if (read_u32 (data + 32) != gloss_checksum (data + HEADER_SIZE, n_bytes - HEADER_SIZE))
    return fail (error, kind, "is damaged");

  return TRUE;
}

/* One entry of the table; every multiplication fits 64 bits because its factors fit 32. */
static gboolean
add_section (GlossModelFile *self,
             const guint8 *data,
             gsize n_bytes,
             guint index,
             const char *kind,
             GError **error)
{
  const guint8 *entry = data + HEADER_SIZE + (gsize) index * ENTRY_SIZE;
  g_autofree GlossModelSection *section = g_new0 (GlossModelSection, 1);
  guint32 type = read_u32 (entry + NAME_SIZE);
  guint64 offset = read_u64 (entry + NAME_SIZE + 12);
  guint64 n_values;

  section->n_rows = read_u32 (entry + NAME_SIZE + 4);
  section->n_columns = read_u32 (entry + NAME_SIZE + 8);
  n_values = (guint64) section->n_rows * section->n_columns;
  if (type >= G_N_ELEMENTS (type_sizes) || offset % 8 != 0 || offset > n_bytes ||
      n_values > (n_bytes - offset) / type_sizes[type])
    return fail (error, kind, "has a section outside the file");
  section->type = type;
  section->data = data + offset;
  g_hash_table_replace (self->sections, g_strndup ((const char *) entry, NAME_SIZE),
                        g_steal_pointer (&section));

  return TRUE;
}

/**
 * gloss_model_file_new_for_bytes:
 * @bytes: what a model file holds
 * @kind: what the model is for: "topics"
 * @version: the version of that kind's layout that the caller understands
 * @error: return location for a #GlossAnalysisError
 *
 * Checks kind, version, sizes and checksum. Numbers are little-endian, so a big-endian machine is
 * told that it cannot use them.
 *
 * Returns: (transfer full): the model, or %NULL with @error set
 */
GlossModelFile *
gloss_model_file_new_for_bytes (GBytes *bytes, const char *kind, guint version, GError **error)
{
  g_autoptr (GlossModelFile) self = g_new0 (GlossModelFile, 1);
  gsize n_bytes = 0;
  const guint8 *data = g_bytes_get_data (bytes, &n_bytes);

  self->bytes = g_bytes_ref (bytes);
  self->sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (G_BYTE_ORDER != G_LITTLE_ENDIAN)
    {
      fail (error, kind, "is for little-endian machines");
      return NULL;
    }
  if (!check_header (data, n_bytes, kind, version, &self->n_sections, error))
    return NULL;
  for (guint i = 0; i < self->n_sections; i++)
    if (!add_section (self, data, n_bytes, i, kind, error))
      return NULL;

  return g_steal_pointer (&self);
}

/**
 * gloss_model_file_open:
 * @path: a model file
 * @kind: what the model is for: "topics"
 * @version: the version of that kind's layout that the caller understands
 * @error: return location for a #GlossAnalysisError
 *
 * Maps a model file and checks it; reads it once, for the checksum.
 *
 * Returns: (transfer full): the model, or %NULL with @error set
 */
GlossModelFile *
gloss_model_file_open (const char *path, const char *kind, guint version, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &local);
  g_autoptr (GBytes) bytes = NULL;
  GlossModelFile *self;

  if (file == NULL)
    {
      g_set_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL,
                   "cannot read the model for %s: %s", kind, local->message);
      return NULL;
    }
  bytes = g_mapped_file_get_bytes (file);

  self = gloss_model_file_new_for_bytes (bytes, kind, version, error);
  if (self == NULL)
    return NULL;
  self->file = g_mapped_file_ref (file);
  gloss_model_file_release_pages (self);

  return self;
}

void
gloss_model_file_free (GlossModelFile *self)
{
  g_clear_pointer (&self->file, g_mapped_file_unref);
  g_clear_pointer (&self->sections, g_hash_table_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

/**
 * gloss_model_file_release_pages:
 * @self: a model
 *
 * Gives back the memory that what was read of a mapped file takes. Who reads on gets it again from
 * the system's cache, in another thread too.
 */
void
gloss_model_file_release_pages (const GlossModelFile *self)
{
  if (self->file != NULL)
    madvise (g_mapped_file_get_contents (self->file), g_mapped_file_get_length (self->file),
             MADV_DONTNEED);
}

/**
 * gloss_model_file_find:
 * @self: a model
 * @name: a section's name
 * @type: what its numbers must be
 * @error: return location for a #GlossAnalysisError
 *
 * Returns: (transfer none): the section, whatever its shape, or %NULL with @error set
 */
const GlossModelSection *
gloss_model_file_find (const GlossModelFile *self,
                       const char *name,
                       GlossModelType type,
                       GError **error)
{
  const GlossModelSection *section = g_hash_table_lookup (self->sections, name);

  if (section != NULL && section->type == type)
    return section;
  g_set_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL,
               "a model has no usable section \"%s\"; install Gloss again", name);

  return NULL;
}

/**
 * gloss_model_file_get:
 * @self: a model
 * @name: a section's name
 * @type: what its numbers must be
 * @n_rows: rows that it must have
 * @n_columns: columns that it must have
 * @error: return location for a #GlossAnalysisError
 *
 * Returns: (transfer none): the numbers, row by row, or %NULL with @error set
 */
gconstpointer
gloss_model_file_get (const GlossModelFile *self,
                      const char *name,
                      GlossModelType type,
                      gsize n_rows,
                      gsize n_columns,
                      GError **error)
{
  const GlossModelSection *section = gloss_model_file_find (self, name, type, error);

  if (section == NULL)
    return NULL;
  if (section->n_rows == n_rows && section->n_columns == n_columns)
    return section->data;
  g_set_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL,
               "section \"%s\" of a model has another shape; install Gloss again", name);

  return NULL;
}

/**
 * gloss_model_file_search:
 * @keys: (array length=n_keys): a section's numbers, ascending
 * @n_keys: how many
 * @key: what is looked for
 *
 * Returns: where @key is, or @n_keys where it is not. Logarithmic.
 */
guint
gloss_model_file_search (const guint32 *keys, guint n_keys, guint32 key)
{
  guint low = 0;
  guint high = n_keys;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (keys[middle] < key)
        low = middle + 1;
      else
        high = middle;
    }

  return low < n_keys && keys[low] == key ? low : n_keys;
}
