#include "app/document/gloss-amend.h"
#include "app/formats/gloss-json-writer.h"

#include <string.h>

/* What people say of an analysis: which corrections come of it, and that whoever applies the
 * corrections of a notes file to its analysis by the rules of data/gloss-notes.schema.json gets
 * what the window shows. */

static const char text[] = "Keir Starmer met Joe Biden. Sky said “We know,” and Sky News reported "
                           "that Sky would stay. Starmer, said Sky, left.";

static GlossArticle *
make_article (void)
{
  return gloss_article_new (text, strlen (text),
                            g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free));
}

/* The span of the @nth place where the text has @words. */
static GlossSpan
find_span (const char *words, guint nth)
{
  const char *at = strstr (text, words);
  guint start;

  for (guint i = 0; i < nth; i++)
    at = strstr (at + 1, words);
  g_assert_nonnull (at);
  start = g_utf8_strlen (text, at - text);

  return (GlossSpan){ start, start + g_utf8_strlen (words, -1) };
}

static void
add_entity (GlossAnalysis *analysis,
            const char *id,
            GlossEntityType type,
            const char *name,
            GlossSpan first,
            GlossSpan second)
{
  GlossEntity *entity = gloss_entity_new (type, name);
  GlossMention mentions[] = { { first, 0.5 }, { second, 0.5 } };

  entity->id = g_strdup (id);
  g_array_append_vals (entity->mentions, mentions, second.end > 0 ? 2 : 1);
  g_ptr_array_add (analysis->entities, entity);
}

static void
add_quote (GlossAnalysis *analysis, const char *id, GlossSpan span, const char *speaker)
{
  GlossQuote *quote = gloss_quote_new (GLOSS_QUOTE_DIRECT, span);

  quote->id = g_strdup (id);
  quote->speaker_entity = g_strdup (speaker);
  quote->speaker_name = g_strdup (gloss_analysis_find_entity (analysis, speaker)->name);
  quote->confidence = 0.5;
  g_ptr_array_add (analysis->quotes, quote);
}

static GlossAnalysis *
make_analysis (void)
{
  const GlossSpan none = { 0, 0 };
  GlossAnalysis *analysis = gloss_analysis_new ();

  add_entity (analysis, "e1", GLOSS_ENTITY_PERSON, "Keir Starmer", find_span ("Keir Starmer", 0),
              find_span ("Starmer", 1));
  add_entity (analysis, "e2", GLOSS_ENTITY_PERSON, "Joe Biden", find_span ("Joe Biden", 0), none);
  add_entity (analysis, "e3", GLOSS_ENTITY_PLACE, "Sky", find_span ("Sky", 0),
              find_span ("Sky", 3));
  add_entity (analysis, "e4", GLOSS_ENTITY_ORGANIZATION, "Sky News", find_span ("Sky News", 0),
              none);
  add_quote (analysis, "q1", find_span ("We know", 0), "e3");
  add_quote (analysis, "q2", find_span ("Sky would stay", 0), "e3");
  g_ptr_array_add (analysis->topics, gloss_topic_new ("medtop:1", "war", NULL, 0.4));

  return analysis;
}

/* "retype e3 28-31 organization", new ids as "*". */
static char *
describe (GPtrArray *list)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const GlossCorrection *c = list->pdata[i];

      g_string_append_printf (out, "%s%s %s", i > 0 ? "; " : "",
                              gloss_correction_action_to_string (c->action),
                              strlen (c->target) > 30 ? "*" : c->target);
      if (c->has_span)
        g_string_append_printf (out, " %u-%u", c->span.start, c->span.end);
      if (c->has_new_span)
        g_string_append_printf (out, " to %u-%u", c->new_span.start, c->new_span.end);
      if (c->has_type)
        g_string_append_printf (out, " %s", gloss_entity_type_to_string (c->type));
      if (c->has_kind)
        g_string_append_printf (out, " %s", gloss_quote_kind_to_string (c->kind));
      if (c->name != NULL)
        g_string_append_printf (out, " “%s”", c->name);
      if (c->into != NULL)
        g_string_append_printf (out, " into %s", strlen (c->into) > 30 ? "*" : c->into);
    }

  return g_string_free (out, FALSE);
}

typedef enum
{
  MARK,
  MARK_QUOTE,
  SPLIT,
  RESIZE,
  MERGE,
} Doing;

