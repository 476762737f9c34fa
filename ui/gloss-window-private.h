#pragma once

#include "ui/gloss-legend.h"
#include "ui/gloss-library-page.h"
#include "ui/gloss-reading-popover.h"
#include "ui/gloss-sidebar.h"
#include "ui/gloss-trouble-bar.h"
#include "ui/gloss-window.h"

G_BEGIN_DECLS

/* What gloss-window.c and its actions share. */
struct _GlossWindow
{
  AdwApplicationWindow parent_instance;

  GSettings *settings;
  GlossArticlePage *page; /* (nullable): the one whose document the sidebar shows */
  gboolean is_narrow;
  gboolean is_closing;
  guint resize_idle;
  int seen_width;
  AdwToastOverlay *toast_overlay;
  AdwToast *toast;   /* (nullable): the one that shows */
  gint64 toast_time; /* when it was put up, in µs of the monotonic clock */
  GtkStack *main_stack;
  GtkWidget *title_box;
  GtkLabel *title_label;
  GtkLabel *subtitle_label;
  GtkWidget *open_button;
  GtkButton *library_button;
  GtkMenuButton *layers_button;
  GtkWidget *legend;
  GtkMenuButton *reading_button;
  GtkWidget *reading_popover;
  GtkWidget *find_button;
  GtkToggleButton *sidebar_button;
  AdwFlap *flap;
  AdwTabView *tab_view;
  AdwTabPage *menu_tab; /* (nullable): the one whose menu is open; borrowed */
  GlossSidebar *sidebar;
  GlossLibraryPage *library_page;
  GlossTroubleBar *trouble_bar;
  GMenu *recent_menu;
};

void gloss_window_add_actions (GlossWindow *self);
void gloss_window_add_annotate_actions (GlossWindow *self);
void gloss_window_add_correct_actions (GlossWindow *self);
void gloss_window_add_ask_actions (GlossWindow *self);
void gloss_window_add_span_actions (GlossWindow *self);
void gloss_window_resize_mark (GlossWindow *self, const char *id, GlossSpan at, GlossSpan to);
void gloss_window_offer (GlossWindow *self, const char *label, const char *action);
void gloss_window_add_file_actions (GlossWindow *self);
void gloss_window_add_drop_target (GlossWindow *self);
void gloss_window_update_actions (GlossWindow *self);
void gloss_window_show_library (GlossWindow *self, gboolean show);
gboolean gloss_window_shows_library (GlossWindow *self);
GlossDocument *gloss_window_get_document (GlossWindow *self);
void gloss_window_set_page (GlossWindow *self, GlossArticlePage *page);
void gloss_window_follow_document (GlossWindow *self);
void gloss_window_add_tab_actions (GlossWindow *self);
void gloss_window_bind_tab_callbacks (GtkWidgetClass *widget_class);
void gloss_window_open_kept (GlossWindow *self, const char *key, const char *uri);
void gloss_window_follow_settings (GlossWindow *self);
void gloss_window_apply_reading (GlossWindow *self, GlossArticlePage *page);

G_END_DECLS
