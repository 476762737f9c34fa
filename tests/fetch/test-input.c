#include "app/fetch/gloss-input.h"

typedef struct
{
  const char *argument;
  GlossInputKind kind;
  const char *uri;
} Case;

/* clang-format off */
static const Case arguments[] = {
  { "-",                          GLOSS_INPUT_STDIN, NULL },
  { "a.txt",                      GLOSS_INPUT_FILE,  "file:///folder/a.txt" },
  { "/x/b c.html",                GLOSS_INPUT_FILE,  "file:///x/b%20c.html" },
  { "file:///x/a.txt",            GLOSS_INPUT_FILE,  "file:///x/a.txt" },
  { "https://example.org/a?b#c",  GLOSS_INPUT_WEB,   "https://example.org/a?b#c" },
  { "HTTP://example.org/",        GLOSS_INPUT_WEB,   "HTTP://example.org/" },
  { "example.org/news",           GLOSS_INPUT_WEB,   "https://example.org/news" },
  { "localhost:8080/x",           GLOSS_INPUT_WEB,   "http://localhost:8080/x" },
  { "notes",                      GLOSS_INPUT_FILE,  "file:///folder/notes" },
  { "../a.b/c",                   GLOSS_INPUT_FILE,  "file:///a.b/c" },
};

static const Case typed[] = {
  { " https://example.org/a ",                      GLOSS_INPUT_WEB, "https://example.org/a" },
  { "example.org",                                  GLOSS_INPUT_WEB, "https://example.org" },
  { "See https://example.org/a_(b), it is good.",   GLOSS_INPUT_WEB, "https://example.org/a_(b)" },
  { "(https://example.org/a)",                      GLOSS_INPUT_WEB, "https://example.org/a" },
  { "“https://example.org/a”",                      GLOSS_INPUT_WEB, "https://example.org/a" },
  { "Title\nhttps://example.org/é?x=1.",            GLOSS_INPUT_WEB, "https://example.org/é?x=1" },
};
/* clang-format on */

static void
test_argument (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GlossInput) input = gloss_input_new_for_argument (c->argument, "/folder");

  g_assert_cmpint (gloss_input_get_kind (input), ==, c->kind);
  g_assert_cmpstr (gloss_input_get_uri (input), ==, c->uri);
  g_assert_cmpstr (gloss_input_get_label (input), ==, c->argument);
}

static void
test_uri (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GlossInput) input = gloss_input_new_for_uri (c->argument);

  g_assert_cmpint (gloss_input_get_kind (input), ==, c->kind);
  g_assert_cmpstr (gloss_input_get_uri (input), ==, c->uri);
}

static void
test_text (void)
{
  GlossInput *input = gloss_input_new_for_text ("<p>Hi", "text/html");

  g_assert_cmpint (gloss_input_get_kind (input), ==, GLOSS_INPUT_TEXT);
  g_assert_cmpuint (g_bytes_get_size (gloss_input_get_bytes (input)), ==, 5);
  g_assert_cmpstr (gloss_input_get_media_type (input), ==, "text/html; charset=utf-8");
  g_assert_finalize_object (input);
}

/* A stream is there once, its bytes for good. */
static void
test_stream (void)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("Hi", 2);
  GlossInput *input = gloss_input_new_for_stream (stream, "-");

  g_assert_cmpint (gloss_input_get_kind (input), ==, GLOSS_INPUT_STDIN);
  g_assert_true (gloss_input_get_stream (input) == stream);
  gloss_input_keep_bytes (input, bytes);
  g_assert_null (gloss_input_get_stream (input));
  g_assert_true (gloss_input_get_bytes (input) == bytes);
  g_assert_finalize_object (input);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (arguments); i++)
    {
      g_autofree char *path = g_strdup_printf ("/input/argument/%02u", (guint) i);

      g_test_add_data_func (path, &arguments[i], test_argument);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autofree char *path = g_strdup_printf ("/input/typed/%02u", (guint) i);

      g_test_add_data_func (path, &typed[i], test_uri);
    }
  g_test_add_func ("/input/text", test_text);
  g_test_add_func ("/input/stream", test_stream);

  return g_test_run ();
}
