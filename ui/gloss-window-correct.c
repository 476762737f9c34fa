#include "ui/gloss-window-private.h"

#include <glib/gi18n.h>

#include "app/document/gloss-amend.h"
#include "app/document/gloss-media-topics.h"
#include "app/document/gloss-rules.h"
#include "ui/gloss-entity-chooser.h"
#include "ui/gloss-mark-places.h"
#include "ui/gloss-labels.h"

/* What a person says of what the analysis found. */

/* {{{ What is meant */

/* The thing that an action is about, and where it stands, if one place of it is meant. */
typedef struct
{
  char *id; /* (nullable): nothing is meant */
  gboolean has_place;
  GlossSpan place;
} Meant;

static void
meant_clear (Meant *meant)
{
  g_clear_pointer (&meant->id, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Meant, meant_clear)

typedef enum
{
  MEAN_ENTITY = 1 << 0,
  MEAN_QUOTE = 1 << 1,
  MEAN_TOPIC = 1 << 2,
  MEAN_ANY = MEAN_ENTITY | MEAN_QUOTE | MEAN_TOPIC,
} MeanKinds;

static GlossAnalysis *
get_shown (GlossWindow *self)
{
  GlossDocument *document = gloss_window_get_document (self);

  if (document == NULL || gloss_document_get_state (document) != GLOSS_DOCUMENT_READY)
    return NULL;

  return gloss_document_get_corrected (document);
}

static const GlossTopic *
find_topic (const GlossAnalysis *shown, const char *id)
{
  for (guint i = 0; i < shown->topics->len; i++)
    {
      const GlossTopic *topic = g_ptr_array_index (shown->topics, i);

      if (g_strcmp0 (topic->id, id) == 0)
        return topic;
    }

  return NULL;
}

static gboolean
is_of_kinds (const GlossAnalysis *shown, const char *id, MeanKinds kinds)
{
  return id != NULL &&
         (((kinds & MEAN_ENTITY) != 0 && gloss_analysis_find_entity (shown, id) != NULL) ||
          ((kinds & MEAN_QUOTE) != 0 && gloss_amend_find_quote (shown, id) != NULL) ||
          ((kinds & MEAN_TOPIC) != 0 && find_topic (shown, id) != NULL));
}

static gboolean
find_at (const GlossAnalysis *shown, GlossSpan span, MeanKinds kinds, Meant *meant)
{
  const GlossEntity *entity =
    (kinds & MEAN_ENTITY) != 0 ? gloss_amend_find_mention (shown, span, &meant->place) : NULL;

  if (entity != NULL)
    {
      meant->has_place = TRUE;
      meant->id = g_strdup (entity->id);
    }
  for (guint i = 0; meant->id == NULL && (kinds & MEAN_QUOTE) != 0 && i < shown->quotes->len; i++)
    {
      const GlossQuote *quote = g_ptr_array_index (shown->quotes, i);

      if (!gloss_span_overlaps (quote->span, span))
        continue;
      meant->has_place = TRUE;
      meant->place = quote->span;
      meant->id = g_strdup (quote->id);
    }

  return meant->id != NULL;
}

static gboolean
find_selected (GlossWindow *self, const GlossAnalysis *shown, MeanKinds kinds, Meant *meant)
{
  const char *mark = gloss_article_page_get_selected_mark (self->page);

  if (!is_of_kinds (shown, mark, kinds))
    return FALSE;
  meant->id = g_strdup (mark);
  meant->has_place = gloss_article_page_get_selected_place (self->page, &meant->place);

  return TRUE;
}

static gboolean
find_at_caret (GlossWindow *self, const GlossAnalysis *shown, MeanKinds kinds, Meant *meant)
{
  guint caret = gloss_article_view_get_caret (gloss_article_page_get_view (self->page));

  return find_at (shown, (GlossSpan){ caret, caret + 1 }, kinds, meant) ||
         (caret > 0 && find_at (shown, (GlossSpan){ caret - 1, caret }, kinds, meant));
}

static gboolean
is_focus_in_text (GlossWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *view = GTK_WIDGET (gloss_article_page_get_view (self->page));

  return focus != NULL && (focus == view || gtk_widget_is_ancestor (focus, view));
}

/* What is at the selected words; with none selected what is selected in the sidebar or was
 * clicked, unless the caret has gone on to something else since. Says so where nothing is. */
static gboolean
find_meant (GlossWindow *self, MeanKinds kinds, Meant *meant)
{
  GlossAnalysis *shown = get_shown (self);
  GlossArticleView *view;
  GlossSpan span;

  if (shown == NULL)
    return FALSE;
  view = gloss_article_page_get_view (self->page);
  if (gloss_article_view_has_selection (view))
    {
      if (gloss_article_view_get_selection (view, &span))
        find_at (shown, span, kinds, meant);
    }
  else
    {
      g_auto (Meant) at_caret = { 0 };
      guint caret = gloss_article_view_get_caret (view);

      find_selected (self, shown, kinds, meant);
      if (is_focus_in_text (self))
        find_at_caret (self, shown, kinds, &at_caret);
      if (at_caret.id != NULL && g_strcmp0 (at_caret.id, meant->id) != 0 &&
          !(meant->has_place && meant->place.start <= caret && caret <= meant->place.end))
        {
          g_free (meant->id);
          *meant = at_caret;
          at_caret.id = NULL;
        }
    }
  if (meant->id == NULL)
    gloss_window_tell (self, _ ("Nothing is marked here"), FALSE);

  return meant->id != NULL;
}

static char *
dup_label (GlossWindow *self, const char *id)
{
  const GlossAnalysis *shown = get_shown (self);
  const GlossEntity *entity = gloss_analysis_find_entity (shown, id);
  const GlossTopic *topic = find_topic (shown, id);

  if (entity != NULL || topic != NULL)
    return g_strdup_printf (_ ("“%s”"), entity != NULL ? entity->name : topic->label);

  return g_strdup (_ ("Quote"));
}

static guint
count_mentions (GlossWindow *self, const char *id)
{
  const GlossEntity *entity = gloss_analysis_find_entity (get_shown (self), id);

  return entity != NULL ? entity->mentions->len : 0;
}

/* }}} */
/* {{{ Saying it */

/* What can be said of others like the last thing that was corrected. */
static GPtrArray *
list_like_last (GlossDocument *document)
{
  const GlossCorrection *last = gloss_document_get_last_correction (document);

  if (last == NULL || gloss_document_get_corrected (document) == NULL)
    return gloss_amend_new (NULL);

  return gloss_amend_like (gloss_document_get_article (document),
                           gloss_document_get_analysis (document),
                           gloss_document_get_corrected (document), last);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GlossWindow) self = user_data;
  GlossDocument *document = GLOSS_DOCUMENT (source);
  g_autoptr (GPtrArray) like = NULL;
  g_autofree char *text = NULL;
  const GlossCorrection *last = gloss_document_get_last_correction (document);
  guint n_all;

  if (!gloss_document_flush_finish (document, result, NULL) ||
      gloss_window_get_document (self) != document)
    return;
  like = list_like_last (document);
  if (like->len == 0)
    return;
  n_all = gloss_amend_count_places (like) + 1;
  if (last->action == GLOSS_CORRECTION_REMOVE)
    {
      /* Its button must stay the one that takes a removal back. */
      text = g_strdup_printf (ngettext ("Rejected here; Ctrl+Shift+R: in %u place",
                                        "Rejected here; Ctrl+Shift+R: in all %u places", n_all),
                              n_all);
      gloss_window_tell (self, text, TRUE);
      return;
    }
  /* Translators: the button of a message: do with all of them what was done with one */
  text = g_strdup_printf (ngettext ("Same for the %u _Like It", "Same for All %u _Like It", n_all),
                          n_all);
  gloss_window_offer (self, text, "win.same-for-all");
}

