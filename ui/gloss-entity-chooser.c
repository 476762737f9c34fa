#include "ui/gloss-entity-chooser.h"

#include <glib/gi18n.h>

#include "app/document/gloss-entity-item.h"

/* A dialog in which one picks an entity of the article. */

typedef struct
{
  GtkDropDown *drop_down;
  GlossEntityChosen chosen;
  gpointer user_data;
  GDestroyNotify destroy;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  if (question->destroy != NULL)
    question->destroy (question->user_data);
  g_free (question);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  GlossEntityItem *item = gtk_drop_down_get_selected_item (question->drop_down);
  gboolean accepted = g_str_equal (response, "accept") && item != NULL;

  question->chosen (accepted ? gloss_entity_item_get_id (item) : NULL, question->user_data);
}

/* People first: they are asked for most. */
static GListModel *
list_entities (GlossAnalysis *analysis, const char *without)
{
  GListStore *store = g_list_store_new (GLOSS_TYPE_ENTITY_ITEM);

  for (guint type = 0; type < GLOSS_N_ENTITY_TYPES; type++)
    for (guint i = 0; i < analysis->entities->len; i++)
      {
        const GlossEntity *entity = g_ptr_array_index (analysis->entities, i);
        g_autoptr (GlossEntityItem) item = NULL;

        if (entity->type != type || g_strcmp0 (entity->id, without) == 0)
          continue;
        item = gloss_entity_item_new (analysis, i, FALSE);
        g_list_store_append (store, item);
      }

  return G_LIST_MODEL (store);
}

/**
 * gloss_entity_chooser_ask:
 * @parent: the window that asks
 * @heading: what is asked
 * @body: what will happen
 * @accept: what the button says
 * @analysis: whose entities are offered
 * @without: (nullable): the id of one that is not
 * @chosen: told the answer, once
 * @destroy: (nullable): frees @user_data after that
 */
void
gloss_entity_chooser_ask (GtkWindow *parent,
                          const char *heading,
                          const char *body,
                          const char *accept,
                          GlossAnalysis *analysis,
                          const char *without,
                          GlossEntityChosen chosen,
                          gpointer user_data,
                          GDestroyNotify destroy)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);
  GtkExpression *name = gtk_property_expression_new (GLOSS_TYPE_ENTITY_ITEM, NULL, "name");
  GtkWidget *drop_down = gtk_drop_down_new (list_entities (analysis, without), name);
  Question *question = g_new0 (Question, 1);

  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop_down), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Entity"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), drop_down);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "accept",
                                    accept, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "accept",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");

  question->drop_down = GTK_DROP_DOWN (drop_down);
  question->chosen = chosen;
  question->user_data = user_data;
  question->destroy = destroy;
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
