#include "ui/gloss-article-page.h"

#include <glib/gi18n.h>

#include "ui/gloss-compat.h"
#include "ui/gloss-labels.h"
#include "ui/gloss-mark-walk.h"
#include "ui/gloss-note-opener.h"
#include "ui/gloss-notice-bar.h"

struct _GlossArticlePage
{
  AdwBin parent_instance;

  GlossInput *input;
  GlossDocument *document; /* (nullable): while the application is not ready for one */
  GtkStack *stack;
  AdwStatusPage *failed_page;
  GtkLabel *loading_label;
  GtkProgressBar *progress_bar;
  GtkSpinner *spinner;
  GtkButton *browser_button;
  GtkButton *whole_button;
  GtkScrolledWindow *scroller;
  GlossArticleView *view;
  GlossMarkWalk *walk;
  GlossFindBar *find_bar;
  GlossNoticeBar *notice_bar;
  GtkRevealer *trouble_revealer;
  GtkLabel *trouble_label;
  GlossNoteOpener *opener;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_LOADING,
  PROP_SELECTED_MARK,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GlossArticlePage, gloss_article_page, ADW_TYPE_BIN)

/* {{{ States */

static GlossDocumentState
get_state (GlossArticlePage *self)
{
  if (self->document == NULL)
    return GLOSS_DOCUMENT_LOADING;

  return gloss_document_get_state (self->document);
}

static void
describe_failure (GlossArticlePage *self, const char *message)
{
  g_autofree char *sentence = gloss_label_sentence (message);
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_status_page_set_description (self->failed_page, escaped);
}

/* Of a text without words there is no more than that. */
static gboolean
is_plain_text (GlossInput *input)
{
  g_autofree char *type = g_content_type_guess (gloss_input_get_label (input), NULL, 0, NULL);

  return g_content_type_equals (type, "text/plain") ||
         g_content_type_equals (type, "text/markdown");
}

static void
show_failure (GlossArticlePage *self)
{
  gboolean is_web = gloss_input_get_kind (self->input) == GLOSS_INPUT_WEB;
  const GError *error = gloss_document_get_error (self->document);
  g_autofree char *message = NULL;

  g_object_get (self->document, "error-message", &message, NULL);
  describe_failure (self, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->browser_button), is_web);
  gtk_widget_set_visible (GTK_WIDGET (self->whole_button),
                          error != NULL && !is_plain_text (self->input) &&
                            g_error_matches (error, GLOSS_LOAD_ERROR, GLOSS_LOAD_ERROR_EMPTY));
}

static void
show_state (GlossArticlePage *self)
{
  gboolean is_loading = FALSE;

  switch (get_state (self))
    {
    case GLOSS_DOCUMENT_EMPTY:
    case GLOSS_DOCUMENT_LOADING:
      is_loading = TRUE;
      gtk_stack_set_visible_child_name (self->stack, "loading");
      break;
    case GLOSS_DOCUMENT_READY:
      gloss_notice_bar_tell (self->notice_bar, self->document, self->input);
      if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "article") == 0)
        break;
      gtk_stack_set_visible_child_name (self->stack, "article");
      /* The reader's keys go to the text, which is what they opened. */
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        gtk_widget_grab_focus (GTK_WIDGET (self->view));
      break;
    case GLOSS_DOCUMENT_FAILED:
      show_failure (self);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      /* The next key is for what can be done about it. */
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        gtk_widget_child_focus (GTK_WIDGET (self->failed_page), GTK_DIR_TAB_FORWARD);
      break;
    }
  gtk_spinner_set_spinning (self->spinner, is_loading);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SUBTITLE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static void
show_progress (GlossArticlePage *self)
{
  double progress = -1;

  g_object_get (self->document, "progress", &progress, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), progress >= 0);
  if (progress >= 0)
    gtk_progress_bar_set_fraction (self->progress_bar, MIN (progress, 1));
}

