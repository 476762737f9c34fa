#include <stdio.h>

#include "app/formats/gloss-json-text.h"
#include "app/formats/gloss-words.h"
#include "app/formats/gloss-writers.h"

/* "By Ann Bee, Cy Dee and Eff Gee" → three names. */
static GStrv
split_byline (const char *byline)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GRegex) between =
    g_regex_new ("\\s*(?:,|;|&|\\band\\b|\\n)\\s*", G_REGEX_CASELESS, 0, NULL);
  g_auto (GStrv) names = NULL;
  const char *start = byline != NULL ? byline : "";

  if (g_ascii_strncasecmp (start, "by ", 3) == 0)
    start += 3;
  names = g_regex_split (between, start, 0);
  for (guint i = 0; names[i] != NULL; i++)
    if (*g_strstrip (names[i]) != '\0')
      g_strv_builder_add (builder, names[i]);

  return g_strv_builder_end (builder);
}

/* What LaTeX takes for commands. */
static char *
escape_latex (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (strchr ("&%$#_", *p) != NULL)
      g_string_append_printf (out, "\\%c", *p);
    /* Readers count braces, also those behind a backslash. */
    else if (*p == '{' || *p == '}')
      g_string_append (out, *p == '{' ? "\\textbraceleft{}" : "\\textbraceright{}");
    else if (*p == '~')
      g_string_append (out, "\\textasciitilde{}");
    else if (*p == '^')
      g_string_append (out, "\\textasciicircum{}");
    else if (*p == '\\')
      g_string_append (out, "\\textbackslash{}");
    else
      g_string_append_c (out, g_ascii_iscntrl (*p) ? ' ' : *p);

  return g_string_free (out, FALSE);
}

static void
append_member (GString *out, const char *name, const char *value)
{
  g_autofree char *escaped = NULL;

  if (value == NULL || *value == '\0')
    return;
  escaped = escape_latex (value);
  g_string_append_printf (out, ",\n  %s = {%s}", name, escaped);
}

/* The day of a time, or NULL. */
static char *
dup_day (const char *stamp)
{
  return stamp != NULL && strlen (stamp) >= 10 ? g_strndup (stamp, 10) : NULL;
}

/* "starmer2024-4e8acb": the first name, the year and what no other article has. */
static char *
make_key (const GlossArticle *article, const char *const *authors)
{
  g_autoptr (GString) key = g_string_new (NULL);
  g_autofree char *name = g_str_to_ascii (authors[0] != NULL      ? authors[0]
                                          : article->site != NULL ? article->site
                                                                  : "article",
                                          "C");
  const char *last = strrchr (name, ' ');

  for (const char *p = last != NULL ? last + 1 : name; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (key, g_ascii_tolower (*p));
  if (key->len == 0)
    g_string_append (key, "article");
  if (article->published != NULL)
    g_string_append_len (key, article->published, MIN (4, strlen (article->published)));
  g_string_append_printf (key, "-%.6s", article->sha256);

  return g_string_free (g_steal_pointer (&key), FALSE);
}

/* Where others can find it; a file of one's own says nothing to them. */
static gboolean
is_address (const char *uri)
{
  return uri != NULL && g_ascii_strncasecmp (uri, "file:", 5) != 0;
}

/* An address is read as it stands; only braces would end it. */
static void
append_address (GString *out, const char *uri)
{
  if (!is_address (uri))
    return;
  g_string_append (out, ",\n  url = {");
  for (const char *p = uri; *p != '\0'; p++)
    if (*p == '{' || *p == '}')
      g_string_append (out, *p == '{' ? "%7B" : "%7D");
    else
      g_string_append_c (out, *p);
  g_string_append_c (out, '}');
}

/* What babel and polyglossia call a language, which is what BibLaTeX reads; NULL of one that they
 * hardly know. */
static const char *
find_langid (const char *language)
{
  /* Regions before the language as such. */
  static const struct
  {
    const char *tag, *id;
  } ids[] = {
    { "en-us", "american" },   { "en-gb", "british" },      { "en-ca", "canadian" },
    { "en-au", "australian" }, { "en-nz", "newzealand" },   { "en", "english" },
    { "de-at", "naustrian" },  { "de-ch", "nswissgerman" }, { "de", "ngerman" },
    { "pt-br", "brazilian" },  { "pt", "portuguese" },      { "fr", "french" },
    { "es", "spanish" },       { "it", "italian" },         { "nl", "dutch" },
    { "af", "afrikaans" },     { "ar", "arabic" },          { "bg", "bulgarian" },
    { "ca", "catalan" },       { "cs", "czech" },           { "cy", "welsh" },
    { "da", "danish" },        { "el", "greek" },           { "et", "estonian" },
    { "eu", "basque" },        { "fa", "persian" },         { "fi", "finnish" },
    { "gl", "galician" },      { "he", "hebrew" },          { "hi", "hindi" },
    { "hr", "croatian" },      { "hu", "magyar" },          { "hy", "armenian" },
    { "id", "indonesian" },    { "is", "icelandic" },       { "ja", "japanese" },
    { "ko", "korean" },        { "lt", "lithuanian" },      { "lv", "latvian" },
    { "nb", "norsk" },         { "nn", "nynorsk" },         { "no", "norsk" },
    { "pl", "polish" },        { "ro", "romanian" },        { "ru", "russian" },
    { "sk", "slovak" },        { "sl", "slovene" },         { "sq", "albanian" },
    { "sr", "serbian" },       { "sv", "swedish" },         { "th", "thai" },
    { "tr", "turkish" },       { "uk", "ukrainian" },       { "vi", "vietnamese" },
    { "zh", "chinese" },
  };

  for (gsize i = 0; language != NULL && i < G_N_ELEMENTS (ids); i++)
    {
      gsize length = strlen (ids[i].tag);

      if (g_ascii_strncasecmp (language, ids[i].tag, length) == 0 &&
          !g_ascii_isalnum (language[length]))
        return ids[i].id;
    }

  return NULL;
}

/**
 * gloss_citation_write_bibtex:
 * @record: what to cite
 * @place: makes no difference
 *
 * Returns: (transfer full): a BibTeX entry of the article
 */
char *
gloss_citation_write_bibtex (const GlossRecord *record, GlossWritePlace place)
{
  const GlossArticle *article = record->article;
  g_auto (GStrv) authors = split_byline (article->byline);
  g_autofree char *key = make_key (article, (const char *const *) authors);
  g_autofree char *name = gloss_article_dup_name (article);
  g_autofree char *joined = g_strjoinv (" and ", authors);
  g_autofree char *day = dup_day (article->published);
  g_autofree char *retrieved = dup_day (article->retrieved);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "@online{%s", key);
  append_member (out, "title", name);
  append_member (out, "author", joined);
  append_member (out, "organization", article->site);
  append_member (out, "date", day);
  append_address (out, article->uri);
  append_member (out, "urldate", retrieved);
  append_member (out, "langid", find_langid (article->language));
  g_string_append (out, "\n}\n");

  return g_string_free (out, FALSE);
}

