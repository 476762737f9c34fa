#include "tests/ui/sample-article.h"

#include <string.h>

static GlossBlock *
make_block (GlossBlockKind kind, guint start, guint end)
{
  return gloss_block_new (kind, (GlossSpan){ start, end });
}

static void
add_rows (GlossBlock *block, const char *text, guint offset)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  block->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);
      GArray *row = g_array_new (FALSE, FALSE, sizeof (GlossCell));

      for (guint j = 0; cells[j] != NULL; j++)
        {
          guint length = g_utf8_strlen (cells[j], -1);
          GlossCell cell = { { offset, offset + length }, i == 0 };

          g_array_append_val (row, cell);
          offset += length + 1;
        }
      g_ptr_array_add (block->rows, row);
    }
}

static GlossBlock *
block_of_mark (const char *mark, guint start, guint end)
{
  GlossBlock *block = NULL;

  switch (mark[0])
    {
    case '#':
      block = make_block (GLOSS_BLOCK_HEADING, start, end);
      block->level = strlen (mark);
      break;
    case '*':
      block = make_block (GLOSS_BLOCK_LIST_ITEM, start, end);
      block->level = strlen (mark);
      break;
    case '1':
    case '2':
      block = make_block (GLOSS_BLOCK_LIST_ITEM, start, end);
      block->level = 1;
      block->ordered = TRUE;
      block->ordinal = mark[0] - '0';
      break;
    case '>':
      block = make_block (GLOSS_BLOCK_BLOCKQUOTE, start, end);
      break;
    case '`':
      block = make_block (GLOSS_BLOCK_PREFORMATTED, start, end);
      break;
    case '|':
      block = make_block (GLOSS_BLOCK_TABLE, start, end);
      break;
    case '-':
      block = make_block (GLOSS_BLOCK_RULE, start, end);
      break;
    case '!':
      block = make_block (GLOSS_BLOCK_IMAGE, start, end);
      break;
    case '~':
      block = make_block (GLOSS_BLOCK_PARAGRAPH, start, end);
      block->aside = TRUE;
      break;
    default:
      block = make_block (GLOSS_BLOCK_PARAGRAPH, start, end);
    }

  return block;
}

/* @notation: blocks parted by "\f", each "MARK WORDS"; an image is "!URI WORDS". */
GlossArticle *
sample_article_new (const char *notation)
{
  g_auto (GStrv) parts = g_strsplit (notation, "\f", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free);
  guint offset = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *space = strchr (parts[i], ' ');
      g_autofree char *mark = g_strndup (parts[i], space - parts[i]);
      const char *words = space + 1;
      guint length = g_utf8_strlen (words, -1);
      GlossBlock *block;

      if (length > 0 && text->len > 0)
        {
          g_string_append_c (text, '\n');
          offset++;
        }
      block = block_of_mark (mark, offset, offset + length);
      if (mark[0] == '!')
        {
          block->uri = g_strdup (mark + 1);
          block->alt = g_strdup ("A drawing of the harbour at dusk");
        }
      if (mark[0] == '|')
        add_rows (block, words, offset);
      g_ptr_array_add (blocks, block);
      g_string_append (text, words);
      offset += length;
    }

  return gloss_article_new (text->str, text->len, blocks);
}

/* The first place of @words, which must be there. */
GlossSpan
sample_find (const GlossArticle *article, const char *words)
{
  const char *found = strstr (article->text, words);
  guint start;

  if (found == NULL)
    g_error ("no “%s” in the sample", words);
  start = g_utf8_pointer_to_offset (article->text, found);

  return (GlossSpan){ start, start + g_utf8_strlen (words, -1) };
}

static void
add_mentions (GlossEntity *entity, const GlossArticle *article, const char *form)
{
  for (const char *at = strstr (article->text, form); at != NULL;
       at = strstr (at + strlen (form), form))
    {
      guint start = g_utf8_pointer_to_offset (article->text, at);
      GlossMention mention = { { start, start + g_utf8_strlen (form, -1) }, 0.9 };
      gboolean is_taken = FALSE;

      for (guint i = 0; i < entity->mentions->len; i++)
        is_taken |= gloss_span_overlaps (g_array_index (entity->mentions, GlossMention, i).span,
                                         mention.span);
      if (!is_taken)
        g_array_append_val (entity->mentions, mention);
    }
}

/* @forms: what it is called, parted by "|", longer ones first */
void
sample_add_entity (GlossAnalysis *analysis,
                   const GlossArticle *article,
                   GlossEntityType type,
                   const char *name,
                   const char *forms)
{
  g_auto (GStrv) list = g_strsplit (forms, "|", -1);
  GlossEntity *entity = gloss_entity_new (type, name);

  for (guint i = 0; list[i] != NULL; i++)
    add_mentions (entity, article, list[i]);
  g_free (entity->id);
  entity->id = g_strdup_printf ("e%u", analysis->entities->len + 1);
  g_ptr_array_add (analysis->entities, entity);
}

void
sample_add_quote (GlossAnalysis *analysis,
                  const GlossArticle *article,
                  GlossQuoteKind kind,
                  const char *speaker,
                  const char *first,
                  const char *last)
{
  GlossSpan from = sample_find (article, first), to = sample_find (article, last);
  GlossQuote *quote = gloss_quote_new (kind, (GlossSpan){ from.start, to.end });

  g_free (quote->id);
  quote->id = g_strdup_printf ("q%u", analysis->quotes->len + 1);
  quote->speaker_name = g_strdup (speaker);
  g_ptr_array_add (analysis->quotes, quote);
}

void
sample_add_keyphrase (GlossAnalysis *analysis, const GlossArticle *article, const char *phrase)
{
  GlossKeyphrase *keyphrase = gloss_keyphrase_new (phrase, 0.5);
  GlossSpan span = sample_find (article, phrase);

  g_array_append_val (keyphrase->mentions, span);
  g_ptr_array_add (analysis->keyphrases, keyphrase);
}

void
sample_add_note (GListStore *notes,
                 const GlossArticle *article,
                 const char *words,
                 GlossNoteColor color,
                 const char *body,
                 const char *tag)
{
  const char *tags[] = { tag, NULL };
  g_autofree char *id =
    g_strdup_printf ("note-%u", g_list_model_get_n_items (G_LIST_MODEL (notes)));
  g_autoptr (GlossNote) note = gloss_note_new (id, sample_find (article, words), words);

  gloss_note_set_color (note, color);
  gloss_note_set_body (note, body);
  gloss_note_set_tags (note, tags);
  gloss_note_set_author (note, "Reader");
  g_list_store_append (notes, note);
}
