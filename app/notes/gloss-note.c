#include "app/notes/gloss-note.h"

#include "app/gloss-stamp.h"

struct _GlossNote
{
  GObject parent_instance;

  char *id;
  GlossSpan span;
  char *exact;
  char *prefix;
  char *suffix;
  GlossNoteColor color;
  GStrv tags; /* never NULL */
  char *body;
  char *about;
  char *author;
  char *created;
  char *modified;
  GlossNoteState state;
  GlossClaim claim;
  GStrv evidence; /* never NULL */
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_START,
  PROP_END,
  PROP_EXACT,
  PROP_COLOR,
  PROP_TAGS,
  PROP_BODY,
  PROP_ABOUT,
  PROP_AUTHOR,
  PROP_CREATED,
  PROP_MODIFIED,
  PROP_STATE,
  PROP_CLAIM,
  PROP_EVIDENCE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GlossNote, gloss_note, G_TYPE_OBJECT)

static const char *const colors[] = {
  [GLOSS_NOTE_YELLOW] = "yellow", [GLOSS_NOTE_GREEN] = "green",   [GLOSS_NOTE_BLUE] = "blue",
  [GLOSS_NOTE_PINK] = "pink",     [GLOSS_NOTE_ORANGE] = "orange",
};
G_STATIC_ASSERT (G_N_ELEMENTS (colors) == GLOSS_N_NOTE_COLORS);

static const char *const states[] = {
  [GLOSS_NOTE_ANCHORED] = "anchored",
  [GLOSS_NOTE_MOVED] = "moved",
  [GLOSS_NOTE_CHANGED] = "changed",
  [GLOSS_NOTE_ORPHANED] = "orphaned",
};

static const char *const claims[] = {
  [GLOSS_CLAIM_NONE] = "none",           [GLOSS_CLAIM_UNCHECKED] = "unchecked",
  [GLOSS_CLAIM_SUPPORTED] = "supported", [GLOSS_CLAIM_CONTRADICTED] = "contradicted",
  [GLOSS_CLAIM_UNCLEAR] = "unclear",
};
G_STATIC_ASSERT (G_N_ELEMENTS (claims) == GLOSS_N_CLAIMS);

/**
 * gloss_claim_to_string:
 *
 * Returns: (transfer none): the status' name in notes files; "none" for no claim
 */
const char *
gloss_claim_to_string (GlossClaim claim)
{
  g_return_val_if_fail ((guint) claim < G_N_ELEMENTS (claims), NULL);

  return claims[claim];
}

/**
 * gloss_claim_from_string:
 * @string: (nullable): a status' name in notes files
 * @claim: (out): the status, untouched when there is no such name
 *
 * Returns: whether @string names a status
 */
gboolean
gloss_claim_from_string (const char *string, GlossClaim *claim)
{
  for (guint i = 0; i < G_N_ELEMENTS (claims); i++)
    if (g_strcmp0 (claims[i], string) == 0)
      {
        *claim = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * gloss_note_color_to_string:
 *
 * Returns: (transfer none): the colour's name in notes files
 */
const char *
gloss_note_color_to_string (GlossNoteColor color)
{
  g_return_val_if_fail ((guint) color < G_N_ELEMENTS (colors), NULL);

  return colors[color];
}

/**
 * gloss_note_color_from_string:
 * @string: (nullable): a colour's name in notes files
 * @color: (out): the colour, untouched when there is no such name
 *
 * Returns: whether @string names a colour
 */
gboolean
gloss_note_color_from_string (const char *string, GlossNoteColor *color)
{
  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    if (g_strcmp0 (colors[i], string) == 0)
      {
        *color = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * gloss_note_state_to_string:
 *
 * Returns: (transfer none): the state's name in notes files
 */
const char *
gloss_note_state_to_string (GlossNoteState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (states), NULL);

  return states[state];
}

/**
 * gloss_note_state_from_string:
 * @string: (nullable): a state's name in notes files
 * @state: (out): the state, untouched when there is no such name
 *
 * Returns: whether @string names a state
 */
gboolean
gloss_note_state_from_string (const char *string, GlossNoteState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i], string) == 0)
      {
        *state = i;
        return TRUE;
      }

  return FALSE;
}

static void
gloss_note_constructed (GObject *object)
{
  GlossNote *self = GLOSS_NOTE (object);

  if (self->id == NULL)
    self->id = gloss_stamp_new_id ();

  G_OBJECT_CLASS (gloss_note_parent_class)->constructed (object);
}

