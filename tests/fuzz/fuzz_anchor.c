#include "app/notes/gloss-anchor.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A text, words, prefix and suffix, parted by line feeds: what is found lies in the text, and what
 * is said to be the same is. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *all = g_utf8_make_valid ((const char *) data, size);
  g_auto (GStrv) parts = g_strsplit (all, "\n", 4);
  guint n_parts = g_strv_length (parts);
  g_autoptr (GlossArticle) article = NULL;
  g_autoptr (GlossAnchor) anchor = NULL;
  GlossNoteState state;
  GlossSpan found;

  if (n_parts < 2)
    return 0;
  article = gloss_article_new (parts[0], strlen (parts[0]),
                               g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free));
  anchor = gloss_anchor_new (article);
  if (!gloss_anchor_find (anchor, parts[1], n_parts > 2 ? parts[2] : "",
                          n_parts > 3 ? parts[3] : "", (GlossSpan){ size % 7, size % 11 }, &found,
                          &state))
    {
      g_assert_cmpint (state, ==, GLOSS_NOTE_ORPHANED);
      return 0;
    }
  g_assert_cmpuint (found.start, <, found.end);
  g_assert_cmpuint (found.end, <=, article->n_chars);
  g_assert_cmpint (state, !=, GLOSS_NOTE_ORPHANED);

  return 0;
}
