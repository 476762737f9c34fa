#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* How a list shows its items; see gloss_mark_list_new(). */
typedef struct
{
  GtkWidget *(*create_row) (void);
  void (*bind_row) (GtkWidget *row, gpointer item, gpointer user_data);
  void (*expand_row) (GtkWidget *row, gboolean expanded);
  const char *(*get_id) (gpointer item);
  char *(*dup_name) (gpointer item); /* what a screen reader calls the row */
  gboolean (*matches) (gpointer item, const char *folded, gpointer user_data);
} GlossMarkListKind;

/* A page of the sidebar: a search field over a list of items in groups, with an empty state.
 *
 * Signals: "mark-selected" (const char *id) when a person selects a row, "mark-activated" (id)
 * when they click it, or press Enter on it: the next place is to be shown. */
#define GLOSS_TYPE_MARK_LIST (gloss_mark_list_get_type ())
G_DECLARE_FINAL_TYPE (GlossMarkList, gloss_mark_list, GLOSS, MARK_LIST, GtkBox)

GtkWidget *
gloss_mark_list_new (const GlossMarkListKind *kind, const char *search_text, gpointer user_data);
void gloss_mark_list_set_model (GlossMarkList *self, GListModel *items);
void gloss_mark_list_set_empty (GlossMarkList *self,
                                const char *icon_name,
                                const char *title,
                                const char *description);
void gloss_mark_list_select (GlossMarkList *self, const char *id);
void gloss_mark_list_refilter (GlossMarkList *self);
void gloss_mark_list_set_filtering (GlossMarkList *self, gboolean filtering);
void gloss_mark_list_set_title (GlossMarkList *self, const char *title);
void gloss_mark_list_add_tool (GlossMarkList *self, GtkWidget *tool);
gboolean gloss_mark_list_contains (const char *text, const char *folded);
void gloss_mark_list_focus_search (GlossMarkList *self);

G_END_DECLS
