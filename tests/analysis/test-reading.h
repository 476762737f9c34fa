#pragma once

#include "app/analysis/gloss-clusters.h"
#include "app/analysis/gloss-entities.h"
#include "app/analysis/gloss-sentences.h"

#include <string.h>

/* A reading of @text, a passage a line, that knows its tokens and sentences. */
static inline void
read_sentences (GlossReading *reading, const char *text)
{
  const char *line = text;

  gloss_reading_init (reading, text, strlen (text));
  while (line != NULL)
    {
      const char *end = strchr (line, '\n');
      GlossPassage passage = {
        { line - text, end != NULL ? (gsize) (end - text) : strlen (text) },
        GLOSS_PASSAGE_PARAGRAPH,
      };

      if (passage.span.end > passage.span.start)
        g_array_append_val (reading->passages, passage);
      line = end != NULL ? end + 1 : NULL;
    }
  reading->tokens = gloss_tokens_scan (text, strlen (text));
  reading->sentences = gloss_sentences_split (reading);
}

static inline GlossLists *
load_lists (void)
{
  g_autofree char *dir = g_build_filename (g_getenv ("GLOSS_DATA_DIR"), "lists", NULL);
  g_autoptr (GError) error = NULL;
  GlossLists *lists = gloss_lists_new (dir, &error);

  g_assert_no_error (error);

  return lists;
}

/* "type:words" of each mention from @first_type on, joined by '|'. */
static inline char *
join_mentions (const GlossReading *reading, const GArray *mentions, GlossEntityType first_type)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < mentions->len; i++)
    {
      const GlossNameMention *m = &g_array_index (mentions, GlossNameMention, i);

      if (m->type < first_type)
        continue;
      if (joined->len > 0)
        g_string_append_c (joined, '|');
      g_string_append_printf (joined, "%s:%.*s", gloss_entity_type_to_string (m->type),
                              (int) (m->span.end - m->span.start), reading->text + m->span.start);
    }

  return g_string_free (joined, FALSE);
}

static inline GlossEntityType
type_of_letter (char letter)
{
  switch (letter)
    {
    case 'p':
      return GLOSS_ENTITY_PERSON;
    case 'o':
      return GLOSS_ENTITY_ORGANIZATION;
    case 'l':
      return GLOSS_ENTITY_PLACE;
    case 'g':
      return GLOSS_ENTITY_GROUP;
    case 'e':
      return GLOSS_ENTITY_EVENT;
    case 'd':
      return GLOSS_ENTITY_DATE;
    default:
      return GLOSS_ENTITY_WORK;
    }
}

/* Mentions are marked "[words/t]", t the type's letter: person, organization, l for a place, group,
 * event, work, date. (transfer full): the text without the marks */
static inline char *
unmark (const char *marked, GArray *mentions)
{
  GString *text = g_string_new (NULL);
  GlossNameMention mention = { .cluster = -1, .confidence = 1 };

  for (const char *p = marked; *p != '\0'; p++)
    if (*p == '[')
      mention.span.start = text->len;
    else if (*p == '/' && p[2] == ']')
      {
        mention.span.end = text->len;
        mention.type = type_of_letter (p[1]);
        g_array_append_val (mentions, mention);
        p += 2;
      }
    else
      g_string_append_c (text, *p);

  return g_string_free (text, FALSE);
}

static inline void
find_tokens_of_mentions (GlossReading *reading)
{
  guint token = 0;

  for (guint i = 0; i < reading->mentions->len; i++)
    {
      GlossNameMention *m = &g_array_index (reading->mentions, GlossNameMention, i);

      while (g_array_index (reading->tokens, GlossToken, token).span.end <= m->span.start)
        token++;
      m->first = token;
      while (token < reading->tokens->len &&
             g_array_index (reading->tokens, GlossToken, token).span.start < m->span.end)
        token++;
      m->end = token;
    }
}

/* A reading of @text with the names that unmark() took from it. */
static inline void
read_mentions (GlossReading *reading, const char *text, const GArray *mentions)
{
  read_sentences (reading, text);
  g_array_append_vals (reading->mentions, mentions->data, mentions->len);
  find_tokens_of_mentions (reading);
}

/* A marked text, what it is read with, and what is expected of it. */
typedef struct
{
  const char *name;
  const char *text;
  const char *expected;
} MarkedCase;

typedef struct
{
  GlossLists *lists;
  char *text;
  GlossReading reading;
} Marked;

static inline void
read_marked (Marked *marked, const char *text)
{
  g_autoptr (GArray) mentions = g_array_new (FALSE, FALSE, sizeof (GlossNameMention));

  marked->lists = load_lists ();
  marked->text = unmark (text, mentions);
  read_mentions (&marked->reading, marked->text, mentions);
}

static inline void
clear_marked (Marked *marked)
{
  gloss_reading_clear (&marked->reading);
  g_free (marked->text);
  gloss_lists_free (marked->lists);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Marked, clear_marked)

static inline void
add_marked_cases (const char *folder, const MarkedCase *cases, gsize n, GTestDataFunc test)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = g_strconcat (folder, cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test);
    }
}
