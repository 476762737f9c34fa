#include "ui/gloss-window-private.h"

#include <glib/gi18n.h>

#include "app/formats/gloss-json-writer.h"

/* The window's tabs: opened, found again, kept for the next time. */

#define KEPT_PREFIX "library:"

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
  int n_pages;

  if (self->is_closing)
    return;
  n_pages = adw_tab_view_get_n_pages (self->tab_view);
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

  gloss_window_set_page (self,
                         tab != NULL ? GLOSS_ARTICLE_PAGE (adw_tab_page_get_child (tab)) : NULL);
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
  if (!self->is_closing && adw_tab_view_get_n_pages (self->tab_view) == 0)
    {
      gloss_window_set_page (self, NULL);
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
  g_autoptr (GVariant) rules = g_settings_get_value (self->settings, "rules");

  gloss_document_set_author (document, *author != '\0' ? author : NULL);
  gloss_document_set_rules (document, rules);
}

static void
setup_menu_cb (AdwTabView *view, AdwTabPage *tab, GlossWindow *self)
{
  self->menu_tab = tab;
}

/* That whose menu is open, or else the one in front. */
static AdwTabPage *
get_meant_tab (GlossWindow *self)
{
  return self->menu_tab != NULL ? self->menu_tab : adw_tab_view_get_selected_page (self->tab_view);
}

/* As dragging it out does, for those who do not drag. */
static void
move_tab_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  AdwTabPage *tab = get_meant_tab (self);

  if (tab != NULL && adw_tab_view_get_n_pages (self->tab_view) > 1)
    adw_tab_view_transfer_page (self->tab_view, tab, create_window_cb (self->tab_view, self), 0);
}

static void
close_tab_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  AdwTabPage *tab = get_meant_tab (self);

  if (tab != NULL)
    adw_tab_view_close_page (self->tab_view, tab);
}

static void
close_other_tabs_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  AdwTabPage *tab = get_meant_tab (self);

  if (tab != NULL)
    adw_tab_view_close_other_pages (self->tab_view, tab);
}

void
gloss_window_add_tab_actions (GlossWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "move-tab", .activate = move_tab_activated },
    { .name = "close-tab", .activate = close_tab_activated },
    { .name = "close-other-tabs", .activate = close_other_tabs_activated },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
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
    gloss_window_follow_document (opening->window);
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

void
gloss_window_bind_tab_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, selected_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_attached_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_detached_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_window_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_menu_cb);
}
