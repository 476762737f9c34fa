#pragma once

#include "app/analysis/gloss-analysis.h"
#include "app/notes/gloss-note.h"

G_BEGIN_DECLS

/* What a note is about, beyond the words that it is on. */
typedef enum
{
  GLOSS_ABOUT_WORDS, /* nothing beyond them */
  GLOSS_ABOUT_ARTICLE,
  GLOSS_ABOUT_ENTITY,
  GLOSS_ABOUT_QUOTE,
  GLOSS_ABOUT_TOPIC,
} GlossAbout;

/* How the ids of topics begin. */
#define GLOSS_TOPIC_PREFIX "medtop:"

GlossAbout gloss_about_find (const GlossAnalysis *analysis, GlossNote *note, const char **name);
const char *gloss_about_to_string (GlossAbout about);

G_END_DECLS
