#pragma once

#include "app/document/gloss-record.h"

G_BEGIN_DECLS

GlossRecord *gloss_annotations_read (const char *bytes, gsize n_bytes, GError **error);

G_END_DECLS
