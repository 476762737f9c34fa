#include "app/document/gloss-about.h"
#include "app/document/gloss-claims.h"
#include "app/formats/gloss-words.h"
#include "app/formats/gloss-writers.h"

/* A page that needs nothing but itself: no scripts, no pictures from elsewhere. */
static const char style[] =
  ":root{color-scheme:light dark}"
  "body{font:1.1rem/1.6 serif;max-width:38rem;margin:2rem auto;padding:0 1rem}"
  "header,footer,.about{font-family:sans-serif;font-size:.9rem}"
  "h1{line-height:1.2}blockquote{margin-left:1rem;padding-left:1rem;border-left:3px solid gray}"
  ".aside{opacity:.7}table{border-collapse:collapse}td,th{border:1px solid gray;padding:.2em .5em}"
  "mark{color:black;border-radius:2px}"
  "mark.yellow{background:#f9f06b}mark.green{background:#8ff0a4}mark.blue{background:#99c1f1}"
  "mark.pink{background:#f7a8cf}mark.orange{background:#ffbe6f}"
  ".entity{border-bottom:2px dotted #1c71d8}.person{border-color:#9141ac}"
  ".organization{border-color:#1a5fb4}.place{border-color:#26a269}.group{border-color:#c64600}"
  ".quote{text-decoration:underline wavy 1px #986a44;text-underline-offset:.3em}";

/* Something that begins or ends in the text. */
typedef struct
{
  GlossSpan span;
  guint order;      /* what stands outside, where two begin together */
  const char *tag;  /* "mark" */
  char *attributes; /* ready to write, with a space before; or "" */
} Range;

static void
clear_range (gpointer data)
{
  Range *range = data;

  g_free (range->attributes);
}

static void
append_escaped (GString *out, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (out, escaped);
}

static void
add_range (GArray *ranges, GlossSpan span, const char *tag, char *attributes)
{
  Range range = { span, ranges->len, tag, attributes };

  if (span.end > span.start)
    g_array_append_val (ranges, range);
  else
    g_free (attributes);
}

static void
add_notes (GArray *ranges, const GlossRecord *record)
{
  for (guint i = 0; i < record->notes->len; i++)
    {
      GlossNote *note = record->notes->pdata[i];

      if (gloss_note_get_state (note) != GLOSS_NOTE_ORPHANED)
        add_range (
          ranges, gloss_note_get_span (note), "mark",
          g_markup_printf_escaped (" class=\"%s\" title=\"%s\"",
                                   gloss_note_color_to_string (gloss_note_get_color (note)),
                                   gloss_note_get_body (note)));
    }
}

static void
add_quotes (GArray *ranges, const GlossWords *words)
{
  for (guint i = 0; i < words->analysis->quotes->len; i++)
    {
      const GlossQuote *quote = words->analysis->quotes->pdata[i];
      const char *speaker = quote->speaker_name != NULL ? quote->speaker_name : "";

      for (guint j = 0; j < (quote->parts != NULL ? quote->parts->len : 1); j++)
        add_range (ranges,
                   quote->parts != NULL ? g_array_index (quote->parts, GlossSpan, j) : quote->span,
                   "span", g_markup_printf_escaped (" class=\"quote\" title=\"%s\"", speaker));
    }
}

static void
add_entities (GArray *ranges, const GlossWords *words)
{
  for (guint i = 0; i < words->analysis->entities->len; i++)
    {
      const GlossEntity *entity = words->analysis->entities->pdata[i];

      for (guint j = 0; j < entity->mentions->len; j++)
        add_range (ranges, g_array_index (entity->mentions, GlossMention, j).span, "span",
                   g_markup_printf_escaped (" class=\"entity %s\" title=\"%s\"",
                                            gloss_entity_type_to_string (entity->type),
                                            entity->name));
    }
}

/* An address that a page may link to: no scripts, no data. */
static gboolean
is_safe (const char *uri)
{
  const char *scheme = g_uri_peek_scheme (uri);

  return g_strcmp0 (scheme, "https") == 0 || g_strcmp0 (scheme, "http") == 0 ||
         g_strcmp0 (scheme, "mailto") == 0;
}

