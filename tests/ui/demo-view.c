/* Shows the article view alone: demo-view [FILE.txt] [--theme=N] [--select=ID]. Not a test. */
#include <adwaita.h>
#include <locale.h>
#include <string.h>

#include "tests/ui/sample-article.h"
#include "ui/gloss-article-view.h"

static int theme;
static char *selected;
static char *reveal;
static char *chosen;
static char *picture;
static gboolean stalls;
static double zoom = 1.0;

static const char rich[] =
  "p Mayor Ana Duarte told the council on Tuesday that the harbour of Lisbon must reopen before "
  "winter, whatever the price of 4.2 million euros.\f"
  "!harbour.png The harbour at dusk, seen from the old lighthouse.\f"
  "p “We have waited long enough,” Duarte said. “People here live from the sea, and the sea "
  "will not wait for us.” She said the Portuguese Navy would “help where it can”.\f"
  "## What the plan says\f"
  "p The port authority sees three steps, the first of which begins on 3 March:\f"
  "* Dredging the channel, at a cost that nobody has put into words yet\f"
  "* Rebuilding the northern pier\f"
  "** with stone from Alentejo, as the old one had\f"
  "* A new ferry to Setúbal\f"
  "1 First the law, which has to pass both readings before the summer, and to be signed\f"
  "2 Then the money\f"
  "> A harbour is not a place where ships are safe from the storm. It is where people know that "
  "they will return.\f"
  "### Figures\f"
  "| Year\tShips\tTonnes\n2021\t1,204\t88,000\n2022\t987\t71,500\n2023\t412\t30,250\f"
  "- \f"
  "p Opposition leader Rui Costa asked whether the figures could be trusted, and Duarte answered "
  "that they were checked twice. The Guardian and the BBC reported on the plan last week.\f"
  "` for ship in harbour:\n    print (ship.name)\f"
  "p قالت رئيسة البلدية إن الميناء سيفتح قبل الشتاء، مهما كان الثمن الذي ستدفعه المدينة.\f"
  "~ Read more: Ten harbours that came back";

static GlossAnalysis *
analyse_rich (GlossArticle *article, GListStore *notes)
{
  GlossAnalysis *analysis = gloss_analysis_new ();

  article->title = g_strdup ("Lisbon’s mayor wants her harbour back before winter comes");
  article->byline = g_strdup ("Marta Reis");
  article->site = g_strdup ("Example News");
  article->published = g_strdup ("2024-09-07T10:00:00Z");
  sample_add_entity (analysis, article, GLOSS_ENTITY_PERSON, "Ana Duarte", "Ana Duarte|Duarte");
  sample_add_entity (analysis, article, GLOSS_ENTITY_PLACE, "Lisbon", "Lisbon");
  sample_add_entity (analysis, article, GLOSS_ENTITY_DATE, "Tuesday", "Tuesday");
  sample_add_entity (analysis, article, GLOSS_ENTITY_MONEY, "4.2 million euros",
                     "4.2 million euros");
  sample_add_entity (analysis, article, GLOSS_ENTITY_ORGANIZATION, "Portuguese Navy",
                     "Portuguese Navy");
  sample_add_entity (analysis, article, GLOSS_ENTITY_PERSON, "Rui Costa", "Rui Costa");
  sample_add_entity (analysis, article, GLOSS_ENTITY_ORGANIZATION, "BBC", "BBC");
  sample_add_entity (analysis, article, GLOSS_ENTITY_WORK, "The Guardian", "The Guardian");
  sample_add_quote (analysis, article, GLOSS_QUOTE_DIRECT, "Ana Duarte", "We have waited",
                    "enough,");
  sample_add_quote (analysis, article, GLOSS_QUOTE_DIRECT, "Ana Duarte", "People here live",
                    "wait for us.");
  sample_add_quote (analysis, article, GLOSS_QUOTE_MIXED, "Ana Duarte", "the Portuguese Navy",
                    "where it can”");
  sample_add_quote (analysis, article, GLOSS_QUOTE_INDIRECT, "Rui Costa", "whether the figures",
                    "be trusted");
  sample_add_keyphrase (analysis, article, "northern pier");
  sample_add_note (notes, article, "before winter", GLOSS_NOTE_YELLOW,
                   "Which winter? The council papers say 2026.", "to check");
  sample_add_note (notes, article, "4.2 million euros", GLOSS_NOTE_GREEN, "Compare the tender.",
                   NULL);
  sample_add_note (notes, article, "figures could be trusted", GLOSS_NOTE_PINK, "", NULL);

  return analysis;
}

