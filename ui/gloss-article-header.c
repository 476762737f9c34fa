#include "ui/gloss-article-header.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/gloss-direction.h"
#include "ui/gloss-labels.h"

struct _GlossArticleHeader
{
  GtkBox parent_instance;

  GtkWidget *title;
  GtkWidget *details;
};

G_DEFINE_FINAL_TYPE (GlossArticleHeader, gloss_article_header, GTK_TYPE_BOX)

static GtkWidget *
append_label (GlossArticleHeader *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self), label);

  return label;
}

static void
gloss_article_header_class_init (GlossArticleHeaderClass *klass)
{
}

static void
gloss_article_header_init (GlossArticleHeader *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "article-header");
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  self->title = append_label (self, "article-title");
  self->details = append_label (self, "article-details");
}

GtkWidget *
gloss_article_header_new (void)
{
  return g_object_new (GLOSS_TYPE_ARTICLE_HEADER, NULL);
}

static void
add_part (GString *details, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (details->len > 0)
    /* A line may end with the dot, but not begin with it. */
    g_string_append (details, "\u00a0· ");
  g_string_append (details, part);
}

/* Labels without words take no room. */
static void
set_words (GtkWidget *label, const char *words)
{
  gtk_label_set_text (GTK_LABEL (label), words != NULL ? words : "");
  gtk_widget_set_visible (label, words != NULL && *words != '\0');
}

static void
show_details (GlossArticleHeader *self, const GlossArticle *article)
{
  g_autoptr (GString) details = g_string_new (NULL);
  g_autofree char *date = gloss_label_date (article->published);
  g_autofree char *words = gloss_label_length (article);
  g_autofree char *minutes = gloss_label_minutes (article);

  add_part (details, article->byline);
  add_part (details, article->site);
  add_part (details, date);
  add_part (details, words);
  add_part (details, minutes);
  set_words (self->details, details->str);
}

/* Whether the text itself begins with the title, as that of a text file whose first line is its
 * heading: one need not read it twice. */
static gboolean
begins_with_title (const GlossArticle *article)
{
  const GlossBlock *first =
    article->blocks->len > 0 ? g_ptr_array_index (article->blocks, 0) : NULL;
  g_autofree char *words = NULL;

  if (first == NULL || article->title == NULL ||
      (first->kind != GLOSS_BLOCK_HEADING && first->kind != GLOSS_BLOCK_PARAGRAPH))
    return FALSE;
  words = gloss_article_dup_words (article, first->span);

  return g_str_equal (g_strstrip (words + strspn (words, "# \t")), article->title);
}

/**
 * gloss_article_header_set_article:
 * @article: (nullable): what to show
 *
 * The title stands on the side where the article's lines begin.
 */
void
gloss_article_header_set_article (GlossArticleHeader *self, GlossArticle *article)
{
  GtkTextDirection direction;

  g_return_if_fail (GLOSS_IS_ARTICLE_HEADER (self));

  if (article == NULL)
    {
      set_words (self->title, NULL);
      set_words (self->details, NULL);
      return;
    }

  direction = gloss_direction_is_rtl (article->text) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR;
  gtk_widget_set_direction (self->title, direction);
  gtk_widget_set_direction (self->details, direction);
  set_words (self->title, begins_with_title (article) ? NULL : article->title);
  show_details (self, article);
}
