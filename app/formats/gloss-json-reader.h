#pragma once

#include "app/document/gloss-correction.h"
#include "app/document/gloss-record.h"
#include "app/notes/gloss-note.h"

G_BEGIN_DECLS

gboolean gloss_json_is_record (const char *bytes, gsize n_bytes);
GlossRecord *gloss_json_read_record (const char *bytes, gsize n_bytes, GError **error);
GPtrArray *gloss_json_parse_blocks (const char *json, guint n_chars, GError **error);
GlossAnalysis *gloss_json_read_analysis (JsonObject *object, guint n_chars, GError **error);
GlossNote *gloss_json_read_note (JsonObject *object, GError **error);
GlossCorrection *gloss_json_read_correction (JsonObject *object, guint n_chars, GError **error);

G_END_DECLS
