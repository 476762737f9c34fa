#include "app/library/gloss-library-list.h"
#include "app/notes/gloss-tags.h"
#include "tests/library/library-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

static void
test_list (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) items = NULL;
  g_autoptr (GListModel) fewer = NULL;
  g_autoptr (GListModel) restored = NULL;
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GAsyncResult) back = NULL;
  g_autoptr (GlossLibraryItem) first = NULL;

  library_put_text (fixture, "https://a.example/1", "One", "The first.");
  library_put_text (fixture, "https://a.example/2", NULL, "The second\nstory.");
  library_add_note (fixture, "https://a.example/1", "A note", "tag");
  items = library_search (fixture, "");
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 2);
  first = g_list_model_get_item (items, 0);
  g_assert_cmpstr (gloss_library_item_get_title (first), ==, "The second story.");

  gloss_library_remove_async (fixture->library, "https://a.example/1", NULL, library_result_cb,
                              &removed);
  library_wait_for (&removed);
  g_assert_true (gloss_library_remove_finish (fixture->library, removed, NULL));
  fewer = library_search (fixture, "");
  g_assert_cmpuint (g_list_model_get_n_items (fewer), ==, 1);

  gloss_library_restore_async (fixture->library, "https://a.example/1", NULL, library_result_cb,
                               &back);
  library_wait_for (&back);
  g_assert_true (gloss_library_restore_finish (fixture->library, back, NULL));
  restored = library_search (fixture, "has:note");
  g_assert_cmpuint (g_list_model_get_n_items (restored), ==, 1);
}

typedef struct
{
  const char *query;
  const char *found; /* the digits of the articles found, the best first */
} SearchCase;

/* clang-format off */
static const SearchCase searches[] = {
  { "", "54321" }, { "   ", "54321" }, { "minister", "21" }, { "minist", "21" }, { "MINISTER", "21" },
  { "minister harbour", "1" }, { "\"prime minister\"", "1" }, { "\"minister prime\"", "" },
  { "\"prime minist\"", "" }, { "\"prime minist", "1" }, /* still being typed */
  { "elysee", "2" }, { "élysée", "2" }, { "ELYSE\314\201E", "2" },
  { "person:starmer", "1" }, { "person:\"keir starmer\"", "1" }, { "person:\"starmer keir\"", "" },
  { "speaker:macron", "2" }, { "speaker:starmer", "" }, { "Speaker:MACRON", "2" },
  { "org:treasury", "1" }, { "organisation:treas", "1" }, { "organization:macron", "" },
  { "place:paris", "2" }, { "place:starmer", "" }, { "topic:politics", "1" }, { "topic:sport", "" },
  { "tag:verify", "3" }, { "tag:ver", "3" }, { "colour:pink", "3" }, { "color:PINK", "3" },
  { "color:green", "" }, { "doubtful", "3" },
  { "has:note", "3" }, { "has:n", "3" }, { "has:orphan", "" }, { "has:correction", "" },
  { "has:nothing-known", "" }, { "site:gazette", "1" }, { "site:a.example", "54321" },
  { "site:other.example", "" }, { "title:rain", "43" }, { "author:ann", "1" }, { "author:bob", "" },
  { "before:2024", "1" }, { "before:2024-01-01", "1" }, { "before:2024-5", "1" },
  { "before:2024-05-02", "21" }, { "after:2024-01-01 before:2025 minister", "2" },
  { "before:2", "54321" }, { "before:yesterday", "54321" }, { "after:2024-", "5432" },
  { "-minister", "543" }, { "minister -harbour", "2" }, { "-tag:verify -title:one", "542" },
  { "minister -\"prime minister\"", "2" }, { "-person:starmer minister", "2" },
  { "-has:note", "5421" }, { "-minister -rain", "5" }, { "minister -", "21" }, { "- minister", "21" },
  { "天气", "5" }, { "北京", "5" }, { "京的天", "5" }, { "气天", "" }, { "-天气 rain", "43" },
  { "ニュース", "5" }, { "ข่าว", "5" }, { "서울", "5" },
  { "rain", "43" }, /* the title counts for more than the text */
  { "nothing-like-it", "" }, { "\"", "54321" }, { "\"\"", "54321" }, { "* OR (", "" },
  { "AND", "42" }, { "NEAR(a b)", "" }, { "text : minister", "" }, { "^minister", "21" },
  { "\"unended", "" }, { "-", "54321" }, { "--", "54321" }, { "person:", "54321" }, { "person:\"", "54321" },
  { "a\"b", "" }, { "'", "54321" }, { "%", "54321" }, { "\\", "54321" }, { "\377\376", "54321" },
  { "person:person:x", "" }, { ":", "54321" }, { "tag:#", "54321" }, { "minister\n\tharbour", "1" },
};
/* clang-format on */

