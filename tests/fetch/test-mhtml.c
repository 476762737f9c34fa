#include "app/fetch/gloss-mhtml.h"

#include <string.h>

static const char archive[] =
  "From: <Saved by Blink>\r\n"
  "Snapshot-Content-Location: https://example.org/a\r\n"
  "MIME-Version: 1.0\r\n"
  "Content-Type: multipart/related;\r\n\ttype=\"text/html\"; boundary=\"--xyz\"\r\n\r\n"
  "----xyz\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
  "----xyz\r\nContent-Type: text/html; charset=utf-8\r\n"
  "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
  "<p>Caf=C3=A9 is=\r\n open = 5</p>\r\n"
  "----xyz--\r\n";

static void
test_read (void)
{
  g_autoptr (GlossMhtml) page = gloss_mhtml_read (archive, strlen (archive));
  g_autofree char *text = NULL;

  g_assert_nonnull (page);
  g_assert_cmpstr (page->uri, ==, "https://example.org/a");
  g_assert_cmpstr (page->charset, ==, "utf-8");
  text = g_strndup (g_bytes_get_data (page->bytes, NULL), g_bytes_get_size (page->bytes));
  g_assert_cmpstr (text, ==, "<p>Café is open = 5</p>\r\n");
}

/* Parts within parts are found as well, whatever they were packed with. */
static void
test_find (void)
{
  static const char nested[] =
    "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"a b\"\r\n\r\n--a b\r\n"
    "Content-Type: multipart/related; boundary=c\r\n\r\n--c\r\nContent-Type: text/html\r\n"
    "Content-Location: https://a.example/\r\n\r\n<p>Hi\r\n--c\r\nContent-Type: image/svg+xml\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\nContent-ID: <x@y>\r\n\r\n<svg=3D=\r\n>\r\n"
    "--c\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
    "Content-Location: https://a.example/p.png\r\n\r\nUE5H\r\n--c--\r\n--a b--\r\n";
  g_autoptr (GBytes) by_id = gloss_mhtml_find (nested, strlen (nested), "cid:x@y");
  g_autoptr (GBytes) by_place =
    gloss_mhtml_find (nested, strlen (nested), "https://a.example/p.png");

  g_assert_cmpmem (g_bytes_get_data (by_id, NULL), 6, "<svg=>", 6);
  g_assert_cmpmem (g_bytes_get_data (by_place, NULL), g_bytes_get_size (by_place), "PNG", 3);
  g_assert_null (gloss_mhtml_find (nested, strlen (nested), "https://a.example/q.png"));
}

static void
test_no_page (void)
{
  static const char none[] = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
                             "--x\nContent-Type: image/png\n\nabc\n--x--\n";

  g_assert_null (gloss_mhtml_read (none, strlen (none)));
  g_assert_null (gloss_mhtml_read ("", 0));
}

/* Each part nests one more and names the same boundary: it must end. */
static void
test_nested (void)
{
  g_autoptr (GString) bytes = g_string_new ("MIME-Version: 1.0\n");

  for (guint i = 0; i < 100000; i++)
    g_string_append (bytes, "Content-Type: multipart/mixed; boundary=x\n\n--x\n");
  g_assert_null (gloss_mhtml_read (bytes->str, bytes->len));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mhtml/read", test_read);
  g_test_add_func ("/mhtml/find", test_find);
  g_test_add_func ("/mhtml/no-page", test_no_page);
  g_test_add_func ("/mhtml/nested", test_nested);

  return g_test_run ();
}
