#include "app/analysis/gloss-aliases.h"

#include "app/analysis/gloss-words.h"

#include <string.h>

/* How many entities may share a word before the older ones are forgotten: keeps it linear. */
#define MAX_NAMESAKES 12
/* A form of more bytes is only ever the same as itself. */
#define MAX_FORM_BYTES 200
#define FIRST_NAME (GLOSS_LIST_FEMALE_NAME | GLOSS_LIST_MALE_NAME | GLOSS_LIST_ANY_NAME)

/* clang-format off */
static const char *const relatives[] = {
  "aunt", "brother", "brothers", "cousin", "dad", "daughter", "ex-husband", "ex-wife", "father", "granddaughter", "grandfather",
  "grandmother", "grandson", "half-brother", "half-sister", "husband", "mother", "mum", "nephew", "niece", "parents", "partner", "sibling", "siblings",
  "sister", "sisters", "son", "sons", "stepson", "twin", "uncle", "widow", "wife",
};
static const char *const company_ends[] = {
  "ag", "and co", "bv", "co", "company", "corp", "corporation", "gmbh", "group", "holding", "holdings", "inc",
  "incorporated", "international", "limited", "llc", "llp", "ltd", "nv", "plc", "sa", "se", "spa",
};
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

static GlossNameForm *
get_form (const GlossAliases *self, guint i)
{
  return &g_array_index (self->forms, GlossNameForm, i);
}

/* The token of the title right before a mention, or G_MAXUINT. */
static guint
find_title (const GlossAliases *self, const GlossNameMention *mention)
{
  if (mention->first == 0 ||
      (gloss_lists_find_word (self->lists, self->reading, mention->first - 1) & GLOSS_LIST_TITLE) ==
        0)
    return G_MAXUINT;

  return mention->first - 1;
}

/* Whether a person is introduced as somebody's relative: "his twin brother, Damon Minor". */
static gboolean
is_relative (const GlossAliases *self, const GlossNameMention *mention)
{
  for (guint i = mention->first; i > 0 && i + 2 > mention->first; i--)
    if (gloss_words_in (self->reading, i - 1, GLOSS_WORD_SET (relatives)))
      return TRUE;

  return FALSE;
}

/**
 * gloss_aliases_find:
 * @self: the forms of a text
 * @form: one of them
 *
 * Returns: the form that stands for the entity of @form
 */
guint
gloss_aliases_find (const GlossAliases *self, guint form)
{
  guint root = form;

  while (get_form (self, root)->same_as != root)
    root = get_form (self, root)->same_as;
  while (get_form (self, form)->same_as != root)
    {
      guint next = get_form (self, form)->same_as;

      get_form (self, form)->same_as = root;
      form = next;
    }

  return root;
}

/* The earlier form of the two stands for both. */
static void
join (const GlossAliases *self, guint a, guint b)
{
  guint root_a = gloss_aliases_find (self, a);
  guint root_b = gloss_aliases_find (self, b);

  if (root_a < root_b)
    get_form (self, root_b)->same_as = root_a;
  else
    get_form (self, root_a)->same_as = root_b;
}

static char *
dup_form_text (const GlossReading *reading, const GlossNameMention *mention)
{
  GString *text = g_string_new (NULL);

  for (guint i = mention->first; i < mention->end; i++)
    {
      gsize n_bytes;
      const char *word = gloss_words_text (reading, i, &n_bytes);

      if (i > mention->first && !gloss_words_touch (reading, i - 1))
        g_string_append_c (text, ' ');
      /* A mention may leave the last token's stop out. */
      if (gloss_words_get (reading, i)->span.end > mention->span.end)
        n_bytes -= gloss_words_get (reading, i)->span.end - mention->span.end;
      g_string_append_len (text, word, n_bytes);
    }

  return g_string_free (text, FALSE);
}

/* Whether @key ends with the word or words @end and has others before. */
static gboolean
ends_with_words (const char *key, const char *end)
{
  gsize n = strlen (key);
  gsize n_end = strlen (end);

  return n > n_end + 1 && key[n - n_end - 1] == ' ' && strcmp (key + n - n_end, end) == 0;
}

/* Cuts one of @ends off @key. Returns: whether there was one. */
static gboolean
cut_end (char *key, const char *const *ends, gsize n_ends)
{
  for (gsize i = 0; i < n_ends; i++)
    if (ends_with_words (key, ends[i]))
      {
        key[strlen (key) - strlen (ends[i]) - 1] = '\0';
        return TRUE;
      }

  return FALSE;
}

