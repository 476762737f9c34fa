#include "app/analysis/gloss-aliases.h"

#include "app/analysis/gloss-alias-people.h"
#include "app/analysis/gloss-words.h"

#include <string.h>

/* clang-format off */
/* What a club, party or firm is also called without. */
static const char *const optional_ends[] = {
  "airlines", "airways", "bank", "campaign", "city", "club", "cup", "entertainment", "fc", "football club", "games",
  "media", "motors", "movement", "news", "newspaper", "party", "pharmaceuticals", "school", "sc", "studios", "systems", "team",
  "technologies", "united", "university",
};
static const char *const place_ends[] = {
  "airport", "bridge", "island", "islands", "national park", "park", "peninsula", "province", "region", "river",
  "square", "stadium", "state", "strip",
};
/* clang-format on */

/* Forms of one key and type are one entity. Returns: (transfer full): keys → forms, first ones */
static GHashTable *
join_equal_keys (GlossAliases *self)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->forms->len; i++)
    {
      const GlossNameForm *form = gloss_aliases_form (self, i);
      char *id = g_strdup_printf ("%d%s", form->type, form->key);
      gpointer known = g_hash_table_lookup (keys, id);

      if (known == NULL)
        g_hash_table_insert (keys, id, GUINT_TO_POINTER (i + 1));
      else
        {
          gloss_aliases_join (self, GPOINTER_TO_UINT (known) - 1, i);
          g_free (id);
        }
    }

  return keys;
}

static gboolean
look_up (GHashTable *keys, GlossEntityType type, const char *key, guint *form)
{
  g_autofree char *id = g_strdup_printf ("%d%s", type, key);
  gpointer known = g_hash_table_lookup (keys, id);

  if (known == NULL)
    return FALSE;
  *form = GPOINTER_TO_UINT (known) - 1;

  return TRUE;
}

/* "Labour Party" is "Labour" where the text has that too. */
static void
join_shorter (GlossAliases *self, GHashTable *keys)
{
  for (guint i = 0; i < self->forms->len; i++)
    {
      const GlossNameForm *form = gloss_aliases_form (self, i);
      g_autofree char *key = g_strdup (form->key);
      gboolean cut = FALSE;
      guint other;

      if (form->type == GLOSS_ENTITY_ORGANIZATION)
        cut = gloss_aliases_cut_end (key, optional_ends, G_N_ELEMENTS (optional_ends));
      else if (form->type == GLOSS_ENTITY_PLACE)
        cut = gloss_aliases_cut_end (key, place_ends, G_N_ELEMENTS (place_ends));
      if (cut && look_up (keys, form->type, key, &other))
        gloss_aliases_join (self, other, i);
    }
}

/* "Office for National Statistics (ONS)": the mention after @i is @i's, in brackets or out of
 * them, when one is the initials of the other or it is written in capitals; of people also "Dagalo,
 * known as Hemedti". */
static gboolean
introduces (const GlossAliases *self, guint i)
{
  const GlossReading *reading = self->reading;
  const GlossNameMention *one = &g_array_index (reading->mentions, GlossNameMention, i);
  const GlossNameMention *two = one + 1;
  const GlossNameForm *a = gloss_aliases_form (self, self->of_mention[i]);
  const GlossNameForm *b = gloss_aliases_form (self, self->of_mention[i + 1]);

  if (one->type == GLOSS_ENTITY_PERSON && two->type == GLOSS_ENTITY_PERSON &&
      gloss_names_are_one_person (reading, one->end, two->first))
    return TRUE;
  if (two->first != one->end + 1 || one->type != two->type || two->end >= reading->tokens->len ||
      !gloss_words_is (reading, one->end, "(") || !gloss_words_is (reading, two->end, ")"))
    return FALSE;
  if (one->type == GLOSS_ENTITY_PERSON)
    return two->end - two->first == 1 &&
           gloss_words_shape (reading, two->first) == GLOSS_SHAPE_UPPER;

  return gloss_names_is_acronym_of (b->key, a->key) || gloss_names_is_acronym_of (a->key, b->key) ||
         (two->end - two->first == 1 && one->type == GLOSS_ENTITY_ORGANIZATION &&
          gloss_words_shape (reading, two->first) == GLOSS_SHAPE_UPPER);
}

static void
join_introduced (GlossAliases *self)
{
  for (guint i = 0; i + 1 < self->reading->mentions->len; i++)
    if (introduces (self, i))
      gloss_aliases_join (self, self->of_mention[i], self->of_mention[i + 1]);
}

static char *
dup_initials (const char *key, gboolean count_small)
{
  GString *letters = g_string_new (NULL);
  g_auto (GStrv) words = g_strsplit (key, " ", 13);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' &&
        (count_small || (strcmp (words[i], "of") != 0 && strcmp (words[i], "for") != 0 &&
                         strcmp (words[i], "and") != 0 && strcmp (words[i], "the") != 0 &&
                         strcmp (words[i], "&") != 0 && strcmp (words[i], "in") != 0)))
      g_string_append_unichar (letters, g_utf8_get_char (words[i]));

  return g_string_free (letters, FALSE);
}

/* Where the name begins without a country's name, or its people's, in front: "U.S. Drug
 * Enforcement Administration" is the DEA. */
