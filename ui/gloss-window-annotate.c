#include "ui/gloss-window-private.h"

#include <glib/gi18n.h>

#include "ui/gloss-entity-chooser.h"
#include "ui/gloss-mark-places.h"

/* What a person adds to an article, and says of what the analysis found. */

static gboolean
is_ready (GlossWindow *self)
{
  GlossDocument *document = gloss_window_get_document (self);

  return document != NULL && gloss_document_get_state (document) == GLOSS_DOCUMENT_READY;
}

static const char *
get_mark (GlossWindow *self)
{
  return self->page != NULL ? gloss_article_page_get_selected_mark (self->page) : NULL;
}

/* {{{ Notes */

static GlossNote *
find_note_with_span (GlossDocument *document, GlossSpan span)
{
  GListModel *notes = gloss_document_get_notes (document);

  for (guint i = 0; i < g_list_model_get_n_items (notes); i++)
    {
      g_autoptr (GlossNote) note = g_list_model_get_item (notes, i);

      if (gloss_span_equal (gloss_note_get_span (note), span))
        return note; /* the list keeps it alive */
    }

  return NULL;
}

static GlossNote *
find_note_at_caret (GlossWindow *self)
{
  GlossArticleView *view = gloss_article_page_get_view (self->page);
  const char *id =
    gloss_article_view_get_mark_at (view, gloss_article_view_get_caret (view), GLOSS_MARK_NOTE);

  return id != NULL ? gloss_mark_places_find_note (gloss_window_get_document (self), id) : NULL;
}

/* One who annotates wants to see it. */
static void
show_notes_layer (GlossWindow *self)
{
  g_auto (GStrv) layers = g_settings_get_strv (self->settings, "layers");

  if (!g_strv_contains ((const char *const *) layers, "notes"))
    g_action_group_activate_action (G_ACTION_GROUP (self), "show-layer",
                                    g_variant_new_string ("notes"));
}

static void
highlight_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GlossNoteChange change = { .has_color = TRUE };
  GlossDocument *document = gloss_window_get_document (self);
  GlossArticleView *view;
  GlossNote *note = NULL;
  GlossSpan span;

  if (!is_ready (self) ||
      !gloss_note_color_from_string (g_variant_get_string (parameter, NULL), &change.color))
    return;
  view = gloss_article_page_get_view (self->page);
  if (gloss_article_view_get_selection (view, &span))
    note = find_note_with_span (document, span);
  if (note == NULL && !gloss_article_view_has_selection (view))
    note = find_note_at_caret (self);
  if (note != NULL)
    {
      gloss_document_change_note (document, note, &change);
      return;
    }
  if (!gloss_article_view_get_selection (view, &span))
    {
      gloss_window_tell (self, _ ("Select some words to highlight them"), FALSE);
      return;
    }
  g_free (gloss_document_add_note (document, span, &change));
  show_notes_layer (self);
}

static gboolean
focus_is_in_view (GlossWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *view = GTK_WIDGET (gloss_article_page_get_view (self->page));

  return focus != NULL && (focus == view || gtk_widget_is_ancestor (focus, view));
}

/* The note that is meant when no words are selected. */
static GlossNote *
find_meant_note (GlossWindow *self)
{
  GlossNote *at_caret = find_note_at_caret (self);
  const char *mark = get_mark (self);
  GlossNote *selected =
    mark != NULL ? gloss_mark_places_find_note (gloss_window_get_document (self), mark) : NULL;

  if (selected != NULL && !focus_is_in_view (self))
    return selected;

  return at_caret != NULL ? at_caret : selected;
}

/* Where a new note goes: the selected words, what is selected in the sidebar, the word at the
 * caret. */
