#include "ui/gloss-window-private.h"

#include <glib/gi18n.h>

#include "app/formats/gloss-json-writer.h"
#include "ui/gloss-labels.h"

#define NARROW_WIDTH 860 /* below it the sidebar lies over the text */
#define N_RECENT 8
#define RECENT_LENGTH 48 /* characters of a title in a menu */
#define KEPT_PREFIX "library:"

G_DEFINE_FINAL_TYPE (GlossWindow, gloss_window, ADW_TYPE_APPLICATION_WINDOW)

static const char *const layer_names[] = { "entities", "quotes", "topics", "notes" };

/* {{{ Which page is in front */

gboolean
gloss_window_shows_library (GlossWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->main_stack), "library") == 0;
}

GlossDocument *
gloss_window_get_document (GlossWindow *self)
{
  return self->page != NULL ? gloss_article_page_get_document (self->page) : NULL;
}

/**
 * gloss_window_get_page:
 *
 * Returns: (transfer none) (nullable): the tab in front
 */
GlossArticlePage *
gloss_window_get_page (GlossWindow *self)
{
  g_return_val_if_fail (GLOSS_IS_WINDOW (self), NULL);

  return self->page;
}

static void
show_title (GlossWindow *self)
{
  g_autofree char *title = NULL, *subtitle = NULL, *window_title = NULL;

  if (self->page == NULL || gloss_window_shows_library (self))
    title = g_strdup (_ ("Library"));
  else
    g_object_get (self->page, "title", &title, "subtitle", &subtitle, NULL);
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->subtitle_label, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), subtitle != NULL && *subtitle != '\0');
  /* Translators: the window's title: the article's and the program's name */
  window_title = g_strdup_printf (_ ("%s — Gloss"), title);
  gtk_window_set_title (GTK_WINDOW (self), window_title);
}

static void
show_sidebar_button (GlossWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "sidebar");

  if (action != NULL)
    g_simple_action_set_state (G_SIMPLE_ACTION (action),
                               g_variant_new_boolean (adw_flap_get_reveal_flap (self->flap)));
}

static void
flap_revealed_cb (GlossWindow *self)
{
  show_sidebar_button (self);
}

/**
 * gloss_window_show_library:
 * @show: whether the library, rather than the articles, is in front
 *
 * With no article open the library stays.
 */
void
gloss_window_show_library (GlossWindow *self, gboolean show)
{
  gboolean has_pages = adw_tab_view_get_n_pages (self->tab_view) > 0;

  gtk_stack_set_visible_child_name (self->main_stack, show || !has_pages ? "library" : "reader");
  if (show || !has_pages)
    gloss_library_page_refresh (self->library_page);
  else if (self->page != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (gloss_article_page_get_view (self->page)));
  show_title (self);
  gloss_window_update_actions (self);
}

static void
selected_mark_cb (GlossWindow *self)
{
  gloss_sidebar_select (self->sidebar, gloss_article_page_get_selected_mark (self->page));
  gloss_window_update_actions (self);
}

static void
follow_document (GlossWindow *self)
{
  GlossDocument *document = gloss_window_get_document (self);

  gloss_sidebar_set_document (self->sidebar, document);
  if (document != NULL)
    {
      g_signal_connect_object (document, "notify", G_CALLBACK (gloss_window_update_actions), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "analysis-changed",
                               G_CALLBACK (gloss_window_update_actions), self, G_CONNECT_SWAPPED);
    }
  gloss_window_update_actions (self);
}

