#pragma once

#include <gtk/gtk.h>

#include "app/analysis/gloss-analysis.h"
#include "app/document/gloss-article.h"
#include "app/document/gloss-correction.h"
#include "app/notes/gloss-note.h"

G_BEGIN_DECLS

const char *gloss_label_entity_type (GlossEntityType type);
const char *gloss_label_entity_types (GlossEntityType type);
const char *gloss_label_entity_badge (GlossEntityType type);
const char *gloss_label_quote_kind (GlossQuoteKind kind);
const char *gloss_label_quote (GlossQuoteKind kind);
const char *gloss_label_color (GlossNoteColor color);
const char *gloss_label_claim (GlossClaim claim);
char *gloss_label_note_about (GlossNote *note, const GlossAnalysis *analysis);
const char *gloss_label_note_state (GlossNoteState state);
void gloss_label_show_origin (GtkImage *image, GlossOrigin origin);
char *gloss_label_date (const char *stamp);
char *gloss_label_ago (const char *stamp);
char *gloss_label_length (const GlossArticle *article);
char *gloss_label_minutes (const GlossArticle *article);
char *gloss_label_sentence (const char *message);

char *gloss_label_source (const GlossArticle *article);
char *gloss_label_origin (const char *site, const char *uri);
char *gloss_label_subtitle (const GlossArticle *article);

G_END_DECLS
