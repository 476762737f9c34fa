#include "app/extract/gloss-html-guard.h"

#include <string.h>

/* No page that people read nests deeper, or leaves more of these open. */
#define MAX_DEPTH 400
#define MAX_OPEN_FORMATTING 60
#define MAX_CHEAP_FORMATTING 2
#define MAX_FORMATTING_COST 200000
#define MAX_ATTRIBUTES 200
#define MAX_ROOT_TAGS 8

/* Elements whose end tag may be left out, or that have none: they say nothing of depth. */
static const char *const shallow[] = {
  "p",        "li",      "td",       "th",    "tr",       "dt",    "dd",   "option",
  "optgroup", "tbody",   "thead",    "tfoot", "colgroup", "rb",    "rt",   "rp",
  "rtc",      "area",    "base",     "br",    "col",      "embed", "hr",   "img",
  "input",    "link",    "meta",     "param", "source",   "track", "wbr",  "keygen",
  "frame",    "bgsound", "basefont", "image", "html",     "head",  "body",
};

static const char *const formatting[] = {
  "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
};

static const char *const raw[] = { "script", "style",   "textarea", "xmp",
                                   "iframe", "noembed", "noframes", "plaintext" };

/* Elements of drawings, which "/>" ends, other than those of pages. */
static const char *const drawn[] = {
  "animate", "circle",   "clippath", "defs", "ellipse", "g",      "line", "lineargradient", "path",
  "polygon", "polyline", "rect",     "stop", "svg",     "symbol", "text", "tspan",          "use",
};

typedef struct
{
  const char *start; /* '<' */
  const char *end;   /* past '>' */
  char name[16];     /* lower case; longer names are cut */
  gboolean is_end;
  gboolean is_empty; /* "/>" */
  guint n_attributes;
} Tag;

static gboolean
is_one_of (const char *name, const char *const *names, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (name, names[i]))
      return TRUE;

  return FALSE;
}

/* Past the end of the tag whose attributes begin at @p. */
static const char *
skip_attributes (const char *p, const char *end, Tag *tag)
{
  char quote = '\0';
  gboolean in_space = TRUE;

  for (; p < end; p++)
    {
      if (quote != '\0')
        {
          if (*p == quote)
            quote = '\0';
        }
      else if (*p == '>')
        {
          tag->is_empty = p[-1] == '/';
          return p + 1;
        }
      else if ((*p == '"' || *p == '\'') && p[-1] == '=')
        quote = *p;
      else
        {
          gboolean is_space = g_ascii_isspace (*p) || *p == '/';

          tag->n_attributes += in_space && !is_space;
          in_space = is_space;
        }
    }

  return end;
}

/* The next tag from @p on; FALSE at the end. */
static gboolean
next_tag (const char *p, const char *end, Tag *tag)
{
  while ((p = memchr (p, '<', end - p)) != NULL)
    {
      gsize n = 0;
      const char *name = p + 1;

      if (end - p >= 4 && memcmp (p, "<!--", 4) == 0)
        {
          const char *close = g_strstr_len (p + 4, end - p - 4, "-->");

          if (close == NULL)
            return FALSE;
          p = close;
          continue;
        }
      tag->is_end = name < end && *name == '/';
      name += tag->is_end;
      if (name >= end || !g_ascii_isalpha (*name))
        {
          p++;
          continue;
        }
      tag->start = p;
      tag->n_attributes = 0;
      tag->is_empty = FALSE;
      for (p = name; p < end && !g_ascii_isspace (*p) && *p != '/' && *p != '>'; p++)
        if (n < sizeof tag->name - 1)
          tag->name[n++] = g_ascii_tolower (*p);
      tag->name[n] = '\0';
      tag->end = skip_attributes (p, end, tag);
      return TRUE;
    }

  return FALSE;
}

/* Past the text of a <script> or the like, whose "<" are no tags. */
static const char *
skip_raw (const Tag *tag, const char *end)
{
  gsize n = strlen (tag->name);

  for (const char *p = tag->end; (p = memchr (p, '<', end - p)) != NULL; p++)
    if ((gsize) (end - p) > n + 2 && p[1] == '/' &&
        g_ascii_strncasecmp (p + 2, tag->name, n) == 0 && !g_ascii_isalnum (p[2 + n]))
      return p;

  return end;
}

typedef enum
{
  DRAWING_NONE,
  DRAWING_OPEN,   /* in an <svg>, and in nothing within it that is no drawing */
  DRAWING_CALLED, /* in the name of one */
} Drawing;

/* What is open at one place. */
typedef struct
{
  Drawing drawing;
  guint depth;
  guint n_roots;
  guint n_dropped;            /* start tags left out whose end tags are still to come */
  guint n_dropped_formatting; /* the same of formatting */
  guint n_formatting;
  char open[MAX_OPEN_FORMATTING][8]; /* [n_formatting] names */
  gsize cost;        /* of opening formatting again in each element, as the standard has it */
  gboolean is_plain; /* that was too much: formatting is left out from here on */
} Guard;

