#include "app/document/gloss-correction.h"

/* e1 Keir Starmer at 0 and 40, e2 Sky at 10, e3 Starmer at 20; q1 at 30, said by e3; one topic. */
static GlossAnalysis *
make_analysis (void)
{
  static const struct
  {
    const char *id;
    const char *name;
    GlossEntityType type;
    guint starts[2];
  } entities[] = {
    { "e1", "Keir Starmer", GLOSS_ENTITY_PERSON, { 0, 40 } },
    { "e2", "Sky", GLOSS_ENTITY_PLACE, { 10, 0 } },
    { "e3", "Starmer", GLOSS_ENTITY_PERSON, { 20, 0 } },
  };
  GlossAnalysis *analysis = gloss_analysis_new ();
  GlossQuote *quote = gloss_quote_new (GLOSS_QUOTE_DIRECT, (GlossSpan){ 30, 35 });

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      GlossEntity *entity = gloss_entity_new (entities[i].type, entities[i].name);

      entity->id = g_strdup (entities[i].id);
      for (gsize j = 0; j < 2; j++)
        {
          guint start = entities[i].starts[j];
          GlossMention mention = { { start, start + 4 }, 0.5 };

          if (j == 0 || start > 0)
            g_array_append_val (entity->mentions, mention);
        }
      g_ptr_array_add (analysis->entities, entity);
    }
  quote->id = g_strdup ("q1");
  quote->speaker_entity = g_strdup ("e3");
  quote->speaker_name = g_strdup ("Starmer");
  g_ptr_array_add (analysis->quotes, quote);
  g_ptr_array_add (analysis->topics, gloss_topic_new ("medtop:1", "war", NULL, 0.4));

  return analysis;
}

/* All that is found, on one line. */
static char *
describe (const GlossAnalysis *analysis)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < analysis->entities->len; i++)
    {
      const GlossEntity *entity = analysis->entities->pdata[i];

      g_string_append_printf (out, "%s %s %s", entity->id,
                              gloss_entity_type_to_string (entity->type), entity->name);
      for (guint j = 0; j < entity->mentions->len; j++)
        {
          const GlossMention *mention = &g_array_index (entity->mentions, GlossMention, j);

          g_string_append_printf (out, " %u-%u%s", mention->span.start, mention->span.end,
                                  mention->confidence > 0.9 ? "!" : "");
        }
      g_string_append (out, "; ");
    }
  for (guint i = 0; i < analysis->quotes->len; i++)
    {
      const GlossQuote *quote = analysis->quotes->pdata[i];

      g_string_append_printf (out, "%s %s %u-%u %s %s; ", quote->id,
                              gloss_quote_kind_to_string (quote->kind), quote->span.start,
                              quote->span.end, quote->speaker_entity, quote->speaker_name);
    }
  for (guint i = 0; i < analysis->topics->len; i++)
    g_string_append_printf (out, "%s; ", ((GlossTopic *) analysis->topics->pdata[i])->label);

  return g_string_free (out, FALSE);
}

typedef struct
{
  const char *name;
  GlossCorrection correction;
  const char *expected;
} CorrectedCase;

#define E1 "e1 person Keir Starmer 0-4 40-44; "
#define E2 "e2 place Sky 10-14; "
#define E3 "e3 person Starmer 20-24; "
#define Q1 "q1 direct 30-35 e3 Starmer; "
#define T1 "war; "
#define AT(a, b) .has_span = TRUE, .span = { a, b }
#define TO(a, b) .has_new_span = TRUE, .new_span = { a, b }
#define TYPE(t) .has_type = TRUE, .type = GLOSS_ENTITY_##t
#define DO(a, t) .action = GLOSS_CORRECTION_##a, .target = (char *) t
#define NAME(n) .name = (char *) n
#define INTO(n) .into = (char *) n

