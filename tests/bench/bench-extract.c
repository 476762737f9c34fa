#include <json-glib/json-glib.h>
#include <stdio.h>

#include "app/extract/gloss-units.h"
#include "app/extract/gloss-web-page.h"
#include "app/fetch/gloss-encoding.h"

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_blocks (JsonBuilder *builder, const GlossArticle *article)
{
  json_builder_set_member_name (builder, "blocks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < article->blocks->len; i++)
    {
      const GlossBlock *block = g_ptr_array_index (article->blocks, i);

      json_builder_begin_object (builder);
      add_string (builder, "kind", gloss_block_kind_to_string (block->kind));
      json_builder_set_member_name (builder, "start");
      json_builder_add_int_value (builder, block->span.start);
      json_builder_set_member_name (builder, "end");
      json_builder_add_int_value (builder, block->span.end);
      if (block->uri != NULL)
        add_string (builder, "uri", block->uri);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static char *
to_json (const char *uri, const GlossArticle *article)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "article");
  json_builder_begin_object (builder);
  add_string (builder, "uri", uri);
  add_string (builder, "title", article->title);
  add_string (builder, "byline", article->byline);
  add_string (builder, "site", article->site);
  add_string (builder, "published", article->published);
  add_string (builder, "language", article->language);
  add_string (builder, "image", article->image);
  json_builder_set_member_name (builder, "doubt");
  json_builder_add_int_value (builder, article->doubt);
  add_string (builder, "text", article->text);
  add_blocks (builder, article);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

/* One line for each block: its words, whether rules keep it, its features. */
static gboolean
list_units (const char *path)
{
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossPage) page = NULL;
  g_autoptr (GlossHtml) html = NULL;
  g_autoptr (GArray) units = NULL;
  g_autoptr (GArray) features = g_array_new (FALSE, FALSE, sizeof (float));
  gsize n_bytes, n_text;

  if (!g_file_get_contents (path, &bytes, &n_bytes, &error))
    {
      g_printerr ("bench-extract: %s\n", error->message);
      return FALSE;
    }
  text = gloss_encoding_decode (bytes, n_bytes, NULL, TRUE, &n_text);
  units = gloss_web_page_list_units (text, n_text, &html, &page, features);
  for (guint i = 0; units != NULL && i < units->len; i++)
    {
      const GlossUnit *unit = &g_array_index (units, GlossUnit, i);
      g_autofree char *words = gloss_units_dup_own_text (unit, G_MAXSIZE);

      printf ("%s\t%d\t%s\t", name, unit->was_kept, g_strdelimit (words, "\t\n\r", ' '));
      for (guint k = 0; k < GLOSS_UNIT_N_FEATURES; k++)
        printf ("%s%.5g", k > 0 ? " " : "",
                g_array_index (features, float, i *GLOSS_UNIT_N_FEATURES + k));
      putchar ('\n');
    }

  return TRUE;
}

static gboolean
extract (const char *path)
{
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (full, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GlossArticle) article = NULL;
  gsize n_bytes, n_text;

  if (!g_file_get_contents (path, &bytes, &n_bytes, &error))
    {
      g_printerr ("bench-extract: %s\n", error->message);
      return FALSE;
    }
  text = gloss_encoding_decode (bytes, n_bytes, NULL, TRUE, &n_text);
  article = gloss_web_page_read (text, n_text, uri, FALSE);
  json = to_json (uri, article);
  fputs (json, stdout);
  fputc ('\n', stdout);

  return TRUE;
}

/* Extracts the articles of the pages in argv, one JSON line each, and says how long that took:
 * without threads, so that two versions can be compared. After --units, lists instead what the
 * model that tells an article's blocks from others is trained on. */
int
main (int argc, char **argv)
{
  g_autoptr (GTimer) timer = g_timer_new ();
  gboolean only_units = argc > 1 && g_str_equal (argv[1], "--units");
  int n_failed = 0;

  for (int i = 1 + only_units; i < argc; i++)
    n_failed += only_units ? !list_units (argv[i]) : !extract (argv[i]);
  g_printerr ("%d pages in %.2f s\n", argc - 1 - only_units - n_failed,
              g_timer_elapsed (timer, NULL));

  return n_failed > 0;
}
