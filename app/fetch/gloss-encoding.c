#include "app/fetch/gloss-encoding.h"

#include <gio/gio.h>
#include <string.h>

#define META_BYTES 8192
#define REPLACEMENT "\xef\xbf\xbd"

typedef struct
{
  const char *label; /* lower case */
  const char *codec; /* what iconv calls it */
} Label;

/* Labels of the Encoding standard that mean something else than their name says, or that iconv
 * does not know; others go to iconv as they are. */
/* clang-format off */
static const Label labels[] = {
  { "ascii", "windows-1252" }, { "us-ascii", "windows-1252" }, { "latin1", "windows-1252" },
  { "l1", "windows-1252" }, { "iso-8859-1", "windows-1252" }, { "iso8859-1", "windows-1252" },
  { "iso88591", "windows-1252" }, { "iso_8859-1", "windows-1252" }, { "cp1252", "windows-1252" },
  { "x-cp1252", "windows-1252" }, { "ansi", "windows-1252" },
  { "utf8", "utf-8" }, { "unicode-1-1-utf-8", "utf-8" }, { "x-unicode20utf8", "utf-8" },
  { "iso-8859-9", "windows-1254" }, { "latin5", "windows-1254" },
  { "iso-8859-11", "windows-874" }, { "tis-620", "windows-874" }, { "windows-874", "cp874" },
  { "gb2312", "gb18030" }, { "gbk", "gb18030" }, { "gb_2312-80", "gb18030" },
  { "chinese", "gb18030" }, { "x-gbk", "gb18030" }, { "csgb2312", "gb18030" },
  { "big5", "big5-hkscs" }, { "x-x-big5", "big5-hkscs" }, { "cn-big5", "big5-hkscs" },
  { "shift_jis", "cp932" }, { "shift-jis", "cp932" }, { "sjis", "cp932" }, { "x-sjis", "cp932" },
  { "windows-31j", "cp932" }, { "ms_kanji", "cp932" }, { "ms932", "cp932" },
  { "euc-kr", "cp949" }, { "ks_c_5601-1987", "cp949" }, { "ksc5601", "cp949" },
  { "ks_c_5601-1989", "cp949" }, { "korean", "cp949" }, { "windows-949", "cp949" },
  { "x-euc-jp", "euc-jp" }, { "x-mac-roman", "macintosh" }, { "x-mac-cyrillic", "mac-cyrillic" },
  { "koi", "koi8-r" }, { "koi8", "koi8-r" }, { "x-cp1251", "windows-1251" },
  { "x-cp1250", "windows-1250" }, { "utf-16", "utf-16le" }, { "unicode", "utf-16le" },
};

/* 0x80 to 0x9f in windows-1252, as the Encoding standard has it. */
static const gunichar windows_1252[32] = {
  0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039,
  0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
  0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};
/* clang-format on */

/* (transfer full): the codec that @label means */
static char *
codec_for_label (const char *label, gsize n)
{
  g_autofree char *stripped = g_strndup (label, n);
  g_autofree char *lower = g_ascii_strdown (g_strstrip (stripped), -1);

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (lower, labels[i].label))
      return g_strdup (labels[i].codec);

  return g_steal_pointer (&lower);
}

static char *
decode_windows_1252 (const char *bytes, gsize n_bytes)
{
  g_autoptr (GString) text = g_string_sized_new (n_bytes + n_bytes / 8);

  for (gsize i = 0; i < n_bytes; i++)
    {
      guchar c = bytes[i];

      if (c == 0)
        g_string_append (text, REPLACEMENT);
      else if (c < 0x80)
        g_string_append_c (text, c);
      else
        g_string_append_unichar (text, c < 0xa0 ? windows_1252[c - 0x80] : c);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
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
          g_string_append (text, REPLACEMENT);
          in++;
          in_left--;
          *n_bad += 1;
          g_iconv (converter, NULL, NULL, NULL, NULL);
        }
    }
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

