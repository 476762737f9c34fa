#include "ui/gloss-labels.h"

#include <glib/gi18n.h>

#include "app/document/gloss-about.h"
#include "app/library/gloss-search-text.h"

#define ENOUGH_LETTERS 2000 /* to tell a script by */

/* The words that the window uses for things of the analysis and of notes. */

const char *
gloss_label_entity_type (GlossEntityType type)
{
  switch (type)
    {
    case GLOSS_ENTITY_PERSON:
      return _ ("Person");
    case GLOSS_ENTITY_ORGANIZATION:
      return _ ("Organization");
    case GLOSS_ENTITY_PLACE:
      return _ ("Place");
    case GLOSS_ENTITY_GROUP:
      return _ ("Group");
    case GLOSS_ENTITY_EVENT:
      return _ ("Event");
    case GLOSS_ENTITY_WORK:
      return _ ("Work");
    case GLOSS_ENTITY_DATE:
      return _ ("Date");
    case GLOSS_ENTITY_TIME:
      return _ ("Time");
    case GLOSS_ENTITY_MONEY:
      return _ ("Money");
    case GLOSS_ENTITY_PERCENT:
      return _ ("Percentage");
    case GLOSS_ENTITY_QUANTITY:
      return _ ("Quantity");
    }

  return "";
}

const char *
gloss_label_entity_types (GlossEntityType type)
{
  switch (type)
    {
    case GLOSS_ENTITY_PERSON:
      return _ ("People");
    case GLOSS_ENTITY_ORGANIZATION:
      return _ ("Organizations");
    case GLOSS_ENTITY_PLACE:
      return _ ("Places");
    case GLOSS_ENTITY_GROUP:
      return _ ("Groups");
    case GLOSS_ENTITY_EVENT:
      return _ ("Events");
    case GLOSS_ENTITY_WORK:
      return _ ("Works");
    case GLOSS_ENTITY_DATE:
      return _ ("Dates");
    case GLOSS_ENTITY_TIME:
      return _ ("Times");
    case GLOSS_ENTITY_MONEY:
      return _ ("Money");
    case GLOSS_ENTITY_PERCENT:
      return _ ("Percentages");
    case GLOSS_ENTITY_QUANTITY:
      return _ ("Quantities");
    }

  return "";
}

/**
 * gloss_label_entity_badge:
 *
 * Returns: (transfer none): one or two characters that stand for @type in a small square
 */
const char *
gloss_label_entity_badge (GlossEntityType type)
{
  switch (type)
    {
    case GLOSS_ENTITY_PERSON:
      /* Translators: letter for "person" in a small square; the next ones likewise */
      return C_ ("badge", "P");
    case GLOSS_ENTITY_ORGANIZATION:
      return C_ ("badge", "O");
    case GLOSS_ENTITY_PLACE:
      /* Translators: letter for "place"; L as in location, since P is "person" */
      return C_ ("badge", "L");
    case GLOSS_ENTITY_GROUP:
      return C_ ("badge", "G");
    case GLOSS_ENTITY_EVENT:
      return C_ ("badge", "E");
    case GLOSS_ENTITY_WORK:
      return C_ ("badge", "W");
    case GLOSS_ENTITY_DATE:
      return C_ ("badge", "D");
    case GLOSS_ENTITY_TIME:
      return C_ ("badge", "T");
    case GLOSS_ENTITY_MONEY:
      return "¤";
    case GLOSS_ENTITY_PERCENT:
      return "%";
    case GLOSS_ENTITY_QUANTITY:
      return "#";
    }

  return "";
}

const char *
gloss_label_quote_kind (GlossQuoteKind kind)
{
  switch (kind)
    {
    case GLOSS_QUOTE_DIRECT:
      return C_ ("quote", "direct");
    case GLOSS_QUOTE_INDIRECT:
      return C_ ("quote", "indirect");
    case GLOSS_QUOTE_MIXED:
      return C_ ("quote", "in part word for word");
    }

  return "";
}

/* The same as a name of its own. */
const char *
gloss_label_quote (GlossQuoteKind kind)
{
  switch (kind)
    {
    case GLOSS_QUOTE_DIRECT:
      return _ ("Direct quote");
    case GLOSS_QUOTE_INDIRECT:
      return _ ("Indirect quote");
    case GLOSS_QUOTE_MIXED:
      return _ ("Quoted in part");
    }

  return "";
}

