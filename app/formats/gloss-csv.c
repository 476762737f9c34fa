#include "app/document/gloss-about.h"
#include "app/formats/gloss-words.h"
#include "app/formats/gloss-writers.h"

/* The columns of a row, in the order of the heading. */
typedef struct
{
  const char *kind;
  const char *id;
  GlossSpan span;
  const char *text;
  const char *type;
  const char *name;
  const char *confidence;
  const char *color;
  const char *tags;
  const char *body;
  const char *author;
  const char *created;
  const char *state;
  const char *claim;
  const char *evidence;
} Row;

static const char heading[] = "article,kind,id,start,end,text,type,name,confidence,color,tags,body,"
                              "author,created,state,claim,evidence\r\n";

/* Spreadsheets run a cell that begins so as a formula, whoever wrote the article it is from. */
static gboolean
is_formula (const char *value)
{
  return value != NULL && *value != '\0' && strchr ("=+-@\t\r", *value) != NULL;
}

/* RFC 4180: what holds a comma, a mark or a line end stands within marks, marks are doubled.
 * Before what would be run as a formula stands an apostrophe, as OWASP advises of CSV. */
static void
append_field (GString *out, const char *value, gboolean is_last)
{
  g_autofree char *guarded = NULL;

  if (is_formula (value))
    value = guarded = g_strconcat ("'", value, NULL);
  if (value != NULL && strpbrk (value, ",\"\r\n") != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (value, "\"", -1);
      g_autofree char *doubled = g_strjoinv ("\"\"", parts);

      g_string_append_printf (out, "\"%s\"", doubled);
    }
  else if (value != NULL)
    {
      g_string_append (out, value);
    }
  g_string_append (out, is_last ? "\r\n" : ",");
}

static void
append_row (GString *out, const GlossArticle *article, const Row *row)
{
  append_field (out, article->uri, FALSE);
  append_field (out, row->kind, FALSE);
  append_field (out, row->id, FALSE);
  g_string_append_printf (out, "%u,%u,", row->span.start, row->span.end);
  append_field (out, row->text, FALSE);
  append_field (out, row->type, FALSE);
  append_field (out, row->name, FALSE);
  append_field (out, row->confidence, FALSE);
  append_field (out, row->color, FALSE);
  append_field (out, row->tags, FALSE);
  append_field (out, row->body, FALSE);
  append_field (out, row->author, FALSE);
  append_field (out, row->created, FALSE);
  append_field (out, row->state, FALSE);
  append_field (out, row->claim, FALSE);
  append_field (out, row->evidence, TRUE);
}

static void
append_note (GString *out, const GlossWords *words, GlossNote *note)
{
  g_autofree char *tags = g_strjoinv ("; ", (char **) gloss_note_get_tags (note));
  g_autofree char *evidence = g_strjoinv (" ", (char **) gloss_note_get_evidence (note));
  GlossClaim claim = gloss_note_get_claim (note);
  const char *name;
  GlossAbout about = gloss_about_find (words->analysis, note, &name);
  Row row = {
    .kind = *gloss_note_get_body (note) != '\0' ? "note" : "highlight",
    .id = gloss_note_get_id (note),
    .span = gloss_note_get_span (note),
    .text = gloss_note_get_exact (note),
    .type = gloss_about_to_string (about),
    .name = name,
    .color = gloss_note_color_to_string (gloss_note_get_color (note)),
    .tags = tags,
    .body = gloss_note_get_body (note),
    .author = gloss_note_get_author (note),
    .created = gloss_note_get_created (note),
    .state = gloss_note_state_to_string (gloss_note_get_state (note)),
    .claim = claim != GLOSS_CLAIM_NONE ? gloss_claim_to_string (claim) : NULL,
    .evidence = evidence,
  };

  append_row (out, words->article, &row);
}

static void
append_mention (GString *out,
                const GlossWords *words,
                const GlossEntity *entity,
                const GlossMention *mention)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *text = gloss_words_dup (words, mention->span);
  Row row = {
    .kind = "entity",
    .id = entity->id,
    .span = mention->span,
    .text = text,
    .type = gloss_entity_type_to_string (entity->type),
    .name = entity->name,
    .confidence = g_ascii_formatd (number, sizeof number, "%.4g", mention->confidence),
  };

  append_row (out, words->article, &row);
}

static void
append_quote (GString *out, const GlossWords *words, const GlossQuote *quote)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *text = gloss_words_dup_quote (words, quote);
  Row row = {
    .kind = "quote",
    .id = quote->id,
    .span = quote->span,
    .text = text,
    .type = gloss_quote_kind_to_string (quote->kind),
    .name = quote->speaker_name,
    .confidence = g_ascii_formatd (number, sizeof number, "%.4g", quote->confidence),
  };

  append_row (out, words->article, &row);
}

/**
 * gloss_csv_write:
 * @record: what to write
 * @place: the heading stands only before the first of many
 *
 * Writes a table (RFC 4180) with a row for each note, mention of an entity and quote. A field that
 * begins with = + - @, a tab or a return gets an apostrophe before it, so that no spreadsheet runs
 * it as a formula: whoever reads the table by program takes that one away.
 *
 * Returns: (transfer full): UTF-8
 */
char *
gloss_csv_write (const GlossRecord *record, GlossWritePlace place)
{
  g_auto (GlossWords) words;
  GString *out = g_string_new (place == GLOSS_WRITE_NEXT ? "" : heading);

  gloss_words_init (&words, record);
  for (guint i = 0; i < record->notes->len; i++)
    append_note (out, &words, record->notes->pdata[i]);
  for (guint i = 0; i < words.analysis->entities->len; i++)
    {
      const GlossEntity *entity = words.analysis->entities->pdata[i];

      for (guint j = 0; j < entity->mentions->len; j++)
        append_mention (out, &words, entity, &g_array_index (entity->mentions, GlossMention, j));
    }
  for (guint i = 0; i < words.analysis->quotes->len; i++)
    append_quote (out, &words, words.analysis->quotes->pdata[i]);

  return g_string_free (out, FALSE);
}
