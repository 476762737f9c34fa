#pragma once

#include <gdk/gdk.h>

#include "app/analysis/gloss-analysis.h"
#include "app/notes/gloss-note.h"

G_BEGIN_DECLS

typedef enum
{
  GLOSS_THEME_SYSTEM, /* light or dark as the desktop is */
  GLOSS_THEME_LIGHT,
  GLOSS_THEME_SEPIA,
  GLOSS_THEME_DARK,
} GlossTheme;

/* The shape that tells an entity's type without its colour. */
typedef enum
{
  GLOSS_LINE_SOLID,
  GLOSS_LINE_DASHED,
  GLOSS_LINE_DOTTED,
  GLOSS_LINE_DOUBLE,
  GLOSS_LINE_FINE, /* dotted, one pixel */
} GlossLineStyle;

/* The colours of one page; text on every one of them has a contrast of 4.5 to 1 at least. */
typedef struct
{
  const char *css_class; /* what style.css calls it */
  GdkRGBA page;
  GdkRGBA text;
  GdkRGBA dim;
  GdkRGBA entities[GLOSS_N_ENTITY_TYPES];
  GdkRGBA direct;
  GdkRGBA indirect;
  GdkRGBA keyphrase;
  GdkRGBA link;
  GdkRGBA fills[GLOSS_N_NOTE_COLORS];
  GdkRGBA edges[GLOSS_N_NOTE_COLORS]; /* of note cards and ruler ticks */
  GdkRGBA hit;
  GdkRGBA current_hit;
  gboolean high_contrast; /* tints are outlines, underlines 3 px */
} GlossPalette;

const GlossPalette *
gloss_palette_get (GlossTheme theme, gboolean dark_desktop, gboolean high_contrast);
GlossLineStyle gloss_palette_get_line_style (GlossEntityType type);
const GdkRGBA *gloss_palette_get_quote (const GlossPalette *self, GlossQuoteKind kind);

G_END_DECLS
