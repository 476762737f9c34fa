#pragma once

#include <gio/gio.h>

#include "app/analysis/gloss-span.h"

G_BEGIN_DECLS

/* A tag that notes have. */
typedef struct
{
  char *name;
  guint n_notes;
} GlossTag;

GlossTag *gloss_tag_new (const char *name, guint n_notes);
void gloss_tag_free (GlossTag *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossTag, gloss_tag_free)

GlossSpan gloss_tags_find_part (const char *text, guint caret);
GPtrArray *gloss_tags_join (GPtrArray *known, GListModel *notes);
GPtrArray *gloss_tags_complete (GPtrArray *known, const char *text, guint caret, guint n_most);

G_END_DECLS