static void
put_searched (LibraryFixture *fixture)
{
  g_autoptr (GlossRecord) one =
    library_make_record ("https://a.example/1", "One", "The prime minister went to the harbour.");
  g_autoptr (GlossRecord) two =
    library_make_record ("https://a.example/2", "Two", "A minister at the Élysée spoke and left.");
  GlossEntity *person = gloss_entity_new (GLOSS_ENTITY_PERSON, "Keir Starmer");
  GlossEntity *organization = gloss_entity_new (GLOSS_ENTITY_ORGANIZATION, "HM Treasury");
  GlossEntity *place = gloss_entity_new (GLOSS_ENTITY_PLACE, "Paris");
  const GlossMention mention = { { 4, 18 }, 1 };
  GlossQuote *quote = gloss_quote_new (GLOSS_QUOTE_DIRECT, (GlossSpan){ 2, 10 });

  person->id = g_strdup ("e1");
  organization->id = g_strdup ("e2");
  place->id = g_strdup ("e3");
  g_array_append_val (person->mentions, mention);
  quote->id = g_strdup ("q1");
  quote->speaker_name = g_strdup ("Emmanuel Macron");
  one->article->site = g_strdup ("The Gazette");
  one->article->byline = g_strdup ("By Ann Other");
  one->article->published = g_strdup ("2023-05-01T00:00:00Z");
  one->analysis = gloss_analysis_new ();
  two->article->published = g_strdup ("2024-05-01");
  two->analysis = gloss_analysis_new ();
  g_ptr_array_add (one->analysis->entities, person);
  g_ptr_array_add (one->analysis->entities, organization);
  g_ptr_array_add (one->analysis->topics,
                   gloss_topic_new ("medtop:11000000", "politics", NULL, 0.9));
  g_ptr_array_add (one->analysis->topics, gloss_topic_new ("medtop:15000000", "sport", NULL, 0.1));
  g_ptr_array_add (two->analysis->entities, place);
  g_ptr_array_add (two->analysis->quotes, quote);
  g_assert_true (library_put (fixture, one, NULL));
  g_assert_true (library_put (fixture, two, NULL));
  library_put_text (fixture, "https://a.example/3", "Rain again", "It is wet.");
  library_put_text (fixture, "https://a.example/4", "Rain", "More rain, and then more rain.");
  library_put_text (fixture, "https://a.example/5", "Cities",
                    "我在北京的天气。東京ニュース。ข่าวดี 서울에서");
  library_add_note (fixture, "https://a.example/3", "Doubtful.", "verify");
}

static void
test_search (LibraryFixture *fixture, gconstpointer data)
{
  put_searched (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr (GListModel) items = library_search (fixture, searches[i].query);
      g_autoptr (GString) found = g_string_new (NULL);

      for (guint j = 0; j < g_list_model_get_n_items (items); j++)
        {
          g_autoptr (GlossLibraryItem) item = g_list_model_get_item (items, j);

          g_string_append (found, strrchr (gloss_library_item_get_key (item), '/') + 1);
        }
      if (!g_str_equal (found->str, searches[i].found))
        {
          g_test_message ("%s: found %s instead of %s", searches[i].query, found->str,
                          searches[i].found);
          g_test_fail ();
        }
    }
}

