#include "app/document/gloss-amend.h"

#include <string.h>

/**
 * gloss_amend_new:
 * @first: (nullable) (transfer full): a correction
 *
 * Returns: a list with @first, or an empty one
 */
GPtrArray *
gloss_amend_new (GlossCorrection *first)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_correction_unref);

  if (first != NULL)
    g_ptr_array_add (list, first);

  return list;
}

/**
 * gloss_amend_new_at:
 * @at: the mention or the words meant, in code points
 *
 * Returns: (transfer full): a correction of one place
 */
GlossCorrection *
gloss_amend_new_at (GlossCorrectionAction action, const char *target, GlossSpan at)
{
  GlossCorrection *correction = gloss_correction_new (action, target);

  correction->has_span = TRUE;
  correction->span = at;

  return correction;
}

static char *
dup_new_id (char kind)
{
  g_autofree char *uuid = g_uuid_string_random ();

  return g_strdup_printf ("%c-%s", kind, uuid);
}

/**
 * gloss_amend_find_mention:
 * @span: words of the article, in code points
 * @mention: (out): where the mention stands
 *
 * Returns: (nullable): the entity with a mention that overlaps @span: one that is just @span
 *   before others, and shorter ones before longer
 */
const GlossEntity *
gloss_amend_find_mention (const GlossAnalysis *shown, GlossSpan span, GlossSpan *mention)
{
  const GlossEntity *best = NULL;

  for (guint i = 0; shown != NULL && i < shown->entities->len; i++)
    {
      const GlossEntity *entity = shown->entities->pdata[i];

      for (guint j = 0; j < entity->mentions->len; j++)
        {
          GlossSpan at = g_array_index (entity->mentions, GlossMention, j).span;

          if (!gloss_span_overlaps (at, span))
            continue;
          if (best != NULL && !gloss_span_equal (at, span) &&
              (gloss_span_equal (*mention, span) ||
               gloss_span_length (at) >= gloss_span_length (*mention)))
            continue;
          best = entity;
          *mention = at;
        }
    }

  return best;
}

/**
 * gloss_amend_find_quote:
 *
 * Returns: (nullable): the quote with that id
 */
const GlossQuote *
gloss_amend_find_quote (const GlossAnalysis *shown, const char *id)
{
  for (guint i = 0; shown != NULL && i < shown->quotes->len; i++)
    {
      const GlossQuote *quote = shown->quotes->pdata[i];

      if (g_strcmp0 (quote->id, id) == 0)
        return quote;
    }

  return NULL;
}

static gboolean
is_word_character (const char *p)
{
  gunichar ch = g_utf8_get_char (p);

  return g_unichar_isalnum (ch) || g_unichar_ismark (ch);
}

/* Whether no word is cut at @start and @end. */
static gboolean
are_whole_words (const char *text, const char *start, const char *end)
{
  return (start == text || !is_word_character (g_utf8_prev_char (start)) ||
          !is_word_character (start)) &&
         (*end == '\0' || !is_word_character (end) || !is_word_character (g_utf8_prev_char (end)));
}

/**
 * gloss_amend_find_words:
 * @words: what to look for, letter by letter
 *
 * Returns: (transfer full) (element-type GlossSpan): where the article has them as whole words,
 *   in text order and without overlaps; linear in the text
 */
GArray *
gloss_amend_find_words (const GlossArticle *article, const char *words)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (GlossSpan));
  const char *at = article->text, *found;
  gsize n_bytes = strlen (words);
  guint n_chars = g_utf8_strlen (words, -1), offset = 0;

  while (n_bytes > 0 && (found = strstr (at, words)) != NULL)
    {
      const char *next = g_utf8_next_char (found);
      GlossSpan span;

      offset += g_utf8_strlen (at, found - at);
      span = (GlossSpan){ offset, offset + n_chars };
      at = next;
      offset++;
      if (!are_whole_words (article->text, found, found + n_bytes))
        continue;
      g_array_append_val (spans, span);
      at = found + n_bytes;
      offset = span.end;
    }

  return spans;
}

static const GlossEntity *
find_named (const GlossAnalysis *shown, GlossEntityType type, const char *name)
{
  for (guint i = 0; shown != NULL && i < shown->entities->len; i++)
    {
      const GlossEntity *entity = shown->entities->pdata[i];

      if (entity->type == type && (g_str_equal (entity->name, name) ||
                                   g_strv_contains ((const char *const *) entity->aliases, name)))
        return entity;
    }

  return NULL;
}