/* Says it, tells so with @message, and offers to say the same of all that is like it. */
static void
say (GlossWindow *self, GPtrArray *corrections /* (transfer full) */, const char *message)
{
  g_autoptr (GPtrArray) owned = corrections;
  GlossDocument *document = gloss_window_get_document (self);

  if (owned->len == 0)
    return;
  gloss_document_correct (document, owned);
  if (message != NULL)
    gloss_window_tell (self, message, TRUE);
  gloss_document_flush_async (document, NULL, kept_cb, g_object_ref (self));
}

static void
say_one (GlossWindow *self, GlossCorrection *correction /* (transfer full) */, const char *message)
{
  say (self, gloss_amend_new (correction), message);
}

static void
same_for_all_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  g_autoptr (GPtrArray) like = NULL;
  g_autofree char *text = NULL;
  guint n;

  if (get_shown (self) == NULL)
    return;
  like = list_like_last (gloss_window_get_document (self));
  if (like->len == 0)
    {
      gloss_window_tell (self, _ ("There is nothing else like it"), FALSE);
      return;
    }
  n = gloss_amend_count_places (like);
  text = g_strdup_printf (ngettext ("Done for %u more", "Done for %u more", n), n);
  gloss_document_correct (gloss_window_get_document (self), like);
  gloss_window_tell (self, text, TRUE);
}