static void
set_page (GlossWindow *self, GlossArticlePage *page)
{
  if (self->page == page)
    return;
  if (self->page != NULL)
    {
      GlossDocument *document = gloss_window_get_document (self);

      g_signal_handlers_disconnect_by_data (self->page, self);
      if (document != NULL)
        g_signal_handlers_disconnect_by_func (document, gloss_window_update_actions, self);
      g_object_remove_weak_pointer (G_OBJECT (self->page), (gpointer *) &self->page);
    }
  self->page = page;
  if (page != NULL)
    {
      g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &self->page);
      g_signal_connect_object (page, "notify::title", G_CALLBACK (show_title), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (page, "notify::subtitle", G_CALLBACK (show_title), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (page, "notify::selected-mark", G_CALLBACK (selected_mark_cb), self,
                               G_CONNECT_SWAPPED);
    }
  follow_document (self);
  if (page != NULL && gloss_article_page_get_selected_mark (page) != NULL)
    gloss_sidebar_select (self->sidebar, gloss_article_page_get_selected_mark (page));
  show_title (self);
}

/* }}} */
/* {{{ Tabs */

/* By what an article is found again: its address, else where the library has it. */
static char *
dup_session_name (GlossArticlePage *page)
{
  GlossDocument *document = gloss_article_page_get_document (page);
  const char *uri = gloss_input_get_uri (gloss_article_page_get_input (page));
  GlossArticle *article = document != NULL ? gloss_document_get_article (document) : NULL;
  g_autofree char *key = NULL;

  if (uri != NULL)
    return g_strdup (uri);
  if (article == NULL)
    return NULL;
  key = gloss_library_dup_key (article);

  return g_strconcat (KEPT_PREFIX, key, NULL);
}

static void
save_tabs (GlossWindow *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) uris = NULL;
  int n_pages = adw_tab_view_get_n_pages (self->tab_view);

  if (self->is_closing)
    return;
  for (int i = 0; i < n_pages; i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tab_view, i);
      GlossArticlePage *page = GLOSS_ARTICLE_PAGE (adw_tab_page_get_child (tab));
      g_autofree char *name = dup_session_name (page);

      if (name != NULL)
        g_strv_builder_add (builder, name);
    }
  uris = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "open-tabs", (const char *const *) uris);
}

static void
selected_page_cb (GlossWindow *self)
{
  AdwTabPage *tab = adw_tab_view_get_selected_page (self->tab_view);

  set_page (self, tab != NULL ? GLOSS_ARTICLE_PAGE (adw_tab_page_get_child (tab)) : NULL);
  if (tab != NULL && !self->is_closing)
    g_settings_set_int (self->settings, "selected-tab",
                        adw_tab_view_get_page_position (self->tab_view, tab));
}

static void
page_attached_cb (GlossWindow *self)
{
  save_tabs (self);
  gloss_window_show_library (self, FALSE);
}

static void
page_detached_cb (GlossWindow *self)
{
  save_tabs (self);
  if (adw_tab_view_get_n_pages (self->tab_view) == 0 && !self->is_closing)
    {
      set_page (self, NULL);
      gloss_window_show_library (self, TRUE);
    }
}

static gboolean
close_page_cb (AdwTabView *view, AdwTabPage *tab, GlossWindow *self)
{
  gloss_article_page_save_position (GLOSS_ARTICLE_PAGE (adw_tab_page_get_child (tab)));
  adw_tab_view_close_page_finish (view, tab, TRUE);

  return GDK_EVENT_STOP;
}

static AdwTabView *
create_window_cb (AdwTabView *view, GlossWindow *self)
{
  GlossWindow *window =
    gloss_window_new (GLOSS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));

  gtk_window_present (GTK_WINDOW (window));

  return window->tab_view;
}

static void
apply_author (GlossWindow *self, GlossDocument *document)
{
  g_autofree char *author = g_settings_get_string (self->settings, "author");

  gloss_document_set_author (document, *author != '\0' ? author : NULL);
}

/* A page that waits for the application to be ready. */
typedef struct
{
  GlossWindow *window;
  GlossArticlePage *page;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->window);
  g_object_unref (opening->page);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GlossApplication *application = GLOSS_APPLICATION (source);
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GlossDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  if (!gloss_application_prepare_finish (application, result, &error))
    {
      gloss_article_page_fail (opening->page, error->message);
      return;
    }
  document = gloss_document_new (gloss_application_get_engine (application),
                                 gloss_application_get_library (application));
  apply_author (opening->window, document);
  gloss_article_page_set_document (opening->page, document);
  gloss_document_load (document, gloss_article_page_get_input (opening->page), GLOSS_LOAD_DEFAULT);
  if (opening->page == opening->window->page)
    follow_document (opening->window);
}

static AdwTabPage *
find_tab (GlossWindow *self, const char *name)
{
  int n_pages = adw_tab_view_get_n_pages (self->tab_view);

  for (int i = 0; name != NULL && i < n_pages; i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tab_view, i);
      g_autofree char *its = dup_session_name (GLOSS_ARTICLE_PAGE (adw_tab_page_get_child (tab)));

      if (g_strcmp0 (its, name) == 0)
        return tab;
    }

  return NULL;
}

