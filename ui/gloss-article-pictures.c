#include "ui/gloss-article-pictures.h"

#include <math.h>

#include "ui/gloss-article-picture.h"
#include "ui/gloss-article-view-private.h"
#include "ui/gloss-margin.h"
#include "ui/gloss-picture-loader.h"

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
  int width, height; /* of the picture, 0 unknown */
} Slot;

struct _GlossArticlePictures
{
  GlossArticleView *view; /* owns this */
  GArray *slots;          /* (element-type Slot): one for each room */
  GCancellable *cancellable;
};

/* One load under way; the pictures may be others when it ends. */
typedef struct
{
  GlossArticlePictures *pictures;
  GCancellable *cancellable;
  guint i;
} Request;

GlossArticlePictures *
gloss_article_pictures_new (GlossArticleView *view)
{
  GlossArticlePictures *self = g_new0 (GlossArticlePictures, 1);

  self->view = view;
  self->slots = g_array_new (FALSE, TRUE, sizeof (Slot));
  self->cancellable = g_cancellable_new ();

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
  g_array_unref (self->slots);
  g_free (self);
}

/* For another article. */
void
gloss_article_pictures_reset (GlossArticlePictures *self)
{
  forget (self);
  self->cancellable = g_cancellable_new ();
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

static void
load (GlossArticlePictures *self, guint i)
{
  GlossRoom *room = &g_array_index (get_rooms (self), GlossRoom, i);
  Slot *slot = &g_array_index (self->slots, Slot, i);
  Request *request;

  if (slot->is_loading || room->block->uri == NULL)
    return;
  slot->is_loading = TRUE;
  gloss_article_picture_set_waiting (GLOSS_ARTICLE_PICTURE (slot->widget), TRUE);
  request = g_new0 (Request, 1);
  request->pictures = self;
  request->cancellable = g_object_ref (self->cancellable);
  request->i = i;
  gloss_picture_loader_load_async (room->block->uri, MAX_TEXTURE_WIDTH, self->cancellable,
                                   loaded_cb, request);
}

static void
load_requested_cb (GtkWidget *widget, GlossArticlePictures *self)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = &g_array_index (self->slots, Slot, i);

      if (slot->widget != widget)
        continue;
      slot->is_asked = TRUE;
      slot->has_failed = FALSE;
      load (self, i);
    }
}

static void
show (GlossArticlePictures *self, guint i)
{
  GlossPage *page = gloss_article_view_get_page (self->view);
  GlossRoom *room = &g_array_index (get_rooms (self), GlossRoom, i);
  Slot *slot = &g_array_index (self->slots, Slot, i);

  if (slot->widget != NULL)
    return;
  slot->widget = gloss_article_picture_new (room->block);
  g_signal_connect (slot->widget, "load-requested", G_CALLBACK (load_requested_cb), self);
  gloss_article_view_add_float (self->view, slot->widget);
  if (slot->is_loading)
    gloss_article_picture_set_waiting (GLOSS_ARTICLE_PICTURE (slot->widget), TRUE);
  else if (!slot->has_failed &&
           (slot->is_asked || gloss_picture_loader_is_local (room->block->uri, page->article->uri)))
    load (self, i);
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
