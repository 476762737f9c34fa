#include "app/formats/gloss-words.h"
#include "app/formats/gloss-writers.h"

typedef struct
{
  GString *out;
  const GlossWords *words;
  guint n_marks;
  guint n_relations;
  guint n_comments;
} Standoff;

/* "0 5;6 10": a stretch a line, since standoff cannot hold line ends. */
static void
append_fragments (GString *places, GString *text, const GlossWords *words, GlossSpan span)
{
  g_autofree char *string = gloss_words_dup (words, span);
  g_auto (GStrv) lines = g_strsplit (string, "\n", -1);
  guint start = span.start;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint n = g_utf8_strlen (lines[i], -1);

      if (n > 0)
        {
          g_string_append_printf (places, "%s%u %u", places->len > 0 ? ";" : "", start, start + n);
          g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", lines[i]);
        }
      start += n + 1;
    }
}

/* Marks some places as one thing; returns its number, or 0 where there are no words. */
static guint
append_mark (Standoff *self, const char *type, const GlossSpan *spans, guint n_spans)
{
  g_autoptr (GString) places = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *line = NULL;

  for (guint i = 0; i < n_spans; i++)
    append_fragments (places, text, self->words, spans[i]);
  if (places->len == 0)
    return 0;
  line = gloss_words_flatten (text->str, ' ');
  g_string_append_printf (self->out, "T%u\t%s %s\t%s\n", ++self->n_marks, type, places->str, line);

  return self->n_marks;
}

static void
append_comment (Standoff *self, guint mark, const char *comment)
{
  g_autofree char *line = gloss_words_flatten (comment, ' ');

  if (*line != '\0')
    g_string_append_printf (self->out, "#%u\tAnnotatorNotes T%u\t%s\n", ++self->n_comments, mark,
                            line);
}

/* All mentions, and that they are the same thing. */
static void
append_entity (Standoff *self, const GlossEntity *entity)
{
  g_autoptr (GString) same = g_string_new ("*\tEquiv");
  guint n = 0;

  for (guint i = 0; i < entity->mentions->len; i++)
    {
      const GlossMention *mention = &g_array_index (entity->mentions, GlossMention, i);
      guint mark =
        append_mark (self, gloss_entity_type_to_string (entity->type), &mention->span, 1);

      if (mark == 0)
        continue;
      g_string_append_printf (same, " T%u", mark);
      n++;
    }
  if (n > 1)
    g_string_append_printf (self->out, "%s\n", same->str);
}

static void
append_relation (Standoff *self, const char *type, guint from, guint to)
{
  if (from != 0 && to != 0)
    g_string_append_printf (self->out, "R%u\t%s Arg1:T%u Arg2:T%u\n", ++self->n_relations, type,
                            from, to);
}

static void
append_quote (Standoff *self, const GlossQuote *quote)
{
  g_autofree char *type = g_strconcat ("quote-", gloss_quote_kind_to_string (quote->kind), NULL);
  guint mark = quote->parts != NULL
                 ? append_mark (self, type, (const GlossSpan *) (gpointer) quote->parts->data,
                                quote->parts->len)
                 : append_mark (self, type, &quote->span, 1);

  if (mark == 0)
    return;
  if (quote->has_speaker)
    append_relation (self, "speaker", mark, append_mark (self, "speaker", &quote->speaker, 1));
  if (quote->has_cue)
    append_relation (self, "cue", mark, append_mark (self, "cue", &quote->cue, 1));
  if (quote->speaker_name != NULL)
    append_comment (self, mark, quote->speaker_name);
}

static void
append_note (Standoff *self, GlossNote *note)
{
  GlossSpan span = gloss_note_get_span (note);
  guint mark;

  if (gloss_note_get_state (note) == GLOSS_NOTE_ORPHANED)
    return;
  mark = append_mark (self, "note", &span, 1);
  if (mark != 0)
    append_comment (self, mark, gloss_note_get_body (note));
}

/**
 * gloss_brat_write:
 * @record: what to write
 * @place: makes no difference
 *
 * Writes standoff about the article's text, which belongs beside it: all mentions, also nested
 * ones, which of them are the same, quotes with speaker and cue, notes. Offsets count code points.
 *
 * Returns: (transfer full): UTF-8
 */
char *
gloss_brat_write (const GlossRecord *record, GlossWritePlace place)
{
  g_auto (GlossWords) words;
  Standoff self = { .out = g_string_new (NULL), .words = &words };

  gloss_words_init (&words, record);
  for (guint i = 0; i < words.analysis->entities->len; i++)
    append_entity (&self, words.analysis->entities->pdata[i]);
  for (guint i = 0; i < words.analysis->quotes->len; i++)
    append_quote (&self, words.analysis->quotes->pdata[i]);
  for (guint i = 0; i < record->notes->len; i++)
    append_note (&self, record->notes->pdata[i]);

  return g_string_free (self.out, FALSE);
}
