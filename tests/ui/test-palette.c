#include <math.h>

#include "ui/gloss-palette.h"

/* Contrast of two colours (WCAG 2.1, 1.4.3). */
static double
linear (float value)
{
  return value <= 0.03928f ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
luminance (const GdkRGBA *color)
{
  return 0.2126 * linear (color->red) + 0.7152 * linear (color->green) +
         0.0722 * linear (color->blue);
}

static double
contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  double first = luminance (a), second = luminance (b);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}

static void
check (const GlossPalette *palette)
{
  const double enough = 4.49;

  g_assert_cmpfloat (contrast (&palette->text, &palette->page), >, 10);
  g_assert_cmpfloat (contrast (&palette->dim, &palette->page), >, enough);
  g_assert_cmpfloat (contrast (&palette->link, &palette->page), >, enough);
  g_assert_cmpfloat (contrast (&palette->direct, &palette->page), >, enough);
  g_assert_cmpfloat (contrast (&palette->indirect, &palette->page), >, enough);
  g_assert_cmpfloat (contrast (&palette->keyphrase, &palette->page), >, enough);
  g_assert_cmpfloat (contrast (&palette->text, &palette->hit), >, enough);
  g_assert_cmpfloat (contrast (&palette->text, &palette->current_hit), >, enough);
  for (guint i = 0; i < GLOSS_N_ENTITY_TYPES; i++)
    g_assert_cmpfloat (contrast (&palette->entities[i], &palette->page), >, enough);
  for (guint i = 0; i < GLOSS_N_NOTE_COLORS; i++)
    g_assert_cmpfloat (contrast (&palette->text, &palette->fills[i]), >, enough);
}

static void
test_contrast (void)
{
  for (GlossTheme theme = GLOSS_THEME_SYSTEM; theme <= GLOSS_THEME_DARK; theme++)
    for (guint i = 0; i < 4; i++)
      check (gloss_palette_get (theme, i & 1, (i & 2) != 0));
}

static void
test_choice (void)
{
  g_assert_true (gloss_palette_get (GLOSS_THEME_SYSTEM, TRUE, FALSE) ==
                 gloss_palette_get (GLOSS_THEME_DARK, FALSE, FALSE));
  g_assert_true (gloss_palette_get (GLOSS_THEME_SYSTEM, FALSE, FALSE) ==
                 gloss_palette_get (GLOSS_THEME_LIGHT, TRUE, FALSE));
  g_assert_true (gloss_palette_get (GLOSS_THEME_SEPIA, TRUE, TRUE)->high_contrast);
  g_assert_cmpint (gloss_palette_get_line_style (GLOSS_ENTITY_PERSON), !=,
                   gloss_palette_get_line_style (GLOSS_ENTITY_PLACE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/palette/contrast", test_contrast);
  g_test_add_func ("/palette/choice", test_choice);

  return g_test_run ();
}
