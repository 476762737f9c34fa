#include "app/document/gloss-rules.h"

#include "app/document/gloss-amend.h"

/* Names are shorter than this, also those of laws and of organizations. */
#define MAX_CHARS 200

/**
 * gloss_rules_is_type:
 * @type: (nullable): what a rule says of its words
 *
 * Returns: whether that is a type of entities, or %GLOSS_RULE_NO_NAME
 */
gboolean
gloss_rules_is_type (const char *type)
{
  GlossEntityType ignored;

  return g_strcmp0 (type, GLOSS_RULE_NO_NAME) == 0 ||
         gloss_entity_type_from_string (type, &ignored);
}

/**
 * gloss_rules_learn:
 * @rules: the rules so far
 * @words: letter by letter as articles have them
 * @type: (nullable): a type, or %GLOSS_RULE_NO_NAME; %NULL to forget the words
 *
 * Returns: (transfer floating): the rules with this one, in place of an older one of the same
 *   words
 */
GVariant *
gloss_rules_learn (GVariant *rules, const char *words, const char *type)
{
  GVariantBuilder builder;
  GVariantIter iter;
  const char *old_words, *old_type;
  gboolean is_there = FALSE;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (GLOSS_RULES_TYPE));
  g_variant_iter_init (&iter, rules);
  while (g_variant_iter_next (&iter, "(&s&s)", &old_words, &old_type))
    {
      gboolean is_same = g_str_equal (old_words, words);

      if (!is_same)
        g_variant_builder_add (&builder, "(ss)", old_words, old_type);
      else if (type != NULL && !is_there)
        g_variant_builder_add (&builder, "(ss)", words, type);
      is_there = is_there || is_same;
    }
  if (!is_there && type != NULL)
    g_variant_builder_add (&builder, "(ss)", words, type);

  return g_variant_builder_end (&builder);
}

/**
 * gloss_rules_rename:
 * @rules: the rules so far
 * @old_words: those of one of them
 * @words: what they shall be: gloss_rules_check() found nothing wrong with them
 *
 * Returns: (transfer floating): the rules with this one changed, in the same order
 */
GVariant *
gloss_rules_rename (GVariant *rules, const char *old_words, const char *words)
{
  GVariantBuilder builder;
  GVariantIter iter;
  const char *here, *type;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (GLOSS_RULES_TYPE));
  g_variant_iter_init (&iter, rules);
  while (g_variant_iter_next (&iter, "(&s&s)", &here, &type))
    g_variant_builder_add (&builder, "(ss)", g_str_equal (here, old_words) ? words : here, type);

  return g_variant_builder_end (&builder);
}

/**
 * gloss_rules_dup_words:
 * @typed: what a person typed
 *
 * Returns: (transfer full): the words as articles have them: one space between them, none around
 */
char *
gloss_rules_dup_words (const char *typed)
{
  GString *words = g_string_new (NULL);
  gboolean is_space_due = FALSE;

  for (const char *p = typed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar ch = g_utf8_get_char (p);

      if (!g_unichar_isspace (ch))
        {
          if (is_space_due)
            g_string_append_c (words, ' ');
          g_string_append_unichar (words, ch);
        }
      is_space_due = g_unichar_isspace (ch) && words->len > 0;
    }

  return g_string_free (words, FALSE);
}

