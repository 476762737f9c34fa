#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What a person taught, as a list in the preferences: words and what they are, each to be changed,
 * forgotten, or added, and all of that undone. */
#define GLOSS_TYPE_RULES_GROUP (gloss_rules_group_get_type ())
G_DECLARE_FINAL_TYPE (GlossRulesGroup, gloss_rules_group, GLOSS, RULES_GROUP, AdwPreferencesGroup)

void gloss_rules_group_set_settings (GlossRulesGroup *self, GSettings *settings);

G_END_DECLS