/* }}} */
/* {{{ Confirming and rejecting */

static void
confirm_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  g_auto (Meant) meant = { 0 };
  g_autofree char *label = NULL, *text = NULL;

  if (!find_meant (self, MEAN_ANY, &meant))
    return;
  label = dup_label (self, meant.id);
  if (gloss_document_get_origin (gloss_window_get_document (self), meant.id) !=
      GLOSS_ORIGIN_MACHINE)
    {
      /* Translators: %s is a name in quotation marks, or "Quote" */
      text = g_strdup_printf (_ ("%s is confirmed already"), label);
      gloss_window_tell (self, text, FALSE);
      return;
    }
  /* Translators: %s is what was confirmed: a name in quotation marks, or "Quote" */
  text = g_strdup_printf (_ ("%s confirmed"), label);
  say_one (self, gloss_correction_new (GLOSS_CORRECTION_CONFIRM, meant.id), text);
}

static void
reject (GlossWindow *self, gboolean one_only)
{
  g_auto (Meant) meant = { 0 };
  g_autofree char *label = NULL, *text = NULL;

  if (!find_meant (self, MEAN_ANY, &meant))
    return;
  label = dup_label (self, meant.id);
  if (one_only && meant.has_place && count_mentions (self, meant.id) > 1)
    {
      text = g_strdup_printf (_ ("%s rejected in this place"), label);
      say_one (self, gloss_amend_new_at (GLOSS_CORRECTION_REMOVE, meant.id, meant.place), text);
      return;
    }
  /* Translators: %s is what was rejected: a name in quotation marks, or "Quote" */
  text = g_strdup_printf (_ ("%s rejected"), label);
  gloss_article_page_select_mark (self->page, NULL);
  say_one (self, gloss_correction_new (GLOSS_CORRECTION_REMOVE, meant.id), text);
}

static void
reject_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  reject (user_data, TRUE);
}

static void
reject_all_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  reject (user_data, FALSE);
}

/* }}} */
/* {{{ What it is, and how far it goes */

static void
retype_entity (GlossWindow *self, const Meant *meant, GlossEntityType type)
{
  const GlossEntity *entity = gloss_analysis_find_entity (get_shown (self), meant->id);
  GlossCorrection *correction;
  g_autofree char *text = NULL;

  if (entity->type == type)
    return;
  /* Translators: a name and a type: "“Sky”: Organization" */
  text = g_strdup_printf (_ ("“%s”: %s"), entity->name, gloss_label_entity_type (type));
  correction = gloss_correction_new (GLOSS_CORRECTION_RETYPE, meant->id);
  correction->has_type = TRUE;
  correction->type = type;
  say_one (self, correction, text);
}

static void
mark_words (GlossWindow *self, GlossSpan span, GlossEntityType type)
{
  GlossArticle *article = gloss_document_get_article (gloss_window_get_document (self));
  g_autofree char *words = gloss_article_dup_words (article, span);
  g_autofree char *text = g_strdup_printf (_ ("“%s”: %s"), words, gloss_label_entity_type (type));

  say (self, gloss_amend_mark (article, get_shown (self), span, type), text);
}

static void
mark_entity_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GlossAnalysis *shown = get_shown (self);
  g_auto (Meant) meant = { 0 };
  GlossArticleView *view;
  GlossEntityType type;
  GlossSpan span;

  if (shown == NULL ||
      !gloss_entity_type_from_string (g_variant_get_string (parameter, NULL), &type))
    return;
  view = gloss_article_page_get_view (self->page);
  if (gloss_article_view_has_selection (view))
    {
      if (gloss_article_view_get_selection (view, &span))
        mark_words (self, span, type);
    }
  else if (find_at_caret (self, shown, MEAN_ENTITY, &meant) ||
           find_selected (self, shown, MEAN_ENTITY, &meant))
    {
      meant_clear (&meant);
      if (find_meant (self, MEAN_ENTITY, &meant))
        retype_entity (self, &meant, type);
    }
  else if (gloss_article_view_get_selection (view, &span))
    {
      mark_words (self, span, type);
    }
}

