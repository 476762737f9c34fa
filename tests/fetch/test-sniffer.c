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
  { "utf-16-page",    BYTES ("\xff\xfe<\0h\0t\0m\0l\0>\0"), NULL, NULL, GLOSS_CONTENT_HTML },
  { "utf-16be-page",  BYTES ("\xfe\xff\0<\0p\0>\0x"),        NULL, NULL, GLOSS_CONTENT_HTML },
  { "utf-16-no-mark", BYTES ("<\0h\0t\0m\0l\0>\0H\0i\0"),   NULL, NULL, GLOSS_CONTENT_HTML },
  { "ftyp-of-words",  BYTES ("The ftyp box is old.\n"),        NULL, NULL, GLOSS_CONTENT_TEXT },
  { "id3-of-words",   BYTES ("ID3 tags are old.\n"),           NULL, NULL, GLOSS_CONTENT_TEXT },
  { "wave-of-words",  BYTES ("A new, aWAVE of rain.\n"),       NULL, NULL, GLOSS_CONTENT_TEXT },
  { "rar-of-words",   BYTES ("Rar! said the lion.\n"),         NULL, NULL, GLOSS_CONTENT_TEXT },
  { "wav",            BYTES ("RIFF\1\2\3\4WAVEfmt "),          NULL, NULL, GLOSS_CONTENT_MEDIA },
  { "webp",           BYTES ("RIFF\1\2\3\4WEBPVP8 "),          NULL, NULL, GLOSS_CONTENT_IMAGE },
  { "mp3",            BYTES ("ID3\3\0\0\0\0"),                 NULL, NULL, GLOSS_CONTENT_MEDIA },
  { "bmp",            BYTES ("BM\1\2\3\4\0\0\0\0\66"),        NULL, NULL, GLOSS_CONTENT_IMAGE },
  { "svg",            BYTES ("<?xml version='1.0'?><svg xmlns='x'/>"), NULL, NULL, GLOSS_CONTENT_IMAGE },
  { "rss",            BYTES ("<?xml version='1.0'?>\n<rss version='2.0'>"), "text/xml", NULL, GLOSS_CONTENT_FEED },
  { "atom",           BYTES ("<feed xmlns='http://www.w3.org/2005/Atom'>"), NULL, NULL, GLOSS_CONTENT_FEED },
  { "epub",           BYTES ("PK\3\4\24\0\0\0\0\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\10\0\0\0mimetypeapplication/epub+zip"), NULL, NULL, GLOSS_CONTENT_DOCUMENT },
  { "docx",           BYTES ("PK\3\4\24\0\0\0\0\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\23\0\0\0[Content_Types].xml"), NULL, NULL, GLOSS_CONTENT_DOCUMENT },
  { "pdf-after-space", BYTES ("\n\n%PDF-1.4\n"),               NULL, NULL, GLOSS_CONTENT_PDF },
  { "json-list",      BYTES ("[1, 2]"),                        "application/json", NULL, GLOSS_CONTENT_JSON },
  { "json-of-a-site", BYTES ("{\"@id\": 1}"),                  "application/ld+json", NULL, GLOSS_CONTENT_JSON },
  { "nav-first",      BYTES ("<nav><a href=x>"),               NULL, NULL, GLOSS_CONTENT_HTML },
  { "tag-like",       BYTES ("<3 is what she wrote.\n"),       NULL, NULL, GLOSS_CONTENT_TEXT },
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

/* A page may begin with a licence, and one odd byte makes no binary of a text. */
static void
test_long (void)
{
  g_autoptr (GString) page = g_string_new ("<!-- ");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    {
      g_string_append (page, "All rights reserved.\n");
      g_string_append (text, "Rain fell.\n");
    }
  g_string_append (page, "--><html><p>Hi");
  text->str[1234] = '\0';
  g_assert_cmpint (gloss_sniffer_sniff (page->str, page->len, NULL, NULL), ==, GLOSS_CONTENT_HTML);
  g_assert_cmpint (gloss_sniffer_sniff (text->str, text->len, NULL, NULL), ==, GLOSS_CONTENT_TEXT);
  g_assert_false (gloss_sniffer_is_no_text (text->str, text->len));
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

  g_test_add_func ("/sniffer/long", test_long);

  return g_test_run ();
}