static GlossLayers
get_layers (GlossWindow *self)
{
  g_auto (GStrv) names = g_settings_get_strv (self->settings, "layers");
  GlossLayers layers = 0;

  for (guint i = 0; i < G_N_ELEMENTS (layer_names); i++)
    if (g_strv_contains ((const char *const *) names, layer_names[i]))
      layers |= 1u << i;

  return layers;
}

/* What is open already comes to the front. */
static void
open_input (GlossWindow *self, GlossInput *input, gboolean select)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  AdwTabPage *tab = find_tab (self, gloss_input_get_uri (input));
  Opening *opening;
  GtkWidget *page;

  if (tab != NULL)
    {
      adw_tab_view_set_selected_page (self->tab_view, tab);
      gloss_window_show_library (self, FALSE);
      return;
    }
  page = gloss_article_page_new (input);
  tab = adw_tab_view_append (self->tab_view, page);
  g_object_bind_property (page, "title", tab, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (page, "loading", tab, "loading", G_BINDING_SYNC_CREATE);
  gloss_window_apply_reading (self, GLOSS_ARTICLE_PAGE (page));
  gloss_article_view_set_layers (gloss_article_page_get_view (GLOSS_ARTICLE_PAGE (page)),
                                 get_layers (self));
  if (select)
    adw_tab_view_set_selected_page (self->tab_view, tab);

  opening = g_new0 (Opening, 1);
  opening->window = g_object_ref (self);
  opening->page = g_object_ref (GLOSS_ARTICLE_PAGE (page));
  gloss_application_prepare_async (GLOSS_APPLICATION (application), NULL, prepared_cb, opening);
}

/**
 * gloss_window_open:
 * @input: what to open
 *
 * Opens it in a tab and brings that to the front.
 */
void
gloss_window_open (GlossWindow *self, GlossInput *input)
{
  g_return_if_fail (GLOSS_IS_WINDOW (self));
  g_return_if_fail (GLOSS_IS_INPUT (input));

  open_input (self, input, TRUE);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GlossWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossKept) kept = gloss_library_get_finish (GLOSS_LIBRARY (source), result, &error);
  g_autoptr (GlossInput) input = NULL;
  g_autofree char *json = NULL;

  if (kept == NULL)
    {
      gloss_window_tell (
        self, error != NULL ? error->message : _ ("It is not in the library any more"), FALSE);
      return;
    }
  json = gloss_json_write_record (kept->record, FALSE);
  input = gloss_input_new_for_text (json, "application/vnd.gloss-notes+json");
  gloss_window_open (self, input);
}

/**
 * gloss_window_open_kept:
 * @key: what the library calls the article
 * @uri: (nullable): where it came from
 *
 * Opens an article of the library. Files are read anew, since they may have changed; pages of
 * the web are shown as they were kept, and nothing is fetched.
 */
void
gloss_window_open_kept (GlossWindow *self, const char *key, const char *uri)
{
  GlossApplication *application =
    GLOSS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  GlossLibrary *library = gloss_application_get_library (application);
  g_autofree char *name = g_strconcat (KEPT_PREFIX, key, NULL);
  AdwTabPage *tab = find_tab (self, name);

  if (tab == NULL)
    tab = find_tab (self, uri != NULL ? uri : key);
  if (tab != NULL)
    {
      adw_tab_view_set_selected_page (self->tab_view, tab);
      gloss_window_show_library (self, FALSE);
    }
  else if (g_str_has_prefix (key, "file:"))
    {
      g_autoptr (GlossInput) input = gloss_input_new_for_uri (key);

      gloss_window_open (self, input);
    }
  else if (library != NULL)
    {
      gloss_library_get_async (library, key, NULL, kept_cb, g_object_ref (self));
    }
}

/* Opens the articles that were open last. */
void
gloss_window_restore (GlossWindow *self)
{
  g_auto (GStrv) uris = g_settings_get_strv (self->settings, "open-tabs");
  int selected = g_settings_get_int (self->settings, "selected-tab");

  g_return_if_fail (GLOSS_IS_WINDOW (self));

  for (guint i = 0; uris[i] != NULL; i++)
    {
      g_autoptr (GlossInput) input = NULL;

      if (g_str_has_prefix (uris[i], KEPT_PREFIX))
        {
          gloss_window_open_kept (self, uris[i] + strlen (KEPT_PREFIX), NULL);
          continue;
        }
      input = gloss_input_new_for_uri (uris[i]);
      open_input (self, input, FALSE);
    }
  if (selected >= 0 && selected < adw_tab_view_get_n_pages (self->tab_view))
    adw_tab_view_set_selected_page (self->tab_view,
                                    adw_tab_view_get_nth_page (self->tab_view, selected));
}

