#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Trained weights in a file: named arrays of numbers, mapped, checked once, never copied. */
typedef struct _GlossModelFile GlossModelFile;

typedef enum
{
  GLOSS_MODEL_BYTES, /* text or anything else */
  GLOSS_MODEL_INT8,
  GLOSS_MODEL_INT16,
  GLOSS_MODEL_UINT16,
  GLOSS_MODEL_UINT32,
  GLOSS_MODEL_FLOAT32,
} GlossModelType;

typedef struct
{
  GlossModelType type;
  gsize n_rows;
  gsize n_columns;
  gconstpointer data; /* [n_rows][n_columns] of @type, aligned for any type */
} GlossModelSection;

GlossModelFile *
gloss_model_file_open (const char *path, const char *kind, guint version, GError **error);
GlossModelFile *
gloss_model_file_new_for_bytes (GBytes *bytes, const char *kind, guint version, GError **error);
void gloss_model_file_free (GlossModelFile *self);
void gloss_model_file_release_pages (const GlossModelFile *self);
const GlossModelSection *gloss_model_file_find (const GlossModelFile *self,
                                                const char *name,
                                                GlossModelType type,
                                                GError **error);
gconstpointer gloss_model_file_get (const GlossModelFile *self,
                                    const char *name,
                                    GlossModelType type,
                                    gsize n_rows,
                                    gsize n_columns,
                                    GError **error);

guint gloss_model_file_search (const guint32 *keys, guint n_keys, guint32 key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossModelFile, gloss_model_file_free)

G_END_DECLS
