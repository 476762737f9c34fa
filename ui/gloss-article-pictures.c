#include "ui/gloss-article-pictures.h"

#include <math.h>

#include "ui/gloss-article-picture.h"
#include "ui/gloss-article-view-private.h"
#include "ui/gloss-margin.h"
#include "ui/gloss-picture-loader.h"
#include "ui/gloss-picture-policy.h"
#include "ui/gloss-settings.h"

#define MAX_TEXTURE_WIDTH 1600
#define PLACEHOLDER_HEIGHT 112
#define MAX_HEIGHT_RATIO 1.25 /* of a picture to the column's width */
#define NEAR_SCREENS 1
#define FAR_SCREENS 4

typedef struct
{
  GtkWidget *widget; /* (nullable): while near */
  gboolean is_loading;
  gboolean is_asked; /* somebody asked for it: load it again when it comes near again */
  gboolean has_failed;
  gboolean is_not_saved; /* with the page: the web may have it */
  int width, height;     /* of the picture, 0 unknown */
} Slot;

struct _GlossArticlePictures
{
  GlossArticleView *view; /* owns this */
  GArray *slots;          /* (element-type Slot): one for each room */
  GCancellable *cancellable;
  GSettings *settings;
  gboolean is_all_asked; /* for all pictures of the article */
};

/* One load under way; the pictures may be others when it ends. */
typedef struct
{
  GlossArticlePictures *pictures;
  GCancellable *cancellable;
  guint i;
} Request;

static void leave_changed_cb (GlossArticlePictures *self, const char *key);

GlossArticlePictures *
gloss_article_pictures_new (GlossArticleView *view)
{
  GlossArticlePictures *self = g_new0 (GlossArticlePictures, 1);

  self->view = view;
  self->slots = g_array_new (FALSE, TRUE, sizeof (Slot));
  self->cancellable = g_cancellable_new ();
  self->settings = gloss_settings_new ();
  g_signal_connect_swapped (self->settings, "changed", G_CALLBACK (leave_changed_cb), self);

  return self;
}

static GArray *
get_rooms (GlossArticlePictures *self)
{
  return gloss_article_buffer_get_rooms (gloss_article_view_get_article_buffer (self->view));
}

static void
drop_widget (GlossArticlePictures *self, Slot *slot)
{
  if (slot->widget != NULL)
    gloss_article_view_remove_float (self->view, slot->widget);
  slot->widget = NULL;
}

static void
forget (GlossArticlePictures *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  for (guint i = 0; i < self->slots->len; i++)
    drop_widget (self, &g_array_index (self->slots, Slot, i));
  g_array_set_size (self->slots, 0);
}

void
gloss_article_pictures_free (GlossArticlePictures *self)
{
  forget (self);
  g_signal_handlers_disconnect_by_data (self->settings, self);
  g_object_unref (self->settings);
  g_array_unref (self->slots);
  g_free (self);
}

/* For another article. */
void
gloss_article_pictures_reset (GlossArticlePictures *self)
{
  forget (self);
  self->cancellable = g_cancellable_new ();
  self->is_all_asked = FALSE;
  g_array_set_size (self->slots, get_rooms (self)->len);
}

static double
get_width (GlossArticlePictures *self, const Slot *slot)
{
  double column = gloss_article_view_get_page (self->view)->column_width;

  if (slot->width == 0)
    return column;

  /* A small picture is not blown up, a tall one is no longer than a page. */
  return MIN (MIN (column, slot->width), MAX_HEIGHT_RATIO * column * slot->width / slot->height);
}

static double
get_height (GlossArticlePictures *self, const Slot *slot)
{
  if (slot->width == 0)
    return PLACEHOLDER_HEIGHT;
  return round (get_width (self, slot) * slot->height / slot->width);
}

/* Makes room for all pictures and rules, for the column's width as it is. */
void
gloss_article_pictures_set_rooms (GlossArticlePictures *self)
{
  const GlossPage *page = gloss_article_view_get_page (self->view);
  GArray *rooms = get_rooms (self);

  for (guint i = 0; i < rooms->len; i++)
    {
      const GlossRoom *room = &g_array_index (rooms, GlossRoom, i);
      double height = 2 * page->type.gap;

      if (room->block->kind == GLOSS_BLOCK_IMAGE)
        height = get_height (self, &g_array_index (self->slots, Slot, i)) +
                 (gloss_span_length (room->block->span) > 0 ? 0.5 : 1) * page->type.gap;
      gloss_article_buffer_set_room_height (gloss_article_view_get_article_buffer (self->view), i,
                                            height);
    }
}

