/* bench-library [N [FILE]]: makes a library of N articles (10,000) of about 600 words each, with
 * people, speakers, topics and notes, and says how long what a person waits for takes, in
 * milliseconds. FILE keeps it, or is one that was kept. */

#include "app/library/gloss-database.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/library/gloss-library-list.h"
#include "app/library/gloss-statement.h"

#define N_WORDS 600
#define N_VOCABULARY 40000
#define N_NAMES 3000

/* The words of a language come as often as their rank says: Zipf's law. */
static guint
pick (GRand *rand, guint n)
{
  return (guint) (pow (n, g_rand_double (rand))) - 1;
}

static void
append_word (GString *text, guint number)
{
  static const char syllables[][4] = { "ba", "de", "ki",  "lo",  "mu",  "na",  "re",  "si",
                                       "to", "vu", "pra", "ste", "gli", "fro", "chu", "ya" };

  do
    {
      g_string_append (text, syllables[number % 16]);
      number /= 16;
    }
  while (number > 0);
}

static char *
make_name (guint number)
{
  GString *name = g_string_new (NULL);

  append_word (name, number * 7 + 300);
  g_string_append_c (name, ' ');
  append_word (name, number + 5000);
  name->str[0] = g_ascii_toupper (name->str[0]);

  return g_string_free (name, FALSE);
}

static GlossArticle *
make_article (GRand *rand, guint number)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free);
  g_autoptr (GString) text = g_string_new (NULL);
  GlossArticle *article;
  guint start = 0;

  for (guint i = 0; i < N_WORDS; i++)
    {
      append_word (text, pick (rand, N_VOCABULARY));
      if (i % 60 == 59)
        {
          g_ptr_array_add (
            blocks, gloss_block_new (GLOSS_BLOCK_PARAGRAPH, (GlossSpan){ start, text->len }));
          start = text->len + 1;
        }
      g_string_append_c (text, i % 60 == 59 ? '\n' : ' ');
    }
  g_string_truncate (text, text->len - 1);
  article = gloss_article_new (text->str, text->len, blocks);
  article->uri = g_strdup_printf ("https://www.site%u.example/%u", number % 40, number);
  article->title = g_strndup (text->str, 60);
  article->site = g_strdup_printf ("Site %u", number % 40);
  article->published = g_strdup_printf ("20%02u-%02u-%02uT10:00:00Z", 10 + number % 15,
                                        1 + number % 12, 1 + number % 28);

  return article;
}

static GlossAnalysis *
make_analysis (GRand *rand)
{
  GlossAnalysis *analysis = gloss_analysis_new ();

  for (guint i = 0; i < 25; i++)
    {
      g_autofree char *name = make_name (pick (rand, N_NAMES));
      GlossEntity *entity = gloss_entity_new (i % 3, name);

      entity->id = g_strdup_printf ("e%u", i + 1);
      for (guint j = 0; j < 3; j++)
        {
          guint start = (guint) g_rand_int_range (rand, 0, 2000);
          const GlossMention mention = { { start, start + 8 }, 0.9 };

          g_array_append_val (entity->mentions, mention);
        }
      g_ptr_array_add (analysis->entities, entity);
      if (i % 3 == 0)
        {
          GlossQuote *quote =
            gloss_quote_new (GLOSS_QUOTE_DIRECT, (GlossSpan){ i * 50, i * 50 + 40 });

          quote->id = g_strdup_printf ("q%u", i + 1);
          quote->speaker_name = g_strdup (name);
          g_ptr_array_add (analysis->quotes, quote);
        }
    }
  g_ptr_array_add (analysis->topics,
                   gloss_topic_new ("medtop:11000000", "politics", NULL, g_rand_double (rand)));
  g_ptr_array_add (analysis->topics,
                   gloss_topic_new ("medtop:15000000", "sport", NULL, g_rand_double (rand)));

  return analysis;
}

