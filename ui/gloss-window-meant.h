#pragma once

#include "ui/gloss-window-private.h"

G_BEGIN_DECLS

/* What an action of the window is about, and saying something of it. */

/* The thing that an action is about, and where it stands, if one place of it is meant. */
typedef struct
{
  char *id; /* (nullable): nothing is meant */
  gboolean has_place;
  GlossSpan place;
} GlossMeant;

typedef enum
{
  GLOSS_MEANT_ENTITY = 1 << 0,
  GLOSS_MEANT_QUOTE = 1 << 1,
  GLOSS_MEANT_TOPIC = 1 << 2,
  GLOSS_MEANT_ANY = GLOSS_MEANT_ENTITY | GLOSS_MEANT_QUOTE | GLOSS_MEANT_TOPIC,
} GlossMeantKinds;

void gloss_meant_clear (GlossMeant *meant);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GlossMeant, gloss_meant_clear)

GlossAnalysis *gloss_window_get_shown (GlossWindow *self);
gboolean gloss_window_find_meant (GlossWindow *self, GlossMeantKinds kinds, GlossMeant *meant);
gboolean gloss_window_find_at_caret (GlossWindow *self,
                                     const GlossAnalysis *shown,
                                     GlossMeantKinds kinds,
                                     GlossMeant *meant);
gboolean gloss_window_find_selected (GlossWindow *self,
                                     const GlossAnalysis *shown,
                                     GlossMeantKinds kinds,
                                     GlossMeant *meant);
gboolean gloss_meant_find_at (const GlossAnalysis *shown,
                              GlossSpan span,
                              GlossMeantKinds kinds,
                              GlossMeant *meant);
gboolean
gloss_meant_is_of_kinds (const GlossAnalysis *shown, const char *id, GlossMeantKinds kinds);
char *gloss_meant_dup_label (GlossWindow *self, const char *id);
guint gloss_meant_count (GlossWindow *self, const char *id);
GPtrArray *gloss_window_list_like_last (GlossDocument *document);
void gloss_window_say_one (GlossWindow *self, GlossCorrection *correction, const char *message);
void gloss_window_say (GlossWindow *self, GPtrArray *corrections, const char *message);

G_END_DECLS
