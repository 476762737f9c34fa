#include "ui/gloss-sidebar.h"

#include <glib/gi18n.h>

#include "app/document/gloss-claims.h"
#include "app/document/gloss-entity-item.h"
#include "app/document/gloss-quote-item.h"
#include "app/document/gloss-topic-item.h"
#include "ui/gloss-entity-row.h"
#include "ui/gloss-labels.h"
#include "ui/gloss-mark-list.h"
#include "ui/gloss-note-row.h"
#include "ui/gloss-quote-row.h"
#include "ui/gloss-sidebar-rows.h"
#include "ui/gloss-topic-row.h"

#define ALL_COLORS ((1u << GLOSS_N_NOTE_COLORS) - 1)

static const char *const order_names[] = {
  [GLOSS_ENTITY_ORDER_IMPORTANCE] = "importance",
  [GLOSS_ENTITY_ORDER_APPEARANCE] = "appearance",
};

/* Pages that are made of the analysis. */
typedef enum
{
  PAGE_ENTITIES,
  PAGE_QUOTES,
  PAGE_TOPICS,
  N_ANALYSIS_PAGES,
} Page;

static const char *const page_names[] = { "entities", "quotes", "topics" };

struct _GlossSidebar
{
  GtkBox parent_instance;

  GlossDocument *document; /* (nullable) */
  GSettings *settings;     /* (nullable) */
  guint fill_idle;
  guint tags_idle;
  guint stale;  /* bits of Page: those whose lists are made when they are looked at */
  guint colors; /* bits of GlossNoteColor that the notes page shows */
  char *tag;    /* (nullable): the one whose notes the page shows */
  GtkDropDown *tags_drop_down;
  GtkToggleButton *order_button;
  GtkStack *stack;
  GtkBox *colors_box;
  GtkToggleButton *color_buttons[GLOSS_N_NOTE_COLORS];
  GtkToggleButton *claims_button;
  GtkLabel *claims_label;
  GlossMarkList *entities;
  GlossMarkList *quotes;
  GlossMarkList *topics;
  GlossMarkList *notes;
};

