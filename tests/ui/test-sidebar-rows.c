#include <glib/gstdio.h>

#include "app/document/gloss-topic-item.h"
#include "app/formats/gloss-json-writer.h"
#include "app/gloss-data-dir.h"
#include "tests/ui/sample-article.h"
#include "tests/test-folder.h"
#include "ui/gloss-section-item.h"
#include "ui/gloss-sidebar-rows.h"

/* A document with what is known of it, as a file of notes holds it. */
static GlossDocument *
open_record (GlossEngine *engine, GlossRecord *record)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = gloss_json_write_record (record, FALSE);
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "notes.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GlossInput) input = gloss_input_new_for_file (file);
  GlossDocument *document = gloss_document_new (engine, NULL);

  g_assert_no_error (error);
  g_file_set_contents (path, json, -1, &error);
  g_assert_no_error (error);
  gloss_document_load (document, input, GLOSS_LOAD_DEFAULT);
  while (gloss_document_get_state (document) == GLOSS_DOCUMENT_LOADING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (gloss_document_get_state (document), ==, GLOSS_DOCUMENT_READY);
  test_folder_remove (folder);

  return document;
}

static const char *
get_detail (GListModel *rows, guint i)
{
  g_autoptr (GObject) item = g_list_model_get_item (rows, i);

  return GLOSS_IS_SECTION_ITEM (item) ? gloss_section_item_get_detail (GLOSS_SECTION_ITEM (item))
                                      : NULL;
}

/* Where no topic is likely, that is said, also where there are keyphrases below. */
static void
test_topics (void)
{
  static const struct
  {
    double confidence; /* less than 0: no topic at all */
    gboolean has_phrase;
    guint n_rows;
    const char *detail; /* (nullable): of the first head */
  } cases[] = {
    { 0.9, TRUE, 4, "1" },
    { 0.9, FALSE, 2, "1" },
    { 0.1, TRUE, 3, "Unclear what it is about" },
    { -1, TRUE, 3, "Unclear what it is about" },
    { -1, FALSE, 0, NULL },
  };

  g_autoptr (GError) error = NULL;
  g_autoptr (GlossEngine) engine = gloss_engine_new (gloss_data_dir_get (), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GlossArticle) article = sample_article_new ("p Ships wait in the harbour.");
      g_autoptr (GlossRecord) record = gloss_record_new (article);
      g_autoptr (GlossDocument) document = NULL;
      g_autoptr (GListModel) rows = NULL;

      record->analysis = gloss_analysis_new ();
      if (cases[i].has_phrase)
        sample_add_keyphrase (record->analysis, article, "harbour");
      if (cases[i].confidence >= 0)
        g_ptr_array_add (record->analysis->topics, gloss_topic_new ("medtop:11000000", "politics",
                                                                    NULL, cases[i].confidence));
      document = open_record (engine, record);
      rows = gloss_sidebar_rows_new_topics (document);
      g_assert_cmpuint (g_list_model_get_n_items (rows), ==, cases[i].n_rows);
      g_assert_cmpstr (cases[i].n_rows > 0 ? get_detail (rows, 0) : NULL, ==, cases[i].detail);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sidebar-rows/topics", test_topics);

  return g_test_run ();
}
