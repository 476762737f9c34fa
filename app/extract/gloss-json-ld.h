#pragma once

#include "app/extract/gloss-html.h"

G_BEGIN_DECLS

/* What a page says of its article in JSON-LD; every string is nullable. */
typedef struct
{
  char *headline;
  char *film_headline;  /* of a film on the page; NULL once read */
  GPtrArray *authors;   /* (element-type utf8): never NULL */
  char *published;      /* as written */
  char *modified;       /* as written */
  char *page_published; /* the same of the page, or of a film on it */
  char *language;
  char *image;
  char *publisher;
  char *site; /* of a WebSite */
  char *body;
  guint n_words;    /* of the article; 0: not said */
  gboolean is_sold; /* not to be read by everyone */
} GlossJsonLd;

GlossJsonLd *gloss_json_ld_read (const GlossHtml *html);
void gloss_json_ld_free (GlossJsonLd *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossJsonLd, gloss_json_ld_free)

G_END_DECLS