static void
mark_quote_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GlossAnalysis *shown = get_shown (self);
  g_auto (Meant) meant = { 0 };
  GlossArticleView *view;
  GlossCorrection *correction;
  GlossQuoteKind kind;
  GlossSpan span;

  if (shown == NULL ||
      !gloss_quote_kind_from_string (g_variant_get_string (parameter, NULL), &kind))
    return;
  view = gloss_article_page_get_view (self->page);
  if (gloss_article_view_has_selection (view) && gloss_article_view_get_selection (view, &span))
    {
      say (self, gloss_amend_mark_quote (shown, span, kind), gloss_label_quote (kind));
      return;
    }
  if (!find_meant (self, MEAN_QUOTE, &meant) ||
      gloss_amend_find_quote (shown, meant.id)->kind == kind)
    return;
  correction = gloss_correction_new (GLOSS_CORRECTION_RETYPE, meant.id);
  correction->has_kind = TRUE;
  correction->kind = kind;
  say_one (self, correction, gloss_label_quote (kind));
}

/* The words meant, or the thing there, to open a menu at. */
static gboolean
find_menu_place (GlossWindow *self, MeanKinds kinds, GlossSpan *span)
{
  GlossArticleView *view = gloss_article_page_get_view (self->page);
  g_auto (Meant) meant = { 0 };

  if (gloss_article_view_has_selection (view))
    return gloss_article_view_get_selection (view, span);
  if (!find_meant (self, kinds, &meant))
    return FALSE;
  *span = meant.place;
  if (!meant.has_place)
    {
      g_autoptr (GArray) places =
        gloss_mark_places_list (gloss_window_get_document (self), meant.id);

      if (places->len == 0)
        return FALSE;
      *span = g_array_index (places, GlossSpan, 0);
    }

  return TRUE;
}

static void
append_choice (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

/* One key more chooses. */
static void
choose_type_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const char *const labels[] = {
    [GLOSS_ENTITY_PERSON] = N_ ("_Person"),     [GLOSS_ENTITY_ORGANIZATION] = N_ ("_Organization"),
    [GLOSS_ENTITY_PLACE] = N_ ("P_lace"),       [GLOSS_ENTITY_GROUP] = N_ ("_Group"),
    [GLOSS_ENTITY_EVENT] = N_ ("_Event"),       [GLOSS_ENTITY_WORK] = N_ ("_Work"),
    [GLOSS_ENTITY_DATE] = N_ ("_Date"),         [GLOSS_ENTITY_TIME] = N_ ("_Time"),
    [GLOSS_ENTITY_MONEY] = N_ ("_Money"),       [GLOSS_ENTITY_PERCENT] = N_ ("Pe_rcentage"),
    [GLOSS_ENTITY_QUANTITY] = N_ ("_Quantity"),
  };
  GlossWindow *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();
  GlossSpan span;

  G_STATIC_ASSERT (G_N_ELEMENTS (labels) == GLOSS_N_ENTITY_TYPES);
  if (get_shown (self) == NULL || !find_menu_place (self, MEAN_ENTITY, &span))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    append_choice (menu, _ (labels[i]), "win.mark-entity", gloss_entity_type_to_string (i));
  gloss_article_view_popup_menu (gloss_article_page_get_view (self->page), G_MENU_MODEL (menu),
                                 span);
}

static void
choose_kind_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const char *const labels[] = {
    [GLOSS_QUOTE_DIRECT] = N_ ("_Direct Quote"),
    [GLOSS_QUOTE_INDIRECT] = N_ ("_Indirect Quote"),
    [GLOSS_QUOTE_MIXED] = N_ ("Quoted in _Part"),
  };
  GlossWindow *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();
  GlossSpan span;

  if (get_shown (self) == NULL || !find_menu_place (self, MEAN_QUOTE, &span))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    append_choice (menu, _ (labels[i]), "win.mark-quote", gloss_quote_kind_to_string (i));
  gloss_article_view_popup_menu (gloss_article_page_get_view (self->page), G_MENU_MODEL (menu),
                                 span);
}