static void apply_leave (GlossArticlePictures *self, guint i);

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Request *request = user_data;
  g_autoptr (GCancellable) cancellable = request->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gloss_picture_loader_load_finish (result, &error);
  GlossArticlePictures *self = request->pictures;
  Slot *slot;

  if (g_cancellable_is_cancelled (cancellable))
    return;
  slot = &g_array_index (self->slots, Slot, request->i);
  slot->is_loading = FALSE;
  if (g_error_matches (error, GLOSS_PICTURE_ERROR, GLOSS_PICTURE_ERROR_NOT_IN_ARCHIVE))
    {
      slot->is_not_saved = TRUE;
      if (slot->widget != NULL)
        apply_leave (self, request->i);
      return;
    }
  slot->has_failed = texture == NULL;
  if (texture != NULL)
    {
      slot->width = gdk_texture_get_width (texture);
      slot->height = gdk_texture_get_height (texture);
    }
  if (slot->widget != NULL && texture != NULL)
    gloss_article_picture_set_texture (GLOSS_ARTICLE_PICTURE (slot->widget), texture);
  else if (slot->widget != NULL)
    gloss_article_picture_set_error (GLOSS_ARTICLE_PICTURE (slot->widget), error);
  gloss_article_pictures_set_rooms (self);
  gloss_article_view_queue_update (self->view);
}

static const char *
get_article_uri (GlossArticlePictures *self)
{
  return gloss_article_view_get_page (self->view)->article->uri;
}

static const char *
get_uri (GlossArticlePictures *self, guint i)
{
  return g_array_index (get_rooms (self), GlossRoom, i).block->uri;
}

/* Whether a saved page is looked into first. */
static gboolean
is_in_archive (GlossArticlePictures *self, guint i)
{
  return !g_array_index (self->slots, Slot, i).is_not_saved &&
         gloss_picture_may_be_in_archive (get_uri (self, i), get_article_uri (self));
}

static GlossPictureLeave
get_leave (GlossArticlePictures *self, guint i)
{
  return is_in_archive (self, i)
           ? GLOSS_PICTURE_ALWAYS
           : gloss_picture_get_leave (self->settings, get_uri (self, i), get_article_uri (self));
}

static void
load (GlossArticlePictures *self, guint i)
{
  Slot *slot = &g_array_index (self->slots, Slot, i);
  const char *uri = get_uri (self, i);
  Request *request;

  if (slot->is_loading || uri == NULL)
    return;
  slot->is_loading = TRUE;
  slot->has_failed = FALSE;
  gloss_article_picture_set_waiting (GLOSS_ARTICLE_PICTURE (slot->widget), TRUE);
  request = g_new0 (Request, 1);
  request->pictures = self;
  request->cancellable = g_object_ref (self->cancellable);
  request->i = i;
  gloss_picture_loader_load_async (uri, is_in_archive (self, i) ? get_article_uri (self) : NULL,
                                   MAX_TEXTURE_WIDTH, self->cancellable, loaded_cb, request);
}

/* Offers the ways to load it that there are, or loads it. */
static void
apply_leave (GlossArticlePictures *self, guint i)
{
  Slot *slot = &g_array_index (self->slots, Slot, i);
  GlossPictureLeave leave = get_leave (self, i);
  g_autofree char *site = NULL;

  if (slot->is_loading || slot->width > 0)
    leave = GLOSS_PICTURE_ALWAYS;
  if (leave == GLOSS_PICTURE_ASK)
    site = gloss_picture_dup_site (get_uri (self, i), get_article_uri (self));
  gloss_article_picture_set_ways (GLOSS_ARTICLE_PICTURE (slot->widget),
                                  leave == GLOSS_PICTURE_ASK || slot->has_failed, site);
  if (slot->is_loading)
    gloss_article_picture_set_waiting (GLOSS_ARTICLE_PICTURE (slot->widget), TRUE);
  else if (!slot->has_failed &&
           (leave == GLOSS_PICTURE_ALWAYS ||
            (leave == GLOSS_PICTURE_ASK && (slot->is_asked || self->is_all_asked))))
    load (self, i);
}

static void
apply_all_leaves (GlossArticlePictures *self)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      const Slot *slot = &g_array_index (self->slots, Slot, i);

      if (slot->widget != NULL && slot->width == 0)
        apply_leave (self, i);
    }
}

static void
leave_changed_cb (GlossArticlePictures *self, const char *key)
{
  if (g_str_equal (key, "load-pictures") || g_str_equal (key, "picture-sites"))
    apply_all_leaves (self);
}

