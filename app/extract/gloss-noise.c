#include "app/extract/gloss-noise.h"

#include <stdlib.h>
#include <string.h>

#include "app/extract/gloss-title.h"

#define MAX_NOISE_BYTES 400
#define MAX_NOTICE_BYTES 1200

/* Whole lines, folded as gloss_title_fold() does, that pages put between the words of articles;
 * sorted. */
/* clang-format off */
static const char *const lines[] = {
  "0 comments",
  "aa",
  "ad",
  "add a comment",
  "add to favorites",
  "ads",
  "advertentie",
  "advertisement",
  "advertisement continue reading below",
  "advertisements",
  "advertising",
  "annons",
  "annonse",
  "anzeige",
  "article continues below",
  "article continues below advertisement",
  "auch interessant",
  "back to top",
  "be the first to comment",
  "categories",
  "click to enlarge",
  "click to share",
  "close",
  "collapse",
  "comentarios",
  "comentários",
  "comment",
  "commentaires",
  "commenti",
  "comments",
  "compartilhar",
  "compartilhe",
  "compartir",
  "condividi",
  "contents",
  "continue reading",
  "continue reading the main story",
  "copied",
  "copy",
  "copy link",
  "credit",
  "dela",
  "delen",
  "drucken",
  "edit",
  "editor s picks",
  "editors picks",
  "email",
  "email this",
  "email this article",
  "enlarge",
  "expand",
  "facebook",
  "filed under",
  "follow",
  "follow us",
  "get deal",
  "hide comments",
  "imprimer",
  "imprimir",
  "in this article",
  "instagram",
  "join the conversation",
  "join the discussion",
  "jump to details",
  "jump to recipe",
  "keep reading",
  "komentarze",
  "kommentar",
  "kommentare",
  "kommentieren",
  "large",
  "latest news",
  "leave a comment",
  "leave a reply",
  "lee también",
  "leer más",
  "lees ook",
  "leggi anche",
  "leia mais",
  "leia também",
  "lesen sie auch",
  "like loading",
  "like this",
  "link copied",
  "linkedin",
  "lire aussi",
  "lire la suite",
  "listen",
  "listen to article",
  "listen to this article",
  "load more",
  "loading",
  "log in",
  "login",
  "mainos",
  "medium",
  "mehr lesen",
  "mehr zum thema",
  "merken",
  "more from",
  "more news",
  "more stories",
  "most popular",
  "most read",
  "nach oben",
  "newsletter",
  "newsletter abonnieren",
  "newsletters",
  "next",
  "next article",
  "next post",
  "no comments",
  "open image in gallery",
  "opens in a new window",
  "opens in new window",
  "partager",
  "permalink",
  "photo",
  "pin",
  "pin it",
  "pin recipe",
  "pinterest",
  "play video",
  "popular",
  "post a comment",
  "prev",
  "previous",
  "previous article",
  "previous post",
  "print",
  "print recipe",
  "print this article",
  "promoted",
  "pubblicità",
  "publicidad",
  "publicidade",
  "publicite",
  "publicité",
  "rate this",
  "read more",
  "read next",
  "read the full story",
  "reageer",
  "recommended",
  "recommended for you",
  "recommended reading",
  "recommended stories",
  "recommended videos",
  "reddit",
  "reklama",
  "related",
  "related articles",
  "related content",
  "related news",
  "related posts",
  "related stories",
  "related topics",
  "remove ads",
  "report ad",
  "report this ad",
  "save",
  "scroll to continue",
  "scroll to continue with content",
  "see all",
  "see more",
  "share",
  "share article",
  "share full article",
  "share on",
  "share on facebook",
  "share on twitter",
  "share options",
  "share this",
  "share this article",
  "share this post",
  "share this story",
  "share to",
  "share via email",
  "show comments",
  "show more",
  "sign in",
  "sign up",
  "sign up now",
  "skip advertisement",
  "small",
  "sponsored",
  "start your review",
  "story continues below",
  "story continues below advertisement",
  "subscribe",
  "subscribe now",
  "table of content",
  "table of contents",
  "tagged",
  "tags",
  "te puede interesar",
  "teilen",
  "telegram",
  "text size",
  "thank you for subscribing",
  "thanks for signing up",
  "this is a modal window",
  "top",
  "top stories",
  "topics",
  "trending",
  "trending now",
  "tweet",
  "twitter",
  "twittern",
  "udostępnij",
  "up next",
  "view all",
  "view comments",
  "view gallery",
  "view image in fullscreen",
  "view more",
  "watch video",
  "weiterlesen",
  "werbung",
  "whatsapp",
  "you may also like",
  "you might also like",
  "you might like",
  "youtube",
  "zobacz także",
  "à lire aussi",
  "комментарии",
  "поделиться",
  "реклама",
  "читайте также",
};