/* }}} */
/* {{{ Sidebar and layers */

static void
sidebar_selected_cb (GlossSidebar *sidebar, const char *id, GlossWindow *self)
{
  if (self->page != NULL)
    gloss_article_page_select_mark (self->page, id);
}

static void
sidebar_activated_cb (GlossSidebar *sidebar, const char *id, GlossWindow *self)
{
  if (self->page == NULL)
    return;
  gloss_article_page_activate_mark (self->page, id);
  /* Over the text it would hide what it points to. */
  if (adw_flap_get_folded (self->flap) && gtk_widget_get_width (GTK_WIDGET (self)) < 700)
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

/* Shows in text and legend which layers are on. */
void
gloss_window_apply_layers (GlossWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "show-layer");
  GlossLayers layers = get_layers (self);
  g_autoptr (GVariant) shown = g_settings_get_value (self->settings, "layers");
  int n_pages = adw_tab_view_get_n_pages (self->tab_view);

  if (action != NULL)
    g_simple_action_set_state (G_SIMPLE_ACTION (action), shown);
  for (guint i = 0; i < G_N_ELEMENTS (layer_names); i++)
    gtk_check_button_set_active (self->layer_checks[i], (layers & (1u << i)) != 0);
  for (int i = 0; i < n_pages; i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tab_view, i);
      GlossArticlePage *page = GLOSS_ARTICLE_PAGE (adw_tab_page_get_child (tab));

      gloss_article_view_set_layers (gloss_article_page_get_view (page), layers);
    }
}

static void
layer_toggled_cb (GtkCheckButton *check, GlossWindow *self)
{
  GlossLayers layers = get_layers (self);

  for (guint i = 0; i < G_N_ELEMENTS (layer_names); i++)
    if (self->layer_checks[i] == check &&
        ((layers & (1u << i)) != 0) != gtk_check_button_get_active (check))
      g_action_group_activate_action (G_ACTION_GROUP (self), "show-layer",
                                      g_variant_new_string (layer_names[i]));
}

static void
fill_legend (GlossWindow *self)
{
  static const GlossEntityType rows[][4] = {
    { GLOSS_ENTITY_PERSON, GLOSS_ENTITY_ORGANIZATION, GLOSS_ENTITY_PLACE, -1 },
    { GLOSS_ENTITY_GROUP, GLOSS_ENTITY_EVENT, GLOSS_ENTITY_WORK, -1 },
    { GLOSS_ENTITY_DATE, GLOSS_ENTITY_MONEY, GLOSS_ENTITY_QUANTITY, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

      for (guint j = 0; rows[i][j] != (GlossEntityType) -1; j++)
        {
          GtkWidget *label = gtk_label_new (gloss_label_entity_type (rows[i][j]));

          gtk_widget_add_css_class (label, "legend-entity");
          gtk_widget_add_css_class (label, gloss_entity_type_to_string (rows[i][j]));
          gtk_box_append (GTK_BOX (box), label);
        }
      gtk_box_append (self->entity_legend, box);
    }
  for (guint i = 0; i < GLOSS_N_NOTE_COLORS; i++)
    {
      GtkWidget *label = gtk_label_new (gloss_label_color (i));

      gtk_widget_add_css_class (label, "legend-fill");
      gtk_widget_add_css_class (label, gloss_note_color_to_string (i));
      gtk_box_append (self->fill_legend, label);
    }
}

/* }}} */
/* {{{ Width */

/* Wide, the sidebar may fold too: else the window could not be made narrower at once than article
 * and sidebar side by side are. */
static void
set_narrow (GlossWindow *self, gboolean is_narrow)
{
  self->is_narrow = is_narrow;
  adw_flap_set_fold_policy (self->flap,
                            is_narrow ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_AUTO);
  adw_flap_set_reveal_flap (
    self->flap, !is_narrow && g_settings_get_boolean (self->settings, "sidebar-visible"));
}

static int
get_screen_width (GlossWindow *self)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));
  int width = 0;

  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      GdkRectangle geometry;

      gdk_monitor_get_geometry (monitor, &geometry);
      width = MAX (width, geometry.width);
    }

  return width > 0 ? width : G_MAXINT;
}

