#include "app/library/gloss-query.h"

#include <string.h>

#include "app/document/gloss-correction.h"
#include "app/document/gloss-finder.h"
#include "app/library/gloss-search-text.h"
#include "app/notes/gloss-note.h"

static const struct
{
  const char *name;
  GlossQueryField field;
} fields[] = {
  { "speaker", GLOSS_QUERY_SPEAKER },
  { "person", GLOSS_QUERY_PERSON },
  { "org", GLOSS_QUERY_ORGANIZATION },
  { "organization", GLOSS_QUERY_ORGANIZATION },
  { "organisation", GLOSS_QUERY_ORGANIZATION },
  { "place", GLOSS_QUERY_PLACE },
  { "topic", GLOSS_QUERY_TOPIC },
  { "title", GLOSS_QUERY_TITLE },
  { "site", GLOSS_QUERY_SITE },
  { "author", GLOSS_QUERY_AUTHOR },
  { "tag", GLOSS_QUERY_TAG },
  { "color", GLOSS_QUERY_COLOR },
  { "colour", GLOSS_QUERY_COLOR },
  { "before", GLOSS_QUERY_BEFORE },
  { "after", GLOSS_QUERY_AFTER },
  { "has", GLOSS_QUERY_HAS },
};

static void
free_term (gpointer data)
{
  GlossQueryTerm *term = data;

  g_free (term->value);
  g_free (term);
}

/* Takes "speaker:" at @p. */
static GlossQueryField
take_field (const char **p)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gsize length = strlen (fields[i].name);

      if (g_ascii_strncasecmp (*p, fields[i].name, length) == 0 && (*p)[length] == ':')
        {
          *p += length + 1;
          return fields[i].field;
        }
    }

  return GLOSS_QUERY_WORDS;
}

/* The words up to the next space, or up to the next mark where they begin with one. A phrase that
 * is not ended yet is still being typed. */
static void
take_value (const char **p, GlossQueryTerm *term)
{
  gboolean is_quoted = **p == '"';
  const char *start = is_quoted ? *p + 1 : *p;
  const char *end = start;

  while (*end != '\0' && (is_quoted ? *end != '"' : *end != ' '))
    end++;
  term->value = g_strstrip (g_strndup (start, end - start));
  term->is_exact = is_quoted && *end == '"';
  *p = term->is_exact ? end + 1 : end;
}

