#include "app/library/gloss-library-item.h"

struct _GlossLibraryItem
{
  GObject parent_instance;

  char *strings[8]; /* [PROP_N_NOTES - 1]: by property */
  guint n_notes;
  gboolean is_loaded;
};

enum
{
  PROP_0,
  PROP_KEY,
  PROP_URI,
  PROP_TITLE,
  PROP_SITE,
  PROP_PUBLISHED,
  PROP_OPENED,
  PROP_TOPICS,
  PROP_EXCERPT,
  PROP_N_NOTES,
  PROP_LOADED,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GlossLibraryItem, gloss_library_item, G_TYPE_OBJECT)

static void
gloss_library_item_finalize (GObject *object)
{
  GlossLibraryItem *self = GLOSS_LIBRARY_ITEM (object);

  for (gsize i = 0; i < G_N_ELEMENTS (self->strings); i++)
    g_free (self->strings[i]);

  G_OBJECT_CLASS (gloss_library_item_parent_class)->finalize (object);
}

static void
gloss_library_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GlossLibraryItem *self = GLOSS_LIBRARY_ITEM (object);

  if (prop_id == PROP_N_NOTES)
    g_value_set_uint (value, self->n_notes);
  else if (prop_id == PROP_LOADED)
    g_value_set_boolean (value, self->is_loaded);
  else
    g_value_set_string (value, self->strings[prop_id - 1]);
}

static void
gloss_library_item_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  GlossLibraryItem *self = GLOSS_LIBRARY_ITEM (object);

  if (prop_id == PROP_N_NOTES)
    self->n_notes = g_value_get_uint (value);
  else if (prop_id == PROP_LOADED)
    self->is_loaded = g_value_get_boolean (value);
  else
    self->strings[prop_id - 1] = g_value_dup_string (value);
}

static void
gloss_library_item_class_init (GlossLibraryItemClass *klass)
{
  static const char *const names[] = { "key",       "uri",    "title",  "site",
                                       "published", "opened", "topics", "excerpt" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = gloss_library_item_finalize;
  object_class->get_property = gloss_library_item_get_property;
  object_class->set_property = gloss_library_item_set_property;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    props[PROP_KEY + i] = g_param_spec_string (names[i], NULL, NULL, NULL, flags);
  props[PROP_N_NOTES] = g_param_spec_uint ("n-notes", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gloss_library_item_init (GlossLibraryItem *self)
{
}

/**
 * gloss_library_item_load:
 * @self: an item that is not loaded
 * @from: what to show in it; empty then
 */
void
gloss_library_item_load (GlossLibraryItem *self, GlossLibraryItem *from)
{
  g_return_if_fail (GLOSS_IS_LIBRARY_ITEM (self));
  g_return_if_fail (GLOSS_IS_LIBRARY_ITEM (from));
  g_return_if_fail (!self->is_loaded);

  for (gsize i = 0; i < G_N_ELEMENTS (self->strings); i++)
    {
      g_free (self->strings[i]);
      self->strings[i] = g_steal_pointer (&from->strings[i]);
    }
  self->n_notes = from->n_notes;
  self->is_loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADED]);
}

gboolean
gloss_library_item_is_loaded (GlossLibraryItem *self)
{
  return self->is_loaded;
}

static const char *
get_string (GlossLibraryItem *self, guint prop_id)
{
  const char *string = self->strings[prop_id - 1];

  return string != NULL ? string : "";
}

const char *
gloss_library_item_get_key (GlossLibraryItem *self)
{
  return get_string (self, PROP_KEY);
}

const char *
gloss_library_item_get_uri (GlossLibraryItem *self)
{
  return self->strings[PROP_URI - 1];
}

const char *
gloss_library_item_get_title (GlossLibraryItem *self)
{
  return get_string (self, PROP_TITLE);
}

const char *
gloss_library_item_get_site (GlossLibraryItem *self)
{
  return self->strings[PROP_SITE - 1];
}

const char *
gloss_library_item_get_published (GlossLibraryItem *self)
{
  return self->strings[PROP_PUBLISHED - 1];
}

const char *
gloss_library_item_get_opened (GlossLibraryItem *self)
{
  return get_string (self, PROP_OPENED);
}

const char *
gloss_library_item_get_topics (GlossLibraryItem *self)
{
  return self->strings[PROP_TOPICS - 1];
}

const char *
gloss_library_item_get_excerpt (GlossLibraryItem *self)
{
  return self->strings[PROP_EXCERPT - 1];
}

guint
gloss_library_item_get_n_notes (GlossLibraryItem *self)
{
  return self->n_notes;
}