enum
{
  PROP_0,
  PROP_PAGE,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

enum
{
  MARK_SELECTED,
  MARK_ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GlossSidebar, gloss_sidebar, GTK_TYPE_BOX)

/* {{{ How each page shows its items */

static gboolean
contains_folded (const char *text, const char *folded)
{
  g_autofree char *here = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return here != NULL && strstr (here, folded) != NULL;
}

static void
bind_entity (GtkWidget *row, gpointer item, gpointer user_data)
{
  GlossSidebar *self = user_data;

  gloss_entity_row_set_item (GLOSS_ENTITY_ROW (row), item,
                             gloss_document_get_article (self->document));
}

static char *
dup_entity_name (gpointer item)
{
  guint count = gloss_entity_item_get_count (item);

  /* Translators: a name, its type ("Person"), and how often it is mentioned */
  return g_strdup_printf (ngettext ("%s, %s, %u mention", "%s, %s, %u mentions", count),
                          gloss_entity_item_get_name (item),
                          gloss_label_entity_type (gloss_entity_item_get_kind (item)), count);
}

static gboolean
entity_matches (gpointer item, const char *folded, gpointer user_data)
{
  return folded == NULL || gloss_entity_item_matches (item, folded);
}

static void
expand_entity (GtkWidget *row, gboolean expanded)
{
  gloss_entity_row_set_expanded (GLOSS_ENTITY_ROW (row), expanded);
}

static const GlossMarkListKind entities_kind = {
  gloss_entity_row_new, bind_entity,
  expand_entity,        (const char *(*) (gpointer)) gloss_entity_item_get_id,
  dup_entity_name,      entity_matches,
};

static void
bind_quote (GtkWidget *row, gpointer item, gpointer user_data)
{
  GlossSidebar *self = user_data;

  gloss_quote_row_set_item (GLOSS_QUOTE_ROW (row), item,
                            gloss_document_get_article (self->document));
}

static char *
dup_quote_name (gpointer item)
{
  return gloss_quote_item_dup_quotation (item);
}

static gboolean
quote_matches (gpointer item, const char *folded, gpointer user_data)
{
  return folded == NULL || contains_folded (gloss_quote_item_get_text (item), folded) ||
         contains_folded (gloss_quote_item_get_speaker (item), folded);
}

static void
expand_quote (GtkWidget *row, gboolean expanded)
{
  gloss_quote_row_set_expanded (GLOSS_QUOTE_ROW (row), expanded);
}

static const GlossMarkListKind quotes_kind = {
  gloss_quote_row_new, bind_quote,
  expand_quote,        (const char *(*) (gpointer)) gloss_quote_item_get_id,
  dup_quote_name,      quote_matches,
};

static void
bind_topic (GtkWidget *row, gpointer item, gpointer user_data)
{
  GlossSidebar *self = user_data;

  gloss_topic_row_set_item (GLOSS_TOPIC_ROW (row), item,
                            gloss_document_get_article (self->document));
}

static char *
dup_topic_name (gpointer item)
{
  const char *label = gloss_topic_item_get_label (item);
  const char *parent = gloss_topic_item_get_parent_label (item);

  if (parent == NULL)
    return g_strdup (label);

  /* Translators: a topic, and the wider one: "election, part of politics" */
  return g_strdup_printf (_ ("%s, part of %s"), label, parent);
}

static gboolean
topic_matches (gpointer item, const char *folded, gpointer user_data)
{
  return folded == NULL || contains_folded (gloss_topic_item_get_label (item), folded);
}

static void
expand_topic (GtkWidget *row, gboolean expanded)
{
  gloss_topic_row_set_expanded (GLOSS_TOPIC_ROW (row), expanded);
}

static const GlossMarkListKind topics_kind = {
  gloss_topic_row_new, bind_topic,
  expand_topic,        (const char *(*) (gpointer)) gloss_topic_item_get_id,
  dup_topic_name,      topic_matches,
};

static void
bind_note (GtkWidget *row, gpointer item, gpointer user_data)
{
  GlossSidebar *self = user_data;

  gloss_note_row_set_item (GLOSS_NOTE_ROW (row), item,
                           gloss_document_get_corrected (self->document));
}

static char *
dup_note_name (gpointer item)
{
  const char *body = gloss_note_get_body (item);

  if (*body == '\0')
    return g_strdup (gloss_note_get_exact (item));
  if (*gloss_note_get_exact (item) == '\0')
    return g_strdup (body);

  /* Translators: the words that a note is on, and what it says */
  return g_strdup_printf (_ ("%s: %s"), gloss_note_get_exact (item), body);
}

static gboolean
note_matches (gpointer item, const char *folded, gpointer user_data)
{
  GlossSidebar *self = user_data;
  const char *const *tags = gloss_note_get_tags (item);

  if ((self->colors & (1u << gloss_note_get_color (item))) == 0)
    return FALSE;
  if (gtk_toggle_button_get_active (self->claims_button) &&
      gloss_note_get_claim (item) == GLOSS_CLAIM_NONE)
    return FALSE;
  if (self->tag != NULL && !g_strv_contains (tags, self->tag))
    return FALSE;
  if (folded == NULL || contains_folded (gloss_note_get_exact (item), folded) ||
      contains_folded (gloss_note_get_body (item), folded))
    return TRUE;
  for (guint i = 0; tags[i] != NULL; i++)
    if (contains_folded (tags[i], folded))
      return TRUE;

  return FALSE;
}

static void
expand_note (GtkWidget *row, gboolean expanded)
{
  gloss_note_row_set_expanded (GLOSS_NOTE_ROW (row), expanded);
}

static const GlossMarkListKind notes_kind = {
  gloss_note_row_new, bind_note,    expand_note, (const char *(*) (gpointer)) gloss_note_get_id,
  dup_note_name,      note_matches,
};

/* }}} */
/* {{{ Pages */

static void
list_selected_cb (GlossMarkList *list, const char *id, GlossSidebar *self)
{
  g_signal_emit (self, signals[MARK_SELECTED], 0, id);
}

static void
list_activated_cb (GlossMarkList *list, const char *id, GlossSidebar *self)
{
  g_signal_emit (self, signals[MARK_ACTIVATED], 0, id);
}

static void
activate_activated (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[MARK_ACTIVATED], 0, g_variant_get_string (parameter, NULL));
}