/* Whether there is a letter or digit in it: nothing else is found. */
static gboolean
has_words (const char *value)
{
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/* "2024", "2024-9" and "2024/09/07" as dates are kept; NULL for what is no date, or not yet. */
static char *
normalize_date (const char *value)
{
  g_auto (GStrv) parts = g_strsplit_set (value, "-/.", -1);
  guint n_parts = g_strv_length (parts);
  GString *date;

  if (n_parts < 1 || n_parts > 3 || strlen (parts[0]) != 4)
    return NULL;
  date = g_string_new (NULL);
  for (guint i = 0; i < n_parts; i++)
    {
      guint64 number;

      /* A month or day that is only begun does not count yet. */
      if (i > 0 && *parts[i] == '\0')
        break;
      if (!g_ascii_string_to_unsigned (parts[i], 10, 0, i == 0 ? 9999 : 31, &number, NULL))
        {
          g_string_free (date, TRUE);
          return NULL;
        }
      g_string_append_printf (date, i == 0 ? "%04u" : "-%02u", (guint) number);
    }

  return g_string_free (date, FALSE);
}

/* Whether @term says anything; what is half typed does not. */
static gboolean
complete (GlossQueryTerm *term)
{
  char *date;

  if (term->field != GLOSS_QUERY_BEFORE && term->field != GLOSS_QUERY_AFTER)
    return has_words (term->value);
  date = normalize_date (term->value);
  if (date == NULL)
    return FALSE;
  g_free (term->value);
  term->value = date;

  return TRUE;
}

/**
 * gloss_query_parse:
 * @query: words, "words together", -words and field:words
 *
 * Every @query means something; what cannot be understood of it does not count.
 *
 * Returns: (transfer full) (element-type GlossQueryTerm): what it asks for
 */
GPtrArray *
gloss_query_parse (const char *query)
{
  GPtrArray *terms = g_ptr_array_new_with_free_func (free_term);
  g_autofree char *valid = g_utf8_make_valid (query, -1);
  const char *p = g_strdelimit (valid, "\t\r\n", ' ');

  while (*p != '\0')
    {
      GlossQueryTerm *term;

      if (*p == ' ')
        {
          p++;
          continue;
        }
      term = g_new0 (GlossQueryTerm, 1);
      term->is_negated = *p == '-' && p[1] != ' ' && p[1] != '\0';
      if (term->is_negated)
        p++;
      term->field = take_field (&p);
      take_value (&p, term);
      if (complete (term))
        g_ptr_array_add (terms, term);
      else
        free_term (term);
    }

  return terms;
}

/* ---- Where in an article it is ---- */

/* Whether @name has words that begin like all of @value. */
static gboolean
fits_name (const char *name, const char *value)
{
  g_autofree char *haystack = gloss_search_text_fold_name (name);
  g_autofree char *needle = gloss_search_text_fold_name (value);

  for (const char *p = strstr (haystack, needle); p != NULL && *needle != '\0';
       p = strstr (p + 1, needle))
    if (p == haystack || p[-1] == ' ')
      return TRUE;

  return FALSE;
}

static gboolean
find_words (const char *words, GlossArticle *article, GlossSpan *span)
{
  g_autoptr (GArray) found = gloss_finder_find (article, words, GLOSS_FIND_WHOLE_WORDS);

  if (found->len == 0)
    {
      g_array_unref (found);
      found = gloss_finder_find (article, words, GLOSS_FIND_DEFAULT);
    }
  if (found->len == 0)
    return FALSE;
  *span = g_array_index (found, GlossSpan, 0);

  return TRUE;
}

static gboolean
find_note (const GlossQueryTerm *term, GlossRecord *record, GlossSpan *span)
{
  for (guint i = 0; i < record->notes->len; i++)
    {
      GlossNote *note = record->notes->pdata[i];
      const char *const *tags = gloss_note_get_tags (note);
      gboolean fits =
        term->field == GLOSS_QUERY_HAS ||
        (term->field == GLOSS_QUERY_COLOR &&
         g_ascii_strcasecmp (gloss_note_color_to_string (gloss_note_get_color (note)),
                             term->value) == 0) ||
        (term->field == GLOSS_QUERY_WORDS && fits_name (gloss_note_get_body (note), term->value));

      for (guint j = 0; term->field != GLOSS_QUERY_COLOR && tags != NULL && tags[j] != NULL; j++)
        fits = fits || fits_name (tags[j], term->value);
      if (fits)
        {
          *span = gloss_note_get_span (note);
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
find_quote (const GlossQueryTerm *term, const GlossAnalysis *analysis, GlossSpan *span)
{
  for (guint i = 0; i < analysis->quotes->len; i++)
    {
      const GlossQuote *quote = analysis->quotes->pdata[i];

      if (quote->speaker_name != NULL && fits_name (quote->speaker_name, term->value))
        {
          *span = quote->span;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
find_entity (const GlossQueryTerm *term,
             GlossEntityType type,
             const GlossAnalysis *analysis,
             GlossSpan *span)
{
  for (guint i = 0; i < analysis->entities->len; i++)
    {
      const GlossEntity *entity = analysis->entities->pdata[i];

      if (entity->type == type && entity->mentions->len > 0 &&
          fits_name (entity->name, term->value))
        {
          *span = g_array_index (entity->mentions, GlossMention, 0).span;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
find_term (const GlossQueryTerm *term,
           GlossRecord *record,
           const GlossAnalysis *analysis,
           GlossSpan *span)
{
  switch (term->field)
    {
    case GLOSS_QUERY_WORDS:
      return find_words (term->value, record->article, span) || find_note (term, record, span);
    case GLOSS_QUERY_SPEAKER:
      return analysis != NULL && find_quote (term, analysis, span);
    case GLOSS_QUERY_PERSON:
      return analysis != NULL && find_entity (term, GLOSS_ENTITY_PERSON, analysis, span);
    case GLOSS_QUERY_ORGANIZATION:
      return analysis != NULL && find_entity (term, GLOSS_ENTITY_ORGANIZATION, analysis, span);
    case GLOSS_QUERY_PLACE:
      return analysis != NULL && find_entity (term, GLOSS_ENTITY_PLACE, analysis, span);
    case GLOSS_QUERY_TAG:
    case GLOSS_QUERY_COLOR:
    case GLOSS_QUERY_HAS:
      return find_note (term, record, span);
    case GLOSS_QUERY_TOPIC:
    case GLOSS_QUERY_TITLE:
    case GLOSS_QUERY_SITE:
    case GLOSS_QUERY_AUTHOR:
    case GLOSS_QUERY_BEFORE:
    case GLOSS_QUERY_AFTER:
      break;
    }

  return FALSE;
}

/**
 * gloss_query_find_passage:
 * @terms: (element-type GlossQueryTerm): what was asked for
 * @record: an article that was found
 * @span: (out): the first place that one of @terms fits, in code points
 *
 * Looks for the terms in their order; those that are about the article as a whole have no place.
 *
 * Returns: whether there is one
 */
gboolean
gloss_query_find_passage (const GPtrArray *terms, GlossRecord *record, GlossSpan *span)
{
  g_autoptr (GlossAnalysis) analysis =
    record->analysis != NULL ? gloss_corrected_new (record->analysis, record->corrections) : NULL;

  for (guint i = 0; i < terms->len; i++)
    {
      const GlossQueryTerm *term = terms->pdata[i];

      if (!term->is_negated && find_term (term, record, analysis, span))
        return TRUE;
    }

  return FALSE;
}