static GlossCorrection *
new_retype (const GlossEntity *entity, GlossSpan at, GlossEntityType type)
{
  GlossCorrection *correction = entity->mentions->len > 1
                                  ? gloss_amend_new_at (GLOSS_CORRECTION_RETYPE, entity->id, at)
                                  : gloss_correction_new (GLOSS_CORRECTION_RETYPE, entity->id);

  correction->has_type = TRUE;
  correction->type = type;
  if (correction->has_span)
    correction->into = dup_new_id ('e');

  return correction;
}

static GlossCorrection *
new_add (GlossSpan at, GlossEntityType type, const char *words, const GlossEntity *into)
{
  g_autofree char *id = dup_new_id ('e');
  GlossCorrection *correction = gloss_amend_new_at (GLOSS_CORRECTION_ADD, id, at);

  correction->into = into != NULL ? g_strdup (into->id) : NULL;
  correction->has_type = TRUE;
  correction->type = type;
  correction->name = g_strdup (words);

  return correction;
}

/**
 * gloss_amend_mark:
 * @span: the words that are meant, in code points
 * @type: what they name
 *
 * Words that are a mention already get another type, alone; one that they cut gives way. Others
 * become a mention, of the entity of that name and type where there is one.
 */
GPtrArray *
gloss_amend_mark (const GlossArticle *article,
                  const GlossAnalysis *shown,
                  GlossSpan span,
                  GlossEntityType type)
{
  g_autofree char *words = gloss_article_dup_words (article, span);
  GlossSpan mention;
  const GlossEntity *entity = gloss_amend_find_mention (shown, span, &mention);
  GPtrArray *list = gloss_amend_new (NULL);

  if (entity != NULL && gloss_span_equal (mention, span))
    {
      if (entity->type != type)
        g_ptr_array_add (list, new_retype (entity, span, type));
      return list;
    }
  g_ptr_array_add (list, new_add (span, type, words, find_named (shown, type, words)));
  if (entity != NULL)
    g_ptr_array_add (list, gloss_amend_new_at (GLOSS_CORRECTION_REMOVE, entity->id, mention));

  return list;
}

/**
 * gloss_amend_mark_quote:
 * @span: what is said, in code points, without quotation marks
 *
 * Words that are a quote already become one of that kind.
 */
GPtrArray *
gloss_amend_mark_quote (const GlossAnalysis *shown, GlossSpan span, GlossQuoteKind kind)
{
  g_autofree char *id = dup_new_id ('q');
  GlossCorrection *correction = NULL;

  for (guint i = 0; i < shown->quotes->len && correction == NULL; i++)
    {
      const GlossQuote *quote = shown->quotes->pdata[i];

      if (gloss_span_equal (quote->span, span))
        correction = gloss_correction_new (GLOSS_CORRECTION_RETYPE, quote->id);
      if (correction != NULL && quote->kind == kind)
        {
          gloss_correction_unref (correction);
          return gloss_amend_new (NULL);
        }
    }
  if (correction == NULL)
    correction = gloss_amend_new_at (GLOSS_CORRECTION_ADD, id, span);
  correction->has_kind = TRUE;
  correction->kind = kind;

  return gloss_amend_new (correction);
}

/**
 * gloss_amend_split:
 * @id: an entity
 * @at: one of its mentions
 *
 * Makes the mention an entity of its own; nothing where it is the only one.
 */
GPtrArray *
gloss_amend_split (const GlossArticle *article,
                   const GlossAnalysis *shown,
                   const char *id,
                   GlossSpan at)
{
  const GlossEntity *entity = gloss_analysis_find_entity (shown, id);
  GlossCorrection *correction;

  if (entity == NULL || entity->mentions->len < 2)
    return gloss_amend_new (NULL);
  correction = gloss_amend_new_at (GLOSS_CORRECTION_SPLIT, id, at);
  correction->into = dup_new_id ('e');
  correction->name = gloss_article_dup_words (article, at);

  return gloss_amend_new (correction);
}

/* Whether a mention other than the one at @at is called @words. */
static gboolean
is_called_elsewhere (const GlossArticle *article,
                     const GlossEntity *entity,
                     GlossSpan at,
                     const char *words)
{
  for (guint i = 0; i < entity->mentions->len; i++)
    {
      GlossSpan span = g_array_index (entity->mentions, GlossMention, i).span;
      g_autofree char *here = gloss_article_dup_words (article, span);

      if (!gloss_span_equal (span, at) && g_str_equal (here, words))
        return TRUE;
    }

  return FALSE;
}

