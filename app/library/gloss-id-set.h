#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Rows of a table, a bit each. */
typedef struct _GlossIdSet GlossIdSet;

GlossIdSet *gloss_id_set_new (void);
void gloss_id_set_free (GlossIdSet *self);
void gloss_id_set_add (GlossIdSet *self, gint64 id);
gboolean gloss_id_set_contains (const GlossIdSet *self, gint64 id);
void gloss_id_set_print (const GlossIdSet *self, GString *out);
guint gloss_id_set_count (const GlossIdSet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossIdSet, gloss_id_set_free)

G_END_DECLS