/* Any query at all gives an answer. */
static void
test_search_anything (LibraryFixture *fixture, gconstpointer data)
{
  static const char pieces[][8] = { "\"", "-",  ":",   "tag:", "a",   "*", "(", ")",  "\303\244",
                                    " ",  "^",  "AND", "OR",   "NOT", "+", "{", "}",  "before:",
                                    "20", "\\", "'",   ";",    "%",   "?", "é", "天", "\377" };

  put_searched (fixture);
  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (GString) query = g_string_new (NULL);
      g_autoptr (GListModel) items = NULL;

      for (int i = g_test_rand_int_range (1, 12); i > 0; i--)
        g_string_append (query, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      items = library_search (fixture, query->str);
      g_assert_nonnull (items);
    }
}

/* clang-format off */
static const struct
{
  const char *query;
  const char *excerpt; /* of the first that is found */
} excerpts[] = {
  { "harbour", "The prime minister went to the <b>harbour</b>." },
  { "harb", "The prime minister went to the <b>harbour</b>." },
  { "\"prime minister\"", "The <b>prime minister</b> went to the harbour." },
  { "minister harbour", "The prime <b>minister</b> went to the <b>harbour</b>." },
  { "doubtful", "<b>Doubtful</b>." },
  { "elysee", "A minister at the <b>Élysée</b> spoke and left." },
  { "北京", "我在<b>北京</b>的天气。東京ニュース。ข่าวดี 서울에서" },
  { "person:starmer", NULL }, { "", NULL },
};
/* clang-format on */

static void
test_excerpts (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) marked = NULL;
  g_autoptr (GlossLibraryItem) first = NULL;

  put_searched (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (excerpts); i++)
    {
      g_autoptr (GListModel) items = library_search (fixture, excerpts[i].query);
      g_autoptr (GlossLibraryItem) item = g_list_model_get_item (items, 0);

      g_test_message ("%s", excerpts[i].query);
      g_assert_cmpstr (gloss_library_item_get_excerpt (item), ==, excerpts[i].excerpt);
    }
  library_put_text (fixture, "https://a.example/6", "<b>",
                    "if a < b && \002c\003 > \"d\"\nthen dodge");
  marked = library_search (fixture, "dodge");
  first = g_list_model_get_item (marked, 0);
  g_assert_true (
    g_str_has_prefix (gloss_library_item_get_excerpt (first), "if a &lt; b &amp;&amp; "));
  g_assert_true (g_str_has_suffix (gloss_library_item_get_excerpt (first), "then <b>dodge</b>"));
}

/* clang-format off */
static const struct
{
  const char *key, *query;
  int start, end; /* -1: the article as a whole */
} passages[] = {
  { "https://a.example/1", "harbour", 31, 38 }, { "https://a.example/1", "person:starmer", 4, 18 },
  { "https://a.example/1", "topic:politics harb", 31, 35 }, { "https://a.example/1", "title:one", -1, -1 },
  { "https://a.example/2", "speaker:macron", 2, 10 }, { "https://a.example/2", "elysee", 18, 24 },
  { "https://a.example/3", "doubtful", 0, 3 }, { "https://a.example/3", "tag:verify", 0, 3 },
  { "https://a.example/3", "colour:pink", 0, 3 }, { "https://a.example/3", "has:note", 0, 3 },
  { "https://a.example/1", "-harbour", -1, -1 }, { "https://a.example/5", "北京", 2, 4 },
  { "https://a.example/none", "harbour", -1, -1 },
};
/* clang-format on */

static void
test_passages (LibraryFixture *fixture, gconstpointer data)
{
  put_searched (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (passages); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      GlossSpan span = { 0, 0 };
      gboolean is_there;

      gloss_library_find_passage_async (fixture->library, passages[i].key, passages[i].query, NULL,
                                        library_result_cb, &result);
      library_wait_for (&result);
      is_there = gloss_library_find_passage_finish (fixture->library, result, &span, &error);
      g_assert_no_error (error);
      g_test_message ("%s", passages[i].query);
      g_assert_cmpint (is_there, ==, passages[i].start >= 0);
      if (is_there)
        {
          g_assert_cmpint (span.start, ==, passages[i].start);
          g_assert_cmpint (span.end, ==, passages[i].end);
        }
    }
}