/**
 * gloss_amend_resize:
 * @id: an entity or a quote
 * @at: the mention meant; of a quote no matter
 * @to: the words that it should be
 *
 * An entity that was called by just these words is called by the new ones.
 */
GPtrArray *
gloss_amend_resize (const GlossArticle *article,
                    const GlossAnalysis *shown,
                    const char *id,
                    GlossSpan at,
                    GlossSpan to)
{
  const GlossQuote *quote = gloss_amend_find_quote (shown, id);
  const GlossEntity *entity = gloss_analysis_find_entity (shown, id);
  g_autofree char *old_words = gloss_article_dup_words (article, at);
  GPtrArray *list = gloss_amend_new (NULL);
  GlossCorrection *correction;

  if ((quote == NULL && entity == NULL) || to.start >= to.end ||
      gloss_span_equal (quote != NULL ? quote->span : at, to))
    return list;
  correction = quote != NULL ? gloss_correction_new (GLOSS_CORRECTION_RESIZE, id)
                             : gloss_amend_new_at (GLOSS_CORRECTION_RESIZE, id, at);
  correction->has_new_span = TRUE;
  correction->new_span = to;
  g_ptr_array_add (list, correction);
  if (entity != NULL && g_str_equal (entity->name, old_words) &&
      !is_called_elsewhere (article, entity, at, old_words))
    {
      correction = gloss_correction_new (GLOSS_CORRECTION_RENAME, id);
      correction->name = gloss_article_dup_words (article, to);
      g_ptr_array_add (list, correction);
    }

  return list;
}

static gboolean
has_mention_within (const GlossEntity *entity, GlossSpan within)
{
  for (guint i = 0; i < entity->mentions->len; i++)
    if (gloss_span_overlaps (g_array_index (entity->mentions, GlossMention, i).span, within))
      return TRUE;

  return FALSE;
}

/**
 * gloss_amend_merge:
 * @within: words with mentions of several entities
 *
 * Makes them mentions of the one that is named first, as far as they are of its type; nothing
 * where there are not two.
 */
GPtrArray *
gloss_amend_merge (const GlossAnalysis *shown, GlossSpan within)
{
  GPtrArray *list = gloss_amend_new (NULL);
  const GlossEntity *first = NULL;

  for (guint i = 0; shown != NULL && i < shown->entities->len; i++)
    {
      const GlossEntity *entity = shown->entities->pdata[i];
      GlossCorrection *correction;

      if (!has_mention_within (entity, within))
        continue;
      if (first == NULL)
        first = entity;
      if (entity == first || entity->type != first->type)
        continue;
      correction = gloss_correction_new (GLOSS_CORRECTION_MERGE, entity->id);
      correction->into = g_strdup (first->id);
      g_ptr_array_add (list, correction);
    }

  return list;
}

/**
 * gloss_amend_count_places:
 * @list: (element-type GlossCorrection): what gloss_amend_like() gave
 *
 * Returns: how many things it is about
 */
guint
gloss_amend_count_places (GPtrArray *list)
{
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    if (((GlossCorrection *) list->pdata[i])->action ==
        ((GlossCorrection *) list->pdata[0])->action)
      n++;

  return n;
}

/* The same for all that is like it */

/* Makes all places with the words at @at mentions of the entity that has that one. */
static void
spread (const GlossArticle *article, const GlossAnalysis *shown, GlossSpan at, GPtrArray *list)
{
  g_autofree char *words = gloss_article_dup_words (article, at);
  g_autoptr (GArray) places = gloss_amend_find_words (article, words);
  GlossSpan mention;
  const GlossEntity *entity = gloss_amend_find_mention (shown, at, &mention);

  for (guint i = 0; entity != NULL && i < places->len; i++)
    {
      GlossSpan place = g_array_index (places, GlossSpan, i);
      const GlossEntity *other = gloss_amend_find_mention (shown, place, &mention);

      if (other == entity || (other != NULL && !gloss_span_equal (mention, place)))
        continue;
      g_ptr_array_add (list, new_add (place, entity->type, words, entity));
      if (other != NULL)
        g_ptr_array_add (list, gloss_amend_new_at (GLOSS_CORRECTION_REMOVE, other->id, place));
    }
}