static void
add_runs (GArray *ranges, const GlossArticle *article)
{
  static const char *const tags[] = {
    [GLOSS_RUN_LINK] = "a",
    [GLOSS_RUN_EMPHASIS] = "em",
    [GLOSS_RUN_STRONG] = "strong",
    [GLOSS_RUN_CODE] = "code",
  };

  for (guint i = 0; i < article->blocks->len; i++)
    {
      const GlossBlock *block = article->blocks->pdata[i];

      for (guint j = 0; j < block->runs->len; j++)
        {
          const GlossRun *run = block->runs->pdata[j];

          if (run->kind != GLOSS_RUN_LINK)
            add_range (ranges, run->span, tags[run->kind], g_strdup (""));
          else if (run->uri != NULL && is_safe (run->uri))
            add_range (ranges, run->span, tags[run->kind],
                       g_markup_printf_escaped (" href=\"%s\"", run->uri));
        }
    }
}

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const Range *x = a;
  const Range *y = b;

  if (x->span.start != y->span.start)
    return x->span.start < y->span.start ? -1 : 1;
  if (x->span.end != y->span.end)
    return x->span.end > y->span.end ? -1 : 1;

  return x->order < y->order ? -1 : x->order > y->order;
}

/* Everything that shows in the text, in text order, the longer first. */
static GArray *
collect_ranges (const GlossWords *words)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (Range));

  g_array_set_clear_func (ranges, clear_range);
  add_runs (ranges, words->article);
  add_notes (ranges, words->record);
  add_quotes (ranges, words);
  add_entities (ranges, words);
  g_array_sort (ranges, compare_ranges);

  return ranges;
}

/* The text on its way out: what is open at the place reached. */
typedef struct
{
  GString *out;
  const GlossWords *words;
  const GArray *ranges;
  guint next;      /* the first range that has not begun */
  GPtrArray *open; /* (element-type Range): borrowed, in the order in which they began */
} Page;

static void
open_range (Page *page, const Range *range)
{
  g_string_append_printf (page->out, "<%s%s>", range->tag, range->attributes);
}

static void
close_all (Page *page)
{
  for (guint i = page->open->len; i > 0; i--)
    g_string_append_printf (page->out, "</%s>", ((Range *) page->open->pdata[i - 1])->tag);
}

static void
open_all (Page *page)
{
  for (guint i = 0; i < page->open->len; i++)
    open_range (page, page->open->pdata[i]);
}

static void
append_words (Page *page, GlossSpan span)
{
  g_autofree char *words = gloss_words_dup (page->words, span);

  append_escaped (page->out, words);
}

/* Takes in what begins at @at; gives up what ends there. */
static void
update_open (Page *page, guint at)
{
  for (guint i = page->open->len; i > 0; i--)
    if (((Range *) page->open->pdata[i - 1])->span.end <= at)
      g_ptr_array_remove_index (page->open, i - 1);
  while (page->next < page->ranges->len &&
         g_array_index (page->ranges, Range, page->next).span.start <= at)
    {
      Range *range = &g_array_index (page->ranges, Range, page->next++);

      if (range->span.end > at)
        g_ptr_array_add (page->open, range);
    }
}

/* Where something begins or ends next after @at, at most @end. */
static guint
find_next_change (Page *page, guint at, guint end)
{
  if (page->next < page->ranges->len)
    end = MIN (end, g_array_index (page->ranges, Range, page->next).span.start);
  for (guint i = 0; i < page->open->len; i++)
    end = MIN (end, ((Range *) page->open->pdata[i])->span.end);

  return MAX (end, at + 1);
}

/* The words of @span with everything that shows in them; elements of a page nest, ranges of a text
 * need not: at each change all are closed and those that go on opened again. */
static void
append_text (Page *page, GlossSpan span)
{
  guint at = span.start;

  while (at < span.end)
    {
      guint next;

      update_open (page, at);
      next = MIN (find_next_change (page, at, span.end), span.end);
      open_all (page);
      append_words (page, (GlossSpan){ at, next });
      close_all (page);
      at = next;
    }
}

