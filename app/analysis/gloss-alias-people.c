#include "app/analysis/gloss-alias-people.h"

#include "app/analysis/gloss-words.h"

#include <string.h>

typedef struct
{
  GHashTable *index;
  guint form;
} ShortName;

static void
index_short_name (const char *name, gpointer user_data)
{
  const ShortName *whose = user_data;

  gloss_alias_index_add (whose->index, name, whose->form);
}

static void
index_person (GHashTable *index, const GlossNameForm *form, guint i)
{
  for (guint k = 0; k < form->name->n_words; k++)
    {
      const char *word = form->name->words[k];
      const char *gap = strchr (word, ' ');

      if (word[1] == '\0')
        continue;
      gloss_alias_index_add (index, word, i);
      if (k == 0)
        gloss_names_foreach_short (word, index_short_name, &(ShortName){ index, i });
      if (gap != NULL)
        {
          g_autofree char *before = g_strndup (word, gap - word);

          gloss_alias_index_add (index, before, i);
          gloss_alias_index_add (index, strrchr (word, ' ') + 1, i);
        }
    }
}

static gboolean
genders_clash (GlossGender a, GlossGender b)
{
  return a != GLOSS_GENDER_UNKNOWN && b != GLOSS_GENDER_UNKNOWN && a != b;
}

static gboolean
is_full_name (const GlossNameForm *form)
{
  return form->type == GLOSS_ENTITY_PERSON && form->name != NULL && form->name->n_words >= 2;
}

/* Joins @i to the newest person whose full name is a form of the same. */
static gboolean
join_full_name (GlossAliases *self, GHashTable *index, guint i)
{
  GlossNameForm *form = gloss_aliases_form (self, i);
  const char *last = form->name->words[form->name->n_words - 1];
  const GArray *others = gloss_alias_index_find (index, last);

  if (others == NULL)
    others = gloss_alias_index_find (index, form->name->words[0]);
  for (guint k = others != NULL ? others->len : 0; k > 0; k--)
    {
      guint at = g_array_index (others, guint, k - 1);
      GlossNameForm *other = gloss_aliases_form (self, at);

      if (at != i && !genders_clash (form->gender, other->gender) &&
          (gloss_name_covers (other->name, form->name) ||
           gloss_name_covers (form->name, other->name)))
        {
          /* A longer form that comes later and ends otherwise is no better name: a talk show's. */
          form->is_loose = !gloss_name_is_family (form->name, other->name);
          gloss_aliases_join (self, at, i);
          return TRUE;
        }
    }

  return FALSE;
}

/* Whether nothing but "and" and the like stands between two mentions: they are two people's. */
static gboolean
are_paired (const GlossAliases *self, guint i)
{
  static const char *const between[] = {
    "&",   ",",       "and",    "brother", "daughter", "father", "her",
    "his", "husband", "mother", "or",      "sister",   "son",    "wife",
  };
  const GlossNameMention *one = &g_array_index (self->reading->mentions, GlossNameMention, i);
  guint end = one[1].first;

  if (end > one->end && gloss_aliases_title_before (self, &one[1]) != G_MAXUINT)
    end--;
  if (end <= one->end || end > one->end + 4)
    return FALSE;
  for (guint t = one->end; t < end; t++)
    if (!gloss_words_in (self->reading, t, GLOSS_WORD_SET (between)))
      return FALSE;

  return TRUE;
}

/* Whether mention @i stands beside one of @candidate's in a list of people: "President Trump and
 * Melania Trump". */
static gboolean
is_beside (const GlossAliases *self, guint i, guint candidate)
{
  guint root = gloss_aliases_find (self, candidate);

  if (i > 0 && gloss_aliases_find (self, self->of_mention[i - 1]) == root &&
      are_paired (self, i - 1))
    return TRUE;

  return i + 1 < self->reading->mentions->len &&
         gloss_aliases_find (self, self->of_mention[i + 1]) == root && are_paired (self, i);
}

