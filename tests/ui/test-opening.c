#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <string.h>
#include <unistd.h>

#include "tests/fetch/fault-server.h"
#include "tests/ui/window-fixture.h"

/* What a window makes of what comes into it: pages with faults, pasted words and links, standard
 * input. The user's data folder is one of the test's. */

static GlossDocumentState
get_state (GlossWindow *window)
{
  GlossDocument *document = gloss_window_get_document (window);

  return document != NULL ? gloss_document_get_state (document) : GLOSS_DOCUMENT_LOADING;
}

static void
wait_until_over (GlossWindow *window)
{
  WAIT_FOR (get_state (window) == GLOSS_DOCUMENT_READY ||
            get_state (window) == GLOSS_DOCUMENT_FAILED);
}

static void
open_page (GlossWindow *window, FaultServer *server, const char *path)
{
  g_autofree char *address = fault_server_dup_address (server, "127.0.0.1", path);
  g_autoptr (GlossInput) input = gloss_input_new_for_uri (address);

  gloss_window_open (window, input);
}

static void
activate (GlossWindow *window, const char *action)
{
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (gloss_window_get_page (window)), action, NULL));
}

static const char *
get_notice (GlossWindow *window)
{
  return gloss_notice_bar_get_text (
    gloss_article_page_get_notice_bar (gloss_window_get_page (window)));
}

static char *
dup_error (GlossWindow *window)
{
  char *message = NULL;

  g_object_get (gloss_window_get_document (window), "error-message", &message, NULL);

  return message;
}

static const char *
get_text (GlossWindow *window)
{
  g_assert_cmpint (get_state (window), ==, GLOSS_DOCUMENT_READY);

  return gloss_document_get_article (gloss_window_get_document (window))->text;
}

static int
count_tabs (GlossWindow *window)
{
  return adw_tab_view_get_n_pages (window->tab_view);
}

static void
close_tabs (GlossWindow *window)
{
  while (count_tabs (window) > 0)
    adw_tab_view_close_page (window->tab_view, adw_tab_view_get_nth_page (window->tab_view, 0));
  WAIT_FOR (gloss_window_shows_library (window));
}

/* Each fault gives its message, and the window goes on. */
static void
check_faults (GlossWindow *window, FaultServer *server)
{
  static const struct
  {
    const char *path, *says;
  } rows[] = {
    { "/status/404", "no such page" },
    { "/status/401", "login" },
    { "/later", "7 seconds" },
    { "/half", "broke off" },
    { "/loop", "without end" },
    { "/to-file", "no web page" },
    { "/pdf", "PDF" },
    { "/film", "sound or film" },
    { "/feed", "feed" },
    { "/json", "JSON" },
    { "/length-huge", "larger than" },
    { "/no-content", "no words" },
    { "/not-http", "not understood" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *message = NULL;

      open_page (window, server, rows[i].path);
      wait_until_over (window);
      g_assert_cmpint (get_state (window), ==, GLOSS_DOCUMENT_FAILED);
      message = dup_error (window);
      g_assert_nonnull (strstr (message, rows[i].says));
    }
  close_tabs (window);
}

static void
check_cancel (GlossWindow *window, FaultServer *server)
{
  open_page (window, server, "/hang");
  WAIT_FOR (fault_server_count_requests (server) > 0 && !fault_server_is_idle (server));
  activate (window, "page.cancel");
  g_assert_cmpint (get_state (window), ==, GLOSS_DOCUMENT_FAILED);
  WAIT_FOR (fault_server_is_idle (server));
  activate (window, "page.retry");
  g_assert_cmpint (get_state (window), ==, GLOSS_DOCUMENT_LOADING);
  WAIT_FOR (!fault_server_is_idle (server));
  close_tabs (window);
  WAIT_FOR (fault_server_is_idle (server));
}

/* What seems too short says so, and offers all of the page, and the way back. */
static void
check_doubt (GlossWindow *window, FaultServer *server)
{
  open_page (window, server, "/page");
  wait_until_over (window);
  g_assert_nonnull (strstr (get_notice (window), "may be missing"));
  activate (window, "page.whole-page");
  wait_until_over (window);
  g_assert_nonnull (strstr (get_notice (window), "all the words of the page"));
  activate (window, "page.article-alone");
  wait_until_over (window);
  g_assert_cmpint (get_state (window), ==, GLOSS_DOCUMENT_READY);
  close_tabs (window);
}

/* A page that is gone is there as it was kept, and says so. */
static void
check_kept (GlossWindow *window)
{
  FaultServer *server = fault_server_new (NULL);
  g_autofree char *address = fault_server_dup_address (server, "127.0.0.1", "/sized-page");
  g_autoptr (GlossInput) input = gloss_input_new_for_uri (address);

  gloss_window_open (window, input);
  WAIT_FOR (get_state (window) == GLOSS_DOCUMENT_READY &&
            gloss_document_get_analysis (gloss_window_get_document (window)) != NULL);
  close_tabs (window);
  fault_server_free (server);
  gloss_window_open (window, input);
  wait_until_over (window);
  g_assert_nonnull (strstr (get_text (window), "Rain fell on the mill"));
  g_assert_nonnull (strstr (get_notice (window), "as it was kept"));
  close_tabs (window);
}

static void
copy (GlossWindow *window, const char *type, const char *bytes, const char *words)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window));
  g_autoptr (GBytes) content = g_bytes_new (bytes, strlen (bytes));
  GdkContentProvider *parts[2] = { gdk_content_provider_new_for_bytes (type, content), NULL };
  g_autoptr (GdkContentProvider) all = NULL;

  if (words != NULL)
    parts[1] = gdk_content_provider_new_typed (G_TYPE_STRING, words);
  all = gdk_content_provider_new_union (parts, words != NULL ? 2 : 1);
  g_assert_true (gdk_clipboard_set_content (clipboard, all));
}