/* clang-format off */
static const struct
{
  GlossLibrarySort sort;
  const char *found;
} sorts[] = {
  { GLOSS_LIBRARY_SORT_BEST, "54321" }, { GLOSS_LIBRARY_SORT_OPENED, "54321" },
  { GLOSS_LIBRARY_SORT_ADDED, "54321" }, { GLOSS_LIBRARY_SORT_PUBLISHED, "21543" },
  { GLOSS_LIBRARY_SORT_TITLE, "51432" }, { GLOSS_LIBRARY_SORT_SITE, "15432" },
  { GLOSS_LIBRARY_SORT_NOTES, "35421" },
};
/* clang-format on */

static void
test_sorts (LibraryFixture *fixture, gconstpointer data)
{
  put_searched (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GListModel) items = NULL;
      g_autoptr (GString) found = g_string_new (NULL);

      gloss_library_search_async (fixture->library, "", sorts[i].sort, NULL, library_result_cb,
                                  &result);
      library_wait_for (&result);
      items = gloss_library_search_finish (fixture->library, result, NULL);
      for (guint j = 0; j < g_list_model_get_n_items (items); j++)
        {
          g_autoptr (GlossLibraryItem) item = g_list_model_get_item (items, j);

          g_string_append (found, strrchr (gloss_library_item_get_key (item), '/') + 1);
        }
      g_test_message ("sort %d", sorts[i].sort);
      g_assert_cmpstr (found->str, ==, sorts[i].found);
    }
}

static void
test_facets (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) facets = NULL;
  g_autofree char *all = NULL;

  put_searched (fixture);
  g_object_unref (library_search (fixture, "")); /* makes them findable */
  gloss_library_list_facets_async (fixture->library, NULL, library_result_cb, &result);
  library_wait_for (&result);
  facets = gloss_library_list_facets_finish (fixture->library, result, &error);
  g_assert_no_error (error);
  all = g_strjoinv (" ", facets);
  g_assert_cmpstr (all, ==, "topic:\"politics\" site:\"The Gazette\"");
}

static char *
list_tags (LibraryFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tags = NULL;
  GString *all = g_string_new (NULL);

  gloss_library_list_tags_async (fixture->library, NULL, library_result_cb, &result);
  library_wait_for (&result);
  tags = gloss_library_list_tags_finish (fixture->library, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < tags->len; i++)
    {
      const GlossTag *tag = g_ptr_array_index (tags, i);

      g_string_append_printf (all, "%s=%u;", tag->name, tag->n_notes);
    }

  return g_string_free (all, FALSE);
}

typedef struct
{
  const char *article; /* gets a note with the tag, or is removed where tag is NULL */
  const char *tag;
  const char *all; /* tags with their numbers of notes afterwards */
} TagCase;

static const TagCase tag_cases[] = {
  { "https://a.example/1", "verify", "verify=1;" },
  { "https://a.example/2", "Élysée", "Élysée=1;verify=1;" }, /* by name where as many have them */
  { "https://a.example/2", "verify", "verify=2;Élysée=1;" },
  { "https://a.example/1", "Verify", "verify=2;Élysée=1;Verify=1;" },
  { "https://a.example/1", "it's \"so\", 100 %",
    "verify=2;Élysée=1;it's \"so\", 100 %=1;Verify=1;" },
  { "https://a.example/2", NULL, "it's \"so\", 100 %=1;Verify=1;verify=1;" },
};

static void
test_tags (LibraryFixture *fixture, gconstpointer data)
{
  g_autofree char *none = NULL;

  library_put_text (fixture, "https://a.example/1", "One", "The first.");
  library_put_text (fixture, "https://a.example/2", "Two", "The second.");
  none = list_tags (fixture);
  g_assert_cmpstr (none, ==, "");
  for (gsize i = 0; i < G_N_ELEMENTS (tag_cases); i++)
    {
      const TagCase *test = &tag_cases[i];
      g_autoptr (GAsyncResult) removed = NULL;
      g_autofree char *all = NULL;

      if (test->tag != NULL)
        {
          library_add_note (fixture, test->article, "Why?", test->tag);
        }
      else
        {
          gloss_library_remove_async (fixture->library, test->article, NULL, library_result_cb,
                                      &removed);
          library_wait_for (&removed);
        }
      all = list_tags (fixture);
      g_assert_cmpstr (all, ==, test->all);
    }
}

