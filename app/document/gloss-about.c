#include "app/document/gloss-about.h"

static const GlossTopic *
find_topic (const GlossAnalysis *analysis, const char *id)
{
  for (guint i = 0; i < analysis->topics->len; i++)
    {
      const GlossTopic *topic = analysis->topics->pdata[i];

      if (g_strcmp0 (topic->id, id) == 0)
        return topic;
    }

  return NULL;
}

static gboolean
has_quote (const GlossAnalysis *analysis, const char *id)
{
  for (guint i = 0; i < analysis->quotes->len; i++)
    if (g_strcmp0 (((const GlossQuote *) analysis->quotes->pdata[i])->id, id) == 0)
      return TRUE;

  return FALSE;
}

/**
 * gloss_about_find:
 * @analysis: (nullable): what is known of the article, as corrected
 * @note: one of its notes
 * @name: (out) (nullable): what the entity or topic is called; else %NULL
 *
 * Returns: what @note is about: %GLOSS_ABOUT_WORDS also where that is not there any more
 */
GlossAbout
gloss_about_find (const GlossAnalysis *analysis, GlossNote *note, const char **name)
{
  const char *id = gloss_note_get_about (note);
  const GlossEntity *entity;
  const GlossTopic *topic;

  *name = NULL;
  if (g_strcmp0 (id, GLOSS_NOTE_ABOUT_ARTICLE) == 0)
    return GLOSS_ABOUT_ARTICLE;
  if (id == NULL || analysis == NULL)
    return GLOSS_ABOUT_WORDS;
  entity = gloss_analysis_find_entity (analysis, id);
  topic = find_topic (analysis, id);
  if (entity != NULL)
    *name = entity->name;
  else if (topic != NULL)
    *name = topic->label;
  if (entity != NULL || topic != NULL)
    return entity != NULL ? GLOSS_ABOUT_ENTITY : GLOSS_ABOUT_TOPIC;

  return has_quote (analysis, id) ? GLOSS_ABOUT_QUOTE : GLOSS_ABOUT_WORDS;
}

/**
 * gloss_about_to_string:
 *
 * Returns: (transfer none) (nullable): the word of files; %NULL for %GLOSS_ABOUT_WORDS
 */
const char *
gloss_about_to_string (GlossAbout about)
{
  switch (about)
    {
    case GLOSS_ABOUT_WORDS:
      return NULL;
    case GLOSS_ABOUT_ARTICLE:
      return "article";
    case GLOSS_ABOUT_ENTITY:
      return "entity";
    case GLOSS_ABOUT_QUOTE:
      return "quote";
    case GLOSS_ABOUT_TOPIC:
      return "topic";
    }

  g_assert_not_reached ();
}