static void
article_changed_cb (GlossArticlePage *self)
{
  GlossArticle *article = gloss_document_get_article (self->document);

  gloss_find_bar_set_article (self->find_bar, article);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SUBTITLE]);
}

/* What the person was about to change is as it was; they are told why, until they have read it. */
static void
change_failed_cb (GlossDocument *document, const GError *error, GlossArticlePage *self)
{
  g_autofree char *text =
    g_strdup_printf (_ ("This could not be saved, so nothing was changed: %s"), error->message);

  gtk_label_set_text (self->trouble_label, text);
  gtk_revealer_set_reveal_child (self->trouble_revealer, TRUE);
  gloss_compat_announce (GTK_WIDGET (self), text);
}

static void
dismiss_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_revealer_set_reveal_child (GLOSS_ARTICLE_PAGE (widget)->trouble_revealer, FALSE);
}

static void
retry_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GlossArticlePage *self = GLOSS_ARTICLE_PAGE (widget);

  if (self->document != NULL)
    gloss_document_reload (self->document);
}

static void
cancel_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GlossArticlePage *self = GLOSS_ARTICLE_PAGE (widget);

  if (self->document != NULL)
    gloss_document_cancel (self->document);
}

static void
whole_page_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GlossArticlePage *self = GLOSS_ARTICLE_PAGE (widget);

  if (self->document != NULL)
    gloss_document_load (self->document, self->input, GLOSS_LOAD_WHOLE_PAGE);
}

static void
article_alone_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GlossArticlePage *self = GLOSS_ARTICLE_PAGE (widget);

  if (self->document != NULL)
    gloss_document_load (self->document, self->input, GLOSS_LOAD_DEFAULT);
}

static void
open_in_browser_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GlossArticlePage *self = GLOSS_ARTICLE_PAGE (widget);

  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (widget)), gloss_input_get_uri (self->input),
                GDK_CURRENT_TIME);
}

/* }}} */
/* {{{ The selected mark and its places */

static void
walk_changed_cb (gpointer user_data)
{
  g_object_notify_by_pspec (user_data, props[PROP_SELECTED_MARK]);
}

/**
 * gloss_article_page_select_mark:
 * @id: (nullable): an entity, quote, topic, keyphrase or note
 *
 * Emphasises it in the text, without moving the text.
 */
void
gloss_article_page_select_mark (GlossArticlePage *self, const char *id)
{
  g_return_if_fail (GLOSS_IS_ARTICLE_PAGE (self));

  gloss_mark_walk_select (self->walk, id);
}

/**
 * gloss_article_page_activate_mark:
 * @id: an entity, quote, topic, keyphrase or note
 *
 * Shows its first place; the next one if it is asked for again.
 */
void
gloss_article_page_activate_mark (GlossArticlePage *self, const char *id)
{
  g_return_if_fail (GLOSS_IS_ARTICLE_PAGE (self));

  gloss_mark_walk_activate (self->walk, id);
}

/**
 * gloss_article_page_step_mention:
 * @step: 1 for the next mention of what is selected, -1 for the one before
 */
void
gloss_article_page_step_mention (GlossArticlePage *self, int step)
{
  g_return_if_fail (GLOSS_IS_ARTICLE_PAGE (self));

  gloss_mark_walk_step (self->walk, step);
}

/**
 * gloss_article_page_get_selected_place:
 * @span: (out): the mention that was pointed at in the text
 *
 * Returns: whether one mention of the selected mark is meant, rather than all of them
 */
gboolean
gloss_article_page_get_selected_place (GlossArticlePage *self, GlossSpan *span)
{
  g_return_val_if_fail (GLOSS_IS_ARTICLE_PAGE (self), FALSE);

  return gloss_mark_walk_get_place (self->walk, span);
}

static void
mark_activated_cb (GlossArticleView *view, int kind, const char *id, GlossArticlePage *self)
{
  gloss_mark_walk_point_at (self->walk, id, gloss_article_view_get_caret (view));
}