/* A long list reads only the rows that are asked for. */
static void
test_long_list (LibraryFixture *fixture, gconstpointer data)
{
  const guint n = 3 * GLOSS_LIBRARY_LIST_PAGE + 5;
  g_autoptr (GListModel) items = NULL;
  g_autoptr (GlossLibraryItem) first = NULL, last = NULL, again = NULL;
  g_autoptr (GlossLibraryItem) moved = NULL;
  g_autofree char *key = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *uri = g_strdup_printf ("https://a.example/%u", i);

      library_put_text (fixture, uri, uri, "The story.");
    }
  items = library_search (fixture, "");
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, n);
  g_assert_null (g_list_model_get_item (items, n));
  first = g_list_model_get_item (items, 0);
  g_assert_true (gloss_library_item_is_loaded (first));
  last = g_list_model_get_item (items, n - 1);
  g_assert_false (gloss_library_item_is_loaded (last));
  g_assert_cmpstr (gloss_library_item_get_title (last), ==, "");
  while (!gloss_library_item_is_loaded (last))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gloss_library_item_get_title (last), ==, "https://a.example/0");
  again = g_list_model_get_item (items, n - 1);
  g_assert_true (again == last);

  /* One goes; the others move up, and are read by their new places. */
  gloss_library_list_remove (GLOSS_LIBRARY_LIST (items), first);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, n - 1);
  moved = g_list_model_get_item (items, GLOSS_LIBRARY_LIST_PAGE);
  while (!gloss_library_item_is_loaded (moved))
    g_main_context_iteration (NULL, TRUE);
  key = g_strdup_printf ("https://a.example/%u", n - 2 - GLOSS_LIBRARY_LIST_PAGE);
  g_assert_cmpstr (gloss_library_item_get_key (moved), ==, key);
}

/* Two libraries on one file, as two processes have them: both write, nothing is lost. */
static void
test_two_at_once (LibraryFixture *fixture, gconstpointer data)
{
  LibraryFixture other = { .folder = fixture->folder, .path = fixture->path };
  g_autoptr (GlossKept) kept = NULL;

  library_open (&other);
  library_put_text (fixture, "https://a.example/1", "One", "The first.");
  library_put_text (&other, "https://a.example/1", "One", "The first.");
  for (guint i = 0; i < 25; i++)
    library_add_note (i % 2 == 0 ? fixture : &other, "https://a.example/1", "both", "t");
  kept = library_get (fixture, "https://a.example/1");
  g_assert_cmpuint (kept->record->notes->len, ==, 25);
  g_assert_cmpuint (kept->n_done, ==, 25);
  library_close (&other);
}

/* A backup a day, of which a week is kept; what was removed a month ago goes. */
static void
test_look_after (LibraryFixture *fixture, gconstpointer data)
{
  g_autofree char *backups = g_build_filename (fixture->folder, "backups", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GListModel) found = NULL;
  char *message = NULL;
  guint n_backups = 0, n_purged;
  sqlite3 *db;

  library_put_text (fixture, "https://a.example/1", "One", "The first.");
  library_put_text (fixture, "https://a.example/2", "Two", "The second.");
  library_add_note (fixture, "https://a.example/2", "gone", "t");
  library_close (fixture);
  library_run_sql (fixture->path, "UPDATE articles SET removed = '2020-01-01T00:00:00Z'"
                                  " WHERE key = 'https://a.example/2'");
  g_mkdir (backups, 0700);
  for (guint i = 1; i <= 9; i++)
    {
      g_autofree char *name = g_strdup_printf ("library-2020-01-%02u.db", i);
      g_autofree char *path = g_build_filename (backups, name, NULL);

      g_assert_true (g_file_set_contents (path, "old", -1, NULL));
    }

  db = gloss_database_open (fixture->path, FALSE, &message, &error);
  g_assert_no_error (error);
  g_assert_null (message);
  g_assert_true (gloss_database_back_up (db, fixture->path, NULL, &error));
  g_assert_true (gloss_database_back_up (db, fixture->path, NULL, &error));
  g_assert_true (gloss_database_purge (db, 10, &n_purged, &error));
  gloss_database_close (db);

  dir = g_dir_open (backups, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    n_backups++;
  g_assert_cmpuint (n_backups, ==, 7);
  library_open (fixture);
  g_assert_null (library_get (fixture, "https://a.example/2"));
  found = library_search (fixture, "first");
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, 1);

  /* What is broken beyond reading comes back from the backup. */
  library_close (fixture);
  g_assert_true (g_file_set_contents (fixture->path, "SQLite format 3", -1, NULL));
  library_open (fixture);
  g_clear_object (&found);
  found = library_search (fixture, "first");
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, 1);
}

