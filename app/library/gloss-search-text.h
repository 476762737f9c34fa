#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Texts and names in the form in which the library looks for them. */

/* Stands between the letters of scripts that write no spaces, so that each is found by itself;
 * seen by nobody. */
#define GLOSS_SEARCH_BREAK "\342\200\213" /* U+200B */

gboolean gloss_search_text_is_unspaced (gunichar c);
char *gloss_search_text_segment (const char *text);
char *gloss_search_text_fold_name (const char *name);

G_END_DECLS