static GlossRecord *
make_record (GRand *rand, guint number)
{
  static const char *const tags[] = { "verify", NULL };
  g_autoptr (GlossArticle) article = make_article (rand, number);
  GlossRecord *record = gloss_record_new (article);

  record->analysis = make_analysis (rand);
  for (guint i = 0; i < number % 5; i++)
    {
      GlossNote *note = gloss_note_new (NULL, (GlossSpan){ i * 10, i * 10 + 5 }, "words");
      g_autoptr (GString) body = g_string_new (NULL);

      for (guint j = 0; j < 12; j++)
        {
          append_word (body, pick (rand, N_VOCABULARY));
          g_string_append_c (body, ' ');
        }
      gloss_note_set_body (note, body->str);
      if (i == 0)
        gloss_note_set_tags (note, tags);
      gloss_note_set_color (note, i);
      g_ptr_array_add (record->notes, note);
    }

  return record;
}

static void
die (const GError *error)
{
  fprintf (stderr, "bench-library: %s\n", error->message);
  exit (1);
}

static void
fill (const char *path, guint n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GError) error = NULL;
  char *message = NULL;
  sqlite3 *db = gloss_database_open (path, FALSE, &message, &error);
  guint n_done;

  if (db == NULL || !gloss_statement_exec (db, "PRAGMA synchronous = OFF", &error))
    die (error);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GlossRecord) record = make_record (rand, i);
      gint64 revision = GLOSS_ANY_REVISION;

      if (!gloss_database_put (db, record->article->uri, record, &revision, &error))
        die (error);
    }
  if (!gloss_database_index_pending (db, n, &n_done, &error))
    die (error);
  gloss_database_close (db);
}

/* ---- What a person waits for ---- */

static void
result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static guint
search (GlossLibrary *library, const char *query, GlossLibrarySort sort)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) items = NULL;

  gloss_library_search_async (library, query, sort, NULL, result_cb, &result);
  items = gloss_library_search_finish (library, wait_for (&result), &error);
  if (items == NULL)
    die (error);

  return g_list_model_get_n_items (items);
}

static void
say (const char *what, gint64 start, guint n_times, guint n_found)
{
  printf ("| %s | %.1f | %u |\n", what, (double) (g_get_monotonic_time () - start) / 1000 / n_times,
          n_found);
}

static void
time_searches (GlossLibrary *library)
{
  g_autofree char *name = make_name (20);
  g_autofree char *person = g_strdup_printf ("person:\"%s\"", name);
  g_autofree char *speaker = g_strdup_printf ("speaker:\"%s\"", name);
  const struct
  {
    const char *what;
    const char *query;
    GlossLibrarySort sort;
  } searches[] = {
    { "list, last opened first", "", GLOSS_LIBRARY_SORT_BEST },
    { "list by title", "", GLOSS_LIBRARY_SORT_TITLE },
    { "list by site", "", GLOSS_LIBRARY_SORT_SITE },
    { "list by number of notes", "", GLOSS_LIBRARY_SORT_NOTES },
    { "search: a rare word", "muststegli", GLOSS_LIBRARY_SORT_BEST },
    { "search: the most frequent word", "ba", GLOSS_LIBRARY_SORT_BEST },
    { "search: one letter", "d", GLOSS_LIBRARY_SORT_BEST },
    { "search: two words", "lode kisi", GLOSS_LIBRARY_SORT_BEST },
    { "search: a phrase", "\"ba de\"", GLOSS_LIBRARY_SORT_BEST },
    { "search: a person", person, GLOSS_LIBRARY_SORT_BEST },
    { "search: a speaker and not a word", speaker, GLOSS_LIBRARY_SORT_BEST },
    { "search: tag, colour, site, dates",
      "tag:verify colour:yellow site:\"Site 3\" after:2015 before:2020", GLOSS_LIBRARY_SORT_BEST },
    { "search: has:note -topic:sport", "has:note -topic:sport", GLOSS_LIBRARY_SORT_BEST },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      const guint n_times = 5;
      guint n_found = 0;
      gint64 start = g_get_monotonic_time ();

      for (guint j = 0; j < n_times; j++)
        n_found = search (library, searches[i].query, searches[i].sort);
      say (searches[i].what, start, n_times, n_found);
    }
}

static void
time_mentions (GlossLibrary *library)
{
  const guint n_times = 20;
  gint64 start = g_get_monotonic_time ();
  guint n_found = 0;

  for (guint i = 0; i < n_times; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autofree char *name = make_name (i);
      g_autoptr (GListModel) items = NULL;

      gloss_library_find_mentions_async (library, GLOSS_ENTITY_PERSON, name, NULL, NULL, result_cb,
                                         &result);
      items = gloss_library_find_mentions_finish (library, wait_for (&result), NULL);
      n_found += g_list_model_get_n_items (items);
    }
  say ("in N other articles", start, n_times, n_found / n_times);
}