static GlossMarkList *
add_page (GlossSidebar *self,
          const char *name,
          const char *title,
          GtkWidget *extra,
          GtkWidget *list)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  g_signal_connect_object (list, "mark-selected", G_CALLBACK (list_selected_cb), self, 0);
  g_signal_connect_object (list, "mark-activated", G_CALLBACK (list_activated_cb), self, 0);
  gtk_widget_set_vexpand (list, TRUE);
  if (extra != NULL)
    gtk_box_append (GTK_BOX (box), extra);
  gtk_box_append (GTK_BOX (box), list);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gloss_mark_list_set_title (GLOSS_MARK_LIST (list), title);
  gtk_stack_add_titled (self->stack, box, name, title);

  return GLOSS_MARK_LIST (list);
}

static void
filter_notes (GlossSidebar *self)
{
  gloss_mark_list_set_filtering (self->notes, self->colors != ALL_COLORS || self->tag != NULL ||
                                                gtk_toggle_button_get_active (self->claims_button));
}

static void
filter_toggled_cb (GtkToggleButton *button, GlossSidebar *self)
{
  guint colors = 0;

  for (guint i = 0; i < GLOSS_N_NOTE_COLORS; i++)
    if (gtk_toggle_button_get_active (self->color_buttons[i]))
      colors |= 1u << i;
  /* With none chosen all of them show. */
  self->colors = colors != 0 ? colors : ALL_COLORS;
  filter_notes (self);
}

static void
tag_selected_cb (GlossSidebar *self)
{
  guint selected = gtk_drop_down_get_selected (self->tags_drop_down);
  GtkStringObject *item = gtk_drop_down_get_selected_item (self->tags_drop_down);

  g_clear_pointer (&self->tag, g_free);
  /* The first stands for all of them. */
  if (selected > 0 && item != NULL)
    self->tag = g_strdup (gtk_string_object_get_string (item));
  filter_notes (self);
}

static int
compare_tags (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_tags (GlossDocument *document)
{
  GListModel *notes = gloss_document_get_notes (document);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (notes); i++)
    {
      g_autoptr (GlossNote) note = g_list_model_get_item (notes, i);
      const char *const *tags = gloss_note_get_tags (note);

      for (guint j = 0; tags[j] != NULL; j++)
        if (!g_hash_table_contains (seen, tags[j]))
          {
            char *tag = g_strdup (tags[j]);

            g_ptr_array_add (found, tag);
            g_hash_table_add (seen, tag);
          }
    }
  g_ptr_array_sort (found, compare_tags);

  return found;
}

/* The tags there are, for the page that is in front. */
static void
show_tags (GlossSidebar *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) tags = NULL;
  g_autofree char *chosen = g_strdup (self->tag);
  guint selected = 0;

  if (self->document == NULL)
    return;
  tags = list_tags (self->document);
  gtk_string_list_append (names, _ ("All Tags"));
  for (guint i = 0; i < tags->len; i++)
    {
      gtk_string_list_append (names, g_ptr_array_index (tags, i));
      if (g_strcmp0 (chosen, g_ptr_array_index (tags, i)) == 0)
        selected = i + 1;
    }
  gtk_drop_down_set_model (self->tags_drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->tags_drop_down, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->tags_drop_down), tags->len > 0);
}

static gboolean
tags_idle_cb (gpointer user_data)
{
  GlossSidebar *self = user_data;

  self->tags_idle = 0;
  show_tags (self);

  return G_SOURCE_REMOVE;
}

/* Not while notes come and go: the list, which follows them too, may not be asked to filter then.
 */