typedef struct
{
  const char *type;
  const char *bytes;
  const char *words; /* (nullable): as plain text besides */
  int n_tabs;
  const char *text; /* (nullable): of the article */
} PasteCase;

static const PasteCase paste_cases[] = {
  { "text/html", "<h2>Mills</h2><p>Rain fell on <b>mills</b> all night.</p>",
    "Mills\nRain fell on mills all night.", 1, "Mills\nRain fell on mills all night." },
  { "text/html", "<a href='https://127.0.0.1:1/a'>Mills</a>", "https://127.0.0.1:1/a", 1, NULL },
  { "text/uri-list", "file:///nowhere/a.txt\r\nfile:///nowhere/b.txt\r\n", NULL, 2, NULL },
  { "text/plain", "Rain fell.\n\nIt fell all night.\n", NULL, 1,
    "Rain fell.\n\nIt fell all night.\n" },
  { "text/plain", "https://127.0.0.1:1/a\nhttps://127.0.0.1:1/b\nhttps://127.0.0.1:1/c", NULL, 3,
    NULL },
  { "text/plain", "Mills turn again: https://127.0.0.1:1/a", NULL, 1, NULL },
  { "text/plain", " \n", NULL, 0, NULL },
  { "image/png", "\x89PNG", NULL, 0, NULL },
};

static void
check_paste (GlossWindow *window)
{
  for (gsize i = 0; i < G_N_ELEMENTS (paste_cases); i++)
    {
      const PasteCase *c = &paste_cases[i];

      copy (window, c->type, c->bytes, c->words);
      gloss_window_open_clipboard (window);
      if (c->n_tabs > 0)
        WAIT_FOR (count_tabs (window) == c->n_tabs);
      else
        for (guint n = 0; n < 20; n++)
          g_main_context_iteration (NULL, FALSE);
      g_assert_cmpint (count_tabs (window), ==, c->n_tabs);
      if (c->text != NULL)
        {
          wait_until_over (window);
          g_assert_cmpstr (get_text (window), ==, c->text);
          g_assert_null (get_notice (window));
        }
      if (c->n_tabs > 0)
        close_tabs (window);
    }
}

/* A standard input that comes slowly holds nobody up, and can be read as a whole page after. */
static void
check_stream (GlossWindow *window)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GlossInput) input = NULL;
  int ends[2];
  static const char page[] = "<!DOCTYPE html><p>Rain fell on the mill all night.";

  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  stream = g_unix_input_stream_new (ends[0], TRUE);
  input = gloss_input_new_for_stream (stream, "-");
  gloss_window_open (window, input);
  g_assert_cmpint (write (ends[1], page, 20), ==, 20);
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (get_state (window), ==, GLOSS_DOCUMENT_LOADING);
  g_assert_cmpint (write (ends[1], page + 20, strlen (page) - 20), ==, strlen (page) - 20);
  close (ends[1]);
  wait_until_over (window);
  g_assert_cmpstr (get_text (window), ==, "Rain fell on the mill all night.");
  activate (window, "page.whole-page");
  wait_until_over (window);
  g_assert_cmpstr (get_text (window), ==, "Rain fell on the mill all night.");
  close_tabs (window);
}

static void
activate_cb (GApplication *application)
{
  g_autoptr (FaultServer) server = fault_server_new (NULL);
  GlossWindow *window = gloss_window_new (GLOSS_APPLICATION (application));

  gtk_window_present (GTK_WINDOW (window));
  check_cancel (window, server);
  check_faults (window, server);
  check_doubt (window, server);
  check_kept (window);
  check_paste (window);
  check_stream (window);
  gtk_window_destroy (GTK_WINDOW (window));
  g_application_quit (application);
}

int
main (int argc, char **argv)
{
  return window_fixture_run (argc, argv, "/opening/all", G_CALLBACK (activate_cb));
}
