#include "ui/gloss-palette.h"

#define RGB(hex)                                                                                   \
  {                                                                                                \
    ((hex) >> 16 & 0xff) / 255.0f, ((hex) >> 8 & 0xff) / 255.0f, ((hex) &0xff) / 255.0f, 1.0f      \
  }

/* Entity types in the order of GlossEntityType: a person, an organization, a place, a group, an
 * event, a work, and one grey for dates, times and amounts. */
#define ENTITIES(person, organization, place, group, event, grey)                                  \
  {                                                                                                \
    RGB (person), RGB (organization), RGB (place), RGB (group), RGB (event), RGB (group),          \
      RGB (grey), RGB (grey), RGB (grey), RGB (grey), RGB (grey)                                   \
  }

#define FILLS(yellow, green, blue, pink, orange)                                                   \
  {                                                                                                \
    RGB (yellow), RGB (green), RGB (blue), RGB (pink), RGB (orange)                                \
  }

#define EDGES FILLS (0xe5a50a, 0x2ec27e, 0x3584e4, 0xd6588f, 0xe66100)

#define LIGHT_MARKS                                                                                \
  .entities = ENTITIES (0x1a5fb4, 0x813d9c, 0x26724a, 0x8a4b08, 0xa51d2d, 0x77767b),               \
  .direct = RGB (0x1c71d8), .indirect = RGB (0xc64600), .keyphrase = RGB (0x9a5b13),               \
  .link = RGB (0x1b6acb), .fills = FILLS (0xf9e27d, 0xb5e8c4, 0xbcdcff, 0xfbc7dc, 0xffd3a8),       \
  .edges = EDGES, .hit = RGB (0xffe9a0), .current_hit = RGB (0xffb457)

#define DARK_MARKS                                                                                 \
  .entities = ENTITIES (0x99c1f1, 0xdcb4f0, 0x8ff0a4, 0xf8c471, 0xff9aa2, 0xb0afb4),               \
  .direct = RGB (0x78aeed), .indirect = RGB (0xffa348), .keyphrase = RGB (0xd9b99b),               \
  .link = RGB (0x8ab8f5), .fills = FILLS (0x5c4d00, 0x124d2b, 0x12386b, 0x5e1f3d, 0x5f3508),       \
  .edges = EDGES, .hit = RGB (0x574a14), .current_hit = RGB (0x8a4b00)

static const GlossPalette light = {
  .css_class = "page-light",
  .page = RGB (0xffffff),
  .text = RGB (0x242424),
  .dim = RGB (0x6b6b6b),
  LIGHT_MARKS,
};

static const GlossPalette sepia = {
  .css_class = "page-sepia",
  .page = RGB (0xf6ecd9),
  .text = RGB (0x3b2f20),
  .dim = RGB (0x6e5f49),
  .entities = ENTITIES (0x1a5299, 0x6f2f88, 0x1f5f3d, 0x7a3f00, 0x931826, 0x6b6860),
  .direct = RGB (0x1a5fb4),
  .indirect = RGB (0xa83c00),
  .keyphrase = RGB (0x7d4a10),
  .link = RGB (0x1a5299),
  .fills = FILLS (0xf2d46b, 0xb3d9a6, 0xb4cfe8, 0xefb9c6, 0xf3c08f),
  .edges = EDGES,
  .hit = RGB (0xf3dc95),
  .current_hit = RGB (0xf0ab56),
};

static const GlossPalette dark = {
  .css_class = "page-dark",
  .page = RGB (0x1e1e1e),
  .text = RGB (0xececec),
  .dim = RGB (0xa6a6a6),
  DARK_MARKS,
};

static const GlossPalette light_contrast = {
  .css_class = "page-light-contrast",
  .page = RGB (0xffffff),
  .text = RGB (0x000000),
  .dim = RGB (0x3d3d3d),
  LIGHT_MARKS,
  .high_contrast = TRUE,
};

static const GlossPalette sepia_contrast = {
  .css_class = "page-sepia-contrast",
  .page = RGB (0xf6ecd9),
  .text = RGB (0x000000),
  .dim = RGB (0x3b2f20),
  .entities = ENTITIES (0x1a5299, 0x6f2f88, 0x1f5f3d, 0x7a3f00, 0x931826, 0x57544d),
  .direct = RGB (0x1a5fb4),
  .indirect = RGB (0xa83c00),
  .keyphrase = RGB (0x7d4a10),
  .link = RGB (0x1a5299),
  .fills = FILLS (0xf2d46b, 0xb3d9a6, 0xb4cfe8, 0xefb9c6, 0xf3c08f),
  .edges = EDGES,
  .hit = RGB (0xf3dc95),
  .current_hit = RGB (0xf0ab56),
  .high_contrast = TRUE,
};

static const GlossPalette dark_contrast = {
  .css_class = "page-dark-contrast",
  .page = RGB (0x1e1e1e),
  .text = RGB (0xffffff),
  .dim = RGB (0xd6d6d6),
  DARK_MARKS,
  .high_contrast = TRUE,
};

/**
 * gloss_palette_get:
 * @theme: what the reader chose
 * @dark_desktop: whether the desktop is dark, for %GLOSS_THEME_SYSTEM
 * @high_contrast: whether the desktop asks for high contrast
 *
 * Returns: (transfer none): the colours of the page; the same pointer for the same page
 */
const GlossPalette *
gloss_palette_get (GlossTheme theme, gboolean dark_desktop, gboolean high_contrast)
{
  switch (theme)
    {
    case GLOSS_THEME_SYSTEM:
      return gloss_palette_get (dark_desktop ? GLOSS_THEME_DARK : GLOSS_THEME_LIGHT, FALSE,
                                high_contrast);
    case GLOSS_THEME_SEPIA:
      return high_contrast ? &sepia_contrast : &sepia;
    case GLOSS_THEME_DARK:
      return high_contrast ? &dark_contrast : &dark;
    case GLOSS_THEME_LIGHT:
      break;
    }

  return high_contrast ? &light_contrast : &light;
}

GlossLineStyle
gloss_palette_get_line_style (GlossEntityType type)
{
  switch (type)
    {
    case GLOSS_ENTITY_PERSON:
      return GLOSS_LINE_SOLID;
    case GLOSS_ENTITY_ORGANIZATION:
      return GLOSS_LINE_DASHED;
    case GLOSS_ENTITY_PLACE:
      return GLOSS_LINE_DOTTED;
    case GLOSS_ENTITY_GROUP:
    case GLOSS_ENTITY_EVENT:
    case GLOSS_ENTITY_WORK:
      return GLOSS_LINE_DOUBLE;
    case GLOSS_ENTITY_DATE:
    case GLOSS_ENTITY_TIME:
    case GLOSS_ENTITY_MONEY:
    case GLOSS_ENTITY_PERCENT:
    case GLOSS_ENTITY_QUANTITY:
      break;
    }

  return GLOSS_LINE_FINE;
}

const GdkRGBA *
gloss_palette_get_quote (const GlossPalette *self, GlossQuoteKind kind)
{
  return kind == GLOSS_QUOTE_DIRECT ? &self->direct : &self->indirect;
}
