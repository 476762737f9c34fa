#include "app/formats/gloss-format.h"

#include <glib/gi18n.h>

#include "app/formats/gloss-json-writer.h"
#include "app/formats/gloss-writers.h"

static char *
write_json (const GlossRecord *record, GlossWritePlace place)
{
  g_autofree char *line = NULL;

  if (place == GLOSS_WRITE_ALONE)
    return gloss_json_write_record (record, TRUE);
  line = gloss_json_write_record (record, FALSE);

  return g_strconcat (line, "\n", NULL);
}

static const GlossFormat formats[] = {
  { "json", N_ ("Gloss Notes"), "application/json", ".json", FALSE, write_json },
  { "jsonld", N_ ("Web Annotations"), "application/ld+json", ".jsonld", FALSE, gloss_jsonld_write },
  { "markdown", N_ ("Markdown Report"), "text/markdown", ".md", FALSE, gloss_markdown_write },
  { "html", N_ ("Web Page"), "text/html", ".html", FALSE, gloss_html_page_write },
  { "csv", N_ ("Table (CSV)"), "text/csv", ".csv", FALSE, gloss_csv_write },
  { "conll", N_ ("Tagged Tokens (CoNLL)"), "text/plain", ".conll", FALSE, gloss_conll_write },
  { "brat", N_ ("Standoff (brat)"), "text/plain", ".ann", TRUE, gloss_brat_write },
  { "bibtex", N_ ("Citation (BibTeX)"), "application/x-bibtex", ".bib", FALSE,
    gloss_citation_write_bibtex },
  { "csl-json", N_ ("Citation (CSL-JSON)"), "application/vnd.citationstyles.csl+json", ".csl.json",
    FALSE, gloss_citation_write_csl },
};

/**
 * gloss_format_get_all:
 * @n_formats: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_formats): all that notes can be written as
 */
const GlossFormat *
gloss_format_get_all (guint *n_formats)
{
  *n_formats = G_N_ELEMENTS (formats);

  return formats;
}

/**
 * gloss_format_find:
 * @name: (nullable): a format's name on the command line
 *
 * Returns: (transfer none) (nullable): that format
 */
const GlossFormat *
gloss_format_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (formats[i].name, name) == 0)
      return &formats[i];

  return NULL;
}

/**
 * gloss_format_find_for_suffix:
 * @path: a file's name
 *
 * Returns: (transfer none) (nullable): the format whose files are named like that; of several the
 *   one with the longest ending
 */
const GlossFormat *
gloss_format_find_for_suffix (const char *path)
{
  const GlossFormat *found = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_has_suffix (path, formats[i].suffix) &&
        (found == NULL || strlen (formats[i].suffix) > strlen (found->suffix)))
      found = &formats[i];

  return found;
}

/**
 * gloss_format_get_label:
 *
 * Returns: (transfer none): what people call the format, translated
 */
const char *
gloss_format_get_label (const GlossFormat *self)
{
  return _ (self->label);
}

/**
 * gloss_format_write:
 * @self: a format
 * @record: what to write
 * @place: alone, or in a stream of many
 *
 * May be called in any thread.
 *
 * Returns: (transfer full): UTF-8
 */
GBytes *
gloss_format_write (const GlossFormat *self, const GlossRecord *record, GlossWritePlace place)
{
  char *text = self->write (record, place);

  return g_bytes_new_take (text, strlen (text));
}
