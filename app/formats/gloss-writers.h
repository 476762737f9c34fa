#pragma once

#include "app/formats/gloss-format.h"

G_BEGIN_DECLS

/* One writer a file; each gives UTF-8 and may run in any thread. */
char *gloss_jsonld_write (const GlossRecord *record, GlossWritePlace place);
char *gloss_markdown_write (const GlossRecord *record, GlossWritePlace place);
char *gloss_html_page_write (const GlossRecord *record, GlossWritePlace place);
char *gloss_csv_write (const GlossRecord *record, GlossWritePlace place);
char *gloss_conll_write (const GlossRecord *record, GlossWritePlace place);
char *gloss_brat_write (const GlossRecord *record, GlossWritePlace place);
char *gloss_citation_write_bibtex (const GlossRecord *record, GlossWritePlace place);
char *gloss_citation_write_csl (const GlossRecord *record, GlossWritePlace place);

G_END_DECLS
