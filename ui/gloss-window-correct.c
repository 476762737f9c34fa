#include "ui/gloss-window-meant.h"

#include <glib/gi18n.h>

#include "app/document/gloss-amend.h"
#include "app/document/gloss-rules.h"
#include "ui/gloss-labels.h"
#include "ui/gloss-mark-places.h"

/* What a person says of what the analysis found. */

static void
same_for_all_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  g_autoptr (GPtrArray) like = NULL;
  g_autofree char *text = NULL;
  guint n;

  if (gloss_window_get_shown (self) == NULL)
    return;
  like = gloss_window_list_like_last (gloss_window_get_document (self));
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

/* {{{ Confirming and rejecting */

static void
confirm_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  g_auto (GlossMeant) meant = { 0 };
  g_autofree char *label = NULL, *text = NULL;

  if (!gloss_window_find_meant (self, GLOSS_MEANT_ANY, &meant))
    return;
  label = gloss_meant_dup_label (self, meant.id);
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
  gloss_window_say_one (self, gloss_correction_new (GLOSS_CORRECTION_CONFIRM, meant.id), text);
}

static void
reject (GlossWindow *self, gboolean one_only)
{
  g_auto (GlossMeant) meant = { 0 };
  g_autofree char *label = NULL, *text = NULL;

  if (!gloss_window_find_meant (self, GLOSS_MEANT_ANY, &meant))
    return;
  label = gloss_meant_dup_label (self, meant.id);
  if (one_only && meant.has_place && gloss_meant_count (self, meant.id) > 1)
    {
      text = g_strdup_printf (_ ("%s rejected in this place"), label);
      gloss_window_say_one (
        self, gloss_amend_new_at (GLOSS_CORRECTION_REMOVE, meant.id, meant.place), text);
      return;
    }
  /* Translators: %s is what was rejected: a name in quotation marks, or "Quote" */
  text = g_strdup_printf (_ ("%s rejected"), label);
  gloss_article_page_select_mark (self->page, NULL);
  gloss_window_say_one (self, gloss_correction_new (GLOSS_CORRECTION_REMOVE, meant.id), text);
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
retype_entity (GlossWindow *self, const GlossMeant *meant, GlossEntityType type)
{
  const GlossEntity *entity = gloss_analysis_find_entity (gloss_window_get_shown (self), meant->id);
  GlossCorrection *correction;
  g_autofree char *text = NULL;

  if (entity->type == type)
    return;
  /* Translators: a name and a type: "“Sky”: Organization" */
  text = g_strdup_printf (_ ("“%s”: %s"), entity->name, gloss_label_entity_type (type));
  correction = gloss_correction_new (GLOSS_CORRECTION_RETYPE, meant->id);
  correction->has_type = TRUE;
  correction->type = type;
  gloss_window_say_one (self, correction, text);
}

static void
mark_words (GlossWindow *self, GlossSpan span, GlossEntityType type)
{
  GlossArticle *article = gloss_document_get_article (gloss_window_get_document (self));
  g_autofree char *words = gloss_article_dup_words (article, span);
  g_autofree char *text = g_strdup_printf (_ ("“%s”: %s"), words, gloss_label_entity_type (type));

  gloss_window_say (self, gloss_amend_mark (article, gloss_window_get_shown (self), span, type),
                    text);
}

static void
mark_entity_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GlossAnalysis *shown = gloss_window_get_shown (self);
  g_auto (GlossMeant) meant = { 0 };
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
  else if (gloss_window_find_at_caret (self, shown, GLOSS_MEANT_ENTITY, &meant) ||
           gloss_window_find_selected (self, shown, GLOSS_MEANT_ENTITY, &meant))
    {
      gloss_meant_clear (&meant);
      if (gloss_window_find_meant (self, GLOSS_MEANT_ENTITY, &meant))
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
  GlossAnalysis *shown = gloss_window_get_shown (self);
  g_auto (GlossMeant) meant = { 0 };
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
      gloss_window_say (self, gloss_amend_mark_quote (shown, span, kind), gloss_label_quote (kind));
      return;
    }
  if (!gloss_window_find_meant (self, GLOSS_MEANT_QUOTE, &meant) ||
      gloss_amend_find_quote (shown, meant.id)->kind == kind)
    return;
  correction = gloss_correction_new (GLOSS_CORRECTION_RETYPE, meant.id);
  correction->has_kind = TRUE;
  correction->kind = kind;
  gloss_window_say_one (self, correction, gloss_label_quote (kind));
}