static gboolean
find_place_for_note (GlossWindow *self, GlossSpan *span, const char **about)
{
  GlossDocument *document = gloss_window_get_document (self);
  GlossArticleView *view = gloss_article_page_get_view (self->page);
  const char *mark = get_mark (self);
  g_autoptr (GArray) places = NULL;

  *about = NULL;
  if (gloss_article_view_has_selection (view))
    return gloss_article_view_get_selection (view, span);
  if (mark == NULL || focus_is_in_view (self))
    return gloss_article_view_get_selection (view, span);
  places = gloss_mark_places_list (document, mark);
  if (places->len == 0)
    return gloss_article_view_get_selection (view, span);
  if (!gloss_article_page_get_selected_place (self->page, span))
    *span = g_array_index (places, GlossSpan, 0);
  if (gloss_mark_places_find_quote (document, mark) != NULL ||
      gloss_analysis_find_entity (gloss_document_get_corrected (document), mark) != NULL)
    *about = mark;

  return TRUE;
}

static void
note_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GlossDocument *document = gloss_window_get_document (self);
  GlossNoteChange change = { .has_color = TRUE, .color = GLOSS_NOTE_YELLOW };
  g_autofree char *id = NULL;
  GlossArticleView *view;
  GlossNote *note = NULL;
  GlossSpan span;

  if (!is_ready (self))
    return;
  view = gloss_article_page_get_view (self->page);
  if (!gloss_article_view_has_selection (view))
    note = find_meant_note (self);
  else if (gloss_article_view_get_selection (view, &span))
    note = find_note_with_span (document, span);
  if (note != NULL)
    {
      gloss_article_page_edit_note (self->page, gloss_note_get_id (note));
      return;
    }
  if (!find_place_for_note (self, &span, &change.about))
    {
      gloss_window_tell (self, _ ("Select some words to write a note on them"), FALSE);
      return;
    }
  show_notes_layer (self);
  id = gloss_document_add_note (document, span, &change);
  gloss_article_page_edit_note (self->page, id);
}

static void
delete_note_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GlossNote *note;

  if (!is_ready (self))
    return;
  note = find_meant_note (self);
  if (note == NULL)
    {
      gloss_window_tell (self, _ ("There is no note here"), FALSE);
      return;
    }
  gloss_window_tell (
    self, *gloss_note_get_body (note) != '\0' ? _ ("Note deleted") : _ ("Highlight removed"), TRUE);
  gloss_article_page_select_mark (self->page, NULL);
  gloss_document_remove_note (gloss_window_get_document (self), note);
}

static char *
dup_step_label (GlossWindow *self, const char *property)
{
  char *label = NULL;

  g_object_get (gloss_window_get_document (self), property, &label, NULL);

  return label;
}

static void
undo_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  g_autofree char *label = NULL, *text = NULL;

  if (!is_ready (self))
    return;
  label = dup_step_label (self, "undo-label");
  if (label == NULL)
    return;
  /* Translators: %s is a step of the history: "Merge “Starmer”" */
  text = g_strdup_printf (_ ("Undone: %s"), label);
  gloss_document_undo (gloss_window_get_document (self));
  gloss_window_tell (self, text, FALSE);
}

static void
redo_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  g_autofree char *label = NULL, *text = NULL;

  if (!is_ready (self))
    return;
  label = dup_step_label (self, "redo-label");
  if (label == NULL)
    return;
  /* Translators: %s is a step of the history: "Merge “Starmer”" */
  text = g_strdup_printf (_ ("Done again: %s"), label);
  gloss_document_redo (gloss_window_get_document (self));
  gloss_window_tell (self, text, FALSE);
}

/* }}} */
/* {{{ Corrections */

/* (transfer full) of @correction */
static void
correct (GlossWindow *self, GlossCorrection *correction)
{
  g_autoptr (GPtrArray) corrections =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_correction_unref);

  g_ptr_array_add (corrections, correction);
  gloss_document_correct (gloss_window_get_document (self), corrections);
}

static char *
dup_mark_label (GlossWindow *self, const char *id)
{
  GlossDocument *document = gloss_window_get_document (self);
  GlossAnalysis *analysis = gloss_document_get_corrected (document);
  const GlossEntity *entity = analysis != NULL ? gloss_analysis_find_entity (analysis, id) : NULL;

  if (entity != NULL)
    return g_strdup_printf (_ ("“%s”"), entity->name);
  if (gloss_mark_places_find_quote (document, id) != NULL)
    return g_strdup (_ ("Quote"));
  for (guint i = 0; analysis != NULL && i < analysis->topics->len; i++)
    {
      const GlossTopic *topic = g_ptr_array_index (analysis->topics, i);

      if (g_str_equal (topic->id, id))
        return g_strdup_printf (_ ("“%s”"), topic->label);
    }

  return NULL;
}