static gboolean
resized_cb (gpointer user_data)
{
  GlossWindow *self = user_data;
  gboolean is_narrow = self->seen_width < NARROW_WIDTH;

  self->resize_idle = 0;
  if (is_narrow != self->is_narrow)
    set_narrow (self, is_narrow);

  return G_SOURCE_REMOVE;
}

/* Nothing may be moved while sizes are given out. */
static void
gloss_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GlossWindow *self = GLOSS_WINDOW (widget);

  GTK_WIDGET_CLASS (gloss_window_parent_class)->size_allocate (widget, width, height, baseline);

  self->seen_width = width;
  if ((width < NARROW_WIDTH) != self->is_narrow && self->resize_idle == 0)
    self->resize_idle = g_idle_add (resized_cb, self);
}

static void
save_size (GlossWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (!gtk_window_is_maximized (GTK_WINDOW (self)) && width > 0 && height > 0)
    {
      g_settings_set_int (self->settings, "window-width", CLAMP (width, 300, 20000));
      g_settings_set_int (self->settings, "window-height", CLAMP (height, 200, 20000));
    }
  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
}

static gboolean
gloss_window_close_request (GtkWindow *window)
{
  GlossWindow *self = GLOSS_WINDOW (window);
  int n_pages = adw_tab_view_get_n_pages (self->tab_view);

  save_size (self);
  for (int i = 0; i < n_pages; i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tab_view, i);

      gloss_article_page_save_position (GLOSS_ARTICLE_PAGE (adw_tab_page_get_child (tab)));
    }
  self->is_closing = TRUE;

  return GTK_WINDOW_CLASS (gloss_window_parent_class)->close_request (window);
}

/* }}} */

/**
 * gloss_window_tell:
 * @message: what happened
 * @with_undo: whether it can be undone, and a button offers to
 */
void
gloss_window_tell (GlossWindow *self, const char *message, gboolean with_undo)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);
  AdwToast *toast = adw_toast_new (escaped);

  g_return_if_fail (GLOSS_IS_WINDOW (self));

  if (with_undo)
    {
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_action_name (toast, "win.undo");
    }
  /* Toasts queue; the one before has nothing to say any more. */
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_set_object (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/**
 * gloss_window_offer:
 * @label: what a button says
 * @action: what it does
 *
 * Offers something more of what was told last, in place of taking it back.
 */
void
gloss_window_offer (GlossWindow *self, const char *label, const char *action)
{
  g_return_if_fail (GLOSS_IS_WINDOW (self));

  if (self->toast == NULL)
    return;
  adw_toast_set_button_label (self->toast, label);
  adw_toast_set_action_name (self->toast, action);
}

/* An article that was searched for opens at what was found: the page has put its reading position
 * there; one that is open already is moved there. */
static void
open_key_cb (GlossLibraryPage *page,
             const char *key,
             const char *uri,
             guint start,
             guint end,
             GlossWindow *self)
{
  GlossArticle *article;
  GlossDocument *document;
  g_autofree char *shown = NULL;

  gloss_window_open_kept (self, key, uri);
  document = gloss_window_get_document (self);
  article = document != NULL ? gloss_document_get_article (document) : NULL;
  shown = article != NULL ? gloss_library_dup_key (article) : NULL;
  if (end > start && g_strcmp0 (shown, key) == 0 && end <= article->n_chars)
    gloss_article_view_reveal (gloss_article_page_get_view (self->page), (GlossSpan){ start, end },
                               TRUE);
}

/* What was read last, in the menu of the Open button. */
static void
listed_cb (GlossWindow *self)
{
  GListModel *items = gloss_library_page_get_recent (self->library_page);

  g_menu_remove_all (self->recent_menu);
  for (guint i = 0; i < MIN (g_list_model_get_n_items (items), N_RECENT); i++)
    {
      g_autoptr (GlossLibraryItem) item = g_list_model_get_item (items, i);
      g_autoptr (GMenuItem) entry = g_menu_item_new (NULL, NULL);
      g_autofree char *title = g_strdup (gloss_library_item_get_title (item));
      g_auto (GStrv) parts = NULL;
      g_autofree char *label = NULL;

      if (g_utf8_strlen (title, -1) > RECENT_LENGTH)
        {
          *g_utf8_offset_to_pointer (title, RECENT_LENGTH - 1) = '\0';
          label = g_strconcat (title, "…", NULL);
        }
      /* An underline in a title is no mnemonic. */
      parts = g_strsplit (label != NULL ? label : title, "_", -1);
      g_free (label);
      label = g_strjoinv ("__", parts);
      g_menu_item_set_label (entry, label);
      g_menu_item_set_action_and_target (entry, "win.open-kept", "s",
                                         gloss_library_item_get_key (item));
      g_menu_append_item (self->recent_menu, entry);
    }
}

static void
gloss_window_dispose (GObject *object)
{
  GlossWindow *self = GLOSS_WINDOW (object);

  self->is_closing = TRUE;
  g_clear_handle_id (&self->resize_idle, g_source_remove);
  set_page (self, NULL);
  g_clear_object (&self->toast);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), GLOSS_TYPE_WINDOW);

  G_OBJECT_CLASS (gloss_window_parent_class)->dispose (object);
}