static void
add_note (GlossLibrary *library, guint i)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GlossStep) step = gloss_step_new (GLOSS_STEP_ADD_NOTE, "words");
  g_autoptr (GError) error = NULL;
  g_autofree char *key = g_strdup_printf ("https://www.site%u.example/%u", i % 40, i);

  gloss_step_add_note_change (step, NULL, gloss_note_new (NULL, (GlossSpan){ 0, 5 }, "words"));
  gloss_library_write_step_async (library, key, step, GLOSS_STEP_DO, GLOSS_ANY_REVISION, NULL,
                                  result_cb, &result);
  if (!gloss_library_write_step_finish (library, wait_for (&result), NULL, &error))
    die (error);
}

static void
time_notes (GlossLibrary *library)
{
  const guint n_times = 50;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < n_times; i++)
    add_note (library, i);
  say ("add a note, on disk", start, n_times, n_times);
}

/* What one waits for while the file is checked and backed up, on average and at the most. */
static void
time_care (GlossLibrary *library)
{
  g_autoptr (GAsyncResult) cared = NULL;
  gint64 begin = g_get_monotonic_time (), sums[2] = { 0 }, longest[2] = { 0 };
  guint n = 0;

  gloss_library_look_after_async (library, NULL, result_cb, &cared);
  while (cared == NULL)
    {
      gint64 times[3];

      times[0] = g_get_monotonic_time ();
      add_note (library, n++ % 50);
      times[1] = g_get_monotonic_time ();
      search (library, "person:\"Stegli\"", GLOSS_LIBRARY_SORT_BEST);
      times[2] = g_get_monotonic_time ();
      for (guint i = 0; i < 2; i++)
        {
          sums[i] += times[i + 1] - times[i];
          longest[i] = MAX (longest[i], times[i + 1] - times[i]);
        }
      g_usleep (20000);
    }
  printf ("| check and back up | %.0f | |\n", (double) (g_get_monotonic_time () - begin) / 1000);
  printf ("| meanwhile: add a note (longest) | %.1f (%.1f) | %u |\n", (double) sums[0] / 1000 / n,
          (double) longest[0] / 1000, n);
  printf ("| meanwhile: search a person (longest) | %.1f (%.1f) | %u |\n",
          (double) sums[1] / 1000 / n, (double) longest[1] / 1000, n);
}

static void
time_get (GlossLibrary *library)
{
  const guint n_times = 50;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < n_times; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GlossKept) kept = NULL;
      g_autofree char *key = g_strdup_printf ("https://www.site%u.example/%u", i * 3 % 40, i * 3);

      gloss_library_get_async (library, key, NULL, result_cb, &result);
      kept = gloss_library_get_finish (library, wait_for (&result), NULL);
    }
  say ("open an article with all that was made of it", start, n_times, n_times);
}

int
main (int argc, char **argv)
{
  guint n = argc > 1 ? (guint) atoi (argv[1]) : 10000;
  g_autofree char *folder = g_dir_make_tmp ("gloss-XXXXXX", NULL);
  g_autofree char *path =
    argc > 2 ? g_strdup (argv[2]) : g_build_filename (folder, "library.db", NULL);
  g_autoptr (GlossLibrary) library = NULL;
  gint64 start = g_get_monotonic_time ();
  GStatBuf info = { 0 };

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    fill (path, n);
  g_stat (path, &info);
  printf ("%u articles, %.0f MB, made in %.0f s\n\n| | ms | found |\n|---|---|---|\n", n,
          (double) info.st_size / 1e6, (double) (g_get_monotonic_time () - start) / 1e6);

  start = g_get_monotonic_time ();
  library = gloss_library_new (path, NULL);
  say ("start: open, check, list", start, 1, search (library, "", GLOSS_LIBRARY_SORT_BEST));
  time_searches (library);
  time_mentions (library);
  time_get (library);
  time_notes (library);
  time_care (library);
  gloss_library_close (library);

  if (argc <= 2)
    g_unlink (path);
  g_rmdir (folder);

  return 0;
}
