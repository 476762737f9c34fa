#include "app/extract/gloss-hints.h"

#include <stdlib.h>
#include <string.h>

#define MAX_WORD 24

typedef struct
{
  const char *word;
  guint hints;
} HintWord;

#define B GLOSS_HINT_BODY
#define C GLOSS_HINT_CONTENT
#define S GLOSS_HINT_SUSPECT
#define X GLOSS_HINT_BOILERPLATE
#define H GLOSS_HINT_HIDDEN
#define K GLOSS_HINT_CAPTION
#define D GLOSS_HINT_COMMENTS

/* Words of class, id and the like, and pairs of them written as one; sorted for bsearch(). */
/* clang-format off */
static const HintWord words[] = {
  { "aboutauthor", X },
  { "actions", S },
  { "adbox", X },
  { "adcontainer", X },
  { "addthis", X },
  { "addtoany", X },
  { "admanager", X },
  { "ads", X },
  { "adsbygoogle", X },
  { "adslot", X },
  { "adunit", X },
  { "advert", X },
  { "advertisement", X },
  { "advertising", X },
  { "adverts", X },
  { "adwrapper", X },
  { "affiliate", X },
  { "alsoread", X },
  { "article", C },
  { "articlebody", B },
  { "articlecontent", B },
  { "articlecontents", B },
  { "articlecopy", B },
  { "articledetail", B },
  { "articlefooter", X },
  { "articleinner", B },
  { "articlemain", B },
  { "articlemeta", X },
  { "articles", C },
  { "articletags", X },
  { "articletext", B },
  { "author", S },
  { "authorbio", X },
  { "authorbox", X },
  { "authorcard", X },
  { "authorinfo", X },
  { "authors", S },
  { "backtotop", X },
  { "banner", X },
  { "bio", S },
  { "blog", C },
  { "blogbody", B },
  { "blogcontent", B },
  { "bodycontent", B },
  { "bodycopy", B },
  { "bodytext", B },
  { "bottom", S },
  { "breadcrumb", X },
  { "breadcrumbs", X },
  { "button", S },
  { "buttons", S },
  { "buybutton", X },
  { "byline", S },
  { "caption", K },
  { "captioncredit", X },
  { "carousel", S },
  { "categories", S },
  { "category", S },
  { "colophon", X },
  { "column", C },
  { "comment", X | D },
  { "commentarea", X | D },
  { "commentform", X | D },
  { "commentlist", X | D },
  { "comments", X | D },
  { "consent", X },
  { "content", C },
  { "contentbody", B },
  { "contents", C },
  { "contenttext", C },
  { "cookie", X },
  { "cookies", X },
  { "copy", C },
  { "copyright", X },
  { "credit", X },
  { "credits", X },
  { "crumbs", X },
  { "cta", S },
  { "date", S },
  { "dateline", S },
  { "detail", C },
  { "dfp", X },
  { "disclaimer", X },
  { "displaynone", H },
  { "disqus", X | D },
  { "donate", X },
  { "donation", X },
  { "editorspicks", X },
  { "email", S },
  { "entry", C },
  { "entryauthor", X },
  { "entrybody", B },
  { "entrycontent", B },
  { "entryfooter", X },
  { "entrymeta", X },
  { "entrytext", B },
  { "extra", S },
  { "feedback", X },
  { "figcaption", K },
  { "follow", X },
  { "followus", X },
  { "footer", X },
  { "form", S },
  { "fulltext", B },
  { "gallery", S },
  { "gdpr", X },
  { "header", S },
  { "hentry", C },
  { "hero", S },
  { "hidden", H },
  { "imagecaption", K },
  { "imagecredit", X },
  { "imgcredit", X },
  { "info", S },
  { "inreadmore", X },
  { "invisible", H },
  { "jetpack", X },
  { "jumplink", X },
  { "kicker", S },
  { "label", S },
  { "languageswitcher", X },
  { "latestnews", X },
  { "leftrail", X },
  { "lightbox", X },
  { "likes", X },
  { "livechat", X },
  { "location", S },
  { "login", S | X },
  { "loginform", X },
  { "mailchimp", X },
  { "main", C },
  { "maintext", B },
  { "markdown", C },
  { "media", S },
  { "megamenu", X },
  { "menu", X },
  { "meta", S },
  { "modal", X },
  { "morefrom", X },
  { "morenews", X },
  { "moreon", X },
  { "morestories", X },
  { "mostpopular", X },
  { "mostread", X },
  { "mostviewed", X },
  { "nav", X },
  { "navbar", X },
  { "navigate", X },
  { "navigation", X },
  { "news", C },
  { "newsbody", B },
  { "newscontent", B },
  { "newsletter", X },
  { "newsletters", X },
  { "newstext", B },
  { "nextprev", X },
  { "nextup", X },
  { "noprint", X },
  { "offscreen", H },
  { "optin", X },
  { "outbrain", X },
  { "overlay", X },
  { "pagecontent", B },
  { "pager", X },
  { "pagination", X },
  { "paging", X },
  { "paywall", X },
  { "photocaption", K },
  { "photocredit", X },
  { "poll", X },
  { "popover", X },
  { "popular", X },
  { "popup", X },
  { "post", C },
  { "postauthor", X },
  { "postbody", B },
  { "postcontent", B },
  { "postfooter", X },
  { "postmeta", X },
  { "postnav", X },
  { "postnavigation", X },
  { "posttags", X },
  { "posttext", B },
  { "prevnext", X },
  { "print", S },
  { "printonly", X },
  { "promo", X },
  { "promos", X },
  { "promotion", X },
  { "prose", C },
  { "rail", X },
  { "rate", S },
  { "rating", S },
  { "ratings", X },
  { "reaction", X },
  { "reactions", X },
  { "readalso", X },
  { "readmore", X },
  { "readnext", X },
  { "recirc", X },
  { "recirculation", X },
  { "recommendation", X },
  { "recommendations", X },
  { "recommended", X },
  { "regwall", X },
  { "related", X },
  { "relatedarticles", X },
  { "relatedcontent", X },
  { "relatednews", X },
  { "relatedposts", X },
  { "relatedstories", X },
  { "richtext", C },
  { "rightrail", X },
  { "screenreader", H },
  { "screenreadertext", H },
  { "scrolltop", X },
  { "section", C },
  { "seealso", X },
  { "share", X },
  { "sharebar", X },
  { "sharebuttons", X },
  { "sharedaddy", X },
  { "shares", X },
  { "sharethis", X },
  { "sharetools", X },
  { "sharing", X },
  { "shopping", X },
  { "sidebar", X },
  { "sidebars", X },
  { "sidecol", X },
  { "signup", X },
  { "singlecontent", B },
  { "skip", X },
  { "skiplink", X },
  { "skiplinks", X },
  { "slider", S },
  { "slideshow", S },
  { "social", X },
  { "socialmedia", X },
  { "socials", X },
  { "sponsor", X },
  { "sponsored", X },
  { "sponsors", X },
  { "sronly", H },
  { "srtext", H },
  { "story", C },
  { "storybody", B },
  { "storycontent", B },
  { "storycopy", B },
  { "storytext", B },
  { "submenu", X },
  { "subscribe", X },
  { "subscription", X },
  { "subscriptions", X },
  { "supplemental", S },
  { "survey", X },
  { "taboola", X },
  { "tag", S },
  { "tagcloud", X },
  { "taglist", X },
  { "tags", S },
  { "teaser", X },
  { "teasers", X },
  { "text", C },
  { "textcontent", C },
  { "time", S },
  { "timestamp", S },
  { "toc", S },
  { "toolbar", X },
  { "tooltip", X },
  { "topstories", X },
  { "trending", X },
  { "twittershare", X },
  { "upnext", X },
  { "upvote", X },
  { "utility", S },
  { "visuallyhidden", H },
  { "vote", X },
  { "votes", X },
  { "voting", X },
  { "widget", S },
  { "wpcaption", K },
  { "wysiwyg", C },
};
/* clang-format on */

