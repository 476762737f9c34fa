#include "app/fetch/gloss-input.h"

#include <string.h>

struct _GlossInput
{
  GObject parent_instance;
  GlossInputKind kind;
  char *label;
  char *uri;        /* (nullable) */
  GBytes *bytes;    /* (nullable): of a text input */
  char *media_type; /* (nullable): of a text input */
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

static gboolean
has_web_scheme (const char *text)
{
  return g_ascii_strncasecmp (text, "http://", 7) == 0 ||
         g_ascii_strncasecmp (text, "https://", 8) == 0;
}

/* "example.org", "example.org/a?b", "localhost:8080/x": a host name with a dot and a last label
 * of letters, or localhost, and whatever follows a slash. */
static gboolean
looks_like_host (const char *text)
{
  static const char *const suffixes[] = { ".txt",  ".text",  ".md",   ".html", ".htm", ".xhtml",
                                          ".mht",  ".mhtml", ".json", ".pdf",  ".xml", ".doc",
                                          ".docx", ".odt",   ".rtf",  ".epub", ".png", ".jpg",
                                          ".zip",  ".csv",   NULL };
  gsize n_host = strcspn (text, "/?#");
  g_autofree char *host = g_strndup (text, n_host);
  char *colon = strchr (host, ':');
  const char *last;

  if (colon != NULL)
    {
      if (strspn (colon + 1, "0123456789") != strlen (colon + 1) || colon[1] == '\0')
        return FALSE;
      *colon = '\0';
    }
  if (g_str_equal (host, "localhost") || g_hostname_is_ip_address (host))
    return TRUE;
  last = strrchr (host, '.');
  if (last == NULL || strlen (last) < 3 || strpbrk (host, " \t\r\n@\\<>\"'") != NULL ||
      *host == '.' || strstr (host, "..") != NULL)
    return FALSE;
  if (text[n_host] == '\0' && g_strv_contains (suffixes, last))
    return FALSE; /* a file that is not there, more likely than a site */
  for (const char *p = last + 1; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isalpha (g_utf8_get_char (p)) && !g_str_has_prefix (last, ".xn--"))
      return FALSE;

  return TRUE;
}

/* (transfer full) (nullable): the first address in @text, without the marks that close the words
 * around it. */
static char *
find_address (const char *text)
{
  g_autofree char *found = NULL;
  const char *start = NULL;
  gsize n;

  for (const char *p = text; *p != '\0' && start == NULL; p++)
    if ((*p == 'h' || *p == 'H') && has_web_scheme (p))
      start = p;
  if (start == NULL)
    return NULL;

  for (n = 0; start[n] != '\0' && strchr (" \t\r\n<>\"", start[n]) == NULL; n++)
    if (g_unichar_type (g_utf8_get_char_validated (start + n, -1)) == G_UNICODE_FINAL_PUNCTUATION ||
        g_unichar_isspace (g_utf8_get_char_validated (start + n, -1)))
      break;
  while (n > 0 && strchr (".,;:!?'", start[n - 1]) != NULL)
    n--;
  if (n > 0 && start[n - 1] == ')' && memchr (start, '(', n) == NULL)
    n--;
  found = g_strndup (start, n);

  return g_uri_is_valid (found, G_URI_FLAGS_PARSE_RELAXED, NULL) ? g_steal_pointer (&found) : NULL;
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

  g_return_val_if_fail (argument != NULL, NULL);

  if (g_str_equal (argument, "-"))
    return new_input (GLOSS_INPUT_STDIN, argument, NULL);
  if (has_web_scheme (argument))
    return new_input (GLOSS_INPUT_WEB, argument, argument);

  file = folder != NULL ? g_file_new_for_commandline_arg_and_cwd (argument, folder)
                        : g_file_new_for_commandline_arg (argument);
  uri = g_file_get_uri (file);
  if (!g_uri_is_valid (argument, G_URI_FLAGS_NONE, NULL) || !g_file_is_native (file))
    if (looks_like_host (argument) && *argument != '/' && !g_file_query_exists (file, NULL))
      {
        g_autofree char *web = g_strconcat (
          g_str_has_prefix (argument, "localhost") ? "http://" : "https://", argument, NULL);

        return new_input (GLOSS_INPUT_WEB, argument, web);
      }

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

  if (has_web_scheme (uri))
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

  if (has_web_scheme (stripped) && strpbrk (stripped, " \t\r\n") == NULL)
    return new_input (GLOSS_INPUT_WEB, stripped, stripped);
  address = g_ascii_strncasecmp (stripped, "file:", 5) != 0 ? find_address (stripped) : NULL;
  if (address != NULL)
    return new_input (GLOSS_INPUT_WEB, address, address);

  return gloss_input_new_for_argument (stripped, NULL);
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
  GlossInput *self = new_input (GLOSS_INPUT_TEXT, "", NULL);

  self->bytes = g_bytes_new (text, strlen (text));
  self->media_type = g_strdup (media_type);

  return self;
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
