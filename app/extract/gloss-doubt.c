#include "app/extract/gloss-doubt.h"

#include <string.h>

#include "app/extract/gloss-prune.h"
#include "app/extract/gloss-wording.h"

/* Fewer words (where words have spaces) or code points are seldom all of an article. */
#define MIN_WORDS 80
#define MIN_CHARS 400
/* Of an article that its publisher sells, a part is rarely more. */
#define MAX_PREVIEW_CHARS 4000
#define MAX_WALL_CHARS 300

/* What a wall says to its reader, lower case. */
/* clang-format off */
static const char *const wall_words[] = {
  "subscribe to continue", "subscribe to read", "subscribe to keep reading", "subscribe to unlock",
  "subscribe for full access", "subscribers only", "subscriber-only", "subscriber exclusive",
  "exclusive to subscribers", "for subscribers only", "available to subscribers",
  "already a subscriber", "already have a subscription", "already a member?",
  "log in to read", "log in to continue", "sign in to read", "sign in to continue",
  "register to continue", "register to read", "create a free account to", "create an account to read",
  "to continue reading", "to read the full", "to keep reading", "to read this article",
  "you have reached your limit", "you've reached your limit", "your free article", "free articles left",
  "this article is for members", "this post is for paid", "this post is for paying", "this content is for",
  "nur für abonnenten", "nur für abonnentinnen", "jetzt weiterlesen", "um weiterzulesen", "schon abonnent",
  "sie haben bereits ein", "bereits abonnent", "als abonnent", "exklusiv für abonnenten", "mit abo weiterlesen",
  "réservé aux abonnés", "réservée aux abonnés", "réservé à nos abonnés", "déjà abonné",
  "pour lire la suite", "il vous reste",
  "solo para suscriptores", "exclusivo para suscriptores", "para seguir leyendo", "ya eres suscriptor",
  "para continuar leyendo", "exclusivo para assinantes", "para continuar lendo", "conteúdo exclusivo para",
  "riservato agli abbonati", "per continuare a leggere", "sei già abbonato",
  "om verder te lezen", "voor abonnees", "al abonnee", "för prenumeranter", "for abonnenter", "kun for abonnenter",
  "dla subskrybentów", "dla prenumeratorów", "aby czytać dalej", "для подписчиков", "чтобы читать дальше",
  "有料会員", "会員限定", "この記事は有料", "付费阅读", "订阅后", "للمشتركين", "למנויים", NULL
};
/* clang-format on */

static gboolean
says_wall (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  return gloss_wording_has_any (lower, wall_words);
}

/* Whether the page asks its reader for money or a name before going on. */
static gboolean
has_wall (GlossPage *page)
{
  gloss_prune_page (page, GLOSS_PRUNE_UNSEEN);
  for (guint i = 0; i < page->n_nodes; i++)
    {
      const GlossPageNode *known = &page->nodes[i];
      g_autofree char *text = NULL;

      if (known->is_dropped || known->n_own_chars < 6 || known->n_chars > MAX_WALL_CHARS ||
          !gloss_html_tag_is_block (known->node->tag))
        continue;
      text = gloss_html_dup_text (known->node);
      if (says_wall (text))
        return TRUE;
    }

  return FALSE;
}

/* Whether the last words are the end of a sentence, or a list's or table's. */
static gboolean
ends_whole (const GlossArticle *article)
{
  static const gunichar ends[] = { '.',    '!',    '?',    ')',    '"',    0x201d, 0x2019,
                                   0xbb,   0x3002, 0xff01, 0xff1f, 0x300d, 0x300f, 0x61f,
                                   0x06d4, 0x964,  0x201c, ':',    '\'',   '*',    ']' };
  const char *end = article->text + article->n_bytes, *last;
  gunichar c;

  if (article->n_bytes == 0)
    return FALSE;
  last = g_utf8_prev_char (end);
  c = g_utf8_get_char (last);
  if (c == '.' && article->n_bytes > 3 && memcmp (end - 3, "...", 3) == 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (c == ends[i])
      return TRUE;

  return FALSE;
}

static gboolean
is_short (const GlossArticle *article, guint n_words)
{
  /* Chinese, Japanese and Thai put no spaces between words. */
  gboolean has_spaces = article->n_chars < 12 * n_words;

  return has_spaces ? n_words < MIN_WORDS : article->n_chars < MIN_CHARS;
}

/**
 * gloss_doubt_judge:
 * @page: the page; what was found dropped in it is forgotten
 * @metadata: what the page says of its article
 * @article: what was found
 *
 * Judges by the page's own word (JSON-LD's isAccessibleForFree and wordCount, the tier of its
 * contents), by what it asks of its reader, and by how the words end. A page that calls itself
 * sold but holds all of its article is none in doubt.
 *
 * Returns: whether @article seems to be less than the whole
 */
GlossDoubt
gloss_doubt_judge (GlossPage *page, const GlossMetadata *metadata, const GlossArticle *article)
{
  guint n_words = article->n_words;
  gboolean is_little = is_short (article, n_words);

  if (metadata->n_words > 0 && n_words > 0 && metadata->n_words > 2 * n_words + MIN_WORDS)
    return metadata->is_sold || has_wall (page) ? GLOSS_DOUBT_CUT : GLOSS_DOUBT_SHORT;
  if (article->n_chars < MAX_PREVIEW_CHARS &&
      (is_little || !ends_whole (article) || metadata->is_sold) && has_wall (page))
    return GLOSS_DOUBT_CUT;
  if (metadata->is_sold && (is_little || !ends_whole (article)) &&
      article->n_chars < MAX_PREVIEW_CHARS)
    return GLOSS_DOUBT_CUT;

  return is_little ? GLOSS_DOUBT_SHORT : GLOSS_DOUBT_NONE;
}
