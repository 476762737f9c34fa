#include "ui/gloss-section-item.h"

struct _GlossSectionItem
{
  GObject parent_instance;

  char *title;
  char *detail;
  double share;
};

G_DEFINE_FINAL_TYPE (GlossSectionItem, gloss_section_item, G_TYPE_OBJECT)

static void
gloss_section_item_finalize (GObject *object)
{
  GlossSectionItem *self = GLOSS_SECTION_ITEM (object);

  g_free (self->title);
  g_free (self->detail);

  G_OBJECT_CLASS (gloss_section_item_parent_class)->finalize (object);
}

static void
gloss_section_item_class_init (GlossSectionItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gloss_section_item_finalize;
}

static void
gloss_section_item_init (GlossSectionItem *self)
{
}

GlossSectionItem *
gloss_section_item_new (const char *title, const char *detail, double share)
{
  GlossSectionItem *self = g_object_new (GLOSS_TYPE_SECTION_ITEM, NULL);

  self->title = g_strdup (title);
  self->detail = g_strdup (detail);
  self->share = share;

  return self;
}

const char *
gloss_section_item_get_title (GlossSectionItem *self)
{
  g_return_val_if_fail (GLOSS_IS_SECTION_ITEM (self), NULL);

  return self->title;
}

const char *
gloss_section_item_get_detail (GlossSectionItem *self)
{
  g_return_val_if_fail (GLOSS_IS_SECTION_ITEM (self), NULL);

  return self->detail;
}

double
gloss_section_item_get_share (GlossSectionItem *self)
{
  g_return_val_if_fail (GLOSS_IS_SECTION_ITEM (self), -1);

  return self->share;
}