#undef B
#undef C
#undef S
#undef X
#undef H
#undef K
#undef D

static int
compare_word (const void *key, const void *item)
{
  return strcmp (key, ((const HintWord *) item)->word);
}

static guint
look_up (const char *word)
{
  const HintWord *found = bsearch (word, words, G_N_ELEMENTS (words), sizeof *words, compare_word);

  return found != NULL ? found->hints : 0;
}

/* Whether what is hidden is only a part, or what is too much: "label-hidden", "hidden-label",
 * "overflow-hidden". What is hidden from small screens, or from paper, is no article either. */
static gboolean
is_hidden_in_part (const char *before, const char *after)
{
  static const char *const parts[] = { "after", "ads",     "backface", "bar",   "before",
                                       "first", "image",   "label",    "last",  "lazy",
                                       "menu",  "nav",     "overflow", "share", "sharing",
                                       "title", "sidebar", "x",        "y",     NULL };
  static const char *const hidden[] = { "label", "title", NULL };

  return g_strv_contains (parts, before) || g_strv_contains (hidden, after);
}

/* The word at *@p, in lower case, past which *@p is moved; its length. */
static gsize
read_word (const char **p, char word[MAX_WORD + 1])
{
  gsize n = 0;

  while (g_ascii_isalpha (**p) && !(n > 0 && g_ascii_isupper (**p) && g_ascii_islower ((*p)[-1])))
    {
      if (n < MAX_WORD)
        word[n++] = g_ascii_tolower (**p);
      (*p)++;
    }
  word[n] = '\0';

  return n;
}