/* }}} */
/* {{{ Notes */

/**
 * gloss_article_page_edit_note:
 * @id: a note, there or on its way to the disk
 *
 * Opens its card at the passage, as soon as it is there.
 */
void
gloss_article_page_edit_note (GlossArticlePage *self, const char *id)
{
  g_return_if_fail (GLOSS_IS_ARTICLE_PAGE (self));

  gloss_note_opener_edit (self->opener, id);
}

static void
note_edit_requested_cb (GlossArticleView *view, const char *id, GlossArticlePage *self)
{
  gloss_article_page_edit_note (self, id);
}

static void
note_delete_requested_cb (GlossArticleView *view, const char *id, GlossArticlePage *self)
{
  gloss_mark_walk_select (self->walk, id);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.delete-note", NULL);
}

static void
note_span_requested_cb (GlossArticleView *view,
                        const char *id,
                        guint start,
                        guint end,
                        GlossArticlePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.set-note-span", "(suu)", id, start, end);
}

/* }}} */
/* {{{ What the view asks for */

static void
highlight_requested_cb (GlossArticleView *view, int color, GlossArticlePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.highlight", "s",
                              gloss_note_color_to_string (color));
}

static void
note_requested_cb (GlossArticleView *view, GlossArticlePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.note", NULL);
}

static void
tag_requested_cb (GlossArticleView *view, GlossArticlePage *self)
{
  gloss_note_opener_begin_with_tags (self->opener);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.note", NULL);
}

static void
mark_as_requested_cb (GlossArticleView *view, int type, GlossArticlePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.mark-entity", "s",
                              gloss_entity_type_to_string (type));
}

/* The words that were selected are not what is meant then. */
static void
correct_requested_cb (GlossArticleView *view,
                      int kind,
                      const char *id,
                      const char *detailed_action,
                      GlossArticlePage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autoptr (GVariant) target = NULL;
  g_autofree char *action = NULL;
  GtkTextIter start;

  if (!g_action_parse_detailed_name (detailed_action, &action, &target, NULL))
    return;
  gtk_text_buffer_get_selection_bounds (buffer, &start, NULL);
  gtk_text_buffer_place_cursor (buffer, &start);
  mark_activated_cb (view, kind, id, self);
  gtk_widget_activate_action_variant (GTK_WIDGET (self), action, target);
}

static void
copy_quotation_requested_cb (GlossArticleView *view, GlossArticlePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.copy-quotation", NULL);
}

static void
link_activated_cb (GlossArticleView *view, const char *uri, GlossArticlePage *self)
{
  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), uri, GDK_CURRENT_TIME);
}

/* The text view would take these keys though it cannot be edited. */
static void
add_shortcuts (GlossArticlePage *self)
{
  static const struct
  {
    const char *trigger, *action;
  } shortcuts[] = {
    { "Delete", "win.delete-note" },     { "<Control>z", "win.undo" },
    { "<Control><Shift>z", "win.redo" }, { "<Control>Return", "win.confirm" },
    { "<Control>Delete", "win.reject" }, { "<Control><Shift>Delete", "win.reject-all" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].trigger),
                        gtk_named_action_new (shortcuts[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self->view), controller);
}

static void
create_view (GlossArticlePage *self)
{
  self->view = GLOSS_ARTICLE_VIEW (gloss_article_view_new ());
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->view));
  gloss_find_bar_set_view (self->find_bar, self->view);
  self->walk = gloss_mark_walk_new (self->view, walk_changed_cb, self);
  add_shortcuts (self);

#define CONNECT(signal, callback)                                                                  \
  g_signal_connect_object (self->view, signal, G_CALLBACK (callback), self, 0)
  CONNECT ("mark-activated", mark_activated_cb);
  CONNECT ("highlight-requested", highlight_requested_cb);
  CONNECT ("note-requested", note_requested_cb);
  CONNECT ("tag-requested", tag_requested_cb);
  CONNECT ("mark-as-requested", mark_as_requested_cb);
  CONNECT ("correct-requested", correct_requested_cb);
  CONNECT ("copy-quotation-requested", copy_quotation_requested_cb);
  CONNECT ("note-edit-requested", note_edit_requested_cb);
  CONNECT ("note-delete-requested", note_delete_requested_cb);
  CONNECT ("note-span-requested", note_span_requested_cb);
  CONNECT ("link-activated", link_activated_cb);