/* Of the things at the selected words the one that is selected already, else the innermost. */
static gboolean
find_to_resize (GlossWindow *self, GlossSpan span, Meant *meant)
{
  const GlossAnalysis *shown = get_shown (self);
  GlossArticlePage *page = self->page;
  const char *mark = gloss_article_page_get_selected_mark (page);
  GlossNote *note =
    mark != NULL ? gloss_mark_places_find_note (gloss_window_get_document (self), mark) : NULL;

  if (is_of_kinds (shown, mark, MEAN_ENTITY | MEAN_QUOTE) || note != NULL)
    {
      g_autoptr (GArray) places = gloss_mark_places_list (gloss_window_get_document (self), mark);

      for (guint i = 0; i < places->len; i++)
        if (gloss_span_overlaps (g_array_index (places, GlossSpan, i), span))
          {
            meant->id = g_strdup (mark);
            meant->place = g_array_index (places, GlossSpan, i);
            return TRUE;
          }
    }

  return find_at (shown, span, MEAN_ENTITY | MEAN_QUOTE, meant);
}

/**
 * gloss_window_resize_mark:
 * @id: an entity, a quote or a note
 * @at: the place of it that is meant
 * @to: the words that it shall be
 */
void
gloss_window_resize_mark (GlossWindow *self, const char *id, GlossSpan at, GlossSpan to)
{
  GlossDocument *document = gloss_window_get_document (self);
  GlossNote *note = gloss_mark_places_find_note (document, id);

  if (note != NULL)
    {
      GlossNoteChange change = { .has_span = TRUE, .span = to };

      gloss_document_change_note (document, note, &change);
      return;
    }
  if (get_shown (self) == NULL)
    return;
  say (self,
       gloss_amend_resize (gloss_document_get_article (document), get_shown (self), id, at, to),
       _ ("Resized"));
}

static void
resize_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  g_auto (Meant) meant = { 0 };
  GlossArticleView *view;
  GlossSpan span;

  if (get_shown (self) == NULL)
    return;
  view = gloss_article_page_get_view (self->page);
  if (gloss_article_view_has_selection (view) && gloss_article_view_get_selection (view, &span) &&
      find_to_resize (self, span, &meant))
    gloss_window_resize_mark (self, meant.id, meant.place, span);
  else
    gloss_window_tell (self, _ ("Select the words that the mark should cover"), FALSE);
}

static void
split_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GlossDocument *document = gloss_window_get_document (self);
  g_auto (Meant) meant = { 0 };
  g_autoptr (GPtrArray) corrections = NULL;
  g_autofree char *words = NULL, *text = NULL;

  if (!find_meant (self, MEAN_ENTITY, &meant))
    return;
  if (!meant.has_place || count_mentions (self, meant.id) < 2)
    {
      gloss_window_tell (self, _ ("Point at one of several mentions to split it off"), FALSE);
      return;
    }
  words = gloss_article_dup_words (gloss_document_get_article (document), meant.place);
  text = g_strdup_printf (_ ("“%s” split off"), words);
  say (self,
       gloss_amend_split (gloss_document_get_article (document), get_shown (self), meant.id,
                          meant.place),
       text);
}

/* }}} */
/* {{{ Learning */

/* What is to be learned: of a thing that is marked what it is, else that what was rejected last
 * is no name. */
static gboolean
find_lesson (GlossWindow *self, char **words, const char **type)
{
  GlossDocument *document = gloss_window_get_document (self);
  const GlossAnalysis *shown = get_shown (self);
  const GlossCorrection *last = gloss_document_get_last_correction (document);
  g_auto (Meant) meant = { 0 };

  if (last != NULL && last->action == GLOSS_CORRECTION_REMOVE)
    {
      const GlossEntity *gone =
        gloss_analysis_find_entity (gloss_document_get_analysis (document), last->target);

      *type = GLOSS_RULE_NO_NAME;
      if (last->has_span)
        *words = gloss_article_dup_words (gloss_document_get_article (document), last->span);
      else
        *words = gone != NULL ? g_strdup (gone->name) : NULL;
      return *words != NULL;
    }
  if (!find_meant (self, MEAN_ENTITY, &meant))
    return FALSE;
  *type = gloss_entity_type_to_string (gloss_analysis_find_entity (shown, meant.id)->type);
  *words = meant.has_place
             ? gloss_article_dup_words (gloss_document_get_article (document), meant.place)
             : g_strdup (gloss_analysis_find_entity (shown, meant.id)->name);

  return TRUE;
}

