#include "app/document/gloss-article.h"

G_DEFINE_BOXED_TYPE (GlossArticle, gloss_article, gloss_article_ref, gloss_article_unref)

static guint
count_words (const char *text)
{
  gboolean in_word = FALSE;
  guint n_words = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean is_space = g_unichar_isspace (g_utf8_get_char (p));
      gboolean is_word = !is_space && (in_word || g_unichar_isalnum (g_utf8_get_char (p)));

      n_words += is_word && !in_word;
      in_word = is_word;
    }

  return n_words;
}

/**
 * gloss_article_new:
 * @text: (array length=n_bytes): valid UTF-8
 * @n_bytes: length of @text
 * @blocks: (transfer full) (element-type GlossBlock): the parts of @text
 *
 * Makes an article of which only the words are known; whoever makes it may set the other
 * members until it hands it on.
 *
 * Returns: (transfer full): the article
 */
GlossArticle *
gloss_article_new (const char *text, gsize n_bytes, GPtrArray *blocks)
{
  GlossArticle *self = g_atomic_rc_box_new0 (GlossArticle);

  self->text = g_strndup (text, n_bytes);
  self->n_bytes = n_bytes;
  self->n_chars = g_utf8_strlen (text, n_bytes);
  self->n_words = count_words (self->text);
  self->sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, n_bytes);
  self->blocks = blocks;

  return self;
}

GlossArticle *
gloss_article_ref (GlossArticle *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_article (gpointer data)
{
  GlossArticle *self = data;

  g_free (self->uri);
  g_free (self->title);
  g_free (self->byline);
  g_free (self->site);
  g_free (self->published);
  g_free (self->language);
  g_free (self->retrieved);
  g_free (self->image);
  g_free (self->text);
  g_free (self->sha256);
  g_ptr_array_unref (self->blocks);
}

void
gloss_article_unref (GlossArticle *self)
{
  g_atomic_rc_box_release_full (self, clear_article);
}

/**
 * gloss_article_dup_words:
 * @self: an article
 * @span: a place in its text; what lies past the end is cut off
 *
 * Returns: (transfer full): the words at @span; linear in the place's offset
 */
char *
gloss_article_dup_words (const GlossArticle *self, GlossSpan span)
{
  guint start = MIN (span.start, self->n_chars);
  guint end = CLAMP (span.end, start, self->n_chars);

  return g_utf8_substring (self->text, start, end);
}