typedef struct
{
  const char *name;
  Doing doing;
  const char *words; /* what is selected, or the mention meant */
  guint nth;
  const char *id;      /* of split and resize */
  const char *to;      /* of resize */
  int type;            /* of mark */
  const char *said;    /* the corrections */
  const char *like_it; /* what then can be said of others */
} AmendCase;

/* clang-format off */
static const AmendCase cases[] = {
  { "mark-new", MARK, "Sky", 2, NULL, NULL, GLOSS_ENTITY_PLACE,
    "add * 75-78 place “Sky” into e3", "" },
  { "mark-unknown", MARK, "Sky", 2, NULL, NULL, GLOSS_ENTITY_ORGANIZATION,
    "add * 75-78 organization “Sky”",
    "add * 28-31 organization “Sky” into *; remove e3 28-31; "
    "add * 105-108 organization “Sky” into *; remove e3 105-108" },
  { "mark-other-type", MARK, "Sky", 0, NULL, NULL, GLOSS_ENTITY_ORGANIZATION,
    "retype e3 28-31 organization into *",
    "add * 75-78 organization “Sky” into *; "
    "add * 105-108 organization “Sky” into *; remove e3 105-108" },
  { "mark-all-of-it", MARK, "Joe Biden", 0, NULL, NULL, GLOSS_ENTITY_GROUP,
    "retype e2 group", "" },
  { "mark-same-type", MARK, "Joe Biden", 0, NULL, NULL, GLOSS_ENTITY_PERSON, "", "" },
  { "mark-across", MARK, "Biden. Sky", 0, NULL, NULL, GLOSS_ENTITY_EVENT,
    "add * 21-31 event “Biden. Sky”; remove e3 28-31", "" },
  { "quote", MARK_QUOTE, "that Sky", 0, NULL, NULL, 0, "add * 70-78 indirect", "" },
  { "quote-kind", MARK_QUOTE, "We know", 0, NULL, NULL, 0, "retype q1 indirect", "" },
  { "split", SPLIT, "Starmer", 1, "e1", NULL, 0, "split e1 91-98 “Starmer” into *", "" },
  { "split-only-one", SPLIT, "Joe Biden", 0, "e2", NULL, 0, "", "" },
  { "resize", RESIZE, "Joe Biden", 0, "e2", "Biden", 0,
    "resize e2 17-26 to 21-26; rename e2 “Biden”", "" },
  { "resize-one", RESIZE, "Sky", 0, "e3", "Sky said", 0, "resize e3 28-31 to 28-36", "" },
  { "resize-quote", RESIZE, "We know", 0, "q1", "know", 0, "resize q1 to 41-45", "" },
  { "merge", MERGE, "Keir Starmer met Joe Biden. Sky", 0, NULL, NULL, 0,
    "merge e2 into e1", "" },
  { "merge-one", MERGE, "Keir Starmer", 0, NULL, NULL, 0, "", "" },
};
/* clang-format on */

static GPtrArray *
amend (const AmendCase *c, const GlossArticle *article, const GlossAnalysis *analysis)
{
  GlossSpan span = find_span (c->words, c->nth);

  switch (c->doing)
    {
    case MARK:
      return gloss_amend_mark (article, analysis, span, c->type);
    case MARK_QUOTE:
      return gloss_amend_mark_quote (analysis, span, GLOSS_QUOTE_INDIRECT);
    case SPLIT:
      return gloss_amend_split (article, analysis, c->id, span);
    case RESIZE:
      return gloss_amend_resize (article, analysis, c->id, span, find_span (c->to, 0));
    case MERGE:
      return gloss_amend_merge (analysis, span);
    }

  g_assert_not_reached ();
}

static void
test_amend (gconstpointer data)
{
  const AmendCase *c = data;
  g_autoptr (GlossArticle) article = make_article ();
  g_autoptr (GlossAnalysis) analysis = make_analysis ();
  g_autoptr (GPtrArray) said = amend (c, article, analysis);
  g_autoptr (GlossAnalysis) shown = gloss_corrected_new (analysis, said);
  g_autofree char *description = describe (said);

  g_assert_cmpstr (description, ==, c->said);
  if (said->len > 0)
    {
      g_autoptr (GPtrArray) like = gloss_amend_like (article, analysis, shown, said->pdata[0]);
      g_autofree char *like_it = describe (like);

      g_assert_cmpstr (like_it, ==, c->like_it);
    }
}