/* Of the people who share a word, the one that a mention by that word alone means: by family
 * name rather than first name, with the same title, no one's relative, then whom the text speaks
 * of most, then whoever was named in full last. */
static gboolean
choose_namesake (const GlossAliases *self,
                 guint i,
                 const GArray *candidates,
                 const GlossNameForm *form,
                 guint title,
                 GlossGender gender,
                 guint *chosen)
{
  gint64 best = -1;

  for (guint k = 0; k < candidates->len; k++)
    {
      guint at = g_array_index (candidates, guint, k);
      const GlossNameForm *other = gloss_aliases_form (self, at);
      gint64 score =
        gloss_name_is_family (other->name, form->name) ? G_GINT64_CONSTANT (1) << 40 : 0;

      if (genders_clash (gender, other->gender) || !gloss_name_covers (other->name, form->name) ||
          is_beside (self, i, at))
        continue;
      if (gloss_words_same (self->reading, title, other->title))
        score += G_GINT64_CONSTANT (1) << 59;
      if (!other->is_relative)
        score += G_GINT64_CONSTANT (1) << 58;
      score +=
        (gint64) MIN (gloss_aliases_form (self, gloss_aliases_find (self, at))->n_uses, 1 << 16)
        << 36;
      /* Named before: the later the better. Only named further down: the sooner the better. */
      if (other->last_seen != G_MAXUINT)
        score += (G_GINT64_CONSTANT (1) << 33) + other->last_seen;
      else
        score += G_MAXUINT32 - other->first;
      if (score > best)
        {
          best = score;
          *chosen = at;
        }
    }

  return best >= 0;
}

/* Reads the mentions of people in order and finds who each short one is. */
static void
resolve_short_names (GlossAliases *self, GHashTable *index)
{
  const GArray *mentions = self->reading->mentions;

  for (guint i = 0; i < mentions->len; i++)
    {
      const GlossNameMention *mention = &g_array_index (mentions, GlossNameMention, i);
      GlossNameForm *form = gloss_aliases_form (self, self->of_mention[i]);
      const GArray *candidates;
      GlossGender gender;
      guint chosen;

      if (form->type != GLOSS_ENTITY_PERSON || form->name == NULL || form->name->n_words == 0)
        continue;
      if (is_full_name (form))
        {
          form->last_seen = i;
          continue;
        }
      gender = gloss_names_gender_before (self->lists, self->reading, mention->first);
      candidates = gloss_alias_index_find (index, form->name->words[0]);
      if (candidates != NULL &&
          choose_namesake (self, i, candidates, form, gloss_aliases_title_before (self, mention),
                           gender, &chosen))
        {
          self->of_mention[i] = chosen;
          gloss_aliases_form (self, gloss_aliases_find (self, chosen))->n_uses++;
        }
    }
}

/**
 * gloss_aliases_join_people:
 * @self: the forms of a text
 *
 * Joins the full names that are one person's, and finds whom each short name means. Linear:
 * namesakes are bounded.
 */
void
gloss_aliases_join_people (GlossAliases *self)
{
  g_autoptr (GHashTable) index = gloss_alias_index_new ();

  for (guint i = 0; i < self->forms->len; i++)
    {
      GlossNameForm *form = gloss_aliases_form (self, i);

      if (!is_full_name (form))
        continue;
      if (form->gender == GLOSS_GENDER_UNKNOWN)
        form->gender = gloss_names_gender_of_first (self->lists, form->text);
      join_full_name (self, index, i);
      index_person (index, form, i);
    }
  for (guint i = 0; i < self->forms->len; i++)
    if (is_full_name (gloss_aliases_form (self, i)))
      gloss_aliases_form (self, gloss_aliases_find (self, i))->n_uses +=
        gloss_aliases_form (self, i)->n_mentions;
  resolve_short_names (self, index);
}