static void
learn_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  g_autoptr (GVariant) rules = NULL;
  g_autofree char *words = NULL, *text = NULL;
  GlossEntityType type;
  const char *type_name;

  if (get_shown (self) == NULL || !find_lesson (self, &words, &type_name))
    return;
  rules = g_settings_get_value (self->settings, "rules");
  g_settings_set_value (self->settings, "rules", gloss_rules_learn (rules, words, type_name));
  if (gloss_entity_type_from_string (type_name, &type))
    /* Translators: a name and its type */
    text = g_strdup_printf (_ ("Learned for future articles: “%s” is %s"), words,
                            gloss_label_entity_type (type));
  else
    text = g_strdup_printf (_ ("Learned for future articles: “%s” is no name"), words);
  gloss_window_tell (self, text, FALSE);
  gloss_window_offer (self, _ ("_Rules"), "app.preferences");
}

/* }}} */
/* {{{ What is asked for in a dialog */

/* A question about one thing, and the window that gets the answer. */
typedef struct
{
  GlossWindow *window;
  GlossDocument *document;
  char *id;          /* (nullable) */
  GPtrArray *topics; /* (nullable) */
} Asked;

static Asked *
asked_new (GlossWindow *self, const char *id)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->window = g_object_ref (self);
  asked->document = g_object_ref (gloss_window_get_document (self));
  asked->id = g_strdup (id);

  return asked;
}

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->window);
  g_object_unref (asked->document);
  g_clear_pointer (&asked->topics, g_ptr_array_unref);
  g_free (asked->id);
  g_free (asked);
}

static void
free_asked_closure (gpointer data, GClosure *closure)
{
  asked_free (data);
}

/* The window may show another article by now. */
static void
answer (Asked *asked, GlossCorrection *correction /* (transfer full) */, const char *message)
{
  g_autoptr (GPtrArray) corrections = gloss_amend_new (correction);

  if (gloss_window_get_document (asked->window) == asked->document)
    say (asked->window, g_steal_pointer (&corrections), message);
  else
    gloss_document_correct (asked->document, corrections);
}

static void
merge_chosen_cb (const char *id, gpointer user_data)
{
  Asked *asked = user_data;
  GlossCorrection *correction;

  if (id == NULL)
    return;
  correction = gloss_correction_new (GLOSS_CORRECTION_MERGE, asked->id);
  correction->into = g_strdup (id);
  if (gloss_window_get_document (asked->window) == asked->document)
    gloss_article_page_select_mark (asked->window->page, id);
  answer (asked, correction, _ ("Merged"));
}

static void
merge_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  g_auto (Meant) meant = { 0 };
  g_autofree char *heading = NULL;
  GlossArticleView *view;
  GlossSpan span;

  if (get_shown (self) == NULL)
    return;
  view = gloss_article_page_get_view (self->page);
  if (gloss_article_view_has_selection (view) && gloss_article_view_get_selection (view, &span))
    {
      g_autoptr (GPtrArray) merges = gloss_amend_merge (get_shown (self), span);

      if (merges->len > 0)
        {
          say (self, g_steal_pointer (&merges), _ ("Merged"));
          return;
        }
    }
  if (!find_meant (self, MEAN_ENTITY, &meant))
    return;
  heading = g_strdup_printf (_ ("Merge “%s” With"),
                             gloss_analysis_find_entity (get_shown (self), meant.id)->name);
  gloss_entity_chooser_ask (GTK_WINDOW (self), heading,
                            _ ("All its mentions become mentions of the one you choose."),
                            _ ("_Merge"), get_shown (self), meant.id, merge_chosen_cb,
                            asked_new (self, meant.id), asked_free);
}

static void
speaker_chosen_cb (const char *id, gpointer user_data)
{
  Asked *asked = user_data;
  GlossCorrection *correction;

  if (id == NULL)
    return;
  correction = gloss_correction_new (GLOSS_CORRECTION_SPEAKER, asked->id);
  correction->into = g_strdup (id);
  answer (asked, correction, _ ("Speaker set"));
}

static void
set_speaker_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  g_auto (Meant) meant = { 0 };
  const GlossQuote *quote;

  if (!find_meant (self, MEAN_QUOTE, &meant))
    return;
  quote = gloss_amend_find_quote (get_shown (self), meant.id);
  gloss_entity_chooser_ask (GTK_WINDOW (self), _ ("Who Said It?"),
                            _ ("The quote becomes theirs, here and in what you export."),
                            _ ("_Set"), get_shown (self), quote->speaker_entity, speaker_chosen_cb,
                            asked_new (self, meant.id), asked_free);
}