/* Calls @each for the mentions with the words of @at. */
static void
each_mention_like (const GlossArticle *article,
                   const GlossAnalysis *shown,
                   const GlossCorrection *said,
                   GPtrArray *list)
{
  g_autofree char *words = gloss_article_dup_words (article, said->span);
  int before = (int) said->new_span.start - (int) said->span.start;
  int after = (int) said->new_span.end - (int) said->span.end;

  for (guint i = 0; i < shown->entities->len; i++)
    {
      const GlossEntity *entity = shown->entities->pdata[i];

      for (guint j = 0; j < entity->mentions->len; j++)
        {
          GlossSpan at = g_array_index (entity->mentions, GlossMention, j).span;
          g_autofree char *here = gloss_article_dup_words (article, at);
          GlossCorrection *correction;

          if (gloss_span_equal (at, said->span) || !g_str_equal (here, words))
            continue;
          if (said->action == GLOSS_CORRECTION_RESIZE &&
              ((int) at.start + before < 0 || (int) at.end + after > (int) article->n_chars))
            continue;
          correction = gloss_amend_new_at (said->action, entity->id, at);
          correction->has_new_span = said->has_new_span;
          correction->new_span = (GlossSpan){ at.start + before, at.end + after };
          g_ptr_array_add (list, correction);
        }
    }
}

/* Keeps of @list what makes the same words of others as @said made of one. */
static void
keep_same_words (const GlossArticle *article, const GlossCorrection *said, GPtrArray *list)
{
  g_autofree char *words = gloss_article_dup_words (article, said->new_span);

  for (guint i = list->len; i-- > 0;)
    {
      const GlossCorrection *correction = list->pdata[i];
      g_autofree char *here = gloss_article_dup_words (article, correction->new_span);

      if (!g_str_equal (here, words))
        g_ptr_array_remove_index (list, i);
    }
}

/* All that was said to be said by the same one. */
static void
spread_speaker (const GlossAnalysis *found,
                const GlossAnalysis *shown,
                const GlossCorrection *said,
                GPtrArray *list)
{
  const GlossQuote *before = gloss_amend_find_quote (found, said->target);

  if (before == NULL || before->speaker_name == NULL)
    return;
  for (guint i = 0; i < shown->quotes->len; i++)
    {
      const GlossQuote *quote = shown->quotes->pdata[i];
      GlossCorrection *correction;

      if (g_strcmp0 (quote->id, said->target) == 0 ||
          g_strcmp0 (quote->speaker_entity, before->speaker_entity) != 0 ||
          g_strcmp0 (quote->speaker_name, before->speaker_name) != 0)
        continue;
      correction = gloss_correction_new (GLOSS_CORRECTION_SPEAKER, quote->id);
      correction->into = g_strdup (said->into);
      correction->name = g_strdup (said->name);
      g_ptr_array_add (list, correction);
    }
}

/* The place whose words are meant: of all of an entity its first mention. */
static gboolean
find_place (const GlossAnalysis *shown, const GlossCorrection *said, GlossSpan *at)
{
  const GlossEntity *entity = gloss_analysis_find_entity (shown, said->target);

  *at = said->span;
  if (said->has_span)
    return TRUE;
  if (entity == NULL || entity->mentions->len == 0)
    return FALSE;
  *at = g_array_index (entity->mentions, GlossMention, 0).span;

  return TRUE;
}

/**
 * gloss_amend_like:
 * @found: what the engine found
 * @shown: the analysis with the corrections so far, @said among them
 * @said: what was said last
 *
 * Says the same of all that is like it: of all places with the same words, or of all quotes of
 * the same speaker.
 */
GPtrArray *
gloss_amend_like (const GlossArticle *article,
                  const GlossAnalysis *found,
                  const GlossAnalysis *shown,
                  const GlossCorrection *said)
{
  GPtrArray *list = gloss_amend_new (NULL);
  gboolean is_quote = said->has_kind || gloss_amend_find_quote (shown, said->target) != NULL;
  GlossSpan at;

  switch (said->action)
    {
    case GLOSS_CORRECTION_ADD:
    case GLOSS_CORRECTION_RETYPE:
    case GLOSS_CORRECTION_SPLIT:
      if (!is_quote && find_place (shown, said, &at))
        spread (article, shown, at, list);
      break;
    case GLOSS_CORRECTION_REMOVE:
      if (said->has_span)
        each_mention_like (article, shown, said, list);
      break;
    case GLOSS_CORRECTION_RESIZE:
      if (said->has_span && said->has_new_span)
        {
          each_mention_like (article, shown, said, list);
          keep_same_words (article, said, list);
        }
      break;
    case GLOSS_CORRECTION_SPEAKER:
      spread_speaker (found, shown, said, list);
      break;
    case GLOSS_CORRECTION_MERGE:
    case GLOSS_CORRECTION_RENAME:
    case GLOSS_CORRECTION_CONFIRM:
      break;
    }

  return list;
}
