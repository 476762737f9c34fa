#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

gboolean gloss_json_has_unknown (JsonObject *document);
JsonObject *gloss_json_merge_unknown (JsonObject *document, JsonObject *old);

G_END_DECLS
