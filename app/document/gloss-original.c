#include "app/document/gloss-original.h"

/**
 * gloss_original_new:
 * @bytes: (transfer none) (nullable): what came
 *
 * Returns: (transfer full): an original of which nothing is declared yet; whoever made it may fill
 *   it until it is handed on
 */
GlossOriginal *
gloss_original_new (GBytes *bytes)
{
  GlossOriginal *self = g_atomic_rc_box_new0 (GlossOriginal);

  if (bytes != NULL)
    self->bytes = g_bytes_ref (bytes);

  return self;
}

GlossOriginal *
gloss_original_ref (GlossOriginal *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_original (gpointer data)
{
  GlossOriginal *self = data;

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->uri);
  g_free (self->media_type);
  g_free (self->charset);
  g_free (self->etag);
  g_free (self->last_modified);
}

void
gloss_original_unref (GlossOriginal *self)
{
  g_atomic_rc_box_release_full (self, clear_original);
}
