#include "app/document/gloss-rules.h"

#include <string.h>

/* What was taught is said of a new article as a person would say it. */

static const char text[] = "Sky said no. Sky News asked Sky again. May won in May.";

typedef struct
{
  const char *name;
  const char *rules;    /* as g_variant_parse() reads them */
  const char *expected; /* name, type and number of mentions of all entities, by name */
} RulesCase;

/* In the article: "Sky" is a place twice, "Sky News" an organization, the first "May" a date. */
/* clang-format off */
static const RulesCase cases[] = {
  { "none", "[]", "May date 1; Sky place 2; Sky News organization 1; " },
  { "retype", "[('Sky', 'organization')]",
    "May date 1; Sky organization 2; Sky News organization 1; " },
  { "as-it-is", "[('Sky', 'place')]", "May date 1; Sky place 2; Sky News organization 1; " },
  { "missed", "[('May', 'person')]", "May person 2; Sky place 2; Sky News organization 1; " },
  { "no-name", "[('May', 'none'), ('Sky', 'none')]", "Sky News organization 1; " },
  { "unknown-type", "[('Sky', 'fish')]", "May date 1; Sky place 2; Sky News organization 1; " },
  { "not-there", "[('Somebody', 'person'), ('', 'person')]",
    "May date 1; Sky place 2; Sky News organization 1; " },
  { "parts-of-words", "[('Ne', 'person'), ('Sk', 'none')]",
    "May date 1; Sky place 2; Sky News organization 1; " },
};
/* clang-format on */

static void
add_entity (GlossAnalysis *analysis, GlossEntityType type, const char *name, guint a, guint b)
{
  GlossEntity *entity = gloss_entity_new (type, name);
  const guint starts[] = { a, b };

  entity->id = g_strdup_printf ("e%u", analysis->entities->len + 1);
  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      GlossMention mention = { { starts[i], starts[i] + strlen (name) }, 0.5 };

      if (i == 0 || b > 0)
        g_array_append_val (entity->mentions, mention);
    }
  g_ptr_array_add (analysis->entities, entity);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const GlossEntity *const *) a)->name, (*(const GlossEntity *const *) b)->name);
}

static char *
describe (const GlossAnalysis *analysis)
{
  GString *out = g_string_new (NULL);

  g_ptr_array_sort (analysis->entities, compare_names);
  for (guint i = 0; i < analysis->entities->len; i++)
    {
      const GlossEntity *entity = analysis->entities->pdata[i];

      g_string_append_printf (out, "%s %s %u; ", entity->name,
                              gloss_entity_type_to_string (entity->type), entity->mentions->len);
    }

  return g_string_free (out, FALSE);
}

static void
test_apply (gconstpointer data)
{
  const RulesCase *c = data;
  g_autoptr (GlossArticle) article = gloss_article_new (
    text, strlen (text), g_ptr_array_new_with_free_func ((GDestroyNotify) gloss_block_free));
  g_autoptr (GlossAnalysis) analysis = gloss_analysis_new ();
  g_autoptr (GVariant) rules =
    g_variant_parse (G_VARIANT_TYPE (GLOSS_RULES_TYPE), c->rules, NULL, NULL, NULL);
  g_autoptr (GPtrArray) corrections = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GlossAnalysis) shown = NULL;
  g_autofree char *description = NULL;

  g_assert_nonnull (rules);
  add_entity (analysis, GLOSS_ENTITY_PLACE, "Sky", 0, 28);
  add_entity (analysis, GLOSS_ENTITY_ORGANIZATION, "Sky News", 13, 0);
  add_entity (analysis, GLOSS_ENTITY_DATE, "May", 39, 0);
  corrections = gloss_rules_apply (rules, article, analysis);
  shown = gloss_corrected_new (analysis, corrections);
  for (guint i = 0; i < corrections->len; i++)
    g_assert_nonnull (((GlossCorrection *) corrections->pdata[i])->rule);
  again = gloss_rules_apply (rules, article, shown);
  g_assert_cmpuint (again->len, ==, 0);
  description = describe (shown);
  g_assert_cmpstr (description, ==, c->expected);
}

/* The same words are taught once; what is forgotten is gone. */
static void
test_learn (void)
{
  static const struct
  {
    const char *words, *type, *expected;
  } rows[] = {
    { "Sky", "organization", "[('Sky', 'organization')]" },
    { "May", "none", "[('Sky', 'organization'), ('May', 'none')]" },
    { "Sky", "place", "[('Sky', 'place'), ('May', 'none')]" },
    { "nobody", NULL, "[('Sky', 'place'), ('May', 'none')]" },
    { "Sky", NULL, "[('May', 'none')]" },
  };
  g_autoptr (GVariant) rules =
    g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE ("(ss)"), NULL, 0));

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GVariant *learned =
        g_variant_ref_sink (gloss_rules_learn (rules, rows[i].words, rows[i].type));
      g_autofree char *printed = g_variant_print (learned, FALSE);

      g_assert_cmpstr (printed, ==, rows[i].expected);
      g_variant_unref (rules);
      rules = learned;
    }
  g_assert_true (gloss_rules_is_type ("person") && gloss_rules_is_type ("none"));
  g_assert_false (gloss_rules_is_type ("fish") || gloss_rules_is_type (NULL));
}

/* What people type for the words of a rule, and what is wrong with it. */
static void
test_check (void)
{
  static const struct
  {
    const char *typed, *words, *old_words;
    GlossRuleProblem problem;
  } rows[] = {
    { "  Sky\t News ", "Sky News", NULL, GLOSS_RULE_FINE },
    { "Sky", "Sky", NULL, GLOSS_RULE_TWICE },
    { "Sky", "Sky", "Sky", GLOSS_RULE_FINE },
    { "Sky", "Sky", "May", GLOSS_RULE_TWICE },
    { "sky", "sky", "Sky", GLOSS_RULE_FINE },
    { " \n", "", "May", GLOSS_RULE_EMPTY },
    { "“…”", "“…”", NULL, GLOSS_RULE_EMPTY },
    { "\xe6\x9d\xb1\xe4\xba\xac", "\xe6\x9d\xb1\xe4\xba\xac", NULL, GLOSS_RULE_FINE },
  };
  g_autoptr (GVariant) rules =
    g_variant_ref_sink (g_variant_new_parsed ("[('Sky', 'place'), ('May', 'none')]"));
  g_autoptr (GVariant) renamed = g_variant_ref_sink (gloss_rules_rename (rules, "Sky", "Sky News"));
  g_autofree char *printed = g_variant_print (renamed, FALSE);
  g_autofree char *long_words = g_strnfill (201, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = gloss_rules_dup_words (rows[i].typed);

      g_assert_cmpstr (words, ==, rows[i].words);
      g_assert_cmpint (gloss_rules_check (rules, words, rows[i].old_words), ==, rows[i].problem);
    }
  g_assert_cmpint (gloss_rules_check (rules, long_words, NULL), ==, GLOSS_RULE_TOO_LONG);
  g_assert_cmpstr (printed, ==, "[('Sky News', 'place'), ('May', 'none')]");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/rules/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_apply);
    }
  g_test_add_func ("/rules/learn", test_learn);
  g_test_add_func ("/rules/check", test_check);

  return g_test_run ();
}
