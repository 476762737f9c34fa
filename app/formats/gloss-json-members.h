#pragma once

#include <json-glib/json-glib.h>

#include "app/analysis/gloss-span.h"

G_BEGIN_DECLS

/* Reads member after member of a file in JSON and remembers the first thing that is not as the
 * format says; the path tells the person where. */
typedef struct
{
  GString *path; /* "notes[3]" */
  guint n_chars; /* of the article's text: no place may lie behind it */
  GError *error; /* (nullable) */
} GlossMembers;

typedef void (*GlossMembersRead) (GlossMembers *self, JsonObject *object, gpointer data);

void gloss_members_init (GlossMembers *self, const char *path, guint n_chars);
void gloss_members_clear (GlossMembers *self);
gboolean gloss_members_finish (GlossMembers *self, GError **error);
void gloss_members_complain (GlossMembers *self, const char *name, const char *what);
gsize gloss_members_enter (GlossMembers *self, const char *name, int index);
void gloss_members_leave (GlossMembers *self, gsize length);
JsonNode *gloss_members_get_member (JsonObject *object, const char *name);
const char *gloss_members_get_string (GlossMembers *self, JsonObject *object, const char *name);
const char *gloss_members_require_string (GlossMembers *self, JsonObject *object, const char *name);
gboolean gloss_members_get_boolean (GlossMembers *self, JsonObject *object, const char *name);
guint gloss_members_get_count (GlossMembers *self,
                               JsonObject *object,
                               const char *name,
                               gboolean required);
double gloss_members_get_number (GlossMembers *self,
                                 JsonObject *object,
                                 const char *name,
                                 double otherwise);
JsonObject *gloss_members_get_object (GlossMembers *self, JsonObject *object, const char *name);
JsonArray *gloss_members_get_array (GlossMembers *self, JsonObject *object, const char *name);
GlossSpan gloss_members_get_span (GlossMembers *self, JsonObject *object);
double gloss_members_get_confidence (GlossMembers *self, JsonObject *object);
GStrv gloss_members_get_strings (GlossMembers *self, JsonObject *object, const char *name);
void gloss_members_read_objects (GlossMembers *self,
                                 JsonArray *array,
                                 const char *name,
                                 GlossMembersRead read,
                                 gpointer data);
void gloss_members_read_list (GlossMembers *self,
                              JsonObject *object,
                              const char *name,
                              GlossMembersRead read,
                              gpointer data);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GlossMembers, gloss_members_clear)

G_END_DECLS
