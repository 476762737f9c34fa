#include "ui/gloss-picture-decoder.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* gloss-picture-decoder WIDTH: makes pixels, at most WIDTH across, of the picture on standard
 * input. Started by the window for one picture, and held on a short leash. */

#define CHUNK 65536
#define MAX_MEMORY ((rlim_t) 1024 * 1024 * 1024)
#define MAX_SECONDS 10

static void
set_limit (int resource, rlim_t value)
{
  const struct rlimit limit = { value, value };

  if (setrlimit (resource, &limit) != 0)
    exit (EXIT_FAILURE);
}

static void
set_limits (void)
{
  set_limit (RLIMIT_CPU, MAX_SECONDS);
  set_limit (RLIMIT_CORE, 0);
  set_limit (RLIMIT_FSIZE, 0);
#ifndef __SANITIZE_ADDRESS__ /* which maps terabytes */
  set_limit (RLIMIT_AS, MAX_MEMORY);
#endif
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

static gboolean
write_all (const guint8 *bytes, gsize n_bytes)
{
  while (n_bytes > 0)
    {
      gssize n = write (STDOUT_FILENO, bytes, n_bytes);

      if (n <= 0)
        return FALSE;
      bytes += n;
      n_bytes -= n;
    }

  return TRUE;
}

/* The rest of the file is read, for the window would else write into a pipe without an end. */
static int
give_up (GlossDecoderStatus status)
{
  static guint8 rest[CHUNK];
  const GlossDecoderHeader header = { .status = status };

  while (read (STDIN_FILENO, rest, sizeof rest) > 0)
    ;

  return write_all ((const guint8 *) &header, sizeof header) ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Loaders make room for all pixels after this, so what is too large ends here. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, const int *max_width)
{
  int new_width = MIN (width, *max_width);
  gint64 new_height = MAX (1, (gint64) height * new_width / MAX (width, 1));

  if ((gint64) width * height > GLOSS_DECODER_MAX_PIXELS ||
      new_width * new_height > GLOSS_DECODER_MAX_PIXELS_OUT)
    exit (give_up (GLOSS_DECODER_TOO_LARGE));
  if (new_width < width)
    gdk_pixbuf_loader_set_size (loader, new_width, (int) new_height);
}

static GlossDecoderStatus
feed (GdkPixbufLoader *loader)
{
  static guint8 chunk[CHUNK];
  gsize n_bytes = 0;
  gssize n;

  while ((n = read (STDIN_FILENO, chunk, sizeof chunk)) > 0)
    {
      n_bytes += n;
      if (n_bytes > GLOSS_DECODER_MAX_BYTES)
        return GLOSS_DECODER_TOO_LARGE;
      if (!gdk_pixbuf_loader_write (loader, chunk, n, NULL))
        return GLOSS_DECODER_UNSUPPORTED;
    }

  return gdk_pixbuf_loader_close (loader, NULL) ? GLOSS_DECODER_OK : GLOSS_DECODER_UNSUPPORTED;
}

static int
write_pixels (GdkPixbuf *pixbuf)
{
  const GlossDecoderHeader header = {
    .status = GLOSS_DECODER_OK,
    .width = gdk_pixbuf_get_width (pixbuf),
    .height = gdk_pixbuf_get_height (pixbuf),
    .stride = gdk_pixbuf_get_width (pixbuf) * gdk_pixbuf_get_n_channels (pixbuf),
    .n_channels = gdk_pixbuf_get_n_channels (pixbuf),
  };
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);

  if (!write_all ((const guint8 *) &header, sizeof header))
    return EXIT_FAILURE;
  for (guint y = 0; y < header.height; y++)
    if (!write_all (pixels + (gsize) y * gdk_pixbuf_get_rowstride (pixbuf), header.stride))
      return EXIT_FAILURE;

  return EXIT_SUCCESS;
}

int
main (int argc, char **argv)
{
  g_autoptr (GdkPixbufLoader) loader = NULL;
  g_autoptr (GdkPixbuf) upright = NULL;
  int max_width = argc > 1 ? MAX (1, atoi (argv[1])) : 1;
  GlossDecoderStatus status;
  GdkPixbuf *pixbuf;

  set_limits ();
  loader = gdk_pixbuf_loader_new ();
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &max_width);
  status = feed (loader);
  pixbuf = status == GLOSS_DECODER_OK ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (pixbuf == NULL)
    {
      gdk_pixbuf_loader_close (loader, NULL); /* so that it may be let go; it said why already */
      return give_up (status != GLOSS_DECODER_OK ? status : GLOSS_DECODER_UNSUPPORTED);
    }
  upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);

  return write_pixels (upright);
}