/* What is rejected, resized or given another speaker in one place, elsewhere. */
static void
test_like (void)
{
  g_autoptr (GlossArticle) article = make_article ();
  g_autoptr (GlossAnalysis) analysis = make_analysis ();
  g_autoptr (GPtrArray) said =
    gloss_amend_new (gloss_amend_new_at (GLOSS_CORRECTION_REMOVE, "e3", find_span ("Sky", 0)));
  g_autoptr (GlossAnalysis) shown = gloss_corrected_new (analysis, said);
  g_autoptr (GPtrArray) like = gloss_amend_like (article, analysis, shown, said->pdata[0]);
  g_autofree char *description = describe (like);
  g_autoptr (GPtrArray) speaker =
    gloss_amend_new (gloss_correction_new (GLOSS_CORRECTION_SPEAKER, "q1"));
  g_autoptr (GlossAnalysis) spoken = NULL;
  g_autoptr (GPtrArray) like_speaker = NULL;
  g_autofree char *speaker_description = NULL;

  g_assert_cmpstr (description, ==, "remove e3 105-108");
  g_assert_cmpuint (gloss_amend_count_places (like), ==, 1);

  ((GlossCorrection *) speaker->pdata[0])->into = g_strdup ("e2");
  spoken = gloss_corrected_new (analysis, speaker);
  like_speaker = gloss_amend_like (article, analysis, spoken, speaker->pdata[0]);
  speaker_description = describe (like_speaker);
  g_assert_cmpstr (speaker_description, ==, "speaker q2 into e2");
}

static void
test_find_words (void)
{
  static const struct
  {
    const char *words;
    guint n;
  } rows[] = { { "Sky", 4 }, { "Sk", 0 }, { "“We know,”", 1 }, { "", 0 }, { "left.", 1 } };
  g_autoptr (GlossArticle) article = make_article ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) found = gloss_amend_find_words (article, rows[i].words);

      g_assert_cmpuint (found->len, ==, rows[i].n);
      for (guint j = 0; j < found->len; j++)
        {
          g_autofree char *words =
            gloss_article_dup_words (article, g_array_index (found, GlossSpan, j));

          g_assert_cmpstr (words, ==, rows[i].words);
        }
    }
}

/* {{{ Another reader's way to apply the log: on JSON, by the schema's words alone */

static JsonObject *
find_by_id (JsonArray *array, const char *id, guint *index)
{
  for (guint i = 0; id != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);

      if (g_str_equal (json_object_get_string_member (object, "id"), id))
        {
          if (index != NULL)
            *index = i;
          return object;
        }
    }

  return NULL;
}