static void
set_string (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    json_object_set_string_member (object, name, value);
}

/* {"date-parts": [[2024, 9, 7]]} */
static void
set_date (JsonObject *object, const char *name, const char *stamp)
{
  guint year, month, day;
  JsonArray *parts, *dates;
  JsonObject *date;

  if (stamp == NULL || sscanf (stamp, "%4u-%2u-%2u", &year, &month, &day) != 3)
    return;
  parts = json_array_new ();
  json_array_add_int_element (parts, year);
  json_array_add_int_element (parts, month);
  json_array_add_int_element (parts, day);
  dates = json_array_new ();
  json_array_add_array_element (dates, parts);
  date = json_object_new ();
  json_object_set_array_member (date, "date-parts", dates);
  json_object_set_object_member (object, name, date);
}

static JsonArray *
build_authors (const char *const *authors)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; authors[i] != NULL; i++)
    {
      JsonObject *author = json_object_new ();

      json_object_set_string_member (author, "literal", authors[i]);
      json_array_add_object_element (array, author);
    }

  return array;
}

/**
 * gloss_citation_write_csl:
 * @record: what to cite
 * @place: a list of one on a line of its own, where there are many
 *
 * Returns: (transfer full): the article as CSL-JSON
 */
char *
gloss_citation_write_csl (const GlossRecord *record, GlossWritePlace place)
{
  const GlossArticle *article = record->article;
  g_auto (GStrv) authors = split_byline (article->byline);
  g_autofree char *name = gloss_article_dup_name (article);
  g_autofree char *key = make_key (article, (const char *const *) authors);
  g_autoptr (JsonNode) node = json_node_alloc ();
  g_autofree char *line = NULL;
  JsonObject *item = json_object_new ();
  JsonArray *items = json_array_new ();

  json_object_set_string_member (item, "id", key);
  json_object_set_string_member (item, "type", "article-newspaper");
  set_string (item, "title", name);
  if (authors[0] != NULL)
    json_object_set_array_member (item, "author", build_authors ((const char *const *) authors));
  set_string (item, "container-title", article->site);
  set_date (item, "issued", article->published);
  set_string (item, "URL", is_address (article->uri) ? article->uri : NULL);
  set_date (item, "accessed", article->retrieved);
  set_string (item, "language", article->language);
  json_array_add_object_element (items, item);
  json_node_init_array (node, NULL);
  json_node_take_array (node, items);
  line = gloss_json_print (node, place == GLOSS_WRITE_ALONE);

  return place == GLOSS_WRITE_ALONE ? g_steal_pointer (&line) : g_strconcat (line, "\n", NULL);
}