/* clang-format off */
static const CorrectedCase cases[] = {
  { "remove-entity", { DO (REMOVE, "e2") }, E1 E3 Q1 T1 },
  { "remove-speaker", { DO (REMOVE, "e3") }, E1 E2 "q1 direct 30-35 (null) Starmer; " T1 },
  { "remove-mention", { DO (REMOVE, "e1"), AT (0, 4) }, E2 E3 "e1 person Keir Starmer 40-44; " Q1 T1 },
  { "remove-last-mention", { DO (REMOVE, "e2"), AT (10, 14) }, E1 E3 Q1 T1 },
  { "remove-quote", { DO (REMOVE, "q1") }, E1 E2 E3 T1 },
  { "remove-topic", { DO (REMOVE, "medtop:1") }, E1 E2 E3 Q1 },
  { "remove-nothing", { DO (REMOVE, "e9") }, E1 E2 E3 Q1 T1 },
  { "retype", { DO (RETYPE, "e2"), TYPE (ORGANIZATION) }, E1 "e2 organization Sky 10-14!; " E3 Q1 T1 },
  { "retype-mention", { DO (RETYPE, "e1"), AT (40, 44), TYPE (WORK) },
    "e1 person Keir Starmer 0-4; " E2 E3 "e1@40 work Keir Starmer 40-44!; " Q1 T1 },
  { "retype-quote", { DO (RETYPE, "q1"), .has_kind = TRUE, .kind = GLOSS_QUOTE_MIXED },
    E1 E2 E3 "q1 mixed 30-35 e3 Starmer; " T1 },
  { "resize", { DO (RESIZE, "e2"), AT (10, 14), TO (6, 14) }, E1 "e2 place Sky 6-14!; " E3 Q1 T1 },
  { "resize-quote", { DO (RESIZE, "q1"), TO (29, 36) }, E1 E2 E3 "q1 direct 29-36 e3 Starmer; " T1 },
  { "merge", { DO (MERGE, "e3"), INTO ("e1") },
    "e1 person Keir Starmer 0-4 20-24 40-44; " E2 "q1 direct 30-35 e1 Keir Starmer; " T1 },
  { "merge-into-itself", { DO (MERGE, "e3"), INTO ("e3") }, E1 E2 E3 Q1 T1 },
  { "merge-into-nothing", { DO (MERGE, "e3"), INTO ("e9") }, E1 E2 E3 Q1 T1 },
  { "split", { DO (SPLIT, "e1"), AT (40, 44), NAME ("Other"), INTO ("e-2") },
    "e1 person Keir Starmer 0-4; " E2 E3 "e-2 person Other 40-44!; " Q1 T1 },
  { "rename", { DO (RENAME, "e3"), NAME ("Sir Keir") },
    E1 E2 "e3 person Sir Keir 20-24; q1 direct 30-35 e3 Sir Keir; " T1 },
  { "speaker", { DO (SPEAKER, "q1"), INTO ("e1") }, E1 E2 E3 "q1 direct 30-35 e1 Keir Starmer; " T1 },
  { "speaker-by-name", { DO (SPEAKER, "q1"), NAME ("A. Nobody") },
    E1 E2 E3 "q1 direct 30-35 (null) A. Nobody; " T1 },
  { "no-speaker", { DO (SPEAKER, "q1") }, E1 E2 E3 "q1 direct 30-35 (null) (null); " T1 },
  { "confirm", { DO (CONFIRM, "e2") }, E1 "e2 place Sky 10-14!; " E3 Q1 T1 },
  { "add", { DO (ADD, "e-7"), AT (5, 8), TYPE (EVENT), NAME ("Fair") },
    E1 "e-7 event Fair 5-8!; " E2 E3 Q1 T1 },
  { "add-mention", { DO (ADD, "e-7"), AT (5, 8), INTO ("e2") }, E1 "e2 place Sky 5-8! 10-14; " E3 Q1 T1 },
  { "add-quote", { DO (ADD, "q-7"), AT (1, 3), INTO ("e1") },
    E1 E2 E3 "q-7 direct 1-3 e1 Keir Starmer; " Q1 T1 },
  { "add-topic", { DO (ADD, "medtop:2"), NAME ("peace") }, E1 E2 E3 Q1 "peace; " T1 },
};
/* clang-format on */

static void
test_correct (gconstpointer data)
{
  const CorrectedCase *c = data;
  g_autoptr (GlossAnalysis) analysis = make_analysis ();
  g_autofree char *before = describe (analysis);
  g_autoptr (GPtrArray) corrections =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_correction_unref);
  g_autoptr (GlossAnalysis) corrected = NULL;
  g_autofree char *found = NULL;
  g_autofree char *after = NULL;

  g_ptr_array_add (corrections, gloss_correction_copy (&c->correction));
  corrected = gloss_corrected_new (analysis, corrections);
  found = describe (corrected);
  after = describe (analysis);
  g_assert_cmpstr (found, ==, c->expected);
  g_assert_cmpstr (after, ==, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/corrected/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_correct);
    }

  return g_test_run ();
}
