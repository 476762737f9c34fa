#pragma once

#include <glib-object.h>

#include "app/analysis/gloss-span.h"

G_BEGIN_DECLS

typedef enum
{
  GLOSS_NOTE_YELLOW,
  GLOSS_NOTE_GREEN,
  GLOSS_NOTE_BLUE,
  GLOSS_NOTE_PINK,
  GLOSS_NOTE_ORANGE,
} GlossNoteColor;
#define GLOSS_N_NOTE_COLORS (GLOSS_NOTE_ORANGE + 1)

const char *gloss_note_color_to_string (GlossNoteColor color);
gboolean gloss_note_color_from_string (const char *string, GlossNoteColor *color);

typedef enum
{
  GLOSS_NOTE_ANCHORED,
  GLOSS_NOTE_MOVED,
  GLOSS_NOTE_CHANGED,
  GLOSS_NOTE_ORPHANED,
} GlossNoteState;

const char *gloss_note_state_to_string (GlossNoteState state);
gboolean gloss_note_state_from_string (const char *string, GlossNoteState *state);

/* How far the checking of a claim has come; a person's verdict always. */
typedef enum
{
  GLOSS_CLAIM_NONE, /* the note marks no claim */
  GLOSS_CLAIM_UNCHECKED,
  GLOSS_CLAIM_SUPPORTED,
  GLOSS_CLAIM_CONTRADICTED,
  GLOSS_CLAIM_UNCLEAR,
} GlossClaim;
#define GLOSS_N_CLAIMS (GLOSS_CLAIM_UNCLEAR + 1)

const char *gloss_claim_to_string (GlossClaim claim);
gboolean gloss_claim_from_string (const char *string, GlossClaim *claim);

/* What a note's "about" says where it is about the article as a whole. */
#define GLOSS_NOTE_ABOUT_ARTICLE "article"

/* One annotation: a highlight, with or without words and tags. Its properties notify; only the
 * document that owns it changes it (gloss_document_change_note()), so that every change is on
 * disk and can be undone. */
#define GLOSS_TYPE_NOTE (gloss_note_get_type ())
G_DECLARE_FINAL_TYPE (GlossNote, gloss_note, GLOSS, NOTE, GObject)

/* Construct-only "id"; properties "body", "color", "tags", "about", "author", "created",
 * "modified", "state", "claim" (GlossClaim), "evidence"; read-only "start", "end", "exact". */
GlossNote *gloss_note_new (const char *id, GlossSpan span, const char *exact);
GlossNote *gloss_note_copy (GlossNote *self);
void gloss_note_assign (GlossNote *self, GlossNote *other);

const char *gloss_note_get_id (GlossNote *self); /* "urn:uuid:…" */
GlossSpan gloss_note_get_span (GlossNote *self); /* code points */
const char *gloss_note_get_exact (GlossNote *self);
const char *gloss_note_get_prefix (GlossNote *self);
const char *gloss_note_get_suffix (GlossNote *self);
GlossNoteColor gloss_note_get_color (GlossNote *self);
const char *const *gloss_note_get_tags (GlossNote *self); /* never NULL */
const char *gloss_note_get_body (GlossNote *self);        /* "" for a bare highlight */
const char *gloss_note_get_about (GlossNote *self);       /* (nullable): "e1", "q1", "medtop:…" or
                                                           * "article" */
const char *gloss_note_get_author (GlossNote *self);      /* (nullable) */
const char *gloss_note_get_created (GlossNote *self);     /* RFC 3339, UTC */
const char *gloss_note_get_modified (GlossNote *self);    /* RFC 3339, UTC */
GlossNoteState gloss_note_get_state (GlossNote *self);
GlossClaim gloss_note_get_claim (GlossNote *self);
const char *const *gloss_note_get_evidence (GlossNote *self); /* addresses; never NULL */

void gloss_note_set_anchor (GlossNote *self,
                            GlossSpan span,
                            const char *exact,
                            const char *prefix,
                            const char *suffix);
void gloss_note_set_color (GlossNote *self, GlossNoteColor color);
void gloss_note_set_tags (GlossNote *self, const char *const *tags);
void gloss_note_set_body (GlossNote *self, const char *body);
void gloss_note_set_about (GlossNote *self, const char *about);
void gloss_note_set_author (GlossNote *self, const char *author);
void gloss_note_set_created (GlossNote *self, const char *created);
void gloss_note_set_modified (GlossNote *self, const char *modified);
void gloss_note_set_state (GlossNote *self, GlossNoteState state);
void gloss_note_set_claim (GlossNote *self, GlossClaim claim);
void gloss_note_set_evidence (GlossNote *self, const char *const *evidence);

G_END_DECLS