static const char *
get_string (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static gint64
get_int (JsonObject *object, const char *name)
{
  return json_object_get_int_member_with_default (object, name, -1);
}

static gboolean
find_place (JsonObject *entity, JsonObject *place, guint *index)
{
  JsonArray *mentions = json_object_get_array_member (entity, "mentions");

  for (*index = 0; *index < json_array_get_length (mentions); (*index)++)
    {
      JsonObject *mention = json_array_get_object_element (mentions, *index);

      if (get_int (mention, "start") == get_int (place, "start") &&
          get_int (mention, "end") == get_int (place, "end"))
        return TRUE;
    }

  return FALSE;
}

static void
add_place (JsonObject *entity, JsonObject *place)
{
  JsonObject *mention = json_object_new ();

  json_object_set_int_member (mention, "start", get_int (place, "start"));
  json_object_set_int_member (mention, "end", get_int (place, "end"));
  json_array_add_object_element (json_object_get_array_member (entity, "mentions"), mention);
}

static JsonObject *
add_object (JsonArray *entities, const char *id, const char *type, const char *name)
{
  JsonObject *entity = json_object_new ();

  json_object_set_string_member (entity, "id", id);
  json_object_set_string_member (entity, "type", type);
  json_object_set_string_member (entity, "name", name);
  json_object_set_array_member (entity, "mentions", json_array_new ());
  json_array_add_object_element (entities, entity);

  return entity;
}

static void
set_speaker (JsonObject *quote, const char *id, const char *name)
{
  JsonObject *speaker = json_object_new ();

  if (id != NULL)
    json_object_set_string_member (speaker, "entity", id);
  if (name != NULL)
    json_object_set_string_member (speaker, "name", name);
  json_object_set_object_member (quote, "speaker", speaker);
}

/* Quotes follow the entity that speaks. */
static void
repoint (JsonArray *quotes, const char *id, JsonObject *entity)
{
  for (guint i = 0; i < json_array_get_length (quotes); i++)
    {
      JsonObject *quote = json_array_get_object_element (quotes, i);
      JsonNode *speaker = json_object_get_member (quote, "speaker");

      if (!JSON_NODE_HOLDS_OBJECT (speaker) ||
          g_strcmp0 (get_string (json_node_get_object (speaker), "entity"), id) != 0)
        continue;
      if (entity != NULL)
        set_speaker (quote, get_string (entity, "id"), get_string (entity, "name"));
      else
        json_object_set_null_member (json_node_get_object (speaker), "entity");
    }
}

static JsonObject *
take_out (JsonArray *entities, JsonObject *entity, JsonObject *said)
{
  JsonArray *mentions = json_object_get_array_member (entity, "mentions");
  JsonObject *other;
  guint index;

  if (!find_place (entity, said, &index))
    return NULL;
  if (json_array_get_length (mentions) == 1)
    return entity;
  json_array_remove_element (mentions, index);
  other = add_object (entities, get_string (said, "into"), get_string (entity, "type"),
                      get_string (said, "name") != NULL ? get_string (said, "name")
                                                        : get_string (entity, "name"));
  add_place (other, said);

  return other;
}

static void
remove_by_id (JsonArray *array, const char *id)
{
  guint index;

  if (find_by_id (array, id, &index) != NULL)
    json_array_remove_element (array, index);
}

static void
add_generically (JsonObject *analysis, JsonObject *said)
{
  JsonArray *entities = json_object_get_array_member (analysis, "entities");
  const char *target = get_string (said, "target"), *into = get_string (said, "into");
  JsonObject *entity = find_by_id (entities, into != NULL ? into : target, NULL);

  if (target[0] == 'e')
    add_place (entity != NULL ? entity
                              : add_object (entities, target, get_string (said, "type"),
                                            get_string (said, "name")),
               said);
  else if (target[0] == 'q')
    {
      JsonObject *quote = json_object_new ();

      json_object_set_string_member (quote, "id", target);
      json_object_set_string_member (quote, "kind", get_string (said, "kind"));
      json_object_set_int_member (quote, "start", get_int (said, "start"));
      json_object_set_int_member (quote, "end", get_int (said, "end"));
      set_speaker (quote, into, entity != NULL ? get_string (entity, "name") : NULL);
      json_array_add_object_element (json_object_get_array_member (analysis, "quotes"), quote);
    }
  else if (find_by_id (json_object_get_array_member (analysis, "topics"), target, NULL) == NULL)
    add_object (json_object_get_array_member (analysis, "topics"), target, "",
                get_string (said, "name"));
}

static void
apply_to_entity (JsonObject *analysis, JsonObject *entity, JsonObject *said)
{
  JsonArray *entities = json_object_get_array_member (analysis, "entities");
  JsonArray *quotes = json_object_get_array_member (analysis, "quotes");
  JsonArray *mentions = json_object_get_array_member (entity, "mentions");
  const char *action = get_string (said, "action"), *id = get_string (entity, "id");
  gboolean has_place = json_object_has_member (said, "start");
  guint index;

  if (g_str_equal (action, "remove"))
    {
      if (has_place && find_place (entity, said, &index))
        json_array_remove_element (mentions, index);
      if (!has_place || json_array_get_length (mentions) == 0)
        {
          repoint (quotes, id, NULL);
          remove_by_id (entities, id);
        }
    }
  else if (g_str_equal (action, "retype"))
    {
      JsonObject *other = has_place ? take_out (entities, entity, said) : entity;

      if (other != NULL)
        json_object_set_string_member (other, "type", get_string (said, "type"));
    }
  else if (g_str_equal (action, "resize") && find_place (entity, said, &index))
    {
      json_array_remove_element (mentions, index);
      add_place (entity, json_object_get_object_member (said, "to"));
    }
  else if (g_str_equal (action, "split"))
    take_out (entities, entity, said);
  else if (g_str_equal (action, "rename"))
    {
      json_object_set_string_member (entity, "name", get_string (said, "name"));
      repoint (quotes, id, entity);
    }
  else if (g_str_equal (action, "merge"))
    {
      JsonObject *into = find_by_id (entities, get_string (said, "into"), NULL);

      if (into == NULL || into == entity)
        return;
      for (guint i = 0; i < json_array_get_length (mentions); i++)
        add_place (into, json_array_get_object_element (mentions, i));
      repoint (quotes, id, into);
      remove_by_id (entities, id);
    }
}

static void
apply_to_quote (JsonObject *analysis, JsonObject *quote, JsonObject *said)
{
  const char *action = get_string (said, "action");

  if (g_str_equal (action, "remove"))
    remove_by_id (json_object_get_array_member (analysis, "quotes"), get_string (quote, "id"));
  else if (g_str_equal (action, "retype"))
    json_object_set_string_member (quote, "kind", get_string (said, "kind"));
  else if (g_str_equal (action, "resize"))
    {
      JsonObject *to = json_object_get_object_member (said, "to");

      json_object_set_int_member (quote, "start", get_int (to, "start"));
      json_object_set_int_member (quote, "end", get_int (to, "end"));
    }
  else if (g_str_equal (action, "speaker"))
    {
      JsonObject *entity = find_by_id (json_object_get_array_member (analysis, "entities"),
                                       get_string (said, "into"), NULL);

      set_speaker (quote, entity != NULL ? get_string (entity, "id") : NULL,
                   entity != NULL ? get_string (entity, "name") : get_string (said, "name"));
    }
}

static void
apply_generically (JsonObject *analysis, JsonObject *said)
{
  const char *target = get_string (said, "target");
  JsonArray *entities = json_object_get_array_member (analysis, "entities");
  JsonArray *quotes = json_object_get_array_member (analysis, "quotes");
  JsonArray *topics = json_object_get_array_member (analysis, "topics");
  JsonObject *entity = find_by_id (entities, target, NULL);
  JsonObject *quote = find_by_id (quotes, target, NULL);

  if (g_str_equal (get_string (said, "action"), "add"))
    add_generically (analysis, said);
  else if (entity != NULL)
    apply_to_entity (analysis, entity, said);
  else if (quote != NULL)
    apply_to_quote (analysis, quote, said);
  else if (g_str_equal (get_string (said, "action"), "remove"))
    remove_by_id (topics, target);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
join_sorted (GPtrArray *lines)
{
  g_ptr_array_sort (lines, compare_strings);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv (" ", (char **) lines->pdata);
}

static char *
describe_entity (JsonObject *entity)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);
  JsonArray *mentions = json_object_get_array_member (entity, "mentions");
  g_autofree char *joined = NULL;

  for (guint i = 0; i < json_array_get_length (mentions); i++)
    {
      JsonObject *mention = json_array_get_object_element (mentions, i);

      g_ptr_array_add (places, g_strdup_printf ("%d-%d", (int) get_int (mention, "start"),
                                                (int) get_int (mention, "end")));
    }
  joined = join_sorted (places);

  return g_strdup_printf ("%s %s “%s” %s\n", get_string (entity, "id"), get_string (entity, "type"),
                          get_string (entity, "name"), joined);
}

