#include "app/document/gloss-entity-item.h"
#include "app/document/gloss-quote-item.h"
#include "app/document/gloss-topic-item.h"

static void
add_mention (GlossEntity *entity, guint start, guint end)
{
  GlossMention mention = { { start, end }, 0.9 };

  g_array_append_val (entity->mentions, mention);
}

static GlossEntity *
add_entity (GlossAnalysis *analysis, const char *id, GlossEntityType type, const char *name)
{
  GlossEntity *entity = gloss_entity_new (type, name);

  g_free (entity->id);
  entity->id = g_strdup (id);
  g_ptr_array_add (analysis->entities, entity);

  return entity;
}

static GlossAnalysis *
create_analysis (void)
{
  GlossAnalysis *analysis = gloss_analysis_new ();
  GlossEntity *keir = add_entity (analysis, "e1", GLOSS_ENTITY_PERSON, "Keir Starmer");
  GlossEntity *biden = add_entity (analysis, "e2", GLOSS_ENTITY_PERSON, "Joe Biden");
  GlossEntity *trump = add_entity (analysis, "e3", GLOSS_ENTITY_PERSON, "Donald Trump");
  GlossEntity *gaza = add_entity (analysis, "e4", GLOSS_ENTITY_PLACE, "Gaza");
  const char *aliases[] = { "Sir Keir", "Keir Starmer", NULL };
  GlossQuote *quote = gloss_quote_new (GLOSS_QUOTE_DIRECT, (GlossSpan){ 10, 20 });

  g_strfreev (keir->aliases);
  keir->aliases = g_strdupv ((char **) aliases);
  add_mention (keir, 0, 12);
  add_mention (keir, 500, 504);
  add_mention (biden, 40, 49);
  add_mention (biden, 520, 525);
  add_mention (trump, 5000, 5012);
  add_mention (gaza, 3, 7);
  g_free (quote->id);
  quote->id = g_strdup ("q1");
  quote->speaker_entity = g_strdup ("e2");
  quote->speaker_name = g_strdup ("he");
  g_ptr_array_add (analysis->quotes, quote);
  g_ptr_array_add (analysis->topics, gloss_topic_new ("medtop:1", "politics", NULL, 0.5));
  g_ptr_array_add (analysis->keyphrases, gloss_keyphrase_new ("ceasefire deal", 0.3));

  return analysis;
}

static void
test_entity (void)
{
  g_autoptr (GlossAnalysis) analysis = create_analysis ();
  GlossEntityItem *item = gloss_entity_item_new (analysis, 0, TRUE);
  g_autofree char *also = gloss_entity_item_dup_also (item);
  g_autoptr (GPtrArray) near = gloss_entity_item_list_neighbours (item, 300, 3);
  g_autoptr (GPtrArray) said = gloss_entity_item_list_quotes (item);

  g_assert_cmpstr (gloss_entity_item_get_id (item), ==, "e1");
  g_assert_cmpuint (gloss_entity_item_get_count (item), ==, 2);
  g_assert_cmpint (gloss_entity_item_get_origin (item), !=, GLOSS_ORIGIN_MACHINE);
  g_assert_cmpstr (also, ==, "also “Sir Keir”");
  g_assert_true (gloss_entity_item_matches (item, "sir k"));
  g_assert_false (gloss_entity_item_matches (item, "biden"));
  g_assert_cmpuint (near->len, ==, 1); /* not Trump, far off; not Gaza, a place */
  g_assert_cmpstr (((GlossEntity *) near->pdata[0])->name, ==, "Joe Biden");
  g_assert_cmpuint (said->len, ==, 0);
  g_assert_finalize_object (item);
}

static void
test_quote (void)
{
  g_autoptr (GlossAnalysis) analysis = create_analysis ();
  GlossQuoteItem *item = gloss_quote_item_new (analysis, 0, "we know  where", FALSE);
  g_autofree char *quotation = gloss_quote_item_dup_quotation (item);

  g_assert_cmpstr (gloss_quote_item_get_speaker (item), ==, "Joe Biden");
  g_assert_cmpuint (gloss_quote_item_get_n_words (item), ==, 3);
  g_assert_cmpstr (quotation, ==, "“we know  where” — Joe Biden");
  g_assert_finalize_object (item);
}

static void
test_topic (void)
{
  g_autoptr (GlossAnalysis) analysis = create_analysis ();
  GlossTopicItem *topic = gloss_topic_item_new_topic (analysis, 0, FALSE);
  GlossTopicItem *phrase = gloss_topic_item_new_keyphrase (analysis, 0);

  g_assert_cmpstr (gloss_topic_item_get_id (topic), ==, "medtop:1");
  g_assert_null (gloss_topic_item_get_mentions (topic));
  g_assert_cmpstr (gloss_topic_item_get_id (phrase), ==, "ceasefire deal");
  g_assert_true (gloss_topic_item_is_keyphrase (phrase));
  g_assert_nonnull (gloss_topic_item_get_mentions (phrase));
  g_assert_finalize_object (topic);
  g_assert_finalize_object (phrase);
}