static void
queue_tags (GlossSidebar *self)
{
  if (self->tags_idle == 0)
    self->tags_idle = g_idle_add (tags_idle_cb, self);
}

static void
add_claims_filter (GlossSidebar *self, GtkBox *box)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (_ ("Claims"));

  self->claims_button = GTK_TOGGLE_BUTTON (button);
  self->claims_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_tooltip_text (button, _ ("Only Claims to Check"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->claims_label), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->claims_label), "dim-label");
  gtk_widget_set_margin_end (GTK_WIDGET (self->claims_label), 12);
  gtk_widget_set_visible (GTK_WIDGET (self->claims_label), FALSE);
  g_signal_connect_object (button, "toggled", G_CALLBACK (filter_toggled_cb), self, 0);
  gtk_box_append (box, button);
  gtk_box_append (box, GTK_WIDGET (self->claims_label));
}

static GtkWidget *
create_filters (GlossSidebar *self)
{
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show Notes of a Color"), -1);
  for (guint i = 0; i < GLOSS_N_NOTE_COLORS; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      g_autofree char *tip =
        /* Translators: %s is a color */
        g_strdup_printf (_ ("Only %s Notes"), gloss_label_color (i));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "color-dot");
      gtk_widget_add_css_class (button, gloss_note_color_to_string (i));
      gtk_widget_set_tooltip_text (button, tip);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip,
                                      -1);
      g_signal_connect_object (button, "toggled", G_CALLBACK (filter_toggled_cb), self, 0);
      self->color_buttons[i] = GTK_TOGGLE_BUTTON (button);
      gtk_box_append (GTK_BOX (box), button);
    }
  add_claims_filter (self, GTK_BOX (box));
  gtk_box_append (GTK_BOX (rows), box);
  self->tags_drop_down = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_widget_set_margin_start (GTK_WIDGET (self->tags_drop_down), 10);
  gtk_widget_set_margin_end (GTK_WIDGET (self->tags_drop_down), 10);
  gtk_widget_set_visible (GTK_WIDGET (self->tags_drop_down), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tags_drop_down),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Show Notes With a Tag"), -1);
  g_signal_connect_object (self->tags_drop_down, "notify::selected", G_CALLBACK (tag_selected_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (rows), GTK_WIDGET (self->tags_drop_down));
  /* What expands within must not widen the sidebar. */
  gtk_widget_set_hexpand (rows, FALSE);

  return rows;
}

static void
order_toggled_cb (GlossSidebar *self)
{
  gboolean by_place = gtk_toggle_button_get_active (self->order_button);

  if (self->settings != NULL)
    g_settings_set_string (
      self->settings, "entity-order",
      order_names[by_place ? GLOSS_ENTITY_ORDER_APPEARANCE : GLOSS_ENTITY_ORDER_IMPORTANCE]);
}

static GtkWidget *
create_order (GlossSidebar *self)
{
  GtkWidget *button = gtk_toggle_button_new ();
  const char *tip = _ ("In the Order of the Article");

  gtk_button_set_icon_name (GTK_BUTTON (button), "view-sort-ascending-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (order_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  self->order_button = GTK_TOGGLE_BUTTON (button);

  return button;
}

static GtkWidget *
create_article_note (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Write a Note on the Whole Article (Ctrl+Shift+M)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Write a Note on the Whole Article"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.note-article");

  return button;
}

static void
create_pages (GlossSidebar *self)
{
  self->entities = add_page (self, "entities", _ ("Entities"), NULL,
                             gloss_mark_list_new (&entities_kind, _ ("Search entities"), self));
  gloss_mark_list_add_tool (self->entities, create_order (self));
  self->quotes = add_page (self, "quotes", _ ("Quotes"), NULL,
                           gloss_mark_list_new (&quotes_kind, _ ("Search quotes"), self));
  self->topics = add_page (self, "topics", _ ("Topics"), NULL,
                           gloss_mark_list_new (&topics_kind, _ ("Search topics"), self));
  self->notes = add_page (self, "notes", _ ("Notes"), create_filters (self),
                          gloss_mark_list_new (&notes_kind, _ ("Search notes"), self));
  gloss_mark_list_add_tool (self->notes, create_article_note ());
  gloss_mark_list_set_empty (self->notes, "document-edit-symbolic", _ ("No Notes Yet"),
                             _ ("Select some words, then press Ctrl+1 to highlight them or "
                                "Ctrl+M to write a note."));
}

