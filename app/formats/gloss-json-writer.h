#pragma once

#include "app/document/gloss-record.h"
#include "app/document/gloss-correction.h"
#include "app/notes/gloss-note.h"

G_BEGIN_DECLS

char *gloss_json_print_blocks (const GlossArticle *article);
JsonObject *gloss_json_build_analysis (const GlossAnalysis *analysis);
JsonObject *gloss_json_build_note (GlossNote *note);
JsonObject *gloss_json_build_correction (const GlossCorrection *correction);
JsonObject *gloss_json_build_record (const GlossRecord *record);
char *gloss_json_write_record (const GlossRecord *record, gboolean pretty);

G_END_DECLS