static int
find_slot (GlossArticlePictures *self, GtkWidget *widget)
{
  for (guint i = 0; i < self->slots->len; i++)
    if (g_array_index (self->slots, Slot, i).widget == widget)
      return (int) i;

  return -1;
}

static void
load_requested_cb (GtkWidget *widget, GlossArticlePictures *self)
{
  int i = find_slot (self, widget);

  if (i < 0)
    return;
  g_array_index (self->slots, Slot, i).is_asked = TRUE;
  load (self, i);
}

static void
load_all_requested_cb (GtkWidget *widget, GlossArticlePictures *self)
{
  self->is_all_asked = TRUE;
  apply_all_leaves (self);
}

static void
site_allowed_cb (GtkWidget *widget, GlossArticlePictures *self)
{
  int i = find_slot (self, widget);
  g_autofree char *site =
    i >= 0 ? gloss_picture_dup_site (get_uri (self, i), get_article_uri (self)) : NULL;

  if (site != NULL)
    gloss_picture_allow_site (self->settings, site);
}

static void
show (GlossArticlePictures *self, guint i)
{
  GlossRoom *room = &g_array_index (get_rooms (self), GlossRoom, i);
  Slot *slot = &g_array_index (self->slots, Slot, i);

  if (slot->widget != NULL)
    return;
  slot->widget = gloss_article_picture_new (room->block);
  g_signal_connect (slot->widget, "load-requested", G_CALLBACK (load_requested_cb), self);
  g_signal_connect (slot->widget, "load-all-requested", G_CALLBACK (load_all_requested_cb), self);
  g_signal_connect (slot->widget, "site-allowed", G_CALLBACK (site_allowed_cb), self);
  gloss_article_view_add_float_below (self->view, slot->widget);
  if (slot->width > 0 && !slot->is_loading)
    load (self, i); /* it was there before: somebody wanted it */
  else
    apply_leave (self, i);
}

static double
get_room_top (GlossArticlePictures *self, guint i)
{
  const GlossPage *page = gloss_article_view_get_page (self->view);
  GlossArticleBuffer *buffer = gloss_article_view_get_article_buffer (self->view);
  GlossRoom *room = &g_array_index (get_rooms (self), GlossRoom, i);
  GtkTextIter iter;
  int y, height;

  gloss_page_get_iter (page, room->offset, &iter);
  gtk_text_view_get_line_yrange (page->view, &iter, &y, &height);
  if (room->below)
    return y + height - gloss_article_buffer_get_room_above (buffer, i);

  /* Rooms of one line stand one above the other, at its top. */
  {
    GArray *rooms = get_rooms (self);
    double top = y;

    for (guint j = i; j > 0 && g_array_index (rooms, GlossRoom, j - 1).tag == room->tag; j--)
      top += g_array_index (rooms, GlossRoom, j - 1).height;
    return top;
  }
}

/* Shows pictures that are near, drops those far away. */
void
gloss_article_pictures_update (GlossArticlePictures *self)
{
  const GlossPage *page = gloss_article_view_get_page (self->view);
  GArray *rooms = get_rooms (self);

  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = &g_array_index (self->slots, Slot, i);
      double top, distance, width;

      if (g_array_index (rooms, GlossRoom, i).block->kind != GLOSS_BLOCK_IMAGE)
        continue;
      top = get_room_top (self, i);
      distance = MAX (page->visible.y - top - get_height (self, slot),
                      top - page->visible.y - page->visible.height);
      if (distance > FAR_SCREENS * page->visible.height)
        drop_widget (self, slot);
      if (distance > NEAR_SCREENS * page->visible.height)
        continue;
      show (self, i);
      width = get_width (self, slot);
      gloss_article_view_move_float (self->view, slot->widget,
                                     page->column_x + floor ((page->column_width - width) / 2), top,
                                     width, get_height (self, slot));
    }
}

/* Draws the rules in sight. */
void
gloss_article_pictures_snapshot_rules (GlossArticlePictures *self, GtkSnapshot *snapshot)
{
  const GlossPage *page = gloss_article_view_get_page (self->view);
  GArray *rooms = get_rooms (self);

  for (guint i = 0; i < rooms->len; i++)
    {
      const GlossRoom *room = &g_array_index (rooms, GlossRoom, i);

      if (room->block->kind == GLOSS_BLOCK_RULE && room->offset >= page->range.start &&
          room->offset <= page->range.end)
        gloss_margin_snapshot_rule (page, snapshot,
                                    get_room_top (self, i) + floor (room->height / 2));
    }
}
