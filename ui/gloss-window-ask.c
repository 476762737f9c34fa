#include "ui/gloss-window-meant.h"

#include <glib/gi18n.h>

#include "app/document/gloss-amend.h"
#include "app/document/gloss-media-topics.h"
#include "ui/gloss-entity-chooser.h"

/* What a person says of what the analysis found, and is asked for in a dialog. */

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
    gloss_window_say (asked->window, g_steal_pointer (&corrections), message);
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
  g_auto (GlossMeant) meant = { 0 };
  g_autofree char *heading = NULL;
  GlossArticleView *view;
  GlossSpan span;

  if (gloss_window_get_shown (self) == NULL)
    return;
  view = gloss_article_page_get_view (self->page);
  if (gloss_article_view_has_selection (view) && gloss_article_view_get_selection (view, &span))
    {
      g_autoptr (GPtrArray) merges = gloss_amend_merge (gloss_window_get_shown (self), span);

      if (merges->len > 0)
        {
          gloss_window_say (self, g_steal_pointer (&merges), _ ("Merged"));
          return;
        }
    }
  if (!gloss_window_find_meant (self, GLOSS_MEANT_ENTITY, &meant))
    return;
  heading =
    g_strdup_printf (_ ("Merge “%s” With"),
                     gloss_analysis_find_entity (gloss_window_get_shown (self), meant.id)->name);
  gloss_entity_chooser_ask (GTK_WINDOW (self), heading,
                            _ ("All its mentions become mentions of the one you choose."),
                            _ ("_Merge"), gloss_window_get_shown (self), meant.id, merge_chosen_cb,
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
  g_auto (GlossMeant) meant = { 0 };
  const GlossQuote *quote;

  if (!gloss_window_find_meant (self, GLOSS_MEANT_QUOTE, &meant))
    return;
  quote = gloss_amend_find_quote (gloss_window_get_shown (self), meant.id);
  gloss_entity_chooser_ask (GTK_WINDOW (self), _ ("Who Said It?"),
                            _ ("The quote becomes theirs, here and in what you export."),
                            _ ("_Set"), gloss_window_get_shown (self), quote->speaker_entity,
                            speaker_chosen_cb, asked_new (self, meant.id), asked_free);
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
  g_auto (GlossMeant) meant = { 0 };
  GtkWidget *dialog, *entry;

  if (!gloss_window_find_meant (self, GLOSS_MEANT_ENTITY, &meant))
    return;
  entry = gtk_entry_new ();
  gtk_editable_set_text (
    GTK_EDITABLE (entry),
    gloss_analysis_find_entity (gloss_window_get_shown (self), meant.id)->name);
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

  if (gloss_window_get_shown (self) == NULL)
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

void
gloss_window_add_ask_actions (GlossWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "merge-entities", .activate = merge_activated },
    { .name = "rename-entity", .activate = rename_activated },
    { .name = "set-speaker", .activate = set_speaker_activated },
    { .name = "add-topic", .activate = add_topic_activated },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