static void
confirm_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  const char *mark = get_mark (self);
  g_autofree char *label = NULL, *text = NULL;

  if (!is_ready (self) || mark == NULL)
    return;
  label = dup_mark_label (self, mark);
  if (label == NULL || gloss_document_is_confirmed (gloss_window_get_document (self), mark))
    return;
  /* Translators: %s is what was confirmed: a name in quotation marks, or "Quote" */
  text = g_strdup_printf (_ ("%s confirmed"), label);
  correct (self, gloss_correction_new (GLOSS_CORRECTION_CONFIRM, mark));
  gloss_window_tell (self, text, TRUE);
}

static void
reject (GlossWindow *self, gboolean one_only)
{
  g_autofree char *mark = g_strdup (get_mark (self));
  g_autoptr (GArray) places = NULL;
  g_autofree char *label = NULL, *text = NULL;
  GlossCorrection *correction;
  GlossSpan span;

  if (!is_ready (self) || mark == NULL)
    return;
  label = dup_mark_label (self, mark);
  if (label == NULL)
    return;
  places = gloss_mark_places_list (gloss_window_get_document (self), mark);
  correction = gloss_correction_new (GLOSS_CORRECTION_REMOVE, mark);
  if (one_only && places->len > 1 && gloss_article_page_get_selected_place (self->page, &span))
    {
      correction->has_span = TRUE;
      correction->span = span;
      text = g_strdup_printf (_ ("%s rejected in this place"), label);
    }
  else
    {
      /* Translators: %s is what was rejected: a name in quotation marks, or "Quote" */
      text = g_strdup_printf (_ ("%s rejected"), label);
      gloss_article_page_select_mark (self->page, NULL);
    }
  correct (self, correction);
  gloss_window_tell (self, text, TRUE);
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

/* The entity with a mention that overlaps @span. */
static const GlossEntity *
find_mention (GlossAnalysis *analysis, GlossSpan span, GlossSpan *mention)
{
  for (guint i = 0; analysis != NULL && i < analysis->entities->len; i++)
    {
      const GlossEntity *entity = g_ptr_array_index (analysis->entities, i);

      for (guint j = 0; j < entity->mentions->len; j++)
        {
          *mention = g_array_index (entity->mentions, GlossMention, j).span;
          if (gloss_span_overlaps (*mention, span))
            return entity;
        }
    }

  return NULL;
}

static const GlossEntity *
find_named (GlossAnalysis *analysis, GlossEntityType type, const char *name)
{
  for (guint i = 0; analysis != NULL && i < analysis->entities->len; i++)
    {
      const GlossEntity *entity = g_ptr_array_index (analysis->entities, i);

      if (entity->type == type && (g_str_equal (entity->name, name) ||
                                   g_strv_contains ((const char *const *) entity->aliases, name)))
        return entity;
    }

  return NULL;
}

/* Words that were marked already are marked otherwise; others become a mention, of the entity
 * of that name where there is one. */
static void
mark_words (GlossWindow *self, GlossSpan span, GlossEntityType type)
{
  GlossDocument *document = gloss_window_get_document (self);
  GlossAnalysis *analysis = gloss_document_get_corrected (document);
  g_autofree char *words = gloss_article_dup_words (gloss_document_get_article (document), span);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *new_id = g_strconcat ("e-", uuid, NULL);
  g_autoptr (GPtrArray) corrections =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_correction_unref);
  GlossSpan mention;
  const GlossEntity *entity = find_mention (analysis, span, &mention);
  GlossCorrection *correction;

  if (entity != NULL && gloss_span_equal (mention, span))
    {
      correction = gloss_correction_new (GLOSS_CORRECTION_RETYPE, entity->id);
      correction->has_type = TRUE;
      correction->type = type;
      if (entity->mentions->len > 1)
        {
          correction->has_span = TRUE;
          correction->span = span;
        }
      g_ptr_array_add (corrections, correction);
      gloss_document_correct (document, corrections);
      return;
    }
  if (entity != NULL)
    {
      correction = gloss_correction_new (GLOSS_CORRECTION_REMOVE, entity->id);
      correction->has_span = TRUE;
      correction->span = mention;
      g_ptr_array_add (corrections, correction);
    }
  entity = find_named (analysis, type, words);
  correction = gloss_correction_new (GLOSS_CORRECTION_ADD, new_id);
  correction->into = entity != NULL ? g_strdup (entity->id) : NULL;
  correction->has_span = TRUE;
  correction->span = span;
  correction->has_type = TRUE;
  correction->type = type;
  correction->name = g_strdup (words);
  g_ptr_array_add (corrections, correction);
  gloss_document_correct (document, corrections);
}