static char *
describe_analysis (JsonObject *analysis)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  JsonArray *entities = json_object_get_array_member (analysis, "entities");
  JsonArray *quotes = json_object_get_array_member (analysis, "quotes");
  JsonArray *topics = json_object_get_array_member (analysis, "topics");

  for (guint i = 0; i < json_array_get_length (entities); i++)
    g_ptr_array_add (lines, describe_entity (json_array_get_object_element (entities, i)));
  for (guint i = 0; i < json_array_get_length (quotes); i++)
    {
      JsonObject *quote = json_array_get_object_element (quotes, i);
      JsonNode *node = json_object_get_member (quote, "speaker");
      JsonObject *speaker =
        node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

      g_ptr_array_add (lines,
                       g_strdup_printf ("%s %s %d-%d %s %s\n", get_string (quote, "id"),
                                        get_string (quote, "kind"), (int) get_int (quote, "start"),
                                        (int) get_int (quote, "end"),
                                        speaker != NULL ? get_string (speaker, "entity") : NULL,
                                        speaker != NULL ? get_string (speaker, "name") : NULL));
    }
  for (guint i = 0; i < json_array_get_length (topics); i++)
    g_ptr_array_add (
      lines,
      g_strdup_printf ("%s\n", get_string (json_array_get_object_element (topics, i), "id")));

  return join_sorted (lines);
}

static const GlossEntity *
pick_entity (const GlossAnalysis *shown)
{
  return shown->entities->len > 0
           ? shown->entities->pdata[g_test_rand_int_range (0, (int) shown->entities->len)]
           : NULL;
}

