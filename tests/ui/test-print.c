#include <glib/gstdio.h>

#include "tests/ui/sample-article.h"
#include "tests/test-folder.h"
#include "ui/gloss-print.h"

/* A page takes some fifty lines. */
#define N_PARAGRAPHS 120

static GlossRecord *
make_record (void)
{
  g_autoptr (GString) notation = g_string_new ("## A harbour\f* First\f1 Second\f> Quoted\f"
                                               "| Year\tShips\n2021\t1,204\f` code\n  more\f- ");
  g_autoptr (GListStore) notes = g_list_store_new (GLOSS_TYPE_NOTE);
  g_autoptr (GlossArticle) article = NULL;
  GlossRecord *record;

  for (guint i = 0; i < N_PARAGRAPHS; i++)
    g_string_append_printf (notation, "\fp Paragraph %u tells of ships.", i);
  article = sample_article_new (notation->str);
  article->title = g_strdup ("Ships");
  record = gloss_record_new (article);
  sample_add_note (notes, article, "First", GLOSS_NOTE_GREEN, "A note", "tag");
  g_ptr_array_add (record->notes, g_list_model_get_item (G_LIST_MODEL (notes), 0));

  return record;
}

static void
count_pages (GtkPrintOperation *operation, GtkPrintContext *context, int page, int *n_pages)
{
  *n_pages = MAX (*n_pages, page + 1);
}

/* All pages of a long article are drawn into a file. */
static void
test_pages (void)
{
  g_autoptr (GlossRecord) record = make_record ();
  g_autoptr (GtkPrintOperation) operation = gloss_print_operation_new (record);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "article.pdf", NULL);
  g_autofree char *bytes = NULL;
  int n_pages = 0, n_told = 0;
  gsize n_bytes;

  g_assert_no_error (error);
  g_signal_connect (operation, "draw-page", G_CALLBACK (count_pages), &n_pages);
  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (
    gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==,
    GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_object_get (operation, "n-pages", &n_told, NULL);
  g_assert_cmpint (n_pages, >=, 3);
  g_assert_cmpint (n_pages, ==, n_told);
  g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, &error));
  g_assert_true (g_str_has_prefix (bytes, "%PDF"));
  test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/print/pages", test_pages);

  return g_test_run ();
}
