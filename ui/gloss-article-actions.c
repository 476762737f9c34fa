#include "ui/gloss-article-view-private.h"

#include <string.h>

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui/gloss-labels.h"
#include "ui/gloss-mark-words.h"

/* What one can do with words and marks: actions of the view, its context menu, and the small
 * menu that asks which of several marks is meant. */

static void
emit (GtkWidget *widget, GlossViewSignal signal)
{
  g_signal_emit (widget, gloss_article_view_get_signal (signal), 0);
}

static void
emit_int (GtkWidget *widget, GlossViewSignal signal, int value)
{
  g_signal_emit (widget, gloss_article_view_get_signal (signal), 0, value);
}

static void
highlight_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GlossNoteColor color;

  if (gloss_note_color_from_string (g_variant_get_string (parameter, NULL), &color))
    emit_int (widget, GLOSS_VIEW_HIGHLIGHT, color);
}

static void
mark_as_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GlossEntityType type;

  if (gloss_entity_type_from_string (g_variant_get_string (parameter, NULL), &type))
    emit_int (widget, GLOSS_VIEW_MARK_AS, type);
}

static void
words_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (g_str_equal (name, "article.note"))
    emit (widget, GLOSS_VIEW_NOTE);
  else if (g_str_equal (name, "article.tag"))
    emit (widget, GLOSS_VIEW_TAG);
  else if (g_str_equal (name, "article.copy-quotation"))
    emit (widget, GLOSS_VIEW_COPY_QUOTATION);
  else
    g_signal_emit_by_name (widget, "copy-clipboard");
}

static void
mark_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *id;
  int kind;

  g_variant_get (parameter, "(i&s)", &kind, &id);
  g_signal_emit (widget, gloss_article_view_get_signal (GLOSS_VIEW_MARK_ACTIVATED), 0, kind, id);
}

static void
correct_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *id, *action;
  int kind;

  g_variant_get (parameter, "(i&s&s)", &kind, &id, &action);
  g_signal_emit (widget, gloss_article_view_get_signal (GLOSS_VIEW_CORRECT), 0, kind, id, action);
}

static void
string_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *value = g_variant_get_string (parameter, NULL);
  GlossViewSignal signal = GLOSS_VIEW_LINK_ACTIVATED;

  if (g_str_equal (name, "article.copy-link"))
    {
      gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), value);
      return;
    }
  if (g_str_equal (name, "article.edit-note"))
    signal = GLOSS_VIEW_NOTE_EDIT;
  else if (g_str_equal (name, "article.delete-note"))
    signal = GLOSS_VIEW_NOTE_DELETE;
  g_signal_emit (widget, gloss_article_view_get_signal (signal), 0, value);
}

void
gloss_article_actions_install (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *parameter;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "article.highlight", "s", highlight_activated },
    { "article.mark-as", "s", mark_as_activated },
    { "article.note", NULL, words_activated },
    { "article.tag", NULL, words_activated },
    { "article.copy", NULL, words_activated },
    { "article.copy-quotation", NULL, words_activated },
    { "article.activate-mark", "(is)", mark_activated },
    { "article.correct", "(iss)", correct_activated },
    { "article.open-link", "s", string_activated },
    { "article.copy-link", "s", string_activated },
    { "article.edit-note", "s", string_activated },
    { "article.delete-note", "s", string_activated },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
}

/* Menus */

static void
append_item (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static GVariant *
mark_target (const GlossMark *mark)
{
  return g_variant_new ("(is)", (int) mark->kind, gloss_mark_get_id (mark));
}

/* A menu's labels take an underscore for a mnemonic. */
static char *
escape_label (const char *label)
{
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);

  return g_strjoinv ("__", parts);
}

/* GTK tells submenus apart by their labels alone, also those of different ones: each mark's has as
 * many word joiners as marks stand above it, which nobody sees. */
static void
append_kinds (GMenu *menu, GMenu *kinds, guint nth)
{
  g_autoptr (GString) label = g_string_new (_ ("It _Is"));

  for (guint i = 0; i < nth; i++)
    g_string_append_unichar (label, 0x2060);
  g_menu_append_submenu (menu, label->str, G_MENU_MODEL (kinds));
}