/* Something that a person may well say next. */
static GPtrArray *
say_anything (const GlossArticle *article, const GlossAnalysis *found, const GlossAnalysis *shown)
{
  guint start = (guint) g_test_rand_int_range (0, (int) article->n_chars - 12);
  GlossSpan span = { start, start + (guint) g_test_rand_int_range (1, 12) };
  const GlossEntity *entity = pick_entity (shown), *other = pick_entity (shown);
  const GlossQuote *quote =
    shown->quotes->len > 0
      ? shown->quotes->pdata[g_test_rand_int_range (0, (int) shown->quotes->len)]
      : NULL;
  GlossSpan place = entity != NULL ? g_array_index (entity->mentions, GlossMention, 0).span : span;
  GPtrArray *list = NULL;

  switch (g_test_rand_int_range (0, 12))
    {
    case 0:
      return gloss_amend_mark (article, shown, span, g_test_rand_int_range (0, 5));
    case 1:
      return gloss_amend_mark (article, shown, place, g_test_rand_int_range (0, 5));
    case 2:
      return gloss_amend_mark_quote (shown, span, g_test_rand_int_range (0, 3));
    case 3:
      return entity != NULL ? gloss_amend_split (article, shown, entity->id, place)
                            : gloss_amend_new (NULL);
    case 4:
      return entity != NULL ? gloss_amend_resize (article, shown, entity->id, place, span)
                            : gloss_amend_new (NULL);
    case 5:
      return quote != NULL ? gloss_amend_resize (article, shown, quote->id, place, span)
                           : gloss_amend_new (NULL);
    case 6:
      return gloss_amend_merge (shown, (GlossSpan){ 0, article->n_chars });
    case 7:
      return gloss_amend_new (
        entity != NULL ? gloss_amend_new_at (GLOSS_CORRECTION_REMOVE, entity->id, place) : NULL);
    case 8:
      list = gloss_amend_new (
        entity != NULL ? gloss_correction_new (GLOSS_CORRECTION_RENAME, entity->id) : NULL);
      if (entity != NULL)
        ((GlossCorrection *) list->pdata[0])->name = g_strdup ("Somebody");
      return list;
    case 9:
      list = gloss_amend_new (
        quote != NULL ? gloss_correction_new (GLOSS_CORRECTION_SPEAKER, quote->id) : NULL);
      if (quote != NULL && other != NULL)
        ((GlossCorrection *) list->pdata[0])->into = g_strdup (other->id);
      return list;
    case 10:
      return gloss_amend_new (gloss_correction_new (
        GLOSS_CORRECTION_REMOVE, quote != NULL && g_test_rand_bit () ? quote->id : "medtop:1"));
    default:
      list = gloss_amend_new (gloss_correction_new (GLOSS_CORRECTION_ADD, "medtop:2"));
      ((GlossCorrection *) list->pdata[0])->name = g_strdup ("peace");
      return list;
    }
}

static char *
apply_log (const GlossRecord *record)
{
  g_autoptr (JsonObject) root = gloss_json_build_record (record);
  JsonObject *analysis = json_object_get_object_member (root, "analysis");
  JsonArray *log = json_object_get_array_member (root, "corrections");

  for (guint i = 0; i < json_array_get_length (log); i++)
    apply_generically (analysis, json_array_get_object_element (log, i));

  return describe_analysis (analysis);
}

static void
test_log (void)
{
  g_autoptr (GlossArticle) article = make_article ();

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GlossRecord) record = gloss_record_new (article);

      record->analysis = make_analysis ();
      for (guint i = 0; i < 12; i++)
        {
          g_autoptr (GlossAnalysis) shown =
            gloss_corrected_new (record->analysis, record->corrections);
          g_autoptr (GPtrArray) said = say_anything (article, record->analysis, shown);

          for (guint j = 0; j < said->len; j++)
            g_ptr_array_add (record->corrections, gloss_correction_ref (said->pdata[j]));
        }
      {
        g_autoptr (GlossAnalysis) shown =
          gloss_corrected_new (record->analysis, record->corrections);
        g_autoptr (JsonObject) shown_json = gloss_json_build_analysis (shown);
        g_autofree char *expected = describe_analysis (shown_json);
        g_autofree char *applied = apply_log (record);

        g_assert_cmpstr (applied, ==, expected);
      }
    }
}

/* }}} */

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/amend/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_amend);
    }
  g_test_add_func ("/amend/like", test_like);
  g_test_add_func ("/amend/find-words", test_find_words);
  g_test_add_func ("/amend/log-applied-by-others", test_log);

  return g_test_run ();
}