static gboolean
allow_formatting (Guard *guard, const Tag *tag)
{
  if (guard->is_plain)
    return FALSE;
  if (!tag->is_end)
    {
      if (guard->n_formatting >= MAX_OPEN_FORMATTING)
        {
          guard->n_dropped_formatting++;
          return FALSE;
        }
      g_strlcpy (guard->open[guard->n_formatting++], tag->name, sizeof guard->open[0]);
      return TRUE;
    }
  if (guard->n_dropped_formatting > 0)
    {
      guard->n_dropped_formatting--;
      return FALSE;
    }
  guard->n_formatting -= guard->n_formatting > 0;

  return TRUE;
}

static gboolean
allow_element (Guard *guard, const Tag *tag)
{
  if (!tag->is_end)
    {
      if (guard->depth >= MAX_DEPTH)
        {
          guard->n_dropped++;
          return FALSE;
        }
      guard->depth++;
      return TRUE;
    }
  if (guard->n_dropped > 0)
    {
      guard->n_dropped--;
      return FALSE;
    }
  guard->depth -= guard->depth > 0;

  return TRUE;
}

/* Whether @tag ends itself, as those of drawings do. */
static gboolean
pass_drawing (Guard *guard, const Tag *tag)
{
  gboolean is_drawn = is_one_of (tag->name, drawn, G_N_ELEMENTS (drawn));
  gboolean is_name = g_str_equal (tag->name, "title") || g_str_equal (tag->name, "desc");

  if (tag->is_end)
    {
      if (g_str_equal (tag->name, "svg"))
        guard->drawing = DRAWING_NONE;
      else if (is_name && guard->drawing == DRAWING_CALLED)
        guard->drawing = DRAWING_OPEN;
      return FALSE;
    }
  if (g_str_equal (tag->name, "svg"))
    {
      guard->drawing = tag->is_empty ? DRAWING_NONE : DRAWING_OPEN;
      return tag->is_empty;
    }
  if (guard->drawing == DRAWING_OPEN && is_name)
    guard->drawing = DRAWING_CALLED;
  else if (guard->drawing != DRAWING_OPEN || !is_drawn)
    guard->drawing = DRAWING_NONE;

  return guard->drawing == DRAWING_OPEN && tag->is_empty;
}

/* Whether @tag may stay. */
static gboolean
allow (Guard *guard, const Tag *tag)
{
  if (pass_drawing (guard, tag))
    return TRUE;
  if (g_str_equal (tag->name, "html") || g_str_equal (tag->name, "body"))
    return tag->is_end || ++guard->n_roots <= MAX_ROOT_TAGS;
  if (tag->n_attributes > MAX_ATTRIBUTES)
    return FALSE;
  if (is_one_of (tag->name, formatting, G_N_ELEMENTS (formatting)))
    return allow_formatting (guard, tag);
  if (!tag->is_end && guard->n_formatting > MAX_CHEAP_FORMATTING)
    guard->cost += guard->n_formatting;

  return is_one_of (tag->name, shallow, G_N_ELEMENTS (shallow)) || allow_element (guard, tag);
}

/* Closes what formatting is open, once and for all. */
static void
make_plain (Guard *guard, GString *guarded)
{
  while (guard->n_formatting > 0)
    g_string_append_printf (guarded, "</%s>", guard->open[--guard->n_formatting]);
  guard->is_plain = TRUE;
}

/**
 * gloss_html_guard:
 * @text: (array length=n_bytes): a page
 * @n_bytes: length of @text
 * @n_guarded: (out): length of the result
 *
 * Takes out of a page the tags that make parsing take time or stack out of proportion: those
 * nested deeper than any page people read, formatting left open without end, thousands of
 * attributes, root elements again and again. Words stay. Linear.
 *
 * Returns: (transfer full) (nullable): the page without them; %NULL where nothing has to go
 */
char *
gloss_html_guard (const char *text, gsize n_bytes, gsize *n_guarded)
{
  const char *end = text + n_bytes, *copied = text, *p = text;
  g_autoptr (GString) guarded = NULL;
  Guard guard = { 0 };
  Tag tag;

  while (next_tag (p, end, &tag))
    {
      p = tag.end;
      if (is_one_of (tag.name, raw, G_N_ELEMENTS (raw)))
        {
          p = tag.is_end ? p : skip_raw (&tag, end);
          continue;
        }
      if (!guard.is_plain && guard.cost > MAX_FORMATTING_COST)
        {
          guarded = guarded != NULL ? guarded : g_string_sized_new (n_bytes);
          g_string_append_len (guarded, copied, tag.start - copied);
          make_plain (&guard, guarded);
          copied = tag.start;
        }
      if (allow (&guard, &tag))
        continue;
      if (guarded == NULL)
        guarded = g_string_sized_new (n_bytes);
      g_string_append_len (guarded, copied, tag.start - copied);
      g_string_append_c (guarded, ' ');
      copied = tag.end;
    }
  if (guarded == NULL)
    return NULL;

  g_string_append_len (guarded, copied, end - copied);
  *n_guarded = guarded->len;

  return g_string_free (g_steal_pointer (&guarded), FALSE);
}
