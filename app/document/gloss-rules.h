#pragma once

#include "app/document/gloss-article.h"
#include "app/document/gloss-correction.h"

G_BEGIN_DECLS

/* What a person taught: words that are always of a type, or never a name. Kept as the settings
 * keep them: a list of words and types, "none" for no name. */
#define GLOSS_RULES_TYPE "a(ss)"
#define GLOSS_RULE_NO_NAME "none"

/* Whether words may be those of a rule, or why not. */
typedef enum
{
  GLOSS_RULE_FINE,
  GLOSS_RULE_EMPTY,
  GLOSS_RULE_TOO_LONG,
  GLOSS_RULE_TWICE,
} GlossRuleProblem;

gboolean gloss_rules_is_type (const char *type);
GVariant *gloss_rules_learn (GVariant *rules, const char *words, const char *type);
GVariant *gloss_rules_rename (GVariant *rules, const char *old_words, const char *words);
char *gloss_rules_dup_words (const char *typed);
GlossRuleProblem gloss_rules_check (GVariant *rules, const char *words, const char *old_words);
GPtrArray *
gloss_rules_apply (GVariant *rules, const GlossArticle *article, const GlossAnalysis *analysis);

G_END_DECLS