/* (transfer full): what two ways to write one name have in common */
static char *
make_key (const GlossAliases *self, GlossEntityType type, const char *text)
{
  guint wanted = type == GLOSS_ENTITY_PLACE          ? GLOSS_LIST_PLACE
                 : type == GLOSS_ENTITY_ORGANIZATION ? GLOSS_LIST_ALIAS_ORGANIZATION
                 : type == GLOSS_ENTITY_GROUP        ? GLOSS_LIST_GROUP
                                                     : 0;
  g_autofree char *canonical =
    wanted != 0 ? gloss_lists_dup_canonical (self->lists, text, wanted) : NULL;
  const char *source = canonical != NULL ? canonical : text;
  char *key = gloss_names_fold (source, strlen (source));

  if (type == GLOSS_ENTITY_ORGANIZATION && cut_end (key, company_ends, G_N_ELEMENTS (company_ends)))
    cut_end (key, company_ends, G_N_ELEMENTS (company_ends));
  if (type == GLOSS_ENTITY_GROUP && canonical == NULL && strlen (key) > 3 &&
      g_str_has_suffix (key, "s"))
    key[strlen (key) - 1] = '\0';
  if (*key == '\0')
    {
      g_free (key);
      key = g_strdup (text);
    }

  return key;
}

static void
clear_form (gpointer data)
{
  GlossNameForm *form = data;

  g_free (form->text);
  g_free (form->key);
  g_clear_pointer (&form->name, gloss_name_free);
}

static guint
add_form (GlossAliases *self, const GlossNameMention *mention, guint index, char *text)
{
  GlossNameForm form = { .type = mention->type, .text = text, .first = index };

  form.key =
    strlen (text) < MAX_FORM_BYTES ? make_key (self, mention->type, text) : g_strdup (text);
  if (mention->type == GLOSS_ENTITY_PERSON && strlen (text) < MAX_FORM_BYTES)
    form.name = gloss_name_new (text, strlen (text));
  form.same_as = self->forms->len;
  form.last_seen = G_MAXUINT;
  form.is_relative = mention->type == GLOSS_ENTITY_PERSON && is_relative (self, mention);
  form.title = mention->type == GLOSS_ENTITY_PERSON ? find_title (self, mention) : G_MAXUINT;
  g_array_append_val (self->forms, form);

  return self->forms->len - 1;
}

/* "Joe and Jill Biden": the first has the family name of the second. Returns: (transfer full)
 * (nullable): his whole name */
static GlossName *
read_shared_family (const GlossAliases *self, guint i)
{
  const GlossNameMention *one = &g_array_index (self->reading->mentions, GlossNameMention, i);
  const GlossReading *reading = self->reading;
  g_autofree char *whole = NULL;
  guint last;

  if (one->type != GLOSS_ENTITY_PERSON || one->end - one->first != 1 ||
      i + 1 == reading->mentions->len || one[1].type != GLOSS_ENTITY_PERSON ||
      one[1].end - one[1].first != 2 || one[1].first != one->end + 1 ||
      !gloss_words_is (reading, one->end, "and") ||
      (gloss_lists_find_word (self->lists, reading, one->first) & FIRST_NAME) == 0 ||
      (gloss_lists_find_word (self->lists, reading, one[1].first) & FIRST_NAME) == 0)
    return NULL;
  last = one[1].end - 1;
  whole = g_strdup_printf ("%.*s %.*s", (int) (one->span.end - one->span.start),
                           reading->text + one->span.start,
                           (int) (one[1].span.end - gloss_words_get (reading, last)->span.start),
                           reading->text + gloss_words_get (reading, last)->span.start);

  return gloss_name_new (whole, strlen (whole));
}

static void
collect_forms (GlossAliases *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const GArray *mentions = self->reading->mentions;

  for (guint i = 0; i < mentions->len; i++)
    {
      const GlossNameMention *mention = &g_array_index (mentions, GlossNameMention, i);
      char *text = dup_form_text (self->reading, mention);
      char *id = g_strdup_printf ("%d%s", mention->type, text);
      gpointer known = g_hash_table_lookup (seen, id);
      guint form;

      if (known == NULL)
        {
          form = add_form (self, mention, i, text);
          g_hash_table_insert (seen, id, GUINT_TO_POINTER (form + 1));
        }
      else
        {
          form = GPOINTER_TO_UINT (known) - 1;
          g_free (text);
          g_free (id);
        }
      if (known == NULL)
        {
          GlossName *whole = read_shared_family (self, i);

          if (whole != NULL)
            {
              g_clear_pointer (&get_form (self, form)->name, gloss_name_free);
              get_form (self, form)->name = whole;
            }
        }
      get_form (self, form)->n_mentions++;
      self->of_mention[i] = form;
      if (mention->type == GLOSS_ENTITY_PERSON &&
          get_form (self, form)->gender == GLOSS_GENDER_UNKNOWN)
        get_form (self, form)->gender =
          gloss_names_gender_before (self->lists, self->reading, mention->first);
    }
}

