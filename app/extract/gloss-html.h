#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A page as a tree. The parser library stays behind this file. */

typedef enum
{
  GLOSS_HTML_TEXT,
  GLOSS_HTML_OTHER, /* an element that is none of these */
  GLOSS_HTML_A,
  GLOSS_HTML_ABBR,
  GLOSS_HTML_ADDRESS,
  GLOSS_HTML_ARTICLE,
  GLOSS_HTML_ASIDE,
  GLOSS_HTML_AUDIO,
  GLOSS_HTML_B,
  GLOSS_HTML_BASE,
  GLOSS_HTML_BLOCKQUOTE,
  GLOSS_HTML_BODY,
  GLOSS_HTML_BR,
  GLOSS_HTML_BUTTON,
  GLOSS_HTML_CANVAS,
  GLOSS_HTML_CAPTION,
  GLOSS_HTML_CENTER,
  GLOSS_HTML_CITE,
  GLOSS_HTML_CODE,
  GLOSS_HTML_DD,
  GLOSS_HTML_DETAILS,
  GLOSS_HTML_DIALOG,
  GLOSS_HTML_DIV,
  GLOSS_HTML_DL,
  GLOSS_HTML_DT,
  GLOSS_HTML_EM,
  GLOSS_HTML_EMBED,
  GLOSS_HTML_FIELDSET,
  GLOSS_HTML_FIGCAPTION,
  GLOSS_HTML_FIGURE,
  GLOSS_HTML_FONT,
  GLOSS_HTML_FOOTER,
  GLOSS_HTML_FORM,
  GLOSS_HTML_H1,
  GLOSS_HTML_H2,
  GLOSS_HTML_H3,
  GLOSS_HTML_H4,
  GLOSS_HTML_H5,
  GLOSS_HTML_H6,
  GLOSS_HTML_HEAD,
  GLOSS_HTML_HEADER,
  GLOSS_HTML_HR,
  GLOSS_HTML_HTML,
  GLOSS_HTML_I,
  GLOSS_HTML_IFRAME,
  GLOSS_HTML_IMG,
  GLOSS_HTML_INPUT,
  GLOSS_HTML_KBD,
  GLOSS_HTML_LABEL,
  GLOSS_HTML_LI,
  GLOSS_HTML_LINK,
  GLOSS_HTML_MAIN,
  GLOSS_HTML_MENU,
  GLOSS_HTML_META,
  GLOSS_HTML_NAV,
  GLOSS_HTML_NOSCRIPT,
  GLOSS_HTML_OBJECT,
  GLOSS_HTML_OL,
  GLOSS_HTML_P,
  GLOSS_HTML_PICTURE,
  GLOSS_HTML_PRE,
  GLOSS_HTML_Q,
  GLOSS_HTML_SAMP,
  GLOSS_HTML_SCRIPT,
  GLOSS_HTML_SECTION,
  GLOSS_HTML_SELECT,
  GLOSS_HTML_SOURCE,
  GLOSS_HTML_SPAN,
  GLOSS_HTML_STRONG,
  GLOSS_HTML_STYLE,
  GLOSS_HTML_SUB,
  GLOSS_HTML_SUMMARY,
  GLOSS_HTML_SUP,
  GLOSS_HTML_SVG,
  GLOSS_HTML_TABLE,
  GLOSS_HTML_TBODY,
  GLOSS_HTML_TD,
  GLOSS_HTML_TEMPLATE,
  GLOSS_HTML_TEXTAREA,
  GLOSS_HTML_TFOOT,
  GLOSS_HTML_TH,
  GLOSS_HTML_THEAD,
  GLOSS_HTML_TIME,
  GLOSS_HTML_TITLE,
  GLOSS_HTML_TR,
  GLOSS_HTML_U,
  GLOSS_HTML_UL,
  GLOSS_HTML_VIDEO,
} GlossHtmlTag;
#define GLOSS_HTML_N_TAGS (GLOSS_HTML_VIDEO + 1)

typedef struct _GlossHtmlNode GlossHtmlNode;
struct _GlossHtmlNode
{
  GlossHtmlTag tag;
  guint order; /* in the document, from 0 */
  GlossHtmlNode *parent;
  GlossHtmlNode *first_child;
  GlossHtmlNode *last_child;
  GlossHtmlNode *previous;
  GlossHtmlNode *next;
  const char *text;         /* of texts; lent by the tree */
  gboolean is_around_math;  /* a formula, or one of the elements right around it */
  gconstpointer attributes; /* the parser's */
};

typedef struct _GlossHtml GlossHtml;

GlossHtml *gloss_html_parse (const char *text, gsize n_bytes);
void gloss_html_free (GlossHtml *self);
GlossHtmlNode *gloss_html_get_root (const GlossHtml *self);
guint gloss_html_get_n_nodes (const GlossHtml *self);

const char *gloss_html_get_attribute (const GlossHtmlNode *node, const char *name);
GlossHtmlNode *gloss_html_next (const GlossHtmlNode *node, const GlossHtmlNode *within);
GlossHtmlNode *gloss_html_skip (const GlossHtmlNode *node, const GlossHtmlNode *within);
gboolean gloss_html_is_inside (const GlossHtmlNode *node, const GlossHtmlNode *ancestor);
gboolean gloss_html_tag_is_block (GlossHtmlTag tag);
char *gloss_html_dup_text (const GlossHtmlNode *node);
void gloss_html_append_squeezed (GString *text, const char *more, gboolean *in_space);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GlossHtml, gloss_html_free)

G_END_DECLS