/* The value of "charset" in the first tags of a page, or of "encoding" in its XML declaration. */
static char *
find_meta_codec (const char *bytes, gsize n_bytes)
{
  g_autofree char *head = g_strndup (bytes, MIN (n_bytes, META_BYTES));
  g_autofree char *lower = g_ascii_strdown (head, -1);
  const char *at = lower;

  if (g_str_has_prefix (lower, "<?xml"))
    {
      const char *encoding = strstr (lower, "encoding=");
      const char *end = strchr (lower, '>');

      if (encoding != NULL && end != NULL && encoding < end)
        return codec_for_label (encoding + 10, strcspn (encoding + 10, "\"'>"));
    }
  while ((at = strstr (at, "<meta")) != NULL)
    {
      const char *end = strchr (at, '>');
      const char *charset = end != NULL ? g_strstr_len (at, end - at, "charset") : NULL;

      at += 5;
      if (charset == NULL)
        continue;
      charset += 7;
      charset += strspn (charset, " \t\r\n");
      if (*charset != '=')
        continue;
      charset++;
      charset += strspn (charset, " \t\r\n\"'");
      if (strcspn (charset, " \t\r\n\"'>;/") > 0)
        {
          char *codec = codec_for_label (charset, strcspn (charset, " \t\r\n\"'>;/"));

          /* Whoever could read this tag does not read UTF-16. */
          if (!g_str_has_prefix (codec, "utf-16"))
            return codec;
          g_free (codec);
          return g_strdup ("utf-8");
        }
    }

  return NULL;
}

/* UTF-16 without a mark: nearly every other byte of European text is NUL. */
static const char *
guess_utf16 (const char *bytes, gsize n_bytes)
{
  gsize n = MIN (n_bytes, META_BYTES), n_even = 0, n_odd = 0;

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

static char *
decode_labelled (const char *bytes, gsize n_bytes, const char *codec)
{
  gsize n_good, n_bad;
  char *text;

  count_utf8 (bytes, n_bytes, &n_good, &n_bad);
  /* Text of another encoding is never valid UTF-8 by chance, and a stray broken byte does not
   * make UTF-8 something else. */
  if (n_bad == 0 && (n_good > 0 || !g_str_has_prefix (codec, "iso-2022")))
    return g_utf8_make_valid (bytes, n_bytes);
  if (n_good > 20 * n_bad)
    return g_utf8_make_valid (bytes, n_bytes);
  if (g_str_equal (codec, "utf-8") || g_str_equal (codec, "windows-1252"))
    return decode_windows_1252 (bytes, n_bytes);

  text = decode_with_iconv (bytes, n_bytes, codec, &n_bad);
  if (text == NULL || n_bad * 20 > n_bytes)
    {
      g_free (text);
      return decode_windows_1252 (bytes, n_bytes);
    }

  return text;
}

/**
 * gloss_encoding_decode:
 * @bytes: (array length=n_bytes): text in some encoding
 * @n_bytes: length of @bytes
 * @declared: (nullable): what the server or the message said it is
 * @is_html: whether to look for what the page says of itself
 * @n_decoded: (out): length of the result
 *
 * Decodes text by byte order mark, declaration, the page's own declaration and, failing these,
 * as the HTML standard does; a declaration that the bytes deny loses. A byte order mark is
 * dropped, what cannot be decoded becomes U+FFFD.
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
  g_autofree char *codec = NULL;
  char *text;

  if (n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    text = g_utf8_make_valid (bytes + 3, n_bytes - 3);
  else if (n_bytes >= 2 && memcmp (bytes, "\xff\xfe", 2) == 0)
    text = decode_utf16 (bytes + 2, n_bytes - 2, "utf-16le");
  else if (n_bytes >= 2 && memcmp (bytes, "\xfe\xff", 2) == 0)
    text = decode_utf16 (bytes + 2, n_bytes - 2, "utf-16be");
  else if (guess_utf16 (bytes, n_bytes) != NULL)
    text = decode_utf16 (bytes, n_bytes, guess_utf16 (bytes, n_bytes));
  else
    {
      if (declared != NULL && *declared != '\0')
        codec = codec_for_label (declared, strlen (declared));
      if (codec == NULL && is_html)
        codec = find_meta_codec (bytes, n_bytes);
      text = decode_labelled (bytes, n_bytes, codec != NULL ? codec : "windows-1252");
    }

  *n_decoded = strlen (text);

  return text;
}
