#include "app/analysis/gloss-clusters.h"

#include "app/analysis/gloss-aliases.h"
#include "app/analysis/gloss-roles.h"
#include "app/analysis/gloss-words.h"

#include <string.h>

/* Whether @text has letters, four at least, and all of them are capitals. */
static gboolean
is_shouted (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar ch = g_utf8_get_char (p);

      if (g_unichar_islower (ch))
        return FALSE;
      n += g_unichar_isupper (ch);
    }

  return n >= 4;
}

static char *
dup_title_case (const char *text)
{
  GString *title = g_string_new (NULL);
  gboolean inside = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar ch = g_utf8_get_char (p);

      g_string_append_unichar (title, inside ? g_unichar_tolower (ch) : ch);
      inside = g_unichar_isalpha (ch) || ch == '\'' || ch == 0x2019;
    }

  return g_string_free (title, FALSE);
}

static guint
count_words (const char *text)
{
  guint n = 1;

  for (; *text != '\0'; text++)
    n += *text == ' ';

  return n;
}

/* "KTR" */
static gboolean
is_abbreviation (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isupper (*p))
      return FALSE;

  return TRUE;
}

/* How much better than others a form is as the entity's name: fullest first, but a place or body
 * whose usual name the lists know by that where the text has it. */
static gint
rate_form (const GlossLists *lists, const GlossNameForm *form)
{
  guint n_words = count_words (form->text);
  gint rate = 10 * MIN (n_words, 8);
  guint wanted = form->type == GLOSS_ENTITY_PLACE          ? GLOSS_LIST_ALIAS_PLACE
                 : form->type == GLOSS_ENTITY_ORGANIZATION ? GLOSS_LIST_ALIAS_ORGANIZATION
                                                           : 0;
  g_autofree char *usual =
    wanted != 0 ? gloss_lists_dup_canonical (lists, form->text, wanted) : NULL;

  if (form->type == GLOSS_ENTITY_PERSON && form->name != NULL)
    rate = 10 * (MIN (form->name->n_words, 8) - form->name->n_initials) +
           (form->name->n_initials > 0) - (form->is_loose ? 15 : 0) -
           (is_abbreviation (form->text) ? 5 : 0);
  if (is_shouted (form->text) && (n_words > 1 || form->type != GLOSS_ENTITY_ORGANIZATION))
    rate -= 5;
  if (g_str_has_prefix (form->text, "the "))
    rate -= 11;
  if (form->type == GLOSS_ENTITY_PLACE && strchr (form->text, '.') != NULL)
    rate -= 1;
  if (usual != NULL && strcmp (usual, form->text) == 0)
    rate += 100;
  if (form->type == GLOSS_ENTITY_GROUP || form->type >= GLOSS_ENTITY_DATE)
    rate = 0;

  return rate;
}

/* (transfer full): the name of the entity whose best form is @form; only its capitals may differ */
static char *
make_name (const GlossNameForm *form)
{
  const char *text = form->text;

  if (form->type <= GLOSS_ENTITY_PLACE && g_str_has_prefix (text, "the ") && text[4] != '\0')
    text += 4;
  if (is_shouted (text) && (form->type == GLOSS_ENTITY_PERSON ||
                            (form->type == GLOSS_ENTITY_PLACE && strchr (text, '.') == NULL)))
    return dup_title_case (text);

  return g_strdup (text);
}

static void
name_clusters (GlossReading *reading, const GlossAliases *aliases, const guint *cluster_of_form)
{
  g_autofree gint *best = g_new (gint, MAX (reading->clusters->len, 1));

  for (guint i = 0; i < reading->clusters->len; i++)
    best[i] = G_MININT;
  for (guint i = 0; i < aliases->forms->len; i++)
    {
      const GlossNameForm *form = &g_array_index (aliases->forms, GlossNameForm, i);
      guint index = cluster_of_form[gloss_aliases_find (aliases, i)];
      gint rate = rate_form (aliases->lists, form);

      if (index == G_MAXUINT || rate <= best[index])
        continue;
      best[index] = rate;
      g_free (((GlossCluster *) reading->clusters->pdata[index])->name);
      ((GlossCluster *) reading->clusters->pdata[index])->name = make_name (form);
      if (((GlossCluster *) reading->clusters->pdata[index])->gender == GLOSS_GENDER_UNKNOWN)
        ((GlossCluster *) reading->clusters->pdata[index])->gender = form->gender;
    }
}

/**
 * gloss_clusters_build:
 * @reading: a text with its mentions
 * @lists: the word lists
 *
 * Puts the mentions of one entity together, names it by its fullest form, and collects what the
 * text says of it: gender and roles. Clusters come in the order of their first mentions. Linear.
 */
void
gloss_clusters_build (GlossReading *reading, const GlossLists *lists)
{
  g_autoptr (GlossAliases) aliases = gloss_aliases_new (reading, lists);
  g_autofree guint *cluster_of_form = g_new (guint, MAX (aliases->forms->len, 1));

  memset (cluster_of_form, 0xff, sizeof (guint) * MAX (aliases->forms->len, 1));
  for (guint i = 0; i < reading->mentions->len; i++)
    {
      GlossNameMention *mention = &g_array_index (reading->mentions, GlossNameMention, i);
      guint root = gloss_aliases_find (aliases, aliases->of_mention[i]);

      if (cluster_of_form[root] == G_MAXUINT)
        {
          cluster_of_form[root] = reading->clusters->len;
          g_ptr_array_add (reading->clusters, gloss_cluster_new (mention->type));
        }
      mention->cluster = cluster_of_form[root];
      g_array_append_val (((GlossCluster *) reading->clusters->pdata[mention->cluster])->mentions,
                          i);
    }
  name_clusters (reading, aliases, cluster_of_form);
  gloss_roles_find (reading, lists);
}
