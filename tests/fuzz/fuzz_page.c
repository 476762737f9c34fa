#include "app/extract/gloss-plain-text.h"
#include "app/extract/gloss-web-page.h"
#include "app/fetch/gloss-address.h"
#include "app/fetch/gloss-encoding.h"
#include "app/fetch/gloss-mhtml.h"
#include "app/fetch/gloss-sniffer.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check (const GlossArticle *article)
{
  guint last = 0;

  g_assert_true (g_utf8_validate (article->text, article->n_bytes, NULL));
  for (guint i = 0; i < article->blocks->len; i++)
    {
      const GlossBlock *block = g_ptr_array_index (article->blocks, i);

      g_assert_cmpuint (block->span.start, >=, last);
      g_assert_cmpuint (block->span.end, <=, article->n_chars);
      last = block->span.end;
    }
}

/* Whatever the bytes, each reader makes of them an article whose blocks lie in its text, in
 * order. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gsize n = 0, n_lying = 0;
  g_autofree char *text = gloss_encoding_decode ((const char *) data, size, NULL, TRUE, &n);
  g_autoptr (GlossArticle) page = gloss_web_page_read (text, n, "http://a.org/b", FALSE);
  g_autoptr (GlossArticle) whole = gloss_web_page_read (text, n, NULL, TRUE);
  g_autoptr (GlossArticle) plain = gloss_plain_text_read (text, n);
  g_autoptr (GlossArticle) markdown = gloss_plain_text_read_markdown (text, n);
  g_autoptr (GlossMhtml) archive = gloss_mhtml_read ((const char *) data, size);
  g_autoptr (GBytes) part = gloss_mhtml_find ((const char *) data, size, "cid:1");
  g_autofree char *lying =
    gloss_encoding_decode ((const char *) data, size, "big5", TRUE, &n_lying);
  g_auto (GStrv) addresses = gloss_address_list (text);

  g_assert_true (g_utf8_validate (lying, n_lying, NULL));
  check (page);
  check (whole);
  check (plain);
  check (markdown);
  gloss_sniffer_sniff ((const char *) data, size, NULL, NULL);

  return 0;
}
