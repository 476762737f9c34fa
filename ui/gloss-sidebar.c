#include "ui/gloss-sidebar.h"

#include <glib/gi18n.h>

#include "app/document/gloss-entity-item.h"
#include "app/document/gloss-quote-item.h"
#include "app/document/gloss-topic-item.h"
#include "ui/gloss-entity-row.h"
#include "ui/gloss-labels.h"
#include "ui/gloss-mark-list.h"
#include "ui/gloss-notes-page.h"
#include "ui/gloss-quote-row.h"
#include "ui/gloss-sidebar-rows.h"
#include "ui/gloss-topic-row.h"

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
  guint stale; /* bits of Page: those whose lists are made when they are looked at */
  GtkToggleButton *order_button;
  GtkStack *stack;
  GlossMarkList *entities;
  GlossMarkList *quotes;
  GlossMarkList *topics;
  GlossNotesPage *notes_page;
  GlossMarkList *notes; /* the page's list */
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
  return folded == NULL || gloss_mark_list_contains (gloss_quote_item_get_text (item), folded) ||
         gloss_mark_list_contains (gloss_quote_item_get_speaker (item), folded);
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
  return folded == NULL || gloss_mark_list_contains (gloss_topic_item_get_label (item), folded);
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

static void
add_page (GlossSidebar *self,
          const char *name,
          const char *title,
          GtkWidget *child,
          GlossMarkList *list)
{
  g_signal_connect_object (list, "mark-selected", G_CALLBACK (list_selected_cb), self, 0);
  g_signal_connect_object (list, "mark-activated", G_CALLBACK (list_activated_cb), self, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gloss_mark_list_set_title (list, title);
  gtk_stack_add_titled (self->stack, child, name, title);
}

static GlossMarkList *
add_list (GlossSidebar *self,
          const char *name,
          const char *title,
          const GlossMarkListKind *kind,
          const char *search_text)
{
  GtkWidget *list = gloss_mark_list_new (kind, search_text, self);

  add_page (self, name, title, list, GLOSS_MARK_LIST (list));

  return GLOSS_MARK_LIST (list);
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

static void
create_pages (GlossSidebar *self)
{
  GtkWidget *notes_page = gloss_notes_page_new ();

  self->entities =
    add_list (self, "entities", _ ("Entities"), &entities_kind, _ ("Search entities"));
  gloss_mark_list_add_tool (self->entities, create_order (self));
  self->quotes = add_list (self, "quotes", _ ("Quotes"), &quotes_kind, _ ("Search quotes"));
  self->topics = add_list (self, "topics", _ ("Topics"), &topics_kind, _ ("Search topics"));
  self->notes_page = GLOSS_NOTES_PAGE (notes_page);
  self->notes = gloss_notes_page_get_list (self->notes_page);
  add_page (self, "notes", _ ("Notes"), notes_page, self->notes);
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
    }
  show_analysis (self);
  gloss_notes_page_set_document (self->notes_page, document);
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
  g_clear_object (&self->settings);

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
  create_pages (self);
  say_why_empty (self);
}