static void
mark_entity_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  const char *mark = get_mark (self);
  GlossArticleView *view;
  GlossAnalysis *analysis;
  GlossEntityType type;
  GlossSpan span;

  if (!is_ready (self) ||
      !gloss_entity_type_from_string (g_variant_get_string (parameter, NULL), &type))
    return;
  view = gloss_article_page_get_view (self->page);
  analysis = gloss_document_get_corrected (gloss_window_get_document (self));
  if (gloss_article_view_has_selection (view) && gloss_article_view_get_selection (view, &span))
    {
      mark_words (self, span, type);
    }
  else if (mark != NULL && analysis != NULL && gloss_analysis_find_entity (analysis, mark) != NULL)
    {
      GlossCorrection *correction = gloss_correction_new (GLOSS_CORRECTION_RETYPE, mark);

      correction->has_type = TRUE;
      correction->type = type;
      correct (self, correction);
    }
  else if (gloss_article_view_get_selection (view, &span))
    {
      mark_words (self, span, type);
    }
}

/* A question about one mark, and the window that gets the answer. */
typedef struct
{
  GlossWindow *window;
  GlossDocument *document;
  char *id;
} Asked;

static Asked *
asked_new (GlossWindow *self)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->window = g_object_ref (self);
  asked->document = g_object_ref (gloss_window_get_document (self));
  asked->id = g_strdup (get_mark (self));

  return asked;
}

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->window);
  g_object_unref (asked->document);
  g_free (asked->id);
  g_free (asked);
}

static void
answer (Asked *asked, GlossCorrectionAction action, const char *into, const char *name)
{
  g_autoptr (GPtrArray) corrections =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_correction_unref);
  GlossCorrection *correction = gloss_correction_new (action, asked->id);

  correction->into = g_strdup (into);
  correction->name = g_strdup (name);
  g_ptr_array_add (corrections, correction);
  gloss_document_correct (asked->document, corrections);
}

static void
merge_chosen_cb (const char *id, gpointer user_data)
{
  Asked *asked = user_data;

  if (id == NULL)
    return;
  answer (asked, GLOSS_CORRECTION_MERGE, id, NULL);
  if (gloss_window_get_document (asked->window) == asked->document)
    gloss_article_page_select_mark (asked->window->page, id);
  gloss_window_tell (asked->window, _ ("Merged"), TRUE);
}

static void
merge_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GlossAnalysis *analysis;
  const GlossEntity *entity;
  g_autofree char *heading = NULL;

  if (!is_ready (self) || get_mark (self) == NULL)
    return;
  analysis = gloss_document_get_corrected (gloss_window_get_document (self));
  entity = analysis != NULL ? gloss_analysis_find_entity (analysis, get_mark (self)) : NULL;
  if (entity == NULL)
    return;
  heading = g_strdup_printf (_ ("Merge “%s” With"), entity->name);
  gloss_entity_chooser_ask (
    GTK_WINDOW (self), heading, _ ("All its mentions become mentions of the one you choose."),
    _ ("_Merge"), analysis, entity->id, merge_chosen_cb, asked_new (self), asked_free);
}

static void
speaker_chosen_cb (const char *id, gpointer user_data)
{
  Asked *asked = user_data;

  if (id == NULL)
    return;
  answer (asked, GLOSS_CORRECTION_SPEAKER, id, NULL);
  gloss_window_tell (asked->window, _ ("Speaker set"), TRUE);
}

