#pragma once

#include <glib.h>

G_BEGIN_DECLS

GStrv gloss_about_author_split (const char *byline);
gboolean gloss_about_author_is_name (const char *text, const char *const *authors);
gboolean gloss_about_author_is_introduced (const char *text, const char *const *authors);
gboolean gloss_about_author_is_anybody (const char *text);

G_END_DECLS
