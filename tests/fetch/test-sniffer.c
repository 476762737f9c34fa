#include "app/fetch/gloss-sniffer.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *bytes;
  gsize n_bytes;
  const char *media_type;
  const char *file;
  GlossContent content;
} Case;

#define BYTES(s) s, sizeof (s) - 1

/* clang-format off */
static const Case cases[] = {
  { "empty",          BYTES (""),                              NULL, NULL, GLOSS_CONTENT_EMPTY },
  { "blank",          BYTES ("\xef\xbb\xbf \n\t"),             NULL, NULL, GLOSS_CONTENT_EMPTY },
  { "text",           BYTES ("Rain fell.\n"),                  NULL, NULL, GLOSS_CONTENT_TEXT },
  { "text-of-tags",   BYTES ("The <p> tag is old.\n"),         NULL, "a.txt", GLOSS_CONTENT_TEXT },
  { "html",           BYTES ("<!DOCTYPE html><p>Hi"),          NULL, "a.txt", GLOSS_CONTENT_HTML },
  { "html-comment",   BYTES ("<!-- x --> <html>"),             NULL, NULL, GLOSS_CONTENT_HTML },
  { "xhtml",          BYTES ("<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'x'><html>"), NULL, NULL, GLOSS_CONTENT_HTML },
  { "html-declared",  BYTES ("Hello <b>there</b>"),            "text/html", NULL, GLOSS_CONTENT_HTML },
  { "html-named",     BYTES ("Hello <b>there</b>"),            NULL, "a.HTM", GLOSS_CONTENT_HTML },
  { "markdown-named", BYTES ("Hello"),                         NULL, "a.md", GLOSS_CONTENT_MARKDOWN },
  { "markdown",       BYTES ("# Hello\n\n- a\n- b\n"),         NULL, NULL, GLOSS_CONTENT_MARKDOWN },
  { "one-hash",       BYTES ("# Hello\n\nRain.\n"),            NULL, NULL, GLOSS_CONTENT_TEXT },
  { "mhtml",          BYTES ("From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n"), NULL, NULL, GLOSS_CONTENT_MHTML },
  { "notes",          BYTES ("{ \"format\": \"gloss-notes\" }"), NULL, "a.txt", GLOSS_CONTENT_NOTES },
  { "json",           BYTES ("{ \"a\": 1 }"),                  NULL, "a.json", GLOSS_CONTENT_JSON },
  { "braces",         BYTES ("{\"Yes\" she said}"),            NULL, "a.txt", GLOSS_CONTENT_TEXT },
  { "pdf",            BYTES ("%PDF-1.7\n"),                    "text/html", "a.html", GLOSS_CONTENT_PDF },
  { "png",            BYTES ("\x89PNG\r\n\x1a\n"),             NULL, NULL, GLOSS_CONTENT_IMAGE },
  { "zip",            BYTES ("PK\3\4abc"),                     NULL, NULL, GLOSS_CONTENT_ARCHIVE },
  { "mp4",            BYTES ("\0\0\0\x18" "ftypmp42"),         NULL, NULL, GLOSS_CONTENT_MEDIA },
  { "binary",         BYTES ("\x7f" "ELF\2\1\1\0\0\0\0\0\1"),  NULL, NULL, GLOSS_CONTENT_BINARY },
  { "utf-16",         BYTES ("\xff\xfeh\0i\0"),                NULL, NULL, GLOSS_CONTENT_TEXT },
};
/* clang-format on */

static void
test_sniff (gconstpointer data)
{
  const Case *c = data;

  g_assert_cmpint (gloss_sniffer_sniff (c->bytes, c->n_bytes, c->media_type, c->file), ==,
                   c->content);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sniffer/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_sniff);
    }

  return g_test_run ();
}
