#include "ui/gloss-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/fetch/gloss-address.h"
#include "app/fetch/gloss-drain.h"
#include "app/fetch/gloss-encoding.h"

/* What is pasted into a window and dropped onto it: links, files, a part of a page, words. */

#define MAX_BYTES ((gsize) 32 * 1024 * 1024)

/* In this order something is made of what is offered; the first that can be used is. */
typedef enum
{
  STAGE_LINKS,          /* as files and links are offered */
  STAGE_LINKS_IN_WORDS, /* as people and other programs share them */
  STAGE_PAGE,           /* a part of a page, with its links and headings */
  STAGE_WORDS,
  N_STAGES,
} Stage;

/* clang-format off */
static const char *const links[] = { "text/uri-list", "text/x-moz-url", NULL };
static const char *const pages[] = { "text/html", "application/xhtml+xml", NULL };
static const char *const words[] = { "text/plain;charset=utf-8", "text/plain", "UTF8_STRING", NULL };
/* clang-format on */

static const char *const *const stage_types[N_STAGES] = { links, words, pages, words };

/* Something that comes in. */
typedef struct
{
  GlossWindow *window;
  GdkClipboard *clipboard; /* (nullable): or a drop */
  GdkDrop *drop;           /* (nullable) */
  Stage stage;
} Incoming;

static void read_stage (Incoming *incoming);

static void
incoming_free (Incoming *incoming)
{
  g_object_unref (incoming->window);
  g_clear_object (&incoming->clipboard);
  g_clear_object (&incoming->drop);
  g_free (incoming);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Incoming, incoming_free)

static void
finish (Incoming *incoming, gboolean is_used)
{
  if (incoming->drop != NULL)
    gdk_drop_finish (incoming->drop, is_used ? GDK_ACTION_COPY : 0);
  if (!is_used)
    gloss_window_tell (incoming->window,
                       incoming->drop != NULL ? _ ("There is no text in it")
                                              : _ ("There is no text in the clipboard"),
                       FALSE);
}

static gboolean
open_links (GlossWindow *window, GBytes *bytes)
{
  gsize n_bytes, n;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  g_autofree char *text =
    gloss_encoding_decode (data != NULL ? data : "", n_bytes, "utf-8", FALSE, &n);
  g_auto (GStrv) addresses = gloss_address_list (text);

  for (guint i = 0; addresses != NULL && addresses[i] != NULL; i++)
    {
      g_autoptr (GlossInput) input = gloss_input_new_for_uri (addresses[i]);

      gloss_window_open (window, input);
    }

  return addresses != NULL;
}

static gboolean
open_article (GlossWindow *window, GBytes *bytes, const char *media_type)
{
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  g_autoptr (GlossInput) input = NULL;
  gsize n_blank = 0;

  while (n_blank < n_bytes && strchr (" \t\r\n", data[n_blank]) != NULL)
    n_blank++;
  if (n_blank == n_bytes)
    return FALSE;
  input = gloss_input_new_for_bytes (bytes, media_type);
  gloss_window_open (window, input);

  return TRUE;
}

static gboolean
use (Incoming *incoming, GBytes *bytes)
{
  switch (incoming->stage)
    {
    case STAGE_LINKS:
    case STAGE_LINKS_IN_WORDS:
      return open_links (incoming->window, bytes);
    case STAGE_PAGE:
      return open_article (incoming->window, bytes, "text/html");
    case STAGE_WORDS:
      return open_article (incoming->window, bytes, "text/plain; charset=utf-8");
    case N_STAGES:
      break;
    }

  return FALSE;
}

static void
drained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Incoming) incoming = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = gloss_drain_finish (result, &error);

  if (bytes != NULL && use (incoming, bytes))
    {
      finish (incoming, TRUE);
      return;
    }
  if (bytes == NULL)
    g_debug ("what was offered could not be read: %s", error->message);
  incoming->stage++;
  read_stage (g_steal_pointer (&incoming));
}

static void
stream_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Incoming) incoming = user_data;
  const GlossDrainPlan plan = { .limit = MAX_BYTES, .expected = -1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
    incoming->drop != NULL
      ? gdk_drop_read_finish (GDK_DROP (source), result, NULL, &error)
      : gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);

  if (stream != NULL)
    {
      gloss_drain_async (stream, &plan, NULL, drained_cb, g_steal_pointer (&incoming));
      return;
    }
  g_debug ("what was offered could not be read: %s", error->message);
  incoming->stage++;
  read_stage (g_steal_pointer (&incoming));
}

static gboolean
is_offered (GdkContentFormats *formats, const char *const *types)
{
  for (; *types != NULL; types++)
    if (gdk_content_formats_contain_mime_type (formats, *types))
      return TRUE;

  return FALSE;
}

/* (transfer full): goes on with the next stage for which there is something */
static void
read_stage (Incoming *incoming)
{
  GdkContentFormats *formats = incoming->drop != NULL
                                 ? gdk_drop_get_formats (incoming->drop)
                                 : gdk_clipboard_get_formats (incoming->clipboard);
  const char **types;

  while (incoming->stage < N_STAGES && !is_offered (formats, stage_types[incoming->stage]))
    incoming->stage++;
  if (incoming->stage == N_STAGES)
    {
      finish (incoming, FALSE);
      incoming_free (incoming);
      return;
    }
  types = (const char **) stage_types[incoming->stage];
  if (incoming->drop != NULL)
    gdk_drop_read_async (incoming->drop, types, G_PRIORITY_DEFAULT, NULL, stream_opened_cb,
                         incoming);
  else
    gdk_clipboard_read_async (incoming->clipboard, types, G_PRIORITY_DEFAULT, NULL,
                              stream_opened_cb, incoming);
}

static Incoming *
incoming_new (GlossWindow *window)
{
  Incoming *incoming = g_new0 (Incoming, 1);

  incoming->window = g_object_ref (window);

  return incoming;
}

/**
 * gloss_window_open_clipboard:
 *
 * Opens what was copied: links, files, or a part of a page or words as an article of its own.
 */
void
gloss_window_open_clipboard (GlossWindow *self)
{
  Incoming *incoming;

  g_return_if_fail (GLOSS_IS_WINDOW (self));

  incoming = incoming_new (self);
  incoming->clipboard = g_object_ref (gtk_widget_get_clipboard (GTK_WIDGET (self)));
  read_stage (incoming);
}

/* What is dragged about inside Gloss is no article to open. */
static gboolean
accept_cb (GtkDropTargetAsync *target, GdkDrop *drop, GlossWindow *self)
{
  GdkContentFormats *formats = gdk_drop_get_formats (drop);

  return gdk_drop_get_drag (drop) == NULL &&
         (is_offered (formats, links) || is_offered (formats, pages) ||
          is_offered (formats, words));
}

static gboolean
dropped_cb (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, GlossWindow *self)
{
  Incoming *incoming = incoming_new (self);

  incoming->drop = g_object_ref (drop);
  read_stage (incoming);

  return TRUE;
}

static void
add_drop_target (GlossWindow *self, GtkWidget *widget, GtkPropagationPhase phase)
{
  GtkDropTargetAsync *target = gtk_drop_target_async_new (NULL, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), phase);
  g_signal_connect_object (target, "accept", G_CALLBACK (accept_cb), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

/* Entries take words that are dropped on them; the article's text view would too, though it is
 * not there to be written in. */
void
gloss_window_add_drop_target (GlossWindow *self)
{
  add_drop_target (self, GTK_WIDGET (self), GTK_PHASE_BUBBLE);
  add_drop_target (self, GTK_WIDGET (self->tab_view), GTK_PHASE_CAPTURE);
}