const char *
gloss_label_color (GlossNoteColor color)
{
  switch (color)
    {
    case GLOSS_NOTE_YELLOW:
      return _ ("Yellow");
    case GLOSS_NOTE_GREEN:
      return _ ("Green");
    case GLOSS_NOTE_BLUE:
      return _ ("Blue");
    case GLOSS_NOTE_PINK:
      return _ ("Pink");
    case GLOSS_NOTE_ORANGE:
      return _ ("Orange");
    }

  return "";
}

/**
 * gloss_label_note_about:
 * @analysis: (nullable): what is known of the article, as corrected
 *
 * Returns: (transfer full) (nullable): what @note is about beyond its words: "On the whole article"
 */
char *
gloss_label_note_about (GlossNote *note, const GlossAnalysis *analysis)
{
  const char *name;

  switch (gloss_about_find (analysis, note, &name))
    {
    case GLOSS_ABOUT_WORDS:
      return NULL;
    case GLOSS_ABOUT_ARTICLE:
      return g_strdup (_ ("On the whole article"));
    case GLOSS_ABOUT_ENTITY:
      /* Translators: what a note is about: a name */
      return g_strdup_printf (_ ("On “%s”"), name);
    case GLOSS_ABOUT_QUOTE:
      return g_strdup (_ ("On this quote"));
    case GLOSS_ABOUT_TOPIC:
      /* Translators: what a note is about: "politics" */
      return g_strdup_printf (_ ("On the topic “%s”"), name);
    }

  g_assert_not_reached ();
}

/**
 * gloss_label_note_state:
 *
 * Returns: (transfer none) (nullable): what to tell of a note that is not where it was made
 */
const char *
gloss_label_note_state (GlossNoteState state)
{
  switch (state)
    {
    case GLOSS_NOTE_ANCHORED:
      return NULL;
    case GLOSS_NOTE_MOVED:
      return _ ("moved with its words");
    case GLOSS_NOTE_CHANGED:
      return _ ("the words have changed");
    case GLOSS_NOTE_ORPHANED:
      return _ ("its words are gone");
    }

  return NULL;
}

static GDateTime *
parse_stamp (const char *stamp)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  g_autofree char *with_time = NULL;

  if (stamp == NULL)
    return NULL;
  if (strchr (stamp, 'T') == NULL)
    with_time = g_strconcat (stamp, "T00:00:00", NULL);

  return g_date_time_new_from_iso8601 (with_time != NULL ? with_time : stamp, local);
}

/**
 * gloss_label_date:
 * @stamp: (nullable): RFC 3339, or a date alone
 *
 * Returns: (transfer full) (nullable): the day, as readers write it
 */
char *
gloss_label_date (const char *stamp)
{
  g_autoptr (GDateTime) time = parse_stamp (stamp);
  g_autoptr (GDateTime) local = NULL;

  if (time == NULL)
    return NULL;
  local = strchr (stamp, 'T') != NULL ? g_date_time_to_local (time) : g_date_time_ref (time);

  /* Translators: a day, for strftime(): 7 September 2024 */
  return g_date_time_format (local, _ ("%-d %B %Y"));
}

/**
 * gloss_label_ago:
 * @stamp: (nullable): RFC 3339
 *
 * Returns: (transfer full) (nullable): how long ago that was: "just now", "5 min", or the day
 */
char *
gloss_label_ago (const char *stamp)
{
  g_autoptr (GDateTime) time = parse_stamp (stamp);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  gint64 minutes;

  if (time == NULL)
    return NULL;
  minutes = g_date_time_difference (now, time) / G_TIME_SPAN_MINUTE;
  if (minutes < 1)
    return g_strdup (_ ("just now"));
  if (minutes < 60)
    /* Translators: so many minutes ago, short */
    return g_strdup_printf (_ ("%d min"), (int) minutes);
  if (minutes < 24 * 60)
    /* Translators: so many hours ago, short */
    return g_strdup_printf (_ ("%d h"), (int) (minutes / 60));

  return gloss_label_date (stamp);
}

/* Chinese, Japanese and Thai put no spaces between words, and count by letters. */
static gboolean
has_spaces (const GlossArticle *article)
{
  guint n_letters = 0, n_unspaced = 0;

  for (const char *p = article->text; *p != '\0' && n_letters < ENOUGH_LETTERS;
       p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      n_letters += g_unichar_isalpha (c);
      n_unspaced += gloss_search_text_is_unspaced (c);
    }

  return n_unspaced <= n_letters / 2;
}

/**
 * gloss_label_length:
 * @article: an article
 *
 * Returns: (transfer full): how many words it has, or letters where words have no spaces between
 *   them
 */