static void
gloss_window_class_init (GlossWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gloss_window_dispose;
  widget_class->size_allocate = gloss_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = gloss_window_close_request;

  g_type_ensure (GLOSS_TYPE_SIDEBAR);
  g_type_ensure (GLOSS_TYPE_LIBRARY_PAGE);
  g_type_ensure (GLOSS_TYPE_TROUBLE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gloss/Gloss/ui/gloss-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, main_stack);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, title_box);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, library_button);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, layers_button);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, entity_legend);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, fill_legend);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, find_button);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, tab_view);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, library_page);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, trouble_bar);
  gtk_widget_class_bind_template_child (widget_class, GlossWindow, recent_menu);
  for (guint i = 0; i < G_N_ELEMENTS (layer_names); i++)
    {
      g_autofree char *name = g_strconcat (layer_names[i], "_check", NULL);

      gtk_widget_class_bind_template_child_full (widget_class, name, FALSE,
                                                 G_STRUCT_OFFSET (GlossWindow, layer_checks) +
                                                   i * sizeof (GtkCheckButton *));
    }
  gtk_widget_class_bind_template_callback (widget_class, flap_revealed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_attached_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_detached_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_window_cb);
}

/* The two halves of a split button get no names from it. */
static void
name_open_button (GlossWindow *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->open_button); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *name = GTK_IS_MENU_BUTTON (child) ? _ ("More Ways to Open") : _ ("Open");

      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      if (GTK_IS_MENU_BUTTON (child) && gtk_widget_get_first_child (child) != NULL)
        gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (child)),
                                        GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}

static void
gloss_window_init (GlossWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_open_button (self);
  fill_legend (self);
  for (guint i = 0; i < G_N_ELEMENTS (layer_names); i++)
    g_signal_connect_object (self->layer_checks[i], "toggled", G_CALLBACK (layer_toggled_cb), self,
                             0);
  g_signal_connect_object (self->library_page, "open-key", G_CALLBACK (open_key_cb), self, 0);
  g_signal_connect_object (self->library_page, "listed", G_CALLBACK (listed_cb), self,
                           G_CONNECT_SWAPPED);
  gloss_window_add_actions (self);
  gloss_window_add_annotate_actions (self);
  gloss_window_add_correct_actions (self);
  gloss_window_add_file_actions (self);
  gloss_window_add_drop_target (self);
}

static void
use_settings (GlossWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  set_narrow (self, MIN (g_settings_get_int (self->settings, "window-width"),
                         get_screen_width (self)) < NARROW_WIDTH);
  g_settings_bind (self->settings, "sidebar-page", self->sidebar, "page", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->settings, "changed::layers",
                           G_CALLBACK (gloss_window_apply_layers), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (gloss_window_reading_changed),
                           self, G_CONNECT_SWAPPED);
  gloss_window_apply_layers (self);
  show_sidebar_button (self);
}

/**
 * gloss_window_new:
 * @application: that the window belongs to
 *
 * Returns: (transfer none): a window that shows the library until an article is opened
 */
GlossWindow *
gloss_window_new (GlossApplication *application)
{
  GlossWindow *self = g_object_new (GLOSS_TYPE_WINDOW, "application", application, NULL);

  self->settings = g_object_ref (gloss_application_get_settings (application));
  use_settings (self);
  gloss_library_page_set_application (self->library_page, application);
  if (gloss_application_get_library (application) != NULL)
    gloss_trouble_bar_set_library (self->trouble_bar, gloss_application_get_library (application));
  gloss_window_show_library (self, TRUE);

  return self;
}