static void
gloss_note_finalize (GObject *object)
{
  GlossNote *self = GLOSS_NOTE (object);

  g_free (self->id);
  g_free (self->exact);
  g_free (self->prefix);
  g_free (self->suffix);
  g_strfreev (self->tags);
  g_strfreev (self->evidence);
  g_free (self->body);
  g_free (self->about);
  g_free (self->author);
  g_free (self->created);
  g_free (self->modified);

  G_OBJECT_CLASS (gloss_note_parent_class)->finalize (object);
}

static void
gloss_note_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GlossNote *self = GLOSS_NOTE (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_START:
      g_value_set_uint (value, self->span.start);
      break;
    case PROP_END:
      g_value_set_uint (value, self->span.end);
      break;
    case PROP_EXACT:
      g_value_set_string (value, self->exact);
      break;
    case PROP_COLOR:
      g_value_set_int (value, self->color);
      break;
    case PROP_TAGS:
      g_value_set_boxed (value, self->tags);
      break;
    case PROP_BODY:
      g_value_set_string (value, self->body);
      break;
    case PROP_ABOUT:
      g_value_set_string (value, self->about);
      break;
    case PROP_AUTHOR:
      g_value_set_string (value, self->author);
      break;
    case PROP_CREATED:
      g_value_set_string (value, self->created);
      break;
    case PROP_MODIFIED:
      g_value_set_string (value, self->modified);
      break;
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_CLAIM:
      g_value_set_int (value, self->claim);
      break;
    case PROP_EVIDENCE:
      g_value_set_boxed (value, self->evidence);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gloss_note_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  GlossNote *self = GLOSS_NOTE (object);

  switch (prop_id)
    {
    case PROP_ID:
      self->id = g_value_dup_string (value);
      break;
    case PROP_COLOR:
      gloss_note_set_color (self, g_value_get_int (value));
      break;
    case PROP_TAGS:
      gloss_note_set_tags (self, g_value_get_boxed (value));
      break;
    case PROP_BODY:
      gloss_note_set_body (self, g_value_get_string (value));
      break;
    case PROP_ABOUT:
      gloss_note_set_about (self, g_value_get_string (value));
      break;
    case PROP_AUTHOR:
      gloss_note_set_author (self, g_value_get_string (value));
      break;
    case PROP_CREATED:
      gloss_note_set_created (self, g_value_get_string (value));
      break;
    case PROP_MODIFIED:
      gloss_note_set_modified (self, g_value_get_string (value));
      break;
    case PROP_STATE:
      gloss_note_set_state (self, g_value_get_int (value));
      break;
    case PROP_CLAIM:
      gloss_note_set_claim (self, g_value_get_int (value));
      break;
    case PROP_EVIDENCE:
      gloss_note_set_evidence (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gloss_note_class_init (GlossNoteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags kept = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags free_to_set =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = gloss_note_constructed;
  object_class->finalize = gloss_note_finalize;
  object_class->get_property = gloss_note_get_property;
  object_class->set_property = gloss_note_set_property;

  props[PROP_ID] = g_param_spec_string (
    "id", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_START] = g_param_spec_uint ("start", NULL, NULL, 0, G_MAXUINT, 0, kept);
  props[PROP_END] = g_param_spec_uint ("end", NULL, NULL, 0, G_MAXUINT, 0, kept);
  props[PROP_EXACT] = g_param_spec_string ("exact", NULL, NULL, "", kept);
  props[PROP_COLOR] =
    g_param_spec_int ("color", NULL, NULL, 0, GLOSS_N_NOTE_COLORS - 1, 0, free_to_set);
  props[PROP_TAGS] = g_param_spec_boxed ("tags", NULL, NULL, G_TYPE_STRV, free_to_set);
  props[PROP_BODY] = g_param_spec_string ("body", NULL, NULL, "", free_to_set);
  props[PROP_ABOUT] = g_param_spec_string ("about", NULL, NULL, NULL, free_to_set);
  props[PROP_AUTHOR] = g_param_spec_string ("author", NULL, NULL, NULL, free_to_set);
  props[PROP_CREATED] = g_param_spec_string ("created", NULL, NULL, "", free_to_set);
  props[PROP_MODIFIED] = g_param_spec_string ("modified", NULL, NULL, "", free_to_set);
  props[PROP_STATE] =
    g_param_spec_int ("state", NULL, NULL, 0, GLOSS_NOTE_ORPHANED, 0, free_to_set);
  props[PROP_CLAIM] = g_param_spec_int ("claim", NULL, NULL, 0, GLOSS_N_CLAIMS - 1, 0, free_to_set);
  props[PROP_EVIDENCE] = g_param_spec_boxed ("evidence", NULL, NULL, G_TYPE_STRV, free_to_set);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gloss_note_init (GlossNote *self)
{
  self->exact = g_strdup ("");
  self->prefix = g_strdup ("");
  self->suffix = g_strdup ("");
  self->tags = g_new0 (char *, 1);
  self->evidence = g_new0 (char *, 1);
  self->body = g_strdup ("");
  self->created = gloss_stamp_now ();
  self->modified = g_strdup (self->created);
}

/**
 * gloss_note_new:
 * @id: (nullable): "urn:uuid:…", or %NULL to make one
 * @span: the place it stands at, in code points
 * @exact: the words there
 *
 * Returns: (transfer full): a yellow highlight without words of its own, made now
 */
GlossNote *
gloss_note_new (const char *id, GlossSpan span, const char *exact)
{
  GlossNote *self = g_object_new (GLOSS_TYPE_NOTE, "id", id, NULL);

  gloss_note_set_anchor (self, span, exact, "", "");

  return self;
}

/**
 * gloss_note_copy:
 * @self: a note
 *
 * Returns: (transfer full): another note that says the same, with the same id
 */
GlossNote *
gloss_note_copy (GlossNote *self)
{
  GlossNote *copy = g_object_new (GLOSS_TYPE_NOTE, "id", self->id, NULL);

  gloss_note_assign (copy, self);

  return copy;
}

/**
 * gloss_note_assign:
 * @self: a note
 * @other: what it shall say
 *
 * Takes over everything but the id.
 */
void
gloss_note_assign (GlossNote *self, GlossNote *other)
{
  g_object_freeze_notify (G_OBJECT (self));
  gloss_note_set_anchor (self, other->span, other->exact, other->prefix, other->suffix);
  gloss_note_set_color (self, other->color);
  gloss_note_set_tags (self, (const char *const *) other->tags);
  gloss_note_set_body (self, other->body);
  gloss_note_set_about (self, other->about);
  gloss_note_set_author (self, other->author);
  gloss_note_set_created (self, other->created);
  gloss_note_set_modified (self, other->modified);
  gloss_note_set_state (self, other->state);
  gloss_note_set_claim (self, other->claim);
  gloss_note_set_evidence (self, (const char *const *) other->evidence);
  g_object_thaw_notify (G_OBJECT (self));
}

const char *
gloss_note_get_id (GlossNote *self)
{
  return self->id;
}

GlossSpan
gloss_note_get_span (GlossNote *self)
{
  return self->span;
}

const char *
gloss_note_get_exact (GlossNote *self)
{
  return self->exact;
}

const char *
gloss_note_get_prefix (GlossNote *self)
{
  return self->prefix;
}

const char *
gloss_note_get_suffix (GlossNote *self)
{
  return self->suffix;
}

GlossNoteColor
gloss_note_get_color (GlossNote *self)
{
  return self->color;
}

const char *const *
gloss_note_get_tags (GlossNote *self)
{
  return (const char *const *) self->tags;
}

const char *
gloss_note_get_body (GlossNote *self)
{
  return self->body;
}

const char *
gloss_note_get_about (GlossNote *self)
{
  return self->about;
}

const char *
gloss_note_get_author (GlossNote *self)
{
  return self->author;
}

const char *
gloss_note_get_created (GlossNote *self)
{
  return self->created;
}

const char *
gloss_note_get_modified (GlossNote *self)
{
  return self->modified;
}

GlossNoteState
gloss_note_get_state (GlossNote *self)
{
  return self->state;
}

GlossClaim
gloss_note_get_claim (GlossNote *self)
{
  return self->claim;
}

const char *const *
gloss_note_get_evidence (GlossNote *self)
{
  return (const char *const *) self->evidence;
}

static gboolean
replace_string (char **field, const char *value)
{
  if (g_strcmp0 (*field, value) == 0)
    return FALSE;
  g_free (*field);
  *field = g_strdup (value);

  return TRUE;
}

static void
set_string (GlossNote *self, char **field, const char *value, guint prop_id)
{
  if (replace_string (field, value))
    g_object_notify_by_pspec (G_OBJECT (self), props[prop_id]);
}

/**
 * gloss_note_set_anchor:
 * @self: a note
 * @span: where it stands, in code points
 * @exact: the words there
 * @prefix: up to 32 code points before them
 * @suffix: up to 32 code points after them
 *
 * Says anew which words the note belongs to.
 */
void
gloss_note_set_anchor (GlossNote *self,
                       GlossSpan span,
                       const char *exact,
                       const char *prefix,
                       const char *suffix)
{
  GlossSpan old = self->span;

  g_return_if_fail (GLOSS_IS_NOTE (self));
  g_return_if_fail (exact != NULL && prefix != NULL && suffix != NULL);

  self->span = span;
  replace_string (&self->prefix, prefix);
  replace_string (&self->suffix, suffix);
  g_object_freeze_notify (G_OBJECT (self));
  if (old.start != span.start)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_START]);
  if (old.end != span.end)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_END]);
  set_string (self, &self->exact, exact, PROP_EXACT);
  g_object_thaw_notify (G_OBJECT (self));
}