/* How lines begin that advertise, ask for something or lead elsewhere, with the most bytes that
 * such a line may have, folded. */
static const struct
{
  const char *start;
  gsize max;
} starts[] = {
  { "sign up for our", 160 },
  { "sign up for the", 160 },
  { "sign up to our", 160 },
  { "sign up to receive", 160 },
  { "sign up here", 120 },
  { "subscribe to our", 160 },
  { "subscribe to the", 140 },
  { "get our free", 160 },
  { "get the latest", 160 },
  { "get all the latest", 160 },
  { "follow us on", 140 },
  { "like us on", 120 },
  { "find us on", 120 },
  { "join us on", 120 },
  { "join our", 120 },
  { "join the conversation", 120 },
  { "read more about", 140 },
  { "read more on", 140 },
  { "also read", 200 },
  { "read also", 200 },
  { "read next", 200 },
  { "read more", 160 },
  { "see also", 160 },
  { "related article", 200 },
  { "related story", 200 },
  { "related stories", 120 },
  { "related posts", 120 },
  { "related news", 120 },
  { "related content", 160 },
  { "related", 60 },
  { "copyright", 160 },
  { "all rights reserved", 120 },
  { "this article was originally published", 200 },
  { "this article originally appeared", 200 },
  { "this story was originally published", 200 },
  { "this post may contain affiliate", 300 },
  { "this post contains affiliate", 300 },
  { "this article contains affiliate", 300 },
  { "we may earn a commission", 300 },
  { "we may receive a commission", 300 },
  { "if you buy something", 300 },
  { "if you purchase", 220 },
  { "when you buy through", 300 },
  { "products featured on", 300 },
  { "purchases made through", 300 },
  { "as an amazon associate", 200 },
  { "waiting for your permission to load", 200 },
  { "click here to subscribe", 120 },
  { "click here to sign up", 120 },
  { "click here to read", 160 },
  { "click to share", 60 },
  { "click here for reprint", 120 },
  { "download our app", 120 },
  { "download the app", 120 },
  { "story continues", 80 },
  { "article continues", 80 },
  { "scroll down to", 80 },
  { "share this", 50 },
  { "share on", 40 },
  { "share your", 90 },
  { "tap here to", 90 },
  { "posted in", 120 },
  { "filed under", 160 },
  { "tagged with", 160 },
  { "tagged", 160 },
  { "tags", 200 },
  { "view this post on", 60 },
  { "a post shared by", 160 },
  { "mehr zum thema", 120 },
  { "lesen sie auch", 200 },
  { "lesen sie hier", 160 },
  { "auch interessant", 160 },
  { "abonnieren sie", 120 },
  { "folgen sie uns", 120 },
  { "lire aussi", 200 },
  { "à lire aussi", 200 },
  { "lee también", 200 },
  { "leggi anche", 200 },
  { "leia também", 200 },
  { "lees ook", 200 },
  { "zobacz też", 160 },
  { "zobacz także", 160 },
  { "przeczytaj także", 160 },
  { "czytaj też", 160 },
  { "läs mer", 120 },
  { "läs också", 120 },
  { "les også", 120 },
  { "читайте также", 200 },
  { "te puede interesar", 200 },
  { "te recomendamos", 160 },
  { "más información", 60 },
  { "seguici su", 120 },
  { "suivez nous", 120 },
  { "abonnez vous", 120 },
  { "síguenos", 120 },
  { "do not sell", 80 },
  { "enter your email", 120 },
  { "your email address", 160 },
  { "by signing up", 300 },
  { "by subscribing", 300 },
  { "by clicking", 260 },
  { "we use cookies", 300 },
  { "this site uses cookies", 300 },
  { "this website uses cookies", 300 },
  { "please enable javascript", 160 },
  { "you need javascript", 160 },
  { "your browser does not support", 160 },
  { "this video is not available", 120 },
  { "sorry your browser", 160 },
  { "we noticed you re using an ad blocker", 160 },
  { "please turn off your ad blocker", 160 },
  { "last updated", 80 },
  { "updated on", 50 },
  { "published on", 50 },
  { "first published", 60 },
  { "reading time", 40 },
  { "estimated reading time", 50 },
  { "min read", 20 },
  { "have a news tip", 200 },
  { "got a tip", 200 },
  { "have a tip", 200 },
  { "send tips", 160 },
  { "recommended reading", 160 },
  { "don t miss", 120 },
  { "watch now", 100 },
  { "watch more", 100 },
  { "opens in a new", 40 },
};
/* clang-format on */