static GlossAnalysis *
analyse_seed (GlossArticle *article, GListStore *notes)
{
  GlossAnalysis *analysis = gloss_analysis_new ();

  article->title = g_strdup ("UK and US leaders to meet in Washington");
  article->site = g_strdup ("Example News");
  article->published = g_strdup ("2024-09-07");
  sample_add_entity (analysis, article, GLOSS_ENTITY_PERSON, "Keir Starmer", "Keir Starmer|Keir");
  sample_add_entity (analysis, article, GLOSS_ENTITY_PERSON, "Joe Biden", "Biden");
  sample_add_entity (analysis, article, GLOSS_ENTITY_PLACE, "Washington", "Washington");
  sample_add_entity (analysis, article, GLOSS_ENTITY_DATE, "this coming week", "this coming week");
  sample_add_entity (analysis, article, GLOSS_ENTITY_ORGANIZATION, "White House", "White House");
  sample_add_entity (analysis, article, GLOSS_ENTITY_PLACE, "Ukraine", "Ukraine");
  sample_add_entity (analysis, article, GLOSS_ENTITY_GROUP, "Russian", "Russian");
  sample_add_entity (analysis, article, GLOSS_ENTITY_PLACE, "Gaza", "Gaza");
  sample_add_entity (analysis, article, GLOSS_ENTITY_PLACE, "UK", "UK|Britain|United Kingdom");
  sample_add_quote (analysis, article, GLOSS_QUOTE_MIXED, "White House", "the leaders would focus",
                    "mutual interest”");
  sample_add_quote (analysis, article, GLOSS_QUOTE_DIRECT, "White House", "The leaders will have",
                    "Indo-Pacific,");
  sample_add_quote (analysis, article, GLOSS_QUOTE_DIRECT, "White House", "They will also",
                    "United Kingdom.");
  sample_add_quote (analysis, article, GLOSS_QUOTE_INDIRECT, "UK", "it would suspend the export",
                    "humanitarian law");
  sample_add_keyphrase (analysis, article, "hostage release and ceasefire deal");
  sample_add_keyphrase (analysis, article, "international shipping");
  sample_add_note (notes, article, "a bilateral meeting", GLOSS_NOTE_YELLOW,
                   "Second visit since July: compare with the May guidance.", "to check");
  sample_add_note (notes, article, "shown some reluctance in its continued support",
                   GLOSS_NOTE_BLUE, "Whose judgement is this? Not sourced.", NULL);

  return analysis;
}

static GlossArticle *
read_article (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) notation = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (notation, "%sp %s", i > 0 ? "\f" : "", lines[i]);

  return sample_article_new (notation->str);
}

/* The longest time that the main loop did not come round. */
typedef struct
{
  gint64 start, last, longest, longest_at;
} Stalls;

static gboolean
stall_cb (gpointer data)
{
  Stalls *s = data;
  gint64 now = g_get_monotonic_time ();

  if (now - s->last > s->longest)
    {
      s->longest = now - s->last;
      s->longest_at = s->last - s->start;
    }
  s->last = now;

  return G_SOURCE_CONTINUE;
}

static gboolean
report_cb (gpointer data)
{
  Stalls *s = data;

  g_print ("longest stall %.1f ms, %.1f ms after the start\n", s->longest / 1000.0,
           s->longest_at / 1000.0);
  s->longest = 0;

  return G_SOURCE_CONTINUE;
}

static void
activated_cb (GlossArticleView *view, int kind, const char *id)
{
  g_print ("activated %d %s\n", kind, id);
  gloss_article_view_set_selected_mark (view, id);
}

