#pragma once

#include <glib.h>

/* What the decoder, a program of its own, writes before the rows of pixels: a picture that breaks
 * it, or makes it eat too much, takes no window down. */
typedef enum
{
  GLOSS_DECODER_OK,
  GLOSS_DECODER_TOO_LARGE,
  GLOSS_DECODER_UNSUPPORTED,
} GlossDecoderStatus;

typedef struct
{
  guint32 status;
  guint32 width;      /* pixels */
  guint32 height;     /* pixels */
  guint32 stride;     /* bytes from row to row */
  guint32 n_channels; /* bytes a pixel: 3, or 4 with alpha */
} GlossDecoderHeader;

#define GLOSS_DECODER_MAX_BYTES (16 * 1024 * 1024)      /* of a picture's file */
#define GLOSS_DECODER_MAX_PIXELS (60 * 1000 * 1000)     /* before it is made smaller */
#define GLOSS_DECODER_MAX_PIXELS_OUT (16 * 1000 * 1000) /* after */