#undef CONNECT
}

/* }}} */

static char *
dup_title (GlossArticlePage *self)
{
  g_autofree char *title = NULL;

  if (self->document != NULL)
    g_object_get (self->document, "title", &title, NULL);
  if (title != NULL && *title != '\0')
    return g_steal_pointer (&title);
  /* Pasted text has no name until it is read. */
  if (*gloss_input_get_label (self->input) == '\0')
    return g_strdup (_ ("Article"));

  return g_strdup (gloss_input_get_label (self->input));
}

/**
 * gloss_article_page_set_document:
 * @document: what to show; it is loaded by whoever made it
 */
void
gloss_article_page_set_document (GlossArticlePage *self, GlossDocument *document)
{
  g_return_if_fail (GLOSS_IS_ARTICLE_PAGE (self));
  g_return_if_fail (self->document == NULL);

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "notify::state", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::title", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::progress", G_CALLBACK (show_progress), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::article", G_CALLBACK (article_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "change-failed", G_CALLBACK (change_failed_cb), self, 0);
  gloss_mark_walk_set_document (self->walk, document);
  gloss_note_opener_set_document (self->opener, document);
  gloss_article_view_set_document (self->view, document);
  article_changed_cb (self);
  show_state (self);
}

/* The application itself could not be made ready, so there will be no document. */
void
gloss_article_page_fail (GlossArticlePage *self, const char *message)
{
  g_return_if_fail (GLOSS_IS_ARTICLE_PAGE (self));

  describe_failure (self, message);
  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

GlossDocument *
gloss_article_page_get_document (GlossArticlePage *self)
{
  g_return_val_if_fail (GLOSS_IS_ARTICLE_PAGE (self), NULL);

  return self->document;
}

GlossInput *
gloss_article_page_get_input (GlossArticlePage *self)
{
  g_return_val_if_fail (GLOSS_IS_ARTICLE_PAGE (self), NULL);

  return self->input;
}

GlossArticleView *
gloss_article_page_get_view (GlossArticlePage *self)
{
  g_return_val_if_fail (GLOSS_IS_ARTICLE_PAGE (self), NULL);

  return self->view;
}

GlossNoticeBar *
gloss_article_page_get_notice_bar (GlossArticlePage *self)
{
  g_return_val_if_fail (GLOSS_IS_ARTICLE_PAGE (self), NULL);

  return self->notice_bar;
}

GlossFindBar *
gloss_article_page_get_find_bar (GlossArticlePage *self)
{
  g_return_val_if_fail (GLOSS_IS_ARTICLE_PAGE (self), NULL);

  return self->find_bar;
}

const char *
gloss_article_page_get_selected_mark (GlossArticlePage *self)
{
  g_return_val_if_fail (GLOSS_IS_ARTICLE_PAGE (self), NULL);

  return gloss_mark_walk_get_selected (self->walk);
}

/* Also keeps what is being written in a note that is open. */
void
gloss_article_page_save_position (GlossArticlePage *self)
{
  g_return_if_fail (GLOSS_IS_ARTICLE_PAGE (self));

  if (self->document == NULL || get_state (self) != GLOSS_DOCUMENT_READY)
    return;
  gloss_note_opener_save (self->opener);
  gloss_document_set_position (self->document, gloss_article_view_get_position (self->view));
}

static void
gloss_article_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GlossArticlePage *self = GLOSS_ARTICLE_PAGE (object);
  GlossArticle *article;

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_take_string (value, dup_title (self));
      break;
    case PROP_SUBTITLE:
      article = self->document != NULL ? gloss_document_get_article (self->document) : NULL;
      g_value_take_string (value, article != NULL ? gloss_label_subtitle (article) : g_strdup (""));
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, get_state (self) == GLOSS_DOCUMENT_LOADING);
      break;
    case PROP_SELECTED_MARK:
      g_value_set_string (value, gloss_mark_walk_get_selected (self->walk));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gloss_article_page_dispose (GObject *object)
{
  GlossArticlePage *self = GLOSS_ARTICLE_PAGE (object);

  g_clear_pointer (&self->opener, gloss_note_opener_free);
  if (self->document != NULL)
    gloss_document_cancel (self->document);
  g_clear_object (&self->document);
  g_clear_object (&self->input);
  gloss_mark_walk_set_document (self->walk, NULL);
  /* The bin has no reference to its child, which the template would take from it. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GLOSS_TYPE_ARTICLE_PAGE);

  G_OBJECT_CLASS (gloss_article_page_parent_class)->dispose (object);
}

static void
gloss_article_page_finalize (GObject *object)
{
  gloss_mark_walk_free (GLOSS_ARTICLE_PAGE (object)->walk);

  G_OBJECT_CLASS (gloss_article_page_parent_class)->finalize (object);
}

static void
gloss_article_page_class_init (GlossArticlePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = gloss_article_page_dispose;
  object_class->finalize = gloss_article_page_finalize;
  object_class->get_property = gloss_article_page_get_property;

  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  props[PROP_SELECTED_MARK] = g_param_spec_string ("selected-mark", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (GLOSS_TYPE_FIND_BAR);
  g_type_ensure (GLOSS_TYPE_NOTICE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gloss/Gloss/ui/gloss-article-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossArticlePage, stack);
  gtk_widget_class_bind_template_child (widget_class, GlossArticlePage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, GlossArticlePage, loading_label);
  gtk_widget_class_bind_template_child (widget_class, GlossArticlePage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, GlossArticlePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, GlossArticlePage, browser_button);
  gtk_widget_class_bind_template_child (widget_class, GlossArticlePage, whole_button);
  gtk_widget_class_bind_template_child (widget_class, GlossArticlePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, GlossArticlePage, find_bar);
  gtk_widget_class_bind_template_child (widget_class, GlossArticlePage, trouble_revealer);
  gtk_widget_class_bind_template_child (widget_class, GlossArticlePage, notice_bar);
  gtk_widget_class_bind_template_child (widget_class, GlossArticlePage, trouble_label);
  gtk_widget_class_install_action (widget_class, "page.dismiss", NULL, dismiss_activated);
  gtk_widget_class_install_action (widget_class, "page.retry", NULL, retry_activated);
  gtk_widget_class_install_action (widget_class, "page.cancel", NULL, cancel_activated);
  gtk_widget_class_install_action (widget_class, "page.whole-page", NULL, whole_page_activated);
  gtk_widget_class_install_action (widget_class, "page.article-alone", NULL,
                                   article_alone_activated);
  gtk_widget_class_install_action (widget_class, "page.open-in-browser", NULL,
                                   open_in_browser_activated);
}

static void
gloss_article_page_init (GlossArticlePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  create_view (self);
  self->opener = gloss_note_opener_new (GTK_WIDGET (self), self->view, self->walk);
}

/**
 * gloss_article_page_new:
 * @input: what the tab will show
 *
 * Returns: a page that says it is loading until it gets a document
 */
GtkWidget *
gloss_article_page_new (GlossInput *input)
{
  GlossArticlePage *self = g_object_new (GLOSS_TYPE_ARTICLE_PAGE, NULL);
  g_autofree char *text = g_strdup_printf (_ ("Opening %s"), gloss_input_get_label (input));

  self->input = g_object_ref (input);
  gtk_label_set_text (self->loading_label, text);
  gtk_spinner_set_spinning (self->spinner, TRUE);

  return GTK_WIDGET (self);
}