static void
append_table (Page *page, const GlossBlock *block)
{
  g_string_append (page->out, "<table>\n");
  for (guint i = 0; block->rows != NULL && i < block->rows->len; i++)
    {
      const GArray *row = block->rows->pdata[i];

      g_string_append (page->out, "<tr>");
      for (guint j = 0; j < row->len; j++)
        {
          const GlossCell *cell = &g_array_index (row, GlossCell, j);

          g_string_append (page->out, cell->is_header ? "<th>" : "<td>");
          append_text (page, cell->span);
          g_string_append (page->out, cell->is_header ? "</th>" : "</td>");
        }
      g_string_append (page->out, "</tr>\n");
    }
  g_string_append (page->out, "</table>\n");
}

static void
append_image (Page *page, const GlossBlock *block)
{
  if (block->span.end == block->span.start && (block->alt == NULL || *block->alt == '\0'))
    return;
  g_string_append (page->out, "<figure>");
  if (block->alt != NULL && *block->alt != '\0')
    {
      g_string_append (page->out, "<p>[");
      append_escaped (page->out, block->alt);
      g_string_append (page->out, "]</p>");
    }
  g_string_append (page->out, "<figcaption>");
  append_text (page, block->span);
  g_string_append (page->out, "</figcaption></figure>\n");
}

static void
append_wrapped (Page *page, const GlossBlock *block, const char *tag)
{
  g_string_append_printf (page->out, "<%s%s>", tag, block->aside ? " class=\"aside\"" : "");
  append_text (page, block->span);
  g_string_append_printf (page->out, "</%s>\n", tag);
}

static void
append_block (Page *page, const GlossBlock *block)
{
  g_autofree char *heading = NULL;

  switch (block->kind)
    {
    case GLOSS_BLOCK_HEADING:
      heading = g_strdup_printf ("h%u", CLAMP (block->level + 1, 2, 6));
      append_wrapped (page, block, heading);
      break;
    case GLOSS_BLOCK_PARAGRAPH:
      append_wrapped (page, block, "p");
      break;
    case GLOSS_BLOCK_LIST_ITEM:
      g_string_append (page->out, block->ordered ? "<ol" : "<ul");
      if (block->ordered && block->ordinal > 0)
        g_string_append_printf (page->out, " start=\"%u\"", block->ordinal);
      g_string_append_c (page->out, '>');
      append_wrapped (page, block, "li");
      g_string_append (page->out, block->ordered ? "</ol>\n" : "</ul>\n");
      break;
    case GLOSS_BLOCK_BLOCKQUOTE:
      append_wrapped (page, block, "blockquote");
      break;
    case GLOSS_BLOCK_PREFORMATTED:
      append_wrapped (page, block, "pre");
      break;
    case GLOSS_BLOCK_TABLE:
      append_table (page, block);
      break;
    case GLOSS_BLOCK_IMAGE:
      append_image (page, block);
      break;
    case GLOSS_BLOCK_RULE:
      g_string_append (page->out, "<hr>\n");
      break;
    }
}

static void
append_fact (GString *out, const char *value, const char *tag)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (out, "<%s>", tag);
  append_escaped (out, value);
  g_string_append_printf (out, "</%s>\n", tag);
}

static void
append_head (GString *out, const GlossWords *words)
{
  const GlossArticle *article = words->article;
  const char *title = gloss_words_get_title (words);

  g_string_append_printf (out, "<!DOCTYPE html>\n<html lang=\"");
  append_escaped (out, article->language != NULL ? article->language : "");
  g_string_append (out, "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                        "content=\"width=device-width\">\n<title>");
  append_escaped (out, *title != '\0' ? title : "Gloss");
  g_string_append_printf (out, "</title>\n<style>%s</style>\n</head>\n<body dir=\"auto\">\n",
                          style);
  g_string_append (out, "<header>\n");
  append_fact (out, title, "h1");
  append_fact (out, article->byline, "p");
  append_fact (out, article->site, "p");
  append_fact (out, article->published, "time");
  if (article->uri != NULL && is_safe (article->uri))
    {
      g_string_append (out, "<p><a href=\"");
      append_escaped (out, article->uri);
      g_string_append (out, "\">");
      append_escaped (out, article->uri);
      g_string_append (out, "</a></p>\n");
    }
  g_string_append (out, "</header>\n");
}

