#include "app/fetch/gloss-encoding.h"

#include <gio/gio.h>
#include <string.h>

#include "app/fetch/gloss-double-encoding.h"
#include "app/fetch/gloss-encoding-guess.h"
#include "app/fetch/gloss-encoding-labels.h"
#include "app/fetch/gloss-prescan.h"
#include "app/fetch/gloss-windows-1252.h"

#define GUESS_BYTES 8192
#define REPLACEMENT "\xef\xbf\xbd"

static char *
decode_windows_1252 (const char *bytes, gsize n_bytes)
{
  g_autoptr (GString) text = g_string_sized_new (n_bytes + n_bytes / 8);

  for (gsize i = 0; i < n_bytes; i++)
    {
      guchar c = bytes[i];

      if (c == 0)
        g_string_append (text, REPLACEMENT);
      else
        g_string_append_unichar (text, gloss_windows_1252_decode (c));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Some codecs hold a letter back, for a mark that may follow. */
static void
flush (GIConv converter, GString *text)
{
  char buffer[64], *out = buffer;
  gsize out_left = sizeof buffer;

  g_iconv (converter, NULL, NULL, &out, &out_left);
  g_string_append_len (text, buffer, out - buffer);
}

/* (nullable): where iconv does not know @codec. Bytes that mean nothing become U+FFFD; they are
 * counted in @n_bad. */
static char *
decode_with_iconv (const char *bytes, gsize n_bytes, const char *codec, gsize *n_bad)
{
  GIConv converter = g_iconv_open ("UTF-8", codec);
  g_autoptr (GString) text = NULL;
  char buffer[16384];
  char *in = (char *) bytes;
  gsize in_left = n_bytes;

  *n_bad = 0;
  if (converter == (GIConv) -1)
    return NULL;

  text = g_string_sized_new (n_bytes + n_bytes / 2);
  while (in_left > 0)
    {
      char *out = buffer;
      gsize out_left = sizeof buffer;
      gsize status = g_iconv (converter, &in, &in_left, &out, &out_left);
      gboolean is_full = status == (gsize) -1 && out != buffer;

      g_string_append_len (text, buffer, out - buffer);
      if (status == (gsize) -1 && !is_full)
        {
          flush (converter, text);
          g_string_append (text, REPLACEMENT);
          in++;
          in_left--;
          *n_bad += 1;
        }
    }
  flush (converter, text);
  g_iconv_close (converter);

  return g_utf8_make_valid (text->str, text->len);
}

/* How much of the non-ASCII part of a text that claims to be UTF-8 is none, in sequences. */
static void
count_utf8 (const char *bytes, gsize n_bytes, gsize *n_good, gsize *n_bad)
{
  const char *end = bytes + n_bytes;

  *n_good = *n_bad = 0;
  for (const char *p = bytes; p < end;)
    {
      gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char_validated (p, end - p);

      if (c >= (gunichar) -2)
        {
          *n_bad += 1;
          p++;
        }
      else
        {
          *n_good += c >= 0x80;
          p = g_utf8_next_char (p);
        }
    }
}

/* (transfer full) (nullable): what the page says of itself */
static char *
dup_own_codec (const char *bytes, gsize n_bytes)
{
  g_autofree char *label = gloss_prescan_dup_label (bytes, n_bytes);
  g_autofree char *codec =
    label != NULL ? gloss_encoding_label_dup_codec (label, strlen (label)) : NULL;

  /* Whoever could read its label does not read UTF-16. */
  if (codec != NULL && g_str_has_prefix (codec, "utf-16"))
    return g_strdup ("utf-8");

  return g_steal_pointer (&codec);
}

/* UTF-16 without a mark: nearly every other byte of European text is NUL. */
static const char *
guess_utf16 (const char *bytes, gsize n_bytes)
{
  gsize n = MIN (n_bytes, GUESS_BYTES), n_even = 0, n_odd = 0;

  for (gsize i = 0; i < n; i++)
    if (bytes[i] == '\0')
      *(i % 2 == 0 ? &n_even : &n_odd) += 1;
  if (n_odd * 3 > n && n_even == 0)
    return "utf-16le";
  if (n_even * 3 > n && n_odd == 0)
    return "utf-16be";

  return NULL;
}

static char *
decode_utf16 (const char *bytes, gsize n_bytes, const char *codec)
{
  gsize n_bad;
  char *text = decode_with_iconv (bytes, n_bytes, codec, &n_bad);

  return text != NULL ? text : g_utf8_make_valid (bytes, n_bytes);
}

/* Whether bytes are UTF-8, whatever was said of them: text of another encoding is never that by
 * chance, and a stray broken byte does not make UTF-8 something else. */
static gboolean
is_utf8 (const char *bytes, gsize n_bytes)
{
  gsize n_good, n_bad;

  count_utf8 (bytes, n_bytes, &n_good, &n_bad);

  return n_bad == 0 || n_good > 20 * n_bad;
}

static gsize
count_high (const char *bytes, gsize n_bytes)
{
  gsize n = 0;

  for (gsize i = 0; i < n_bytes; i++)
    n += (guchar) bytes[i] >= 0x80;

  return n;
}

/* (transfer full) (nullable): the text as @codec has it; %NULL where the bytes deny it */
static char *
try_codec (const char *bytes, gsize n_bytes, const char *codec, gsize max_bad)
{
  gsize n_bad;
  g_autofree char *text = NULL;

  if (codec == NULL || g_str_equal (codec, "utf-8"))
    return NULL;
  if (g_str_equal (codec, "windows-1252"))
    return decode_windows_1252 (bytes, n_bytes);
  text = decode_with_iconv (bytes, n_bytes, codec, &n_bad);

  return text != NULL && n_bad <= max_bad ? g_steal_pointer (&text) : NULL;
}

static gboolean
is_multi_byte (const char *codec)
{
  static const char *const codecs[] = { "cp932",   "euc-jp-ms",  "iso-2022-jp", "cp949",
                                        "gb18030", "big5-hkscs", NULL };

  return codec != NULL && g_strv_contains (codecs, codec);
}

/* Text that is no UTF-8, by what the server said, the page said, and what it looks like. */
static char *
decode_labelled (const char *bytes, gsize n_bytes, const char *declared, const char *own)
{
  gsize max_bad = MAX (2, count_high (bytes, n_bytes) / 10);
  char *text = NULL;

  /* Servers call everything Latin-1 if nobody tells them better, as the page's author did. */
  if (g_strcmp0 (declared, "windows-1252") == 0 && is_multi_byte (own))
    text = try_codec (bytes, n_bytes, own, 0);
  if (text == NULL)
    text = try_codec (bytes, n_bytes, declared, max_bad);
  if (text == NULL)
    text = try_codec (bytes, n_bytes, own, max_bad);
  if (text == NULL)
    text = try_codec (bytes, n_bytes, gloss_encoding_guess (bytes, n_bytes), max_bad);

  return text != NULL ? text : decode_windows_1252 (bytes, n_bytes);
}

/* (transfer full): text without a byte order mark */
static char *
decode_unmarked (const char *bytes, gsize n_bytes, const char *label, gboolean is_html)
{
  g_autofree char *declared =
    label != NULL && *label != '\0' ? gloss_encoding_label_dup_codec (label, strlen (label)) : NULL;
  g_autofree char *own = is_html ? dup_own_codec (bytes, n_bytes) : NULL;
  const char *utf16 = guess_utf16 (bytes, n_bytes);
  gboolean is_escaped = g_strstr_len (bytes, n_bytes, "\x1b$") != NULL;

  if (utf16 != NULL)
    return decode_utf16 (bytes, n_bytes, utf16);
  if (declared != NULL && g_str_has_prefix (declared, "utf-16") &&
      memchr (bytes, '\0', MIN (n_bytes, GUESS_BYTES)) != NULL)
    return decode_utf16 (bytes, n_bytes, declared);
  if (!is_escaped && is_utf8 (bytes, n_bytes))
    return g_utf8_make_valid (bytes, n_bytes);

  return decode_labelled (bytes, n_bytes, declared, own);
}

/**
 * gloss_encoding_decode:
 * @bytes: (array length=n_bytes): text in some encoding
 * @n_bytes: length of @bytes
 * @declared: (nullable): what the server or the message said it is
 * @is_html: whether to look for what the page says of itself
 * @n_decoded: (out): length of the result
 *
 * Decodes text by byte order mark, declaration, the page's own declaration and, failing these, by
 * what it looks like; a declaration that the bytes deny loses. A byte order mark is
 * dropped, what cannot be decoded becomes U+FFFD, and what was encoded twice is mended.
 *
 * Returns: (transfer full): valid UTF-8 without NUL
 */
char *
gloss_encoding_decode (const char *bytes,
                       gsize n_bytes,
                       const char *declared,
                       gboolean is_html,
                       gsize *n_decoded)
{
  g_autofree char *text = NULL;
  g_autofree char *mended = NULL;

  if (n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    text = g_utf8_make_valid (bytes + 3, n_bytes - 3);
  else if (n_bytes >= 2 && memcmp (bytes, "\xff\xfe", 2) == 0)
    text = decode_utf16 (bytes + 2, n_bytes - 2, "utf-16le");
  else if (n_bytes >= 2 && memcmp (bytes, "\xfe\xff", 2) == 0)
    text = decode_utf16 (bytes + 2, n_bytes - 2, "utf-16be");
  else
    text = decode_unmarked (bytes, n_bytes, declared, is_html);

  mended = gloss_double_encoding_undo (text);
  if (mended != NULL)
    text = (g_free (text), g_steal_pointer (&mended));
  *n_decoded = strlen (text);

  return g_steal_pointer (&text);
}