static int
compare_lines (const void *key, const void *item)
{
  return strcmp (key, *(const char *const *) item);
}

/**
 * gloss_noise_is_line:
 * @text: the words of a block
 *
 * Returns: whether they are such as sites put into any article: "Advertisement", "Share this"
 */
gboolean
gloss_noise_is_line (const char *text)
{
  g_autofree char *folded = NULL;
  gsize n;

  if (strlen (text) > MAX_NOISE_BYTES)
    return FALSE;
  folded = gloss_title_fold (text);
  if (bsearch (folded, lines, G_N_ELEMENTS (lines), sizeof *lines, compare_lines) != NULL)
    return TRUE;
  n = strlen (folded);
  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    if (n <= starts[i].max && g_str_has_prefix (folded, starts[i].start))
      return TRUE;

  return FALSE;
}

/**
 * gloss_noise_is_lead:
 * @text: a heading's or a short line's words
 *
 * Returns: whether they say that links to other articles follow
 */
gboolean
gloss_noise_is_lead (const char *text)
{
  static const char *const leads[] = {
    "related",         "read more",      "read next",    "more from",
    "more on",         "more in",        "more stories", "recommended",
    "you may also",    "you might also", "see also",     "also read",
    "read also",       "top stories",    "most read",    "most popular",
    "trending",        "popular",        "latest",       "mehr zum thema",
    "lesen sie auch",  "lire aussi",     "a lire aussi", "à lire aussi",
    "lee tambien",     "lee también",    "leggi anche",  "leia tambem",
    "leia também",     "lees ook",       "verwandte",    "auch interessant",
    "weitere artikel", "zobacz",         "más noticias", "articles similaires",
    "ähnliche",        "das könnte",     "recent posts", "other stories"
  };
  g_autofree char *folded = NULL;

  if (strlen (text) > 100)
    return FALSE;
  folded = gloss_title_fold (text);
  for (gsize i = 0; i < G_N_ELEMENTS (leads); i++)
    if (g_str_has_prefix (folded, leads[i]))
      return TRUE;

  return FALSE;
}

/**
 * gloss_noise_is_notice:
 * @text: a paragraph's words
 *
 * Returns: whether they speak of the law or of who is paid by whom, not of an article's matter;
 *   some articles do too, but not in their last words
 */
gboolean
gloss_noise_is_notice (const char *text)
{
  static const char *const notices[] = { "subject to copyright",
                                         "all rights reserved",
                                         "no rights or credit claimed",
                                         "property of their respective",
                                         "without the written permission",
                                         "without written permission",
                                         "without our permission",
                                         "is copyrighted",
                                         "copyrighted property",
                                         "for informational purposes",
                                         "educational purposes only",
                                         "does not constitute",
                                         "not a substitute for professional",
                                         "not a substitute for medical",
                                         "substitute for direct medical advice",
                                         "we may receive compensation",
                                         "we may earn",
                                         "we may receive a commission",
                                         "earn a commission",
                                         "user agreement",
                                         "privacy policy",
                                         "terms of service",
                                         "terms and conditions apply",
                                         "unsubscribe at any time",
                                         "alle rechte vorbehalten",
                                         "tous droits réservés",
                                         "todos los derechos reservados",
                                         "tutti i diritti riservati" };
  g_autofree char *lower = NULL;

  if (strlen (text) > MAX_NOTICE_BYTES)
    return FALSE;
  lower = g_utf8_strdown (text, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (notices); i++)
    if (strstr (lower, notices[i]) != NULL)
      return TRUE;

  return FALSE;
}