/* }}} */
/* {{{ Following the document */

static void
say_why_empty (GlossSidebar *self)
{
  gboolean analyzing = FALSE;

  if (self->document != NULL)
    g_object_get (self->document, "analyzing", &analyzing, NULL);
  if (analyzing)
    {
      const char *text = _ ("Names, quotes and topics are on their way.");

      gloss_mark_list_set_empty (self->entities, "system-search-symbolic", _ ("Reading…"), text);
      gloss_mark_list_set_empty (self->quotes, "system-search-symbolic", _ ("Reading…"), text);
      gloss_mark_list_set_empty (self->topics, "system-search-symbolic", _ ("Reading…"), text);
      return;
    }
  if (self->document == NULL || gloss_document_get_article (self->document) == NULL)
    {
      GlossMarkList *lists[] = { self->entities, self->quotes, self->topics };

      for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
        gloss_mark_list_set_empty (lists[i], "view-paged-symbolic", _ ("No Article"),
                                   _ ("What is found in an article is listed here."));
      return;
    }
  gloss_mark_list_set_empty (self->entities, "avatar-default-symbolic", _ ("No Names Found"),
                             _ ("Select a name in the article and choose Mark As to add it."));
  gloss_mark_list_set_empty (self->quotes, "user-available-symbolic", _ ("No Quotes Found"),
                             _ ("Nobody seems to say anything in this article."));
  gloss_mark_list_set_empty (self->topics, "view-list-symbolic", _ ("No Topics Found"),
                             _ ("Unclear what it is about"));
}

static GlossEntityOrder
get_order (GlossSidebar *self)
{
  g_autofree char *name =
    self->settings != NULL ? g_settings_get_string (self->settings, "entity-order") : NULL;

  return g_strcmp0 (name, order_names[GLOSS_ENTITY_ORDER_APPEARANCE]) == 0
           ? GLOSS_ENTITY_ORDER_APPEARANCE
           : GLOSS_ENTITY_ORDER_IMPORTANCE;
}

static void
fill_page (GlossSidebar *self, Page page)
{
  gboolean has_article =
    self->document != NULL && gloss_document_get_article (self->document) != NULL;
  g_autoptr (GListModel) rows = NULL;

  self->stale &= ~(1u << page);
  switch (page)
    {
    case PAGE_ENTITIES:
      if (has_article)
        rows = gloss_sidebar_rows_new_entities (self->document, get_order (self));
      gloss_mark_list_set_model (self->entities, rows);
      break;
    case PAGE_QUOTES:
      if (has_article)
        rows = gloss_sidebar_rows_new_quotes (self->document);
      gloss_mark_list_set_model (self->quotes, rows);
      break;
    case PAGE_TOPICS:
      if (has_article)
        rows = gloss_sidebar_rows_new_topics (self->document);
      gloss_mark_list_set_model (self->topics, rows);
      break;
    case N_ANALYSIS_PAGES:
      break;
    }
}

/* Lists are made when they are looked at: those of a long article are long, too. */
static void
fill_shown_page (GlossSidebar *self)
{
  const char *shown = gtk_stack_get_visible_child_name (self->stack);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  for (Page page = 0; page < N_ANALYSIS_PAGES; page++)
    if ((self->stale & (1u << page)) != 0 && g_strcmp0 (shown, page_names[page]) == 0)
      fill_page (self, page);
}

static gboolean
fill_idle_cb (gpointer user_data)
{
  GlossSidebar *self = user_data;

  self->fill_idle = 0;
  fill_shown_page (self);

  return G_SOURCE_REMOVE;
}