static GlossOriginal *
get_original (LibraryFixture *fixture, const char *key, gboolean with_bytes)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GlossOriginal *original;

  gloss_library_get_original_async (fixture->library, key, with_bytes, NULL, library_result_cb,
                                    &result);
  library_wait_for (&result);
  original = gloss_library_get_original_finish (fixture->library, result, &error);
  g_assert_no_error (error);

  return original;
}

/* What came from the server stays byte for byte, also when the article is put again without. */
static void
test_original (LibraryFixture *fixture, gconstpointer data)
{
  const char *key = "https://a.example/1";
  g_autoptr (GlossRecord) record = library_make_record (key, "One", "The first.");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("<p>\0The \377first.", 14);
  g_autoptr (GlossOriginal) full = NULL, light = NULL, asked = NULL, none = NULL;
  g_autoptr (GAsyncResult) set = NULL;
  g_autoptr (GError) error = NULL;

  library_put_text (fixture, "https://a.example/2", "Two", "The second.");
  none = get_original (fixture, "https://a.example/2", TRUE);
  g_assert_null (none);

  record->original = gloss_original_new (bytes);
  record->original->uri = g_strdup ("https://a.example/1?final");
  record->original->media_type = g_strdup ("text/html");
  record->original->charset = g_strdup ("latin1");
  record->original->etag = g_strdup ("\"one\"");
  g_assert_true (library_put (fixture, record, NULL));
  library_put_text (fixture, key, "One", "The first.");
  full = get_original (fixture, key, TRUE);
  g_assert_true (g_bytes_equal (full->bytes, bytes));
  g_assert_cmpstr (full->uri, ==, "https://a.example/1?final");
  g_assert_cmpstr (full->media_type, ==, "text/html");
  g_assert_cmpstr (full->charset, ==, "latin1");
  g_assert_cmpstr (full->etag, ==, "\"one\"");
  g_assert_null (full->last_modified);
  light = get_original (fixture, key, FALSE);
  g_assert_null (light->bytes);

  gloss_library_set_validators_async (fixture->library, key, NULL, "Thu, 26 Nov 2026 10:00:00 GMT",
                                      NULL, library_result_cb, &set);
  library_wait_for (&set);
  g_assert_true (gloss_library_set_validators_finish (fixture->library, set, &error));
  asked = get_original (fixture, key, TRUE);
  g_assert_null (asked->etag);
  g_assert_cmpstr (asked->last_modified, ==, "Thu, 26 Nov 2026 10:00:00 GMT");
  g_assert_true (g_bytes_equal (asked->bytes, bytes));
}

static void
put_named (LibraryFixture *fixture,
           guint number,
           GlossEntityType type,
           const char *name,
           const char *alias)
{
  g_autofree char *key = g_strdup_printf ("https://a.example/%u", number);
  g_autoptr (GlossRecord) record = library_make_record (key, "Story", "The story.");
  GlossEntity *entity = gloss_entity_new (type, name);

  entity->id = g_strdup ("e1");
  if (alias != NULL)
    {
      g_strfreev (entity->aliases);
      entity->aliases = g_strsplit (alias, "|", -1);
    }
  record->article->published = g_strdup_printf ("2024-01-%02u", number);
  record->analysis = gloss_analysis_new ();
  g_ptr_array_add (record->analysis->entities, entity);
  g_assert_true (library_put (fixture, record, NULL));
}

typedef struct
{
  GlossEntityType type;
  const char *name;
  const char *except;
  const char *found; /* the digits of the articles, newest first */
} MentionCase;

