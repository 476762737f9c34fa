#pragma once

#include "app/extract/gloss-html.h"

G_BEGIN_DECLS

char *gloss_script_dates_find (const GlossHtml *html);

G_END_DECLS