static const char *
skip_country (const GlossAliases *self, const GlossNameForm *form)
{
  gsize n = strcspn (form->text, " ");
  const char *gap = strchr (form->key, ' ');

  if (form->text[n] == '\0' || gap == NULL || strchr (gap + 1, ' ') == NULL ||
      (gloss_lists_find (self->lists, form->text, n) &
       (GLOSS_LIST_COUNTRY | GLOSS_LIST_ALIAS_PLACE | GLOSS_LIST_GROUP)) == 0)
    return form->key;

  return gap + 1;
}

static void
index_initials (GHashTable *initials, GlossEntityType type, const char *key, guint form)
{
  for (int small = 0; small < 2; small++)
    {
      g_autofree char *letters = dup_initials (key, small);

      g_hash_table_insert (initials, g_strdup_printf ("%d%s", type, letters),
                           GUINT_TO_POINTER (form + 1));
    }
}

/* "ONS" is the "Office for National Statistics" also where nothing says so. */
static void
join_acronyms (GlossAliases *self)
{
  g_autoptr (GHashTable) initials = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->forms->len; i++)
    {
      const GlossNameForm *form = gloss_aliases_form (self, i);

      if ((form->type != GLOSS_ENTITY_ORGANIZATION && form->type != GLOSS_ENTITY_PLACE) ||
          strchr (form->key, ' ') == NULL || strlen (form->key) >= GLOSS_MAX_FORM_BYTES)
        continue;
      index_initials (initials, form->type, form->key, i);
      if (skip_country (self, form) != form->key)
        index_initials (initials, form->type, skip_country (self, form), i);
    }
  for (guint i = 0; i < self->forms->len; i++)
    {
      const GlossNameForm *form = gloss_aliases_form (self, i);
      guint other;

      if ((form->type == GLOSS_ENTITY_ORGANIZATION || form->type == GLOSS_ENTITY_PLACE) &&
          strchr (form->key, ' ') == NULL && strlen (form->key) >= 2 && strlen (form->key) <= 12 &&
          !g_ascii_islower (form->text[1]) && look_up (initials, form->type, form->key, &other))
        gloss_aliases_join (self, other, i);
    }
}

/* A firm's branch is not the firm: "Toyota Canada". */
static gboolean
ends_with_country (const GlossAliases *self, const GlossNameForm *form)
{
  const char *gap = strrchr (form->text, ' ');

  return gap != NULL && (gloss_lists_find (self->lists, gap + 1, strlen (gap + 1)) &
                         (GLOSS_LIST_COUNTRY | GLOSS_LIST_ALIAS_PLACE)) != 0;
}

/* "Rockstar" is "Rockstar Games", "City" is "Manchester City": a word alone that begins or ends
 * an organization's longer name, and only one's. */
static void
join_single_words (GlossAliases *self)
{
  g_autoptr (GHashTable) index = gloss_alias_index_new ();

  for (guint i = 0; i < self->forms->len; i++)
    {
      const GlossNameForm *form = gloss_aliases_form (self, i);
      const char *first_gap = strchr (form->key, ' ');

      if (form->type != GLOSS_ENTITY_ORGANIZATION || first_gap == NULL ||
          gloss_aliases_find (self, i) != i)
        continue;
      if (strchr (first_gap + 1, ' ') == NULL || strstr (form->key, " of ") == NULL)
        {
          g_autofree char *head = g_strndup (form->key, first_gap - form->key);

          if (!ends_with_country (self, form))
            gloss_alias_index_add (index, head, i);
        }
      gloss_alias_index_add (index, strrchr (form->key, ' ') + 1, i);
    }
  for (guint i = 0; i < self->forms->len; i++)
    {
      const GlossNameForm *form = gloss_aliases_form (self, i);
      const GArray *others;

      if (form->type != GLOSS_ENTITY_ORGANIZATION || strchr (form->key, ' ') != NULL ||
          gloss_aliases_find (self, i) != i)
        continue;
      others = gloss_alias_index_find (index, form->key);
      if (others != NULL && others->len == 1)
        gloss_aliases_join (self, g_array_index (others, guint, 0), i);
    }
}

/**
 * gloss_aliases_new:
 * @reading: a text with its mentions; must outlive the result
 * @lists: the word lists; must outlive the result
 *
 * Finds which ways of writing a name stand for one entity: equal but for case and accents, listed
 * as other names of the same, abbreviations, parts of full names. Linear: namesakes are bounded.
 *
 * Returns: (transfer full): the forms and what each mention belongs to
 */
GlossAliases *
gloss_aliases_new (const GlossReading *reading, const GlossLists *lists)
{
  GlossAliases *self = g_new0 (GlossAliases, 1);
  g_autoptr (GHashTable) keys = NULL;

  self->reading = reading;
  self->lists = lists;
  gloss_aliases_collect_forms (self);
  keys = join_equal_keys (self);
  join_shorter (self, keys);
  join_introduced (self);
  join_acronyms (self);
  join_single_words (self);
  gloss_aliases_join_people (self);

  return self;
}

void
gloss_aliases_free (GlossAliases *self)
{
  g_array_unref (self->forms);
  g_free (self->of_mention);
  g_free (self);
}