void
gloss_note_set_color (GlossNote *self, GlossNoteColor color)
{
  g_return_if_fail (GLOSS_IS_NOTE (self));
  g_return_if_fail ((guint) color < GLOSS_N_NOTE_COLORS);

  if (self->color == color)
    return;
  self->color = color;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COLOR]);
}

static void
set_strings (GlossNote *self, GStrv *field, const char *const *strings, guint prop_id)
{
  const char *const none[] = { NULL };
  GStrv copy;

  if (strings == NULL)
    strings = none;
  if (g_strv_equal ((const char *const *) *field, strings))
    return;
  copy = g_strdupv ((char **) strings);
  g_strfreev (*field);
  *field = copy;
  g_object_notify_by_pspec (G_OBJECT (self), props[prop_id]);
}

/**
 * gloss_note_set_tags:
 * @self: a note
 * @tags: (nullable) (array zero-terminated=1): its tags; %NULL for none
 */
void
gloss_note_set_tags (GlossNote *self, const char *const *tags)
{
  g_return_if_fail (GLOSS_IS_NOTE (self));

  set_strings (self, &self->tags, tags, PROP_TAGS);
}

/**
 * gloss_note_set_evidence:
 * @self: a note
 * @evidence: (nullable) (array zero-terminated=1): addresses of what a claim was checked with
 */