/* clang-format off */
static const MentionCase mention_cases[] = {
  { GLOSS_ENTITY_PERSON, "Keir Starmer", NULL, "421" },
  { GLOSS_ENTITY_PERSON, "Keir Starmer", "https://a.example/2", "41" },
  { GLOSS_ENTITY_PERSON, "KEIR  STÅRMER", "https://a.example/2", "41" },
  { GLOSS_ENTITY_PERSON, "Starmer", NULL, "" }, /* an alias of one word may be another's */
  { GLOSS_ENTITY_ORGANIZATION, "Keir Starmer", NULL, "3" },
  { GLOSS_ENTITY_ORGANIZATION, "UN", NULL, "5" },
  { GLOSS_ENTITY_PLACE, "Nowhere", NULL, "" }, { GLOSS_ENTITY_PLACE, "", NULL, "" },
};
/* clang-format on */

static char *
find_mentions (LibraryFixture *fixture, const MentionCase *one)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) items = NULL;
  GString *found = g_string_new (NULL);

  gloss_library_find_mentions_async (fixture->library, one->type, one->name, one->except, NULL,
                                     library_result_cb, &result);
  library_wait_for (&result);
  items = gloss_library_find_mentions_finish (fixture->library, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GlossLibraryItem) item = g_list_model_get_item (items, i);

      g_string_append (found, strrchr (gloss_library_item_get_key (item), '/') + 1);
    }

  return g_string_free (found, FALSE);
}

static void
test_mentions (LibraryFixture *fixture, gconstpointer data)
{
  const MentionCase removed = { GLOSS_ENTITY_PERSON, "Keir Starmer", NULL, "21" };
  const MentionCase renamed = { GLOSS_ENTITY_PERSON, "The Other", NULL, "1" };
  g_autoptr (GlossStep) step = gloss_step_new (GLOSS_STEP_CORRECT_RENAME, NULL);
  g_autoptr (GlossCorrection) correction = gloss_correction_new (GLOSS_CORRECTION_RENAME, "e1");
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *without = NULL, *after = NULL, *undone = NULL;

  put_named (fixture, 1, GLOSS_ENTITY_PERSON, "Keir Starmer", "Starmer");
  put_named (fixture, 2, GLOSS_ENTITY_PERSON, "Sir Keir Starmer", "Keir Starmer|Starmer");
  put_named (fixture, 3, GLOSS_ENTITY_ORGANIZATION, "Keir Starmer", NULL);
  put_named (fixture, 4, GLOSS_ENTITY_PERSON, "Keir  Stàrmer", NULL);
  put_named (fixture, 5, GLOSS_ENTITY_ORGANIZATION, "U.N.", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (mention_cases); i++)
    {
      g_autofree char *found = find_mentions (fixture, &mention_cases[i]);

      g_test_message ("%s", mention_cases[i].name);
      g_assert_cmpstr (found, ==, mention_cases[i].found);
    }

  gloss_library_remove_async (fixture->library, "https://a.example/4", NULL, library_result_cb,
                              &result);
  library_wait_for (&result);
  without = find_mentions (fixture, &removed);
  g_assert_cmpstr (without, ==, removed.found);

  correction->name = g_strdup ("The Other");
  gloss_step_add_correction (step, correction);
  g_assert_true (
    library_write_step (fixture, "https://a.example/1", step, GLOSS_STEP_DO, NULL, NULL));
  after = find_mentions (fixture, &renamed);
  g_assert_cmpstr (after, ==, "1");
  g_assert_true (
    library_write_step (fixture, "https://a.example/1", step, GLOSS_STEP_UNDO, NULL, NULL));
  undone = find_mentions (fixture, &renamed);
  g_assert_cmpstr (undone, ==, "");
}

