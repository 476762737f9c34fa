#pragma once

#include "app/extract/gloss-html.h"

G_BEGIN_DECLS

/* What a page says of its article; every string is nullable. */
typedef struct
{
  char *title;
  char *byline;
  char *site;
  char *published; /* RFC 3339 or a day */
  char *language;
  char *image;
  char *base; /* what the page's addresses are relative to */
  char *uri;  /* where the page says it is */
  char *description;
  char *body;       /* plain text or HTML, where the page's own words are elsewhere */
  guint n_words;    /* that it says the article has; 0: not said */
  gboolean is_sold; /* says that not everyone may read it */
} GlossMetadata;

GlossMetadata *gloss_metadata_read (const GlossHtml *html, const char *uri);
void gloss_metadata_free (GlossMetadata *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossMetadata, gloss_metadata_free)

G_END_DECLS