static void
append_correction (GMenu *menu, const char *label, const GlossMark *mark, const char *action)
{
  append_item (menu, label, "article.correct",
               g_variant_new ("(iss)", (int) mark->kind, gloss_mark_get_id (mark), action));
}

static void
append_entity (GMenu *menu, const GlossMark *mark, guint nth)
{
  g_autoptr (GMenu) types = g_menu_new ();
  g_autoptr (GMenu) ways = g_menu_new ();

  append_correction (menu, _ ("_Confirm"), mark, "win.confirm");
  append_correction (menu, _ ("_Reject Here"), mark, "win.reject");
  append_correction (menu, _ ("Reject _Everywhere"), mark, "win.reject-all");
  for (GlossEntityType type = 0; type < GLOSS_N_ENTITY_TYPES; type++)
    {
      g_autofree char *action =
        g_strconcat ("win.mark-entity::", gloss_entity_type_to_string (type), NULL);

      append_correction (types, gloss_label_entity_type (type), mark, action);
    }
  append_kinds (menu, types, nth);
  append_correction (ways, _ ("Re_name…"), mark, "win.rename-entity");
  append_correction (ways, _ ("_Merge With…"), mark, "win.merge-entities");
  append_correction (ways, _ ("Split _Off This Mention"), mark, "win.split-mention");
  append_correction (ways, _ ("_Learn for Future Articles"), mark, "win.learn");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (ways));
}

static void
append_quote (GMenu *menu, const GlossMark *mark, guint nth)
{
  g_autoptr (GMenu) kinds = g_menu_new ();

  append_correction (menu, _ ("_Confirm"), mark, "win.confirm");
  append_correction (menu, _ ("_Reject"), mark, "win.reject");
  append_correction (menu, _ ("Say _Who Said It…"), mark, "win.set-speaker");
  for (GlossQuoteKind kind = GLOSS_QUOTE_DIRECT; kind <= GLOSS_QUOTE_MIXED; kind++)
    {
      g_autofree char *action =
        g_strconcat ("win.mark-quote::", gloss_quote_kind_to_string (kind), NULL);

      append_correction (kinds, gloss_label_quote (kind), mark, action);
    }
  append_kinds (menu, kinds, nth);
  append_correction (menu, _ ("Check as a C_laim"), mark, "win.claim");
}

static gboolean
has_label (GMenuModel *menu, const char *label)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *other = NULL;

      if (g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &other) &&
          strcmp (other, label) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Tells marks of one name apart: GTK opens submenus by their labels, so no two may be the same. */
static char *
dup_submenu_label (GMenuModel *menu, const GlossMark *mark)
{
  g_autofree char *title = gloss_mark_dup_title (mark);
  g_autofree char *kind = gloss_mark_dup_kind (mark);
  g_autofree char *words = g_strdup_printf ("%s · %s", title, kind);
  g_autofree char *label = escape_label (words);

  for (guint i = 2; has_label (menu, label); i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s (%u)", words, i);

      g_free (label);
      label = escape_label (numbered);
    }

  return g_steal_pointer (&label);
}

static void
append_mark (GMenu *menu, const GlossMark *mark, guint nth)
{
  g_autoptr (GMenu) submenu = g_menu_new ();
  g_autofree char *label = dup_submenu_label (G_MENU_MODEL (menu), mark);
  GVariant *id = g_variant_new_string (gloss_mark_get_id (mark));

  g_variant_ref_sink (id);
  append_item (submenu, _ ("Show in _Sidebar"), "article.activate-mark", mark_target (mark));
  switch (mark->kind)
    {
    case GLOSS_MARK_NOTE:
      append_item (submenu, _ ("_Edit Note"), "article.edit-note", id);
      append_correction (submenu, _ ("Check as a C_laim"), mark, "win.claim");
      append_item (submenu, _ ("_Delete Note"), "article.delete-note", id);
      break;
    case GLOSS_MARK_ENTITY:
      append_entity (submenu, mark, nth);
      break;
    case GLOSS_MARK_QUOTE:
      append_quote (submenu, mark, nth);
      break;
    case GLOSS_MARK_KEYPHRASE:
      break;
    }
  g_menu_append_submenu (menu, label, G_MENU_MODEL (submenu));
  g_variant_unref (id);
}

