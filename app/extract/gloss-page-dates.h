#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gloss_page_dates_parse (const char *text, gboolean day_first);
void gloss_page_dates_count_orders (const char *text, guint *n_day_first, guint *n_month_first);
char *gloss_page_dates_find_in_uri (const char *uri);

G_END_DECLS
