#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *gloss_json_parse (const char *bytes, gsize n_bytes, GError **error);
char *gloss_json_print (JsonNode *node, gboolean pretty);

G_END_DECLS
