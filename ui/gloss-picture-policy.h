#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  GLOSS_PICTURE_NEVER, /* not even if somebody asks */
  GLOSS_PICTURE_ASK,
  GLOSS_PICTURE_ALWAYS,
} GlossPictureLeave;

gboolean gloss_picture_is_local (const char *uri, const char *article_uri);
gboolean gloss_picture_may_be_in_archive (const char *uri, const char *article_uri);
GlossPictureLeave
gloss_picture_get_leave (GSettings *settings, const char *uri, const char *article_uri);
char *gloss_picture_dup_site (const char *uri, const char *article_uri);
void gloss_picture_allow_site (GSettings *settings, const char *site);
void gloss_picture_forbid_site (GSettings *settings, const char *site);

G_END_DECLS