/* Forms of one key and type are one entity. Returns: (transfer full): keys → forms, first ones */
static GHashTable *
join_equal_keys (GlossAliases *self)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->forms->len; i++)
    {
      const GlossNameForm *form = get_form (self, i);
      char *id = g_strdup_printf ("%d%s", form->type, form->key);
      gpointer known = g_hash_table_lookup (keys, id);

      if (known == NULL)
        g_hash_table_insert (keys, id, GUINT_TO_POINTER (i + 1));
      else
        {
          join (self, GPOINTER_TO_UINT (known) - 1, i);
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
      const GlossNameForm *form = get_form (self, i);
      g_autofree char *key = g_strdup (form->key);
      gboolean cut = FALSE;
      guint other;

      if (form->type == GLOSS_ENTITY_ORGANIZATION)
        cut = cut_end (key, optional_ends, G_N_ELEMENTS (optional_ends));
      else if (form->type == GLOSS_ENTITY_PLACE)
        cut = cut_end (key, place_ends, G_N_ELEMENTS (place_ends));
      if (cut && look_up (keys, form->type, key, &other))
        join (self, other, i);
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
  const GlossNameForm *a = get_form (self, self->of_mention[i]);
  const GlossNameForm *b = get_form (self, self->of_mention[i + 1]);

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
      join (self, self->of_mention[i], self->of_mention[i + 1]);
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
      const GlossNameForm *form = get_form (self, i);

      if ((form->type != GLOSS_ENTITY_ORGANIZATION && form->type != GLOSS_ENTITY_PLACE) ||
          strchr (form->key, ' ') == NULL || strlen (form->key) >= MAX_FORM_BYTES)
        continue;
      index_initials (initials, form->type, form->key, i);
      if (skip_country (self, form) != form->key)
        index_initials (initials, form->type, skip_country (self, form), i);
    }
  for (guint i = 0; i < self->forms->len; i++)
    {
      const GlossNameForm *form = get_form (self, i);
      guint other;

      if ((form->type == GLOSS_ENTITY_ORGANIZATION || form->type == GLOSS_ENTITY_PLACE) &&
          strchr (form->key, ' ') == NULL && strlen (form->key) >= 2 && strlen (form->key) <= 12 &&
          !g_ascii_islower (form->text[1]) && look_up (initials, form->type, form->key, &other))
        join (self, other, i);
    }
}

/* Words → the forms whose entities have them, newest last, MAX_NAMESAKES at most. */
static GHashTable *
new_word_index (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
}

static void
index_word (GHashTable *index, const char *word, guint form)
{
  g_autofree char *stem = g_strndup (word, gloss_names_stem (word));
  GArray *forms = g_hash_table_lookup (index, stem);

  if (forms == NULL)
    {
      forms = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (index, g_steal_pointer (&stem), forms);
    }
  if (forms->len >= MAX_NAMESAKES)
    g_array_remove_index (forms, 0);
  g_array_append_val (forms, form);
}

/* (transfer none) (nullable) (element-type guint) */
static const GArray *
find_indexed (GHashTable *index, const char *word)
{
  g_autofree char *stem = g_strndup (word, gloss_names_stem (word));

  return g_hash_table_lookup (index, stem);
}

typedef struct
{
  GHashTable *index;
  guint form;
} ShortName;

