#include "app/fetch/gloss-validators.h"

/**
 * gloss_validators_new:
 * @etag: (nullable): an ETag header
 * @last_modified: (nullable): a Last-Modified header
 *
 * Returns: (transfer full) (nullable): both together; %NULL where there is neither
 */
GlossValidators *
gloss_validators_new (const char *etag, const char *last_modified)
{
  GlossValidators *self;

  if (etag == NULL && last_modified == NULL)
    return NULL;
  self = g_new0 (GlossValidators, 1);
  self->etag = g_strdup (etag);
  self->last_modified = g_strdup (last_modified);

  return self;
}

/**
 * gloss_validators_copy:
 * @self: (nullable): validators
 *
 * Returns: (transfer full) (nullable): the same again
 */
GlossValidators *
gloss_validators_copy (const GlossValidators *self)
{
  return self != NULL ? gloss_validators_new (self->etag, self->last_modified) : NULL;
}

void
gloss_validators_free (GlossValidators *self)
{
  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self);
}