static GMenu * /* (transfer full) */
new_color_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (GlossNoteColor color = 0; color < GLOSS_N_NOTE_COLORS; color++)
    append_item (menu, gloss_label_color (color), "article.highlight",
                 g_variant_new_string (gloss_note_color_to_string (color)));

  return menu;
}

/**
 * gloss_article_actions_new_type_menu:
 *
 * Returns: (transfer full): the types that words can be marked as
 */
GMenu *
gloss_article_actions_new_type_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (GlossEntityType type = 0; type < GLOSS_N_ENTITY_TYPES; type++)
    append_item (menu, gloss_label_entity_type (type), "article.mark-as",
                 g_variant_new_string (gloss_entity_type_to_string (type)));

  return menu;
}

/**
 * gloss_article_actions_new_mark_menu:
 *
 * Returns: (transfer full): all that words can be marked as
 */
GMenu *
gloss_article_actions_new_mark_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) types = gloss_article_actions_new_type_menu ();
  g_autoptr (GMenu) kinds = g_menu_new ();

  g_menu_append_section (menu, NULL, G_MENU_MODEL (types));
  for (GlossQuoteKind kind = GLOSS_QUOTE_DIRECT; kind <= GLOSS_QUOTE_MIXED; kind++)
    append_item (kinds, gloss_label_quote (kind), "win.mark-quote",
                 g_variant_new_string (gloss_quote_kind_to_string (kind)));
  append_item (kinds, _ ("Claim to Check"), "win.claim", NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (kinds));

  return menu;
}

static void
append_words_section (GMenu *menu)
{
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GMenu) colors = new_color_menu ();
  g_autoptr (GMenu) types = gloss_article_actions_new_mark_menu ();

  g_menu_append_submenu (section, _ ("_Highlight"), G_MENU_MODEL (colors));
  g_menu_append (section, _ ("Add _Note…"), "article.note");
  g_menu_append (section, _ ("Add _Tag…"), "article.tag");
  g_menu_append_submenu (section, _ ("_Mark As"), G_MENU_MODEL (types));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static void
append_link_section (GMenu *menu, const GlossRun *link)
{
  g_autoptr (GMenu) section = g_menu_new ();

  append_item (section, _ ("_Open Link"), "article.open-link", g_variant_new_string (link->uri));
  append_item (section, _ ("Copy Link _Address"), "article.copy-link",
               g_variant_new_string (link->uri));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static void
append_text_section (GMenu *menu)
{
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append (section, _ ("_Copy"), "article.copy");
  g_menu_append (section, _ ("Copy as _Quotation"), "article.copy-quotation");
  g_menu_append (section, _ ("Select _All"), "selection.select-all");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static GMenu * /* (transfer full) */
new_menu (GlossArticleView *self, guint offset)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const GlossRun *link =
    gloss_article_buffer_find_link (gloss_article_view_get_article_buffer (self), offset);

  gloss_article_view_find_marks (self, offset, found);
  for (guint i = 0; i < found->len; i++)
    append_mark (section, g_ptr_array_index (found, i), i);
  if (found->len > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  if (link != NULL)
    append_link_section (menu, link);
  append_words_section (menu);
  append_text_section (menu);

  return menu;
}

/* Popovers live as long as they are open; activated actions run first. */
static gboolean
remove_cb (gpointer data)
{
  GtkWidget *anchor = data;
  GtkWidget *view = gtk_widget_get_parent (anchor);

  if (view != NULL)
    gloss_article_view_remove_float (GLOSS_ARTICLE_VIEW (view), anchor);
  g_object_unref (anchor);

  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkPopover *popover, GtkWidget *anchor)
{
  g_idle_add (remove_cb, g_object_ref (anchor));
}

/* It hangs on a widget of its own at the words, not on the view: all that moves or changes in a
 * popover would have the view laid out anew. */
static void
open_popover (GlossArticleView *self, GtkWidget *popover, const GdkRectangle *at)
{
  GtkWidget *anchor = adw_bin_new ();
  int x, y;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, at->x, at->y,
                                         &x, &y);
  gtk_widget_set_can_target (anchor, FALSE);
  gloss_article_view_add_float (self, anchor);
  gloss_article_view_move_float (self, anchor, x, y, MAX (at->width, 1), MAX (at->height, 1));
  gtk_widget_set_parent (popover, anchor);
  g_signal_connect_swapped (anchor, "destroy", G_CALLBACK (gtk_widget_unparent), popover);
  g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), anchor, 0);
  gtk_popover_popup (GTK_POPOVER (popover));
}

