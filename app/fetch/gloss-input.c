#include "app/fetch/gloss-input.h"

#include <string.h>

#include "app/fetch/gloss-address.h"

struct _GlossInput
{
  GObject parent_instance;
  GlossInputKind kind;
  char *label;
  char *uri;            /* (nullable) */
  GInputStream *stream; /* (nullable): another process's standard input */
  GBytes *bytes;        /* (nullable): of a text input, or what was read of a stream */
  char *media_type;     /* (nullable): of a text input */
};

G_DEFINE_FINAL_TYPE (GlossInput, gloss_input, G_TYPE_OBJECT)

static GlossInput *
new_input (GlossInputKind kind, const char *label, const char *uri)
{
  GlossInput *self = g_object_new (GLOSS_TYPE_INPUT, NULL);

  self->kind = kind;
  self->label = g_strdup (label);
  self->uri = g_strdup (uri);

  return self;
}

/**
 * gloss_input_new_for_argument:
 * @argument: a path, "-", an address with or without its scheme
 * @folder: (nullable): what a relative path is relative to; %NULL for the current folder
 *
 * A file that exists is that file, whatever its name looks like.
 *
 * Returns: (transfer full): the input; one that cannot be read fails when it is read
 */
GlossInput *
gloss_input_new_for_argument (const char *argument, const char *folder)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *scheme = NULL;
  g_autofree char *web = NULL;

  g_return_val_if_fail (argument != NULL, NULL);

  if (g_str_equal (argument, "-"))
    return new_input (GLOSS_INPUT_STDIN, argument, NULL);
  if (gloss_address_is_web (argument))
    return new_input (GLOSS_INPUT_WEB, argument, argument);

  file = folder != NULL ? g_file_new_for_commandline_arg_and_cwd (argument, folder)
                        : g_file_new_for_commandline_arg (argument);
  uri = g_file_get_uri (file);
  scheme = g_uri_parse_scheme (argument);
  if ((scheme == NULL || !g_file_is_native (file)) && *argument != '/')
    web = gloss_address_complete (argument);
  if (web != NULL && !g_file_query_exists (file, NULL))
    return new_input (GLOSS_INPUT_WEB, argument, web);

  return new_input (GLOSS_INPUT_FILE, argument, uri);
}

/**
 * gloss_input_new_for_file:
 * @file: a file; one with an http: or https: location becomes a web input
 *
 * Returns: (transfer full): the input
 */
GlossInput *
gloss_input_new_for_file (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *name = g_file_get_parse_name (file);

  if (gloss_address_is_web (uri))
    return new_input (GLOSS_INPUT_WEB, uri, uri);

  return new_input (GLOSS_INPUT_FILE, name, uri);
}

/**
 * gloss_input_new_for_uri:
 * @uri: an address as a person typed or dropped it: the scheme may be missing, and words may
 *   stand around it
 *
 * Returns: (transfer full): the input
 */
GlossInput *
gloss_input_new_for_uri (const char *uri)
{
  g_autofree char *stripped = g_strstrip (g_strdup (uri));
  g_autofree char *address = NULL;

  if (gloss_address_is_web (stripped) && strpbrk (stripped, " \t\r\n") == NULL)
    return new_input (GLOSS_INPUT_WEB, stripped, stripped);
  address = g_ascii_strncasecmp (stripped, "file:", 5) != 0 ? gloss_address_find (stripped) : NULL;
  if (address != NULL)
    return new_input (GLOSS_INPUT_WEB, address, address);

  return gloss_input_new_for_argument (stripped, NULL);
}

/**
 * gloss_input_new_for_bytes:
 * @bytes: what somebody pasted or dropped
 * @media_type: (nullable): what it is: "text/html", "text/plain; charset=utf-8"
 *
 * Returns: (transfer full): the input
 */
GlossInput *
gloss_input_new_for_bytes (GBytes *bytes, const char *media_type)
{
  GlossInput *self = new_input (GLOSS_INPUT_TEXT, "", NULL);

  self->bytes = g_bytes_ref (bytes);
  self->media_type = g_strdup (media_type);

  return self;
}

/**
 * gloss_input_new_for_text:
 * @text: words that somebody pasted or dropped
 * @media_type: (nullable): what they are: "text/html", "text/plain"
 *
 * Returns: (transfer full): the input
 */
GlossInput *
gloss_input_new_for_text (const char *text, const char *media_type)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autofree char *type =
    g_strconcat (media_type != NULL ? media_type : "", "; charset=utf-8", NULL);

  return gloss_input_new_for_bytes (bytes, type);
}

/**
 * gloss_input_new_for_stream:
 * @stream: the standard input of another process
 * @label: what to call it
 *
 * Returns: (transfer full): the input; as the stream is read but once, it keeps what came
 */
GlossInput *
gloss_input_new_for_stream (GInputStream *stream, const char *label)
{
  GlossInput *self = new_input (GLOSS_INPUT_STDIN, label, NULL);

  self->stream = g_object_ref (stream);

  return self;
}

/**
 * gloss_input_keep_bytes:
 * @self: an input of kind %GLOSS_INPUT_STDIN
 * @bytes: all that came, so that it can be read again
 */
void
gloss_input_keep_bytes (GlossInput *self, GBytes *bytes)
{
  g_return_if_fail (GLOSS_IS_INPUT (self));
  g_return_if_fail (self->kind == GLOSS_INPUT_STDIN && self->bytes == NULL);

  self->bytes = g_bytes_ref (bytes);
  g_clear_object (&self->stream);
}

GlossInputKind
gloss_input_get_kind (GlossInput *self)
{
  g_return_val_if_fail (GLOSS_IS_INPUT (self), GLOSS_INPUT_FILE);

  return self->kind;
}

const char *
gloss_input_get_label (GlossInput *self)
{
  g_return_val_if_fail (GLOSS_IS_INPUT (self), NULL);

  return self->label;
}

const char *
gloss_input_get_uri (GlossInput *self)
{
  g_return_val_if_fail (GLOSS_IS_INPUT (self), NULL);

  return self->uri;
}

GInputStream *
gloss_input_get_stream (GlossInput *self)
{
  g_return_val_if_fail (GLOSS_IS_INPUT (self), NULL);

  return self->stream;
}

GBytes *
gloss_input_get_bytes (GlossInput *self)
{
  g_return_val_if_fail (GLOSS_IS_INPUT (self), NULL);

  return self->bytes;
}

const char *
gloss_input_get_media_type (GlossInput *self)
{
  g_return_val_if_fail (GLOSS_IS_INPUT (self), NULL);

  return self->media_type;
}

static void
gloss_input_finalize (GObject *object)
{
  GlossInput *self = GLOSS_INPUT (object);

  g_free (self->label);
  g_free (self->uri);
  g_free (self->media_type);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  G_OBJECT_CLASS (gloss_input_parent_class)->finalize (object);
}

static void
gloss_input_class_init (GlossInputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gloss_input_finalize;
}

static void
gloss_input_init (GlossInput *self)
{
}