/* The text and its marks come first. */
static void
queue_fill (GlossSidebar *self)
{
  if (self->fill_idle == 0)
    self->fill_idle = g_idle_add_full (GDK_PRIORITY_REDRAW + 10, fill_idle_cb, self, NULL);
}

static void
show_analysis (GlossSidebar *self)
{
  say_why_empty (self);
  self->stale = (1u << N_ANALYSIS_PAGES) - 1;
  queue_fill (self);
}

static void
order_changed_cb (GlossSidebar *self)
{
  gtk_toggle_button_set_active (self->order_button,
                                get_order (self) == GLOSS_ENTITY_ORDER_APPEARANCE);
  self->stale |= 1u << PAGE_ENTITIES;
  queue_fill (self);
}

/**
 * gloss_sidebar_set_settings:
 * @settings: where the order of the entities is kept; followed
 */
void
gloss_sidebar_set_settings (GlossSidebar *self, GSettings *settings)
{
  g_return_if_fail (GLOSS_IS_SIDEBAR (self));
  g_return_if_fail (self->settings == NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::entity-order", G_CALLBACK (order_changed_cb), self,
                           G_CONNECT_SWAPPED);
  order_changed_cb (self);
}

/* "3 of 7 checked" */
static void
show_claims (GlossSidebar *self)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *model = self->document != NULL ? gloss_document_get_notes (self->document) : NULL;
  g_autofree char *text = NULL;
  guint n_claims, n_checked;

  for (guint i = 0; model != NULL && i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (notes, g_list_model_get_item (model, i));
  gloss_claims_count (notes, &n_claims, &n_checked);
  /* Translators: claims that were checked, and all claims */
  text = g_strdup_printf (_ ("%u of %u checked"), n_checked, n_claims);
  gtk_label_set_text (self->claims_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->claims_label), n_claims > 0);
  if (gtk_toggle_button_get_active (self->claims_button))
    gloss_mark_list_refilter (self->notes);
}

/**
 * gloss_sidebar_set_document:
 * @document: (nullable): what to show, and to follow
 */
void
gloss_sidebar_set_document (GlossSidebar *self, GlossDocument *document)
{
  g_return_if_fail (GLOSS_IS_SIDEBAR (self));

  if (self->document == document)
    return;
  if (self->document != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->document, show_analysis, self);
      g_signal_handlers_disconnect_by_func (self->document, say_why_empty, self);
      g_signal_handlers_disconnect_by_func (self->document, show_claims, self);
      g_signal_handlers_disconnect_by_func (gloss_document_get_notes (self->document), queue_tags,
                                            self);
    }
  gloss_sidebar_select (self, NULL);
  g_set_object (&self->document, document);
  if (document != NULL)
    {
      g_signal_connect_object (document, "analysis-changed", G_CALLBACK (show_analysis), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::article", G_CALLBACK (show_analysis), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::analyzing", G_CALLBACK (say_why_empty), self,
                               G_CONNECT_SWAPPED);
      /* Every step, done or undone, may be about a claim. */
      g_signal_connect_object (document, "notify::undo-label", G_CALLBACK (show_claims), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::article", G_CALLBACK (show_claims), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (gloss_document_get_notes (document), "items-changed",
                               G_CALLBACK (queue_tags), self, G_CONNECT_SWAPPED);
    }
  show_analysis (self);
  queue_tags (self);
  gloss_mark_list_set_model (self->notes,
                             document != NULL ? gloss_document_get_notes (document) : NULL);
  show_claims (self);
}

static const char *
get_page_of (GlossSidebar *self, const char *id)
{
  GListModel *notes = gloss_document_get_notes (self->document);
  GlossAnalysis *analysis = gloss_document_get_corrected (self->document);

  for (guint i = 0; i < g_list_model_get_n_items (notes); i++)
    {
      g_autoptr (GlossNote) note = g_list_model_get_item (notes, i);

      if (g_str_equal (gloss_note_get_id (note), id))
        return "notes";
    }
  if (analysis == NULL)
    return NULL;
  if (gloss_analysis_find_entity (analysis, id) != NULL)
    return "entities";
  for (guint i = 0; i < analysis->quotes->len; i++)
    if (g_str_equal (((GlossQuote *) g_ptr_array_index (analysis->quotes, i))->id, id))
      return "quotes";

  return "topics";
}