static void
set_speaker_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GlossDocument *document = gloss_window_get_document (self);
  const GlossQuote *quote;

  if (!is_ready (self) || get_mark (self) == NULL)
    return;
  quote = gloss_mark_places_find_quote (document, get_mark (self));
  if (quote == NULL)
    return;
  gloss_entity_chooser_ask (GTK_WINDOW (self), _ ("Who Said It?"),
                            _ ("The quote becomes theirs, here and in what you export."),
                            _ ("_Set"), gloss_document_get_corrected (document),
                            quote->speaker_entity, speaker_chosen_cb, asked_new (self), asked_free);
}

static void
rename_response_cb (AdwMessageDialog *dialog, const char *response, Asked *asked)
{
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (g_str_equal (response, "accept") && *name != '\0')
    answer (asked, GLOSS_CORRECTION_RENAME, NULL, name);
}

static void
free_asked_closure (gpointer data, GClosure *closure)
{
  asked_free (data);
}

static void
rename_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GlossAnalysis *analysis;
  const GlossEntity *entity;
  GtkWidget *dialog, *entry;

  if (!is_ready (self) || get_mark (self) == NULL)
    return;
  analysis = gloss_document_get_corrected (gloss_window_get_document (self));
  entity = analysis != NULL ? gloss_analysis_find_entity (analysis, get_mark (self)) : NULL;
  if (entity == NULL)
    return;
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Rename"),
                                   _ ("What it is called in the sidebar and in exports."));
  entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (entry), entity->name);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name"),
                                  -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "accept",
                                    _ ("_Rename"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "accept",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (rename_response_cb), asked_new (self),
                         free_asked_closure, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* }}} */

/* The selected words with who said them and where they stand; a quote that holds them gives its
 * speaker. */
static void
copy_quotation_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GlossWindow *self = user_data;
  GlossDocument *document = gloss_window_get_document (self);
  GlossArticleView *view;
  GlossArticle *article;
  const GlossQuote *quote = NULL;
  const char *id;
  g_autofree char *words = NULL;
  g_autoptr (GString) text = NULL;
  GlossSpan span;

  if (!is_ready (self))
    return;
  view = gloss_article_page_get_view (self->page);
  article = gloss_document_get_article (document);
  if (!gloss_article_view_get_selection (view, &span))
    return;
  words = gloss_article_dup_words (article, span);
  id = gloss_article_view_get_mark_at (view, span.start, GLOSS_MARK_QUOTE);
  if (id != NULL)
    quote = gloss_mark_places_find_quote (document, id);
  text = g_string_new (NULL);
  g_string_printf (text, _ ("“%s”"), words);
  if (quote != NULL && quote->speaker_name != NULL)
    g_string_append_printf (text, " — %s", quote->speaker_name);
  if (article->title != NULL)
    g_string_append_printf (text, "\n%s", article->title);
  if (article->site != NULL)
    g_string_append_printf (text, ", %s", article->site);
  if (article->uri != NULL && g_str_has_prefix (article->uri, "http"))
    g_string_append_printf (text, "\n%s", article->uri);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
  gloss_window_tell (self, _ ("Quotation copied"), FALSE);
}

void
gloss_window_add_annotate_actions (GlossWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "highlight", .activate = highlight_activated, .parameter_type = "s" },
    { .name = "note", .activate = note_activated },
    { .name = "delete-note", .activate = delete_note_activated },
    { .name = "undo", .activate = undo_activated },
    { .name = "redo", .activate = redo_activated },
    { .name = "mark-entity", .activate = mark_entity_activated, .parameter_type = "s" },
    { .name = "merge-entities", .activate = merge_activated },
    { .name = "rename-entity", .activate = rename_activated },
    { .name = "set-speaker", .activate = set_speaker_activated },
    { .name = "confirm", .activate = confirm_activated },
    { .name = "reject", .activate = reject_activated },
    { .name = "reject-all", .activate = reject_all_activated },
    { .name = "copy-quotation", .activate = copy_quotation_activated },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
