#include "app/document/gloss-article.h"

#define LEAD_CHARS 80

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

/**
 * gloss_article_lead:
 * @text: an article without a title
 *
 * Returns: (transfer full): its first words on one line, to call it by, with an ellipsis where
 *   there are more
 */
char *
gloss_article_lead (const char *text)
{
  GString *lead = g_string_new (NULL);
  gboolean is_gap = FALSE;
  gsize word_end = 0;
  guint n_chars = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          is_gap = lead->len > 0;
          continue;
        }
      if (is_gap)
        {
          word_end = lead->len;
          g_string_append_c (lead, ' ');
          n_chars++;
        }
      is_gap = FALSE;
      if (n_chars >= LEAD_CHARS)
        {
          /* Within a word, unless that is most of it. */
          if (word_end > lead->len / 2)
            g_string_truncate (lead, word_end);
          g_string_append (lead, "…");
          break;
        }
      g_string_append_unichar (lead, c);
      n_chars++;
    }

  return g_string_free (lead, FALSE);
}

/**
 * gloss_article_dup_name:
 * @self: an article
 *
 * What to call it, wherever it is named: in a tab as in the library.
 *
 * Returns: (transfer full): its headline on one line, else its first words; empty where it has
 *   neither
 */
char *
gloss_article_dup_name (const GlossArticle *self)
{
  if (self->title != NULL && *self->title != '\0')
    return g_strdelimit (g_strdup (self->title), "\n", ' ');

  return gloss_article_lead (self->text);
}