/* Whoever does not know the newest does not write over it. */
static void
test_revision (LibraryFixture *fixture, gconstpointer data)
{
  const char *key = "https://a.example/1";
  g_autoptr (GlossRecord) record = library_make_record (key, "One", "The first.");
  g_autoptr (GlossStep) step = gloss_step_new (GLOSS_STEP_ADD_NOTE, NULL);
  g_autoptr (GlossKept) kept = NULL, after = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 known, stale;

  library_put_text (fixture, key, "One", "The first.");
  kept = library_get (fixture, key);
  known = stale = kept->revision;
  gloss_step_add_note_change (step, NULL, gloss_note_new (NULL, (GlossSpan){ 0, 3 }, "The"));
  g_assert_true (library_write_step (fixture, key, step, GLOSS_STEP_DO, &known, &error));
  g_assert_cmpint (known, >, stale);
  g_assert_false (library_write_step (fixture, key, step, GLOSS_STEP_UNDO, &stale, &error));
  g_assert_error (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_CHANGED);
  g_clear_error (&error);
  gloss_library_put_async (fixture->library, key, record, GLOSS_NO_REVISION, NULL,
                           library_result_cb, &result);
  library_wait_for (&result);
  g_assert_false (gloss_library_put_finish (fixture->library, result, NULL, &error));
  g_assert_error (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_CHANGED);
  after = library_get (fixture, key);
  g_assert_cmpint (after->revision, ==, known);
  g_assert_cmpuint (after->n_done, ==, 1);
  g_assert_true (library_write_step (fixture, key, step, GLOSS_STEP_UNDO, &known, NULL));
}

/* A history that calls things by other names since a new analysis. */
static void
test_rewritten_steps (LibraryFixture *fixture, gconstpointer data)
{
  const char *key = "https://a.example/1";
  g_autoptr (GlossRecord) record = library_make_record (key, "One", "The first.");
  g_autoptr (GlossStep) step = gloss_step_new (GLOSS_STEP_ADD_NOTE, NULL);
  g_autoptr (GlossKept) kept = NULL;
  GlossStep *other = gloss_step_new (GLOSS_STEP_ADD_NOTE, NULL);
  GlossNote *note = gloss_note_new ("n", (GlossSpan){ 0, 3 }, "The");
  const GlossChange *change;

  library_put_text (fixture, key, "One", "The first.");
  gloss_step_add_note_change (step, NULL, gloss_note_copy (note));
  g_assert_true (library_write_step (fixture, key, step, GLOSS_STEP_DO, NULL, NULL));
  other->number = step->number;
  gloss_note_set_about (note, "e2");
  gloss_step_add_note_change (other, NULL, note);
  record->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_step_unref);
  g_ptr_array_add (record->steps, other);
  g_assert_true (library_put (fixture, record, NULL));

  kept = library_get (fixture, key);
  g_assert_cmpuint (kept->steps->len, ==, 1);
  change = ((GlossStep *) kept->steps->pdata[0])->changes->pdata[0];
  g_assert_cmpstr (gloss_note_get_about (change->after), ==, "e2");
}

static void
test_missing_article (LibraryFixture *fixture, gconstpointer data)
{
  g_autoptr (GlossStep) step = gloss_step_new (GLOSS_STEP_ADD_NOTE, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gloss_library_write_step_async (fixture->library, "nothing", step, GLOSS_STEP_DO,
                                  GLOSS_ANY_REVISION, NULL, library_result_cb, &result);
  library_wait_for (&result);
  g_assert_false (gloss_library_write_step_finish (fixture->library, result, NULL, &error));
  g_assert_error (error, GLOSS_LIBRARY_ERROR, GLOSS_LIBRARY_ERROR_MISSING);
}

static void
set_up (LibraryFixture *fixture, gconstpointer data)
{
  library_set_up (fixture, data);
  library_open (fixture);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/library/" name, LibraryFixture, NULL, set_up, test, library_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("list", test_list);
  ADD ("search", test_search);
  ADD ("search-anything", test_search_anything);
  ADD ("excerpts", test_excerpts);
  ADD ("passages", test_passages);
  ADD ("sorts", test_sorts);
  ADD ("facets", test_facets);
  ADD ("tags", test_tags);
  ADD ("long-list", test_long_list);
  ADD ("two-at-once", test_two_at_once);
  ADD ("look-after", test_look_after);
  ADD ("original", test_original);
  ADD ("mentions", test_mentions);
  ADD ("revision", test_revision);
  ADD ("rewritten-steps", test_rewritten_steps);
  ADD ("missing-article", test_missing_article);

  return g_test_run ();
}