/* What a note is about that is not told by the words that it is on. */
static void
append_about (GString *out, const GlossWords *words, GlossNote *note)
{
  const char *name;
  GlossAbout about = gloss_about_find (words->analysis, note, &name);

  if (about == GLOSS_ABOUT_ARTICLE)
    g_string_append (out, "<em>On the whole article</em>");
  if (name == NULL)
    return;
  g_string_append_printf (out, " <em>On the %s ", gloss_about_to_string (about));
  append_escaped (out, name);
  g_string_append (out, "</em>");
}

static void
append_note (GString *out, const GlossWords *words, GlossNote *note)
{
  g_string_append (out, "<li>");
  if (*gloss_note_get_exact (note) != '\0')
    {
      g_string_append_printf (out, "<mark class=\"%s\">",
                              gloss_note_color_to_string (gloss_note_get_color (note)));
      append_escaped (out, gloss_note_get_exact (note));
      g_string_append (out, "</mark>");
    }
  append_about (out, words, note);
  if (*gloss_note_get_body (note) != '\0')
    {
      g_string_append (out, "<br>");
      append_escaped (out, gloss_note_get_body (note));
    }
  for (guint i = 0; gloss_note_get_tags (note)[i] != NULL; i++)
    {
      g_string_append (out, " <small>#");
      append_escaped (out, gloss_note_get_tags (note)[i]);
      g_string_append (out, "</small>");
    }
  g_string_append (out, "</li>\n");
}

static void
append_evidence (GString *out, const char *address)
{
  if (!is_safe (address))
    {
      append_escaped (out, address);
      return;
    }
  g_string_append (out, "<a href=\"");
  append_escaped (out, address);
  g_string_append (out, "\">");
  append_escaped (out, address);
  g_string_append (out, "</a> ");
}

/* The claims as a table, with how far the checking has come. */
static void
append_claims (GString *out, const GPtrArray *notes)
{
  guint n_claims, n_checked;

  gloss_claims_count (notes, &n_claims, &n_checked);
  if (n_claims == 0)
    return;
  g_string_append_printf (out,
                          "<table class=\"claims\">\n<caption>Claims: %u of %u checked"
                          "</caption>\n",
                          n_checked, n_claims);
  for (guint i = 0; i < notes->len; i++)
    {
      GlossNote *note = notes->pdata[i];
      GlossClaim claim = gloss_note_get_claim (note);

      if (claim == GLOSS_CLAIM_NONE)
        continue;
      g_string_append (out, "<tr><td>");
      append_escaped (out, gloss_note_get_exact (note));
      g_string_append_printf (out, "</td><td>%s</td><td>", gloss_claim_to_string (claim));
      for (guint j = 0; gloss_note_get_evidence (note)[j] != NULL; j++)
        append_evidence (out, gloss_note_get_evidence (note)[j]);
      g_string_append (out, "</td></tr>\n");
    }
  g_string_append (out, "</table>\n");
}

static void
append_foot (GString *out, const GlossWords *words)
{
  const GPtrArray *notes = words->record->notes;

  g_string_append (out, "<footer>\n");
  append_claims (out, notes);
  if (notes->len > 0)
    {
      g_string_append (out, "<ol>\n");
      for (guint i = 0; i < notes->len; i++)
        append_note (out, words, notes->pdata[i]);
      g_string_append (out, "</ol>\n");
    }
  g_string_append_printf (out, "<p>SHA-256 %s</p>\n</footer>\n</body>\n</html>\n",
                          words->article->sha256);
}

/**
 * gloss_html_page_write:
 * @record: what to write
 * @place: makes no difference
 *
 * Writes the article as one page with its notes, quotes and entities marked, as corrected.
 *
 * Returns: (transfer full): HTML 5
 */
char *
gloss_html_page_write (const GlossRecord *record, GlossWritePlace place)
{
  g_auto (GlossWords) words;
  g_autoptr (GArray) ranges = NULL;
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  GString *out = g_string_new (NULL);
  Page page = { .out = out, .words = &words, .open = open };

  gloss_words_init (&words, record);
  ranges = collect_ranges (&words);
  page.ranges = ranges;
  append_head (out, &words);
  g_string_append (out, "<main>\n");
  for (guint i = 0; i < record->article->blocks->len; i++)
    append_block (&page, record->article->blocks->pdata[i]);
  g_string_append (out, "</main>\n");
  append_foot (out, &words);

  return g_string_free (out, FALSE);
}