static gboolean
has_letter (const char *words)
{
  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/**
 * gloss_rules_check:
 * @rules: the rules so far
 * @words: as gloss_rules_dup_words() gives them
 * @old_words: (nullable): those of the rule that is to have them; %NULL for a new one
 *
 * Returns: %GLOSS_RULE_FINE, or what is wrong with them
 */
GlossRuleProblem
gloss_rules_check (GVariant *rules, const char *words, const char *old_words)
{
  GVariantIter iter;
  const char *here, *type;

  if (!has_letter (words))
    return GLOSS_RULE_EMPTY;
  if (g_utf8_strlen (words, -1) > MAX_CHARS)
    return GLOSS_RULE_TOO_LONG;
  g_variant_iter_init (&iter, rules);
  while (g_variant_iter_next (&iter, "(&s&s)", &here, &type))
    if (g_str_equal (here, words) && g_strcmp0 (here, old_words) != 0)
      return GLOSS_RULE_TWICE;

  return GLOSS_RULE_FINE;
}

static gboolean
are_all_called (const GlossArticle *article, const GlossEntity *entity, const char *words)
{
  for (guint i = 0; i < entity->mentions->len; i++)
    {
      g_autofree char *here =
        gloss_article_dup_words (article, g_array_index (entity->mentions, GlossMention, i).span);

      if (!g_str_equal (here, words))
        return FALSE;
    }

  return TRUE;
}

/* Adds what the rule says of the first place that is not as it should be; @list gets the same for
 * the others then. */
static gboolean
apply_first (const GlossArticle *article,
             const GlossAnalysis *shown,
             const char *words,
             GlossEntityType type,
             GArray *places,
             GPtrArray *list)
{
  for (guint i = 0; i < places->len; i++)
    {
      GlossSpan place = g_array_index (places, GlossSpan, i), mention;
      const GlossEntity *entity = gloss_amend_find_mention (shown, place, &mention);
      g_autoptr (GPtrArray) said = NULL;

      /* Longer names have other types: a rule for "Sky" says nothing of "Sky News". */
      if (entity != NULL && (entity->type == type || !gloss_span_equal (mention, place)))
        continue;
      if (entity != NULL && are_all_called (article, entity, words))
        {
          said = gloss_amend_new (gloss_correction_new (GLOSS_CORRECTION_RETYPE, entity->id));
          ((GlossCorrection *) said->pdata[0])->has_type = TRUE;
          ((GlossCorrection *) said->pdata[0])->type = type;
        }
      else
        {
          said = gloss_amend_mark (article, shown, place, type);
        }
      for (guint j = 0; j < said->len; j++)
        g_ptr_array_add (list, gloss_correction_ref (said->pdata[j]));
      return said->len > 0;
    }

  return FALSE;
}

static void
apply_typed (const GlossArticle *article,
             const GlossAnalysis *shown,
             const char *words,
             GlossEntityType type,
             GPtrArray *list)
{
  g_autoptr (GArray) places = gloss_amend_find_words (article, words);
  g_autoptr (GlossAnalysis) after = NULL;
  g_autoptr (GPtrArray) like = NULL;

  if (!apply_first (article, shown, words, type, places, list))
    return;
  after = gloss_corrected_new (shown, list);
  like = gloss_amend_like (article, shown, after, list->pdata[0]);
  for (guint i = 0; i < like->len; i++)
    g_ptr_array_add (list, gloss_correction_ref (like->pdata[i]));
}

static void
apply_no_name (const GlossArticle *article,
               const GlossAnalysis *shown,
               const char *words,
               GPtrArray *list)
{
  g_autoptr (GArray) places = gloss_amend_find_words (article, words);

  for (guint i = 0; i < places->len; i++)
    {
      GlossSpan place = g_array_index (places, GlossSpan, i), mention;
      const GlossEntity *entity = gloss_amend_find_mention (shown, place, &mention);

      if (entity != NULL && gloss_span_equal (mention, place))
        g_ptr_array_add (list, gloss_amend_new_at (GLOSS_CORRECTION_REMOVE, entity->id, mention));
    }
}

/**
 * gloss_rules_apply:
 * @rules: what was taught
 * @article: an article
 * @analysis: what the engine found in it
 *
 * Says by the rules what a person would have to say again. Each correction names its rule. Costs
 * the rules times the text.
 *
 * Returns: (transfer full) (element-type GlossCorrection): one step of the history; empty where
 *   all is as the rules say
 */
GPtrArray *
gloss_rules_apply (GVariant *rules, const GlossArticle *article, const GlossAnalysis *analysis)
{
  GPtrArray *all = gloss_amend_new (NULL);
  GVariantIter iter;
  const char *words, *type_name;

  g_variant_iter_init (&iter, rules);
  while (g_variant_iter_next (&iter, "(&s&s)", &words, &type_name))
    {
      g_autoptr (GlossAnalysis) shown = gloss_corrected_new (analysis, all);
      g_autoptr (GPtrArray) list = gloss_amend_new (NULL);
      GlossEntityType type;

      if (gloss_entity_type_from_string (type_name, &type))
        apply_typed (article, shown, words, type, list);
      else if (g_str_equal (type_name, GLOSS_RULE_NO_NAME))
        apply_no_name (article, shown, words, list);
      for (guint i = 0; i < list->len; i++)
        {
          GlossCorrection *correction = gloss_correction_copy (list->pdata[i]);

          correction->rule = g_strdup (words);
          g_ptr_array_add (all, correction);
        }
    }

  return all;
}