void
gloss_note_set_evidence (GlossNote *self, const char *const *evidence)
{
  g_return_if_fail (GLOSS_IS_NOTE (self));

  set_strings (self, &self->evidence, evidence, PROP_EVIDENCE);
}

void
gloss_note_set_claim (GlossNote *self, GlossClaim claim)
{
  g_return_if_fail (GLOSS_IS_NOTE (self));
  g_return_if_fail ((guint) claim < GLOSS_N_CLAIMS);

  if (self->claim == claim)
    return;
  self->claim = claim;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CLAIM]);
}

void
gloss_note_set_body (GlossNote *self, const char *body)
{
  g_return_if_fail (GLOSS_IS_NOTE (self));

  set_string (self, &self->body, body != NULL ? body : "", PROP_BODY);
}

void
gloss_note_set_about (GlossNote *self, const char *about)
{
  g_return_if_fail (GLOSS_IS_NOTE (self));

  set_string (self, &self->about, about, PROP_ABOUT);
}

void
gloss_note_set_author (GlossNote *self, const char *author)
{
  g_return_if_fail (GLOSS_IS_NOTE (self));

  set_string (self, &self->author, author, PROP_AUTHOR);
}

void
gloss_note_set_created (GlossNote *self, const char *created)
{
  g_return_if_fail (GLOSS_IS_NOTE (self));
  g_return_if_fail (created != NULL);

  set_string (self, &self->created, created, PROP_CREATED);
}

void
gloss_note_set_modified (GlossNote *self, const char *modified)
{
  g_return_if_fail (GLOSS_IS_NOTE (self));
  g_return_if_fail (modified != NULL);

  set_string (self, &self->modified, modified, PROP_MODIFIED);
}

void
gloss_note_set_state (GlossNote *self, GlossNoteState state)
{
  g_return_if_fail (GLOSS_IS_NOTE (self));
  g_return_if_fail ((guint) state < G_N_ELEMENTS (states));

  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}
