#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The page in a web archive. */
typedef struct
{
  GBytes *bytes;
  char *charset; /* (nullable): as declared */
  char *uri;     /* (nullable): where the page was */
} GlossMhtml;

GlossMhtml *gloss_mhtml_read (const char *bytes, gsize n_bytes);
GBytes *gloss_mhtml_find (const char *bytes, gsize n_bytes, const char *uri);
void gloss_mhtml_free (GlossMhtml *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossMhtml, gloss_mhtml_free)

G_END_DECLS