static void
asked_cb (GlossArticleView *view, const char *what)
{
  g_print ("asked: %s\n", what);
}

static gboolean
choose_cb (gpointer data)
{
  GlossArticleView *view = data;
  g_autofree char *text = NULL;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start, end;
  const char *words = chosen != NULL ? chosen : reveal;
  const char *found;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  found = strstr (text, words);
  if (found != NULL)
    {
      guint from = g_utf8_pointer_to_offset (text, found);
      GlossSpan span = { from, from + g_utf8_strlen (words, -1) };

      gloss_article_view_reveal (view, span, FALSE);
      if (chosen != NULL)
        gloss_article_view_select (view, span);
    }

  return G_SOURCE_REMOVE;
}

static void
activate_cb (GtkApplication *application, gpointer user_data)
{
  const char *path = user_data;
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gloss_article_view_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GListStore *notes = g_list_store_new (GLOSS_TYPE_NOTE);
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();
  GlossArticle *article;
  GlossAnalysis *analysis;
  gint64 begin;

  gtk_css_provider_load_from_resource (css, "/org/gloss/Gloss/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  article = path != NULL ? read_article (path) : sample_article_new (rich);
  if (path == NULL && picture != NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (picture);
      GlossBlock *block = g_ptr_array_index (article->blocks, 1);

      g_free (block->uri);
      block->uri = g_file_get_uri (file);
      article->uri = g_strconcat (block->uri, ".html", NULL);
    }
  analysis = path == NULL                             ? analyse_rich (article, notes)
             : strstr (article->text, "Keir Starmer") ? analyse_seed (article, notes)
                                                      : gloss_analysis_new ();
  begin = g_get_monotonic_time ();
  if (stalls)
    {
      static Stalls watch;

      watch.start = watch.last = g_get_monotonic_time ();
      g_timeout_add_full (G_PRIORITY_HIGH, 1, stall_cb, &watch, NULL);
      g_timeout_add (1500, report_cb, &watch);
    }
  gloss_article_view_set_content (GLOSS_ARTICLE_VIEW (view), article, analysis,
                                  G_LIST_MODEL (notes));
  if (stalls)
    g_print ("shown after %.1f ms\n", (g_get_monotonic_time () - begin) / 1000.0);
  g_object_set (view, "theme", theme, "font-scale", zoom, NULL);
  gloss_article_view_set_selected_mark (GLOSS_ARTICLE_VIEW (view), selected);
  g_signal_connect (view, "mark-activated", G_CALLBACK (activated_cb), NULL);
  g_signal_connect (view, "link-activated", G_CALLBACK (asked_cb), NULL);
  g_signal_connect (view, "note-edit-requested", G_CALLBACK (asked_cb), NULL);
  g_signal_connect (view, "note-delete-requested", G_CALLBACK (asked_cb), NULL);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scroller), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroller);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 960, 860);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (view);
  if (reveal != NULL || chosen != NULL)
    g_timeout_add (200, choose_cb, view);
}

int
main (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "theme", 0, 0, G_OPTION_ARG_INT, &theme, "0 to 3", "N" },
    { "zoom", 0, 0, G_OPTION_ARG_DOUBLE, &zoom, "times", "FACTOR" },
    { "mark", 0, 0, G_OPTION_ARG_STRING, &selected, "mark to emphasise", "ID" },
    { "reveal", 0, 0, G_OPTION_ARG_STRING, &reveal, "words to go to", "WORDS" },
    { "picture", 0, 0, G_OPTION_ARG_FILENAME, &picture, "file to show", "FILE" },
    { "stalls", 0, 0, G_OPTION_ARG_NONE, &stalls, "say how long the main loop is held up", NULL },
    { "select", 0, 0, G_OPTION_ARG_STRING, &chosen, "words to select", "WORDS" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("[FILE.txt]");
  g_autoptr (GError) error = NULL;
  g_autoptr (AdwApplication) application = NULL;
  char *name[] = { argv[0], NULL };

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);
  application = adw_application_new ("org.gloss.DemoView", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), argv[1]);

  return g_application_run (G_APPLICATION (application), 1, name);
}