static void
index_short_name (const char *name, gpointer user_data)
{
  const ShortName *whose = user_data;

  index_word (whose->index, name, whose->form);
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
      index_word (index, word, i);
      if (k == 0)
        gloss_names_foreach_short (word, index_short_name, &(ShortName){ index, i });
      if (gap != NULL)
        {
          g_autofree char *before = g_strndup (word, gap - word);

          index_word (index, before, i);
          index_word (index, strrchr (word, ' ') + 1, i);
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
  GlossNameForm *form = get_form (self, i);
  const char *last = form->name->words[form->name->n_words - 1];
  const GArray *others = find_indexed (index, last);

  if (others == NULL)
    others = find_indexed (index, form->name->words[0]);
  for (guint k = others != NULL ? others->len : 0; k > 0; k--)
    {
      guint at = g_array_index (others, guint, k - 1);
      GlossNameForm *other = get_form (self, at);

      if (at != i && !genders_clash (form->gender, other->gender) &&
          (gloss_name_covers (other->name, form->name) ||
           gloss_name_covers (form->name, other->name)))
        {
          /* A longer form that comes later and ends otherwise is no better name: a talk show's. */
          form->is_loose = !gloss_name_is_family (form->name, other->name);
          join (self, at, i);
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

  if (end > one->end && find_title (self, &one[1]) != G_MAXUINT)
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
      const GlossNameForm *other = get_form (self, at);
      gint64 score =
        gloss_name_is_family (other->name, form->name) ? G_GINT64_CONSTANT (1) << 40 : 0;

      if (genders_clash (gender, other->gender) || !gloss_name_covers (other->name, form->name) ||
          is_beside (self, i, at))
        continue;
      if (gloss_words_same (self->reading, title, other->title))
        score += G_GINT64_CONSTANT (1) << 59;
      if (!other->is_relative)
        score += G_GINT64_CONSTANT (1) << 58;
      score += (gint64) MIN (get_form (self, gloss_aliases_find (self, at))->n_uses, 1 << 16) << 36;
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
      GlossNameForm *form = get_form (self, self->of_mention[i]);
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
      candidates = find_indexed (index, form->name->words[0]);
      if (candidates != NULL &&
          choose_namesake (self, i, candidates, form, find_title (self, mention), gender, &chosen))
        {
          self->of_mention[i] = chosen;
          get_form (self, gloss_aliases_find (self, chosen))->n_uses++;
        }
    }
}

static void
resolve_people (GlossAliases *self)
{
  g_autoptr (GHashTable) index = new_word_index ();

  for (guint i = 0; i < self->forms->len; i++)
    {
      GlossNameForm *form = get_form (self, i);

      if (!is_full_name (form))
        continue;
      if (form->gender == GLOSS_GENDER_UNKNOWN)
        form->gender = gloss_names_gender_of_first (self->lists, form->text);
      join_full_name (self, index, i);
      index_person (index, form, i);
    }
  for (guint i = 0; i < self->forms->len; i++)
    if (is_full_name (get_form (self, i)))
      get_form (self, gloss_aliases_find (self, i))->n_uses += get_form (self, i)->n_mentions;
  resolve_short_names (self, index);
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
  g_autoptr (GHashTable) index = new_word_index ();

  for (guint i = 0; i < self->forms->len; i++)
    {
      const GlossNameForm *form = get_form (self, i);
      const char *first_gap = strchr (form->key, ' ');

      if (form->type != GLOSS_ENTITY_ORGANIZATION || first_gap == NULL ||
          gloss_aliases_find (self, i) != i)
        continue;
      if (strchr (first_gap + 1, ' ') == NULL || strstr (form->key, " of ") == NULL)
        {
          g_autofree char *head = g_strndup (form->key, first_gap - form->key);

          if (!ends_with_country (self, form))
            index_word (index, head, i);
        }
      index_word (index, strrchr (form->key, ' ') + 1, i);
    }
  for (guint i = 0; i < self->forms->len; i++)
    {
      const GlossNameForm *form = get_form (self, i);
      const GArray *others;

      if (form->type != GLOSS_ENTITY_ORGANIZATION || strchr (form->key, ' ') != NULL ||
          gloss_aliases_find (self, i) != i)
        continue;
      others = find_indexed (index, form->key);
      if (others != NULL && others->len == 1)
        join (self, g_array_index (others, guint, 0), i);
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
  self->forms = g_array_new (FALSE, FALSE, sizeof (GlossNameForm));
  g_array_set_clear_func (self->forms, clear_form);
  self->of_mention = g_new (guint, MAX (reading->mentions->len, 1));
  collect_forms (self);
  keys = join_equal_keys (self);
  join_shorter (self, keys);
  join_introduced (self);
  join_acronyms (self);
  join_single_words (self);
  resolve_people (self);

  return self;
}

void
gloss_aliases_free (GlossAliases *self)
{
  g_array_unref (self->forms);
  g_free (self->of_mention);
  g_free (self);
}
