#include "app/fetch/gloss-encoding.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *bytes;
  gsize n_bytes;
  const char *declared;
  gboolean is_html;
  const char *text;
} Case;

#define BYTES(s) s, sizeof (s) - 1

/* clang-format off */
static const Case cases[] = {
  { "empty",            BYTES (""),                                NULL,           FALSE, "" },
  { "utf-8",            BYTES ("na\xc3\xafve"),                    NULL,           FALSE, "naïve" },
  { "mark",             BYTES ("\xef\xbb\xbfh\xc3\xa9"),           "iso-8859-1",   FALSE, "hé" },
  { "guess-1252",       BYTES ("\x93na\xefve\x94 \x80 5"),         NULL,           FALSE, "“naïve” € 5" },
  { "latin1-is-1252",   BYTES ("\x93hi\x94"),                      "ISO-8859-1",   FALSE, "“hi”" },
  { "lying-latin1",     BYTES ("h\xc3\xa9h\xc3\xa9"),              "iso-8859-1",   FALSE, "héhé" },
  { "lying-utf-8",      BYTES ("na\xefve"),                        "utf-8",        FALSE, "naïve" },
  { "stray-byte",       BYTES ("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xff"), "utf-8", FALSE,
                        "ééééééééééééééééééééé\xef\xbf\xbd" },
  { "unknown-label",    BYTES ("na\xefve"),                        "no-such-thing", FALSE, "naïve" },
  { "shift-jis",        BYTES ("\x93\xfa\x96\x7b"),                "Shift_JIS",    FALSE, "日本" },
  { "euc-kr",           BYTES ("\xc7\xd1\xb1\xb9"),                "euc-kr",       FALSE, "한국" },
  { "gb18030",          BYTES ("\xd6\xd0\xb9\xfa"),                "gb2312",       FALSE, "中国" },
  { "koi8-r",           BYTES ("\xcd\xc9\xd2"),                    "koi8-r",       FALSE, "мир" },
  { "utf-16le-mark",    BYTES ("\xff\xfeh\0i\0"),                  NULL,           FALSE, "hi" },
  { "utf-16be-mark",    BYTES ("\xfe\xff\0h\0i"),                  NULL,           FALSE, "hi" },
  { "utf-16-no-mark",   BYTES ("h\0e\0l\0l\0o\0"),                 NULL,           FALSE, "hello" },
  { "meta-charset",     BYTES ("<meta charset=\"koi8-r\">\xcd\xc9\xd2"), NULL,     TRUE,  "<meta charset=\"koi8-r\">мир" },
  { "meta-content",     BYTES ("<meta http-equiv=x content='text/html; charset=windows-1251'>\xec\xe8\xf0"), NULL, TRUE,
                        "<meta http-equiv=x content='text/html; charset=windows-1251'>мир" },
  { "meta-of-no-use",   BYTES ("<meta charset=koi8-r>\xcd\xc9\xd2"), NULL,         FALSE, "<meta charset=koi8-r>ÍÉÒ" },
  { "http-before-meta", BYTES ("<meta charset=koi8-r>\xec\xe8\xf0"), "windows-1251", TRUE, "<meta charset=koi8-r>мир" },
  { "xml-declaration",  BYTES ("<?xml version=\"1.0\" encoding=\"koi8-r\"?>\xcd\xc9\xd2"), NULL, TRUE,
                        "<?xml version=\"1.0\" encoding=\"koi8-r\"?>мир" },
  { "nul",              BYTES ("a\0b"),                            "utf-8",        FALSE, "a\xef\xbf\xbd" "b" },
};
/* clang-format on */

static void
test_decode (gconstpointer data)
{
  const Case *c = data;
  gsize n = 0;
  g_autofree char *text = gloss_encoding_decode (c->bytes, c->n_bytes, c->declared, c->is_html, &n);

  g_assert_cmpstr (text, ==, c->text);
  g_assert_cmpuint (n, ==, strlen (text));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/encoding/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_decode);
    }

  return g_test_run ();
}