typedef struct
{
  const char *name;
  const char *topics; /* "id" or "id<parent", as the analysis lists them */
  const char *rows;   /* "id" or "parent>id", as they are shown */
} NestCase;

static const NestCase nest_cases[] = {
  { "none", "", "" },
  { "one level", "sport politics", "sport politics" },
  { "in order", "politics election<politics", "politics politics>election" },
  { "child first", "election<politics politics", "politics politics>election" },
  { "two families", "sport politics football<sport election<politics",
    "sport sport>football politics politics>election" },
  { "two children", "sport football<sport golf<sport", "sport sport>football sport>golf" },
  { "three levels", "politics election<politics local<election",
    "politics politics>election local" },
  { "parent not listed", "election<politics sport", "election sport" },
};

static GlossAnalysis *
create_topics (const char *words)
{
  GlossAnalysis *analysis = gloss_analysis_new ();
  g_auto (GStrv) topics = g_strsplit (words, " ", -1);

  for (guint i = 0; topics[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (topics[i], "<", 2);

      if (parts[0] != NULL)
        g_ptr_array_add (analysis->topics, gloss_topic_new (parts[0], parts[0], parts[1], 0.5));
    }

  return analysis;
}

static void
test_nest (gconstpointer data)
{
  const NestCase *row = data;
  g_autoptr (GlossAnalysis) analysis = create_topics (row->topics);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GString) rows = g_string_new (NULL);

  for (guint i = 0; i < analysis->topics->len; i++)
    g_ptr_array_add (items, gloss_topic_item_new_topic (analysis, i, GLOSS_ORIGIN_MACHINE));
  gloss_topic_items_nest (items);
  for (guint i = 0; i < items->len; i++)
    {
      GlossTopicItem *item = g_ptr_array_index (items, i);
      const char *parent = gloss_topic_item_get_parent_label (item);

      g_string_append_printf (rows, "%s%s%s%s", i > 0 ? " " : "", parent != NULL ? parent : "",
                              parent != NULL ? ">" : "", gloss_topic_item_get_label (item));
    }
  g_assert_cmpstr (rows->str, ==, row->rows);
}

static void
add_nest_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (nest_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/items/nest/", nest_cases[i].name, NULL);

      g_test_add_data_func (path, &nest_cases[i], test_nest);
    }
}

typedef struct
{
  const char *name;
  const char *text; /* the name stands between "[" and "]" */
  const char *roles;
} RoleCase;

/* clang-format off */
static const RoleCase role_cases[] = {
  { "before",       "The foreign secretary [David Lammy] spoke.",            "foreign secretary" },
  { "capitals",     "He met Prime Minister [Keir Starmer] there.",           "Prime Minister" },
  { "honorific",    "Prime minister Sir [Keir Starmer] spoke.",              "Prime minister" },
  { "verb",         "They met President [Biden] on Friday.",                 "President" },
  { "after",        "[Ishbel Rannoch], the environment secretary, agreed.",  "environment secretary" },
  { "stop",         "[Ada Holm], a lawyer who lives in Bergen, agreed.",     "lawyer" },
  { "apposition",   "Its chief executive, [Sigrid Halvorsen], agreed.",      "chief executive" },
  { "no role",      "On Friday [Keir Starmer] flew home, a day late.",       "" },
  { "twice",        "President [Biden] spoke; president [Biden] left.",      "President" },
  { "lines",        "the mayor\n[Ana Duarte] spoke.",                        "" },
  { "wide letters", "“Żółć”, said the mayor [Ana Duarte].",                  "mayor" },
};
/* clang-format on */

static void
test_roles (gconstpointer data)
{
  const RoleCase *row = data;
  g_autoptr (GlossAnalysis) analysis = gloss_analysis_new ();
  GlossEntity *entity = add_entity (analysis, "e1", GLOSS_ENTITY_PERSON, "somebody");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GlossArticle) article = NULL;
  GlossEntityItem *item;
  g_auto (GStrv) roles = NULL;
  g_autofree char *joined = NULL;
  guint start = 0;

  for (const char *p = row->text; *p != '\0'; p = g_utf8_next_char (p))
    {
      guint here = (guint) g_utf8_strlen (text->str, -1);

      if (*p == '[')
        start = here;
      else if (*p == ']')
        add_mention (entity, start, here);
      else
        g_string_append_unichar (text, g_utf8_get_char (p));
    }
  article = gloss_article_new (text->str, text->len, g_ptr_array_new ());
  item = gloss_entity_item_new (analysis, 0, GLOSS_ORIGIN_MACHINE);
  roles = gloss_entity_item_dup_roles (item, article, 3);
  joined = g_strjoinv ("|", roles);
  g_assert_cmpstr (joined, ==, row->roles);
  g_assert_finalize_object (item);
}

static void
add_role_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (role_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/items/roles/", role_cases[i].name, NULL);

      g_test_add_data_func (path, &role_cases[i], test_roles);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_role_cases ();
  add_nest_cases ();
  g_test_add_func ("/items/entity", test_entity);
  g_test_add_func ("/items/quote", test_quote);
  g_test_add_func ("/items/topic", test_topic);

  return g_test_run ();
}