/* The words meant, or the thing there, to open a menu at. */
static gboolean
find_menu_place (GlossWindow *self, GlossMeantKinds kinds, GlossSpan *span)
{
  GlossArticleView *view = gloss_article_page_get_view (self->page);
  g_auto (GlossMeant) meant = { 0 };

  if (gloss_article_view_has_selection (view))
    return gloss_article_view_get_selection (view, span);
  if (!gloss_window_find_meant (self, kinds, &meant))
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
  if (gloss_window_get_shown (self) == NULL || !find_menu_place (self, GLOSS_MEANT_ENTITY, &span))
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

  if (gloss_window_get_shown (self) == NULL || !find_menu_place (self, GLOSS_MEANT_QUOTE, &span))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    append_choice (menu, _ (labels[i]), "win.mark-quote", gloss_quote_kind_to_string (i));
  gloss_article_view_popup_menu (gloss_article_page_get_view (self->page), G_MENU_MODEL (menu),
                                 span);
}

/* Of the things at the selected words the one that is selected already, else the innermost. */
static gboolean
find_to_resize (GlossWindow *self, GlossSpan span, GlossMeant *meant)
{
  const GlossAnalysis *shown = gloss_window_get_shown (self);
  GlossArticlePage *page = self->page;
  const char *mark = gloss_article_page_get_selected_mark (page);
  GlossNote *note =
    mark != NULL ? gloss_mark_places_find_note (gloss_window_get_document (self), mark) : NULL;

  if (gloss_meant_is_of_kinds (shown, mark, GLOSS_MEANT_ENTITY | GLOSS_MEANT_QUOTE) || note != NULL)
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

  return gloss_meant_find_at (shown, span, GLOSS_MEANT_ENTITY | GLOSS_MEANT_QUOTE, meant);
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
  if (gloss_window_get_shown (self) == NULL)
    return;
  gloss_window_say (self,
                    gloss_amend_resize (gloss_document_get_article (document),
                                        gloss_window_get_shown (self), id, at, to),
                    _ ("Resized"));
}

static void
resize_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  g_auto (GlossMeant) meant = { 0 };
  GlossArticleView *view;
  GlossSpan span;

  if (gloss_window_get_shown (self) == NULL)
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
  g_auto (GlossMeant) meant = { 0 };
  g_autoptr (GPtrArray) corrections = NULL;
  g_autofree char *words = NULL, *text = NULL;

  if (!gloss_window_find_meant (self, GLOSS_MEANT_ENTITY, &meant))
    return;
  if (!meant.has_place || gloss_meant_count (self, meant.id) < 2)
    {
      gloss_window_tell (self, _ ("Point at one of several mentions to split it off"), FALSE);
      return;
    }
  words = gloss_article_dup_words (gloss_document_get_article (document), meant.place);
  text = g_strdup_printf (_ ("“%s” split off"), words);
  gloss_window_say (self,
                    gloss_amend_split (gloss_document_get_article (document),
                                       gloss_window_get_shown (self), meant.id, meant.place),
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
  const GlossAnalysis *shown = gloss_window_get_shown (self);
  const GlossCorrection *last = gloss_document_get_last_correction (document);
  g_auto (GlossMeant) meant = { 0 };

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
  if (!gloss_window_find_meant (self, GLOSS_MEANT_ENTITY, &meant))
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

  if (gloss_window_get_shown (self) == NULL || !find_lesson (self, &words, &type_name))
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
    { .name = "learn", .activate = learn_activated },
    { .name = "confirm", .activate = confirm_activated },
    { .name = "reject", .activate = reject_activated },
    { .name = "reject-all", .activate = reject_all_activated },
    { .name = "same-for-all", .activate = same_for_all_activated },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
