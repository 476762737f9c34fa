#pragma once

#include "app/document/gloss-article.h"
#include "app/document/gloss-correction.h"

G_BEGIN_DECLS

/* What a person taught: words that are always of a type, or never a name. Kept as the settings
 * keep them: a list of words and types, "none" for no name. */
#define GLOSS_RULES_TYPE "a(ss)"
#define GLOSS_RULE_NO_NAME "none"

gboolean gloss_rules_is_type (const char *type);
GVariant *gloss_rules_learn (GVariant *rules, const char *words, const char *type);
GPtrArray *
gloss_rules_apply (GVariant *rules, const GlossArticle *article, const GlossAnalysis *analysis);

G_END_DECLS