/* The hints of a word; @before: the one before it in the same name; @rest: what comes after */
static guint
hints_of_word (const char *before, const char *word, const char *rest)
{
  guint hints = look_up (word);
  char after[MAX_WORD + 1];

  if ((hints & GLOSS_HINT_HIDDEN) == 0 || !g_str_equal (word, "hidden"))
    return hints;
  while (*rest != '\0' && !g_ascii_isalpha (*rest) && !g_ascii_isspace (*rest))
    rest++;
  read_word (&rest, after);

  return is_hidden_in_part (before, after) ? hints & ~GLOSS_HINT_HIDDEN : hints;
}

/* Cuts @value at marks and where capitals begin, and looks up each word and each pair. */
static guint
hints_of_value (const char *value)
{
  char pair[2 * MAX_WORD + 1] = "", word[MAX_WORD + 1];
  gsize n_last = 0;
  guint hints = 0;

  while (*value != '\0')
    {
      gsize n;

      while (*value != '\0' && !g_ascii_isalpha (*value))
        {
          if (g_ascii_isspace (*value))
            n_last = 0;
          value++;
        }
      n = read_word (&value, word);
      if (n == 0)
        break;
      pair[n_last] = '\0';
      hints |= hints_of_word (pair, word, value);
      memmove (pair + n_last, word, n + 1);
      if (n_last > 0)
        hints |= look_up (pair);
      memcpy (pair, word, n + 1);
      n_last = n;
    }

  return hints;
}

static gboolean
has_hiding_style (const char *style)
{
  g_autofree char *lower = g_ascii_strdown (style, -1);
  gsize n = 0;

  for (const char *p = lower; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      lower[n++] = *p;
  lower[n] = '\0';

  return strstr (lower, "display:none") != NULL || strstr (lower, "visibility:hidden") != NULL;
}

static guint
hints_of_role (const char *role)
{
  static const char *const boilerplate[] = { "navigation",  "banner",  "complementary",
                                             "contentinfo", "search",  "dialog",
                                             "alertdialog", "menu",    "menubar",
                                             "toolbar",     "tablist", NULL };

  return g_strv_contains (boilerplate, role) ? GLOSS_HINT_BOILERPLATE : 0;
}

/**
 * gloss_hints_of:
 * @node: an element
 *
 * Returns: what its class, id, role, style and the like say of it
 */
GlossHints
gloss_hints_of (const GlossHtmlNode *node)
{
  static const char *const names[] = { "class",       "id",        "itemprop", "data-component",
                                       "data-testid", "data-type", "property" };
  const char *value;
  guint hints = 0;

  if (node->is_around_math)
    return 0;
  if (gloss_html_get_attribute (node, "hidden") != NULL)
    hints |= GLOSS_HINT_HIDDEN;
  value = gloss_html_get_attribute (node, "style");
  if (value != NULL && has_hiding_style (value))
    hints |= GLOSS_HINT_HIDDEN;
  value = gloss_html_get_attribute (node, "aria-hidden");
  if (value != NULL && g_ascii_strcasecmp (value, "true") == 0)
    hints |= GLOSS_HINT_HIDDEN;
  value = gloss_html_get_attribute (node, "role");
  if (value != NULL)
    hints |= hints_of_role (value);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      value = gloss_html_get_attribute (node, names[i]);
      if (value != NULL)
        hints |= hints_of_value (value);
    }

  return hints;
}
