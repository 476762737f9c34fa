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
