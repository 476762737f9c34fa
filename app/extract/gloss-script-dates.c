#include "app/extract/gloss-script-dates.h"

#include <string.h>

#include "app/extract/gloss-page-dates.h"

#define MAX_DATE_BYTES 40
#define MAX_QUOTE_BYTES 8

/* Members of the data that a page's own scripts draw it from, surest first. */
static const char *const names[] = { "datePublished", "publishedAt",  "published_at",
                                     "publishDate",   "publish_date", "publicationDate",
                                     "publishedDate", "createdAt",    "created_at",
                                     "dateCreated" };

/* (transfer full) (nullable): the date after the name at @p of @n_name bytes, which is a
 * member's: "publishedAt":"2024-05-03T10:00:00Z", the marks escaped or not */
static char *
read_member (const char *p, gsize n_name)
{
  const char *q = p + n_name;
  gsize n_quote;
  g_autofree char *value = NULL;

  q += strspn (q, "\\\"' ");
  if (*q != ':')
    return NULL;
  q++;
  n_quote = strspn (q, "\\\"' ");
  if (n_quote == 0 || n_quote > MAX_QUOTE_BYTES)
    return NULL;
  q += n_quote;
  value = g_strndup (q, strcspn (q, "\\\"'\n"));
  if (strlen (value) > MAX_DATE_BYTES || !g_ascii_isdigit (*value))
    return NULL;

  return gloss_page_dates_parse (value, TRUE);
}

/* (transfer full) (nullable): the first date of a member called @name */
static char *
find_member (const char *script, const char *name)
{
  gsize n_name = strlen (name);

  for (const char *p = strstr (script, name); p != NULL; p = strstr (p + n_name, name))
    {
      char *date = p > script && g_ascii_isalnum (p[-1]) ? NULL : read_member (p, n_name);

      if (date != NULL)
        return date;
    }

  return NULL;
}

/**
 * gloss_script_dates_find:
 * @html: a page
 *
 * Looks into the data that a page gives to its own scripts, which is of the article before it is
 * of what else the page leads to.
 *
 * Returns: (transfer full) (nullable): when the page was published as that says, RFC 3339 or a
 *   day
 */
char *
gloss_script_dates_find (const GlossHtml *html)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (GlossHtmlNode *n = gloss_html_get_root (html); n != NULL; n = gloss_html_next (n, NULL))
      {
        char *date =
          n->tag == GLOSS_HTML_SCRIPT && n->first_child != NULL && n->first_child->text != NULL
            ? find_member (n->first_child->text, names[i])
            : NULL;

        if (date != NULL)
          return date;
      }

  return NULL;
}
