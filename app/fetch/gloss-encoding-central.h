#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *gloss_encoding_central_guess (const guchar *p, const guchar *end);

G_END_DECLS
