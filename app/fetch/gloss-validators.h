#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* By what a server knows again which version of a page somebody has (RFC 9110, 8.8). */
typedef struct
{
  char *etag;          /* (nullable): as it was sent, with its quotation marks */
  char *last_modified; /* (nullable): as it was sent */
} GlossValidators;

GlossValidators *gloss_validators_new (const char *etag, const char *last_modified);
GlossValidators *gloss_validators_copy (const GlossValidators *self);
void gloss_validators_free (GlossValidators *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossValidators, gloss_validators_free)

G_END_DECLS
