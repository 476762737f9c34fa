#pragma once

#include "app/document/gloss-record.h"
#include "app/formats/gloss-format-error.h"

G_BEGIN_DECLS

/* What is written together with what. */
typedef enum
{
  GLOSS_WRITE_ALONE, /* a file of its own */
  GLOSS_WRITE_FIRST, /* the first of many in one stream */
  GLOSS_WRITE_NEXT,  /* one that follows in it */
} GlossWritePlace;

/* What notes can be written as. */
typedef struct
{
  const char *name;       /* on the command line: "csl-json" */
  const char *label;      /* for people: gloss_format_get_label() has it translated */
  const char *media_type; /* "application/json" */
  const char *suffix;     /* ".json" */
  gboolean has_text;      /* whether the article's text belongs beside it, as .txt */
  char *(*write) (const GlossRecord *record, GlossWritePlace place);
} GlossFormat;

const GlossFormat *gloss_format_get_all (guint *n_formats);
const GlossFormat *gloss_format_find (const char *name);
const GlossFormat *gloss_format_find_for_suffix (const char *path);
const char *gloss_format_get_label (const GlossFormat *self);
GBytes *
gloss_format_write (const GlossFormat *self, const GlossRecord *record, GlossWritePlace place);

G_END_DECLS
