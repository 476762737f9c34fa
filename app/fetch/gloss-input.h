#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  GLOSS_INPUT_FILE,
  GLOSS_INPUT_WEB,   /* http: or https: */
  GLOSS_INPUT_STDIN, /* "-", of this or another process */
  GLOSS_INPUT_TEXT,  /* pasted or dropped text or HTML */
} GlossInputKind;

/* What a person asked to open. It never changes, but that a stream, once read, is bytes. */
#define GLOSS_TYPE_INPUT (gloss_input_get_type ())
G_DECLARE_FINAL_TYPE (GlossInput, gloss_input, GLOSS, INPUT, GObject)

GlossInput *gloss_input_new_for_argument (const char *argument, const char *folder);
GlossInput *gloss_input_new_for_file (GFile *file); /* http(s) locations become web inputs */
GlossInput *gloss_input_new_for_uri (const char *uri);
GlossInput *gloss_input_new_for_text (const char *text, const char *media_type);
GlossInput *gloss_input_new_for_bytes (GBytes *bytes, const char *media_type);
GlossInput *gloss_input_new_for_stream (GInputStream *stream, const char *label);
void gloss_input_keep_bytes (GlossInput *self, GBytes *bytes);
GlossInputKind gloss_input_get_kind (GlossInput *self);
const char *gloss_input_get_label (GlossInput *self);    /* as the person wrote it, for messages */
const char *gloss_input_get_uri (GlossInput *self);      /* (nullable): file: or http(s): */
GInputStream *gloss_input_get_stream (GlossInput *self); /* (nullable): not read yet */
GBytes *gloss_input_get_bytes (GlossInput *self); /* (nullable): of a text, or a stream once read */
const char *gloss_input_get_media_type (GlossInput *self); /* (nullable): of a text input */

G_END_DECLS