static GtkWidget *
create_dialog (GlossWindow *self,
               const char *heading,
               const char *body,
               const char *accept,
               GtkWidget *child)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, body);

  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), child);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "accept",
                                    accept, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "accept",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");

  return dialog;
}

static void
rename_response_cb (AdwMessageDialog *dialog, const char *response, Asked *asked)
{
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  GlossCorrection *correction;

  if (!g_str_equal (response, "accept") || *name == '\0')
    return;
  correction = gloss_correction_new (GLOSS_CORRECTION_RENAME, asked->id);
  correction->name = g_steal_pointer (&name);
  answer (asked, correction, NULL);
}

static void
rename_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  g_auto (Meant) meant = { 0 };
  GtkWidget *dialog, *entry;

  if (!find_meant (self, MEAN_ENTITY, &meant))
    return;
  entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (entry),
                         gloss_analysis_find_entity (get_shown (self), meant.id)->name);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name"),
                                  -1);
  dialog =
    create_dialog (self, _ ("Rename"), _ ("What it is called in the sidebar and in exports."),
                   _ ("_Rename"), entry);
  g_signal_connect_data (dialog, "response", G_CALLBACK (rename_response_cb),
                         asked_new (self, meant.id), free_asked_closure, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

static void
topic_response_cb (AdwMessageDialog *dialog, const char *response, Asked *asked)
{
  GtkDropDown *drop_down = GTK_DROP_DOWN (adw_message_dialog_get_extra_child (dialog));
  guint selected = gtk_drop_down_get_selected (drop_down);
  GlossCorrection *correction;
  const GlossTopic *topic;

  if (!g_str_equal (response, "accept") || selected >= asked->topics->len)
    return;
  topic = g_ptr_array_index (asked->topics, selected);
  correction = gloss_correction_new (GLOSS_CORRECTION_ADD, topic->id);
  correction->name = g_strdup (topic->label);
  answer (asked, correction, NULL);
}

static GtkWidget *
create_topics (GPtrArray *topics)
{
  GtkStringList *labels = gtk_string_list_new (NULL);
  GtkExpression *label = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *drop_down;

  for (guint i = 0; i < topics->len; i++)
    gtk_string_list_append (labels, ((GlossTopic *) g_ptr_array_index (topics, i))->label);
  drop_down = gtk_drop_down_new (G_LIST_MODEL (labels), label);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop_down), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Topic"), -1);

  return drop_down;
}

static void
add_topic_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  g_autoptr (GPtrArray) topics = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog;
  Asked *asked;

  if (get_shown (self) == NULL)
    return;
  topics = gloss_media_topics_load (&error);
  if (topics == NULL)
    {
      gloss_window_tell (self, error->message, FALSE);
      return;
    }
  dialog = create_dialog (self, _ ("Add a Topic"), _ ("What the article is about, too."),
                          _ ("_Add"), create_topics (topics));
  asked = asked_new (self, NULL);
  asked->topics = g_steal_pointer (&topics);
  g_signal_connect_data (dialog, "response", G_CALLBACK (topic_response_cb), asked,
                         free_asked_closure, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* }}} */

void
gloss_window_add_correct_actions (GlossWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "mark-entity", .activate = mark_entity_activated, .parameter_type = "s" },
    { .name = "mark-quote", .activate = mark_quote_activated, .parameter_type = "s" },
    { .name = "choose-type", .activate = choose_type_activated },
    { .name = "choose-kind", .activate = choose_kind_activated },
    { .name = "resize-mark", .activate = resize_activated },
    { .name = "split-mention", .activate = split_activated },
    { .name = "merge-entities", .activate = merge_activated },
    { .name = "rename-entity", .activate = rename_activated },
    { .name = "set-speaker", .activate = set_speaker_activated },
    { .name = "add-topic", .activate = add_topic_activated },
    { .name = "learn", .activate = learn_activated },
    { .name = "confirm", .activate = confirm_activated },
    { .name = "reject", .activate = reject_activated },
    { .name = "reject-all", .activate = reject_all_activated },
    { .name = "same-for-all", .activate = same_for_all_activated },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