/**
 * gloss_sidebar_select:
 * @id: (nullable): an entity, quote, topic, keyphrase or note, or %NULL for none
 *
 * Turns to the page that lists it and selects its row.
 */
void
gloss_sidebar_select (GlossSidebar *self, const char *id)
{
  const char *page = NULL;

  g_return_if_fail (GLOSS_IS_SIDEBAR (self));

  if (id != NULL && self->document != NULL)
    page = get_page_of (self, id);
  if (page != NULL)
    gtk_stack_set_visible_child_name (self->stack, page);
  /* Its row must be there to be selected. */
  if (page != NULL)
    fill_shown_page (self);
  gloss_mark_list_select (self->entities, g_strcmp0 (page, "entities") == 0 ? id : NULL);
  gloss_mark_list_select (self->quotes, g_strcmp0 (page, "quotes") == 0 ? id : NULL);
  gloss_mark_list_select (self->topics, g_strcmp0 (page, "topics") == 0 ? id : NULL);
  gloss_mark_list_select (self->notes, g_strcmp0 (page, "notes") == 0 ? id : NULL);
}

void
gloss_sidebar_focus_search (GlossSidebar *self)
{
  GlossMarkList *lists[] = { self->entities, self->quotes, self->topics, self->notes };

  g_return_if_fail (GLOSS_IS_SIDEBAR (self));

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (gtk_widget_get_mapped (GTK_WIDGET (lists[i])))
      gloss_mark_list_focus_search (lists[i]);
}

/* }}} */

static void
page_changed_cb (GlossSidebar *self)
{
  fill_shown_page (self);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "notes") == 0)
    queue_tags (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAGE]);
}

static void
gloss_sidebar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GlossSidebar *self = GLOSS_SIDEBAR (object);

  switch (prop_id)
    {
    case PROP_PAGE:
      g_value_set_string (value, gtk_stack_get_visible_child_name (self->stack));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gloss_sidebar_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  GlossSidebar *self = GLOSS_SIDEBAR (object);
  const char *name;

  switch (prop_id)
    {
    case PROP_PAGE:
      name = g_value_get_string (value);
      /* The name comes from the settings, where anybody may have written anything. */
      if (name != NULL && gtk_stack_get_child_by_name (self->stack, name) != NULL)
        gtk_stack_set_visible_child_name (self->stack, name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gloss_sidebar_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gloss_sidebar_parent_class)->map (widget);
  queue_fill (GLOSS_SIDEBAR (widget));
}

static void
gloss_sidebar_dispose (GObject *object)
{
  GlossSidebar *self = GLOSS_SIDEBAR (object);

  if (self->document != NULL)
    gloss_sidebar_set_document (self, NULL);
  g_clear_handle_id (&self->fill_idle, g_source_remove);
  g_clear_handle_id (&self->tags_idle, g_source_remove);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->tag, g_free);

  G_OBJECT_CLASS (gloss_sidebar_parent_class)->dispose (object);
}

static void
gloss_sidebar_class_init (GlossSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gloss_sidebar_dispose;
  object_class->get_property = gloss_sidebar_get_property;
  object_class->set_property = gloss_sidebar_set_property;
  widget_class->map = gloss_sidebar_map;

  props[PROP_PAGE] =
    g_param_spec_string ("page", NULL, NULL, "entities",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[MARK_SELECTED] =
    g_signal_new ("mark-selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[MARK_ACTIVATED] =
    g_signal_new ("mark-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gloss/Gloss/ui/gloss-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, GlossSidebar, stack);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_install_action (widget_class, "sidebar.activate", "s", activate_activated);
}

static void
gloss_sidebar_init (GlossSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->colors = ALL_COLORS;
  create_pages (self);
  say_why_empty (self);
}