char *
gloss_label_length (const GlossArticle *article)
{
  if (has_spaces (article))
    return g_strdup_printf (ngettext ("%u\u00a0word", "%u\u00a0words", article->n_words),
                            article->n_words);

  return g_strdup_printf (ngettext ("%u\u00a0letter", "%u\u00a0letters", article->n_chars),
                          article->n_chars);
}

/**
 * gloss_label_minutes:
 * @article: an article
 *
 * Returns: (transfer full): how long it takes to read, at 230 words a minute; at 300 letters, of
 *   which Chinese readers take some less and Japanese ones some more, where words have no spaces
 *   between them (Trauzettel-Klosinski and Dietz 2012)
 */
char *
gloss_label_minutes (const GlossArticle *article)
{
  guint count = has_spaces (article) ? article->n_words : article->n_chars;
  guint pace = has_spaces (article) ? 230 : 300;
  guint minutes = MAX (1, (count + pace / 2) / pace);

  return g_strdup_printf (ngettext ("%u\u00a0min", "%u\u00a0min", minutes), minutes);
}

/**
 * gloss_label_show_origin:
 * @image: a row's image
 * @origin: who stands for what the row shows
 *
 * Shows a sign for what a person confirmed and another for what a person made.
 */
void
gloss_label_show_origin (GtkImage *image, GlossOrigin origin)
{
  gboolean is_own = origin == GLOSS_ORIGIN_PERSON;
  const char *name = is_own ? _ ("Marked by a Person") : _ ("Confirmed");

  gtk_widget_set_visible (GTK_WIDGET (image), origin != GLOSS_ORIGIN_MACHINE);
  gtk_image_set_from_icon_name (image,
                                is_own ? "document-edit-symbolic" : "object-select-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (image), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * gloss_label_claim:
 *
 * Returns: (transfer none): how far a claim is checked, with a sign, translated; "" for no claim
 */
const char *
gloss_label_claim (GlossClaim claim)
{
  switch (claim)
    {
    case GLOSS_CLAIM_NONE:
      return "";
    case GLOSS_CLAIM_UNCHECKED:
      return _ ("○ Unchecked");
    case GLOSS_CLAIM_SUPPORTED:
      return _ ("✓ Supported");
    case GLOSS_CLAIM_CONTRADICTED:
      return _ ("✗ Contradicted");
    case GLOSS_CLAIM_UNCLEAR:
      return _ ("? Unclear");
    }

  g_assert_not_reached ();
}

/**
 * gloss_label_source:
 * @article: an article
 *
 * Returns: (transfer full) (nullable): where words of it come from, to follow a quotation: title,
 *   site and date, and on a line of its own the address if it is on the web
 */
char *
gloss_label_source (const GlossArticle *article)
{
  g_autofree char *date = gloss_label_date (article->published);
  const char *parts[] = { article->title, article->site, date };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "", parts[i]);
  if (article->uri != NULL && g_str_has_prefix (article->uri, "http"))
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", article->uri);

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/**
 * gloss_label_sentence:
 * @message: of an error; it begins small, to follow an input's name on the command line
 *
 * Returns: (transfer full): the message as it stands alone, with a capital
 */
char *
gloss_label_sentence (const char *message)
{
  g_autofree char *first = g_utf8_substring (message, 0, MIN (1, g_utf8_strlen (message, -1)));
  g_autofree char *capital = g_utf8_strup (first, -1);

  return g_strconcat (capital, message + strlen (first), NULL);
}

/**
 * gloss_label_origin:
 * @site: (nullable): the site that published an article
 * @uri: (nullable): its address
 *
 * Returns: (transfer full) (nullable): where the article comes from, in a word or two: its site,
 *   or else the file's name
 */
char *
gloss_label_origin (const char *site, const char *uri)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *name = NULL;

  if (site != NULL && *site != '\0')
    return g_strdup (site);
  if (uri == NULL || g_ascii_strncasecmp (uri, "file:", 5) != 0)
    return NULL;
  file = g_file_new_for_uri (uri);
  name = g_file_get_basename (file);

  return name != NULL ? g_filename_display_name (name) : NULL;
}

/**
 * gloss_label_subtitle:
 * @article: an article
 *
 * Returns: (transfer full): site or file, date and how long it takes to read, on one line
 */
char *
gloss_label_subtitle (const GlossArticle *article)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *origin = gloss_label_origin (article->site, article->uri);
  g_autofree char *date = gloss_label_date (article->published);
  g_autofree char *minutes = gloss_label_minutes (article);

  if (origin != NULL)
    g_string_append_printf (text, "%s · ", origin);
  if (date != NULL)
    g_string_append_printf (text, "%s · ", date);
  g_string_append (text, minutes);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