/**
 * gloss_article_actions_open_menu:
 * @offset: a place in the text
 * @at: where it is, in the view's coordinates
 *
 * Opens the context menu: what can be done there, and with the selected words. It takes the
 * place of the text view's own, half of which is about editing.
 */
void
gloss_article_actions_open_menu (GlossArticleView *self, guint offset, const GdkRectangle *at)
{
  g_autoptr (GMenu) menu = new_menu (self, offset);
  GtkWidget *popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));

  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  open_popover (self, popover, at);
}

/**
 * gloss_article_view_popup_menu:
 * @menu: what to choose from
 * @at: what it is about
 */
void
gloss_article_view_popup_menu (GlossArticleView *self, GMenuModel *menu, GlossSpan at)
{
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);
  GdkRectangle rect;

  g_return_if_fail (GLOSS_IS_ARTICLE_VIEW (self));

  if (!gloss_article_view_get_rect (self, at, &rect))
    gloss_article_view_reveal (self, at, FALSE);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  open_popover (self, popover, &rect);
}

/* The mark or link that is meant where there is but one; asks where there are several. */

static GtkWidget *
new_choice (const char *title, const char *details)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *first = gtk_label_new (title);
  GtkWidget *second = gtk_label_new (details);

  gtk_label_set_xalign (GTK_LABEL (first), 0);
  gtk_label_set_xalign (GTK_LABEL (second), 0);
  gtk_label_set_ellipsize (GTK_LABEL (first), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (first), 36);
  gtk_widget_add_css_class (second, "caption");
  gtk_widget_add_css_class (second, "dim-label");
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");

  return button;
}

static void
open_chooser (GlossArticleView *self,
              GPtrArray *found,
              const GlossRun *link,
              const GdkRectangle *at)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < found->len; i++)
    {
      const GlossMark *mark = g_ptr_array_index (found, i);
      g_autofree char *title = gloss_mark_dup_title (mark);
      g_autofree char *details = gloss_mark_dup_details (mark);
      GtkWidget *button = new_choice (title, details);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "article.activate-mark");
      gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), mark_target (mark));
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (gtk_popover_popdown), popover);
      gtk_box_append (GTK_BOX (box), button);
    }
  if (link != NULL)
    {
      GtkWidget *button = new_choice (_ ("Open Link"), link->uri);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "article.open-link");
      gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button),
                                              g_variant_new_string (link->uri));
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (gtk_popover_popdown), popover);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What is meant?"), -1);
  open_popover (self, popover, at);
}

/**
 * gloss_article_actions_choose:
 * @offset: a place in the text
 * @at: where it is, in the view's coordinates
 *
 * Activates the mark or link there; where there are several, asks which.
 */
void
gloss_article_actions_choose (GlossArticleView *self, guint offset, const GdkRectangle *at)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const GlossRun *link =
    gloss_article_buffer_find_link (gloss_article_view_get_article_buffer (self), offset);

  gloss_article_view_find_marks (self, offset, found);
  if (found->len + (link != NULL) > 1)
    open_chooser (self, found, link, at);
  else if (link != NULL)
    g_signal_emit (self, gloss_article_view_get_signal (GLOSS_VIEW_LINK_ACTIVATED), 0, link->uri);
  else if (found->len == 1)
    {
      const GlossMark *mark = g_ptr_array_index (found, 0);
      g_autofree char *id = g_strdup (gloss_mark_get_id (mark));

      g_signal_emit (self, gloss_article_view_get_signal (GLOSS_VIEW_MARK_ACTIVATED), 0,
                     (int) mark->kind, id);
    }
}
