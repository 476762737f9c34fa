#include "app/analysis/gloss-alias-forms.h"

#include "app/analysis/gloss-words.h"

#include <string.h>

/* How many entities may share a word before the older ones are forgotten: keeps it linear. */
#define MAX_NAMESAKES 12

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
/* clang-format on */

/**
 * gloss_aliases_form:
 *
 * Returns: (transfer none): form @i
 */
GlossNameForm *
gloss_aliases_form (const GlossAliases *self, guint i)
{
  return &g_array_index (self->forms, GlossNameForm, i);
}

/**
 * gloss_aliases_title_before:
 *
 * Returns: the token of the title right before a mention, or %G_MAXUINT
 */
guint
gloss_aliases_title_before (const GlossAliases *self, const GlossNameMention *mention)
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

  while (gloss_aliases_form (self, root)->same_as != root)
    root = gloss_aliases_form (self, root)->same_as;
  while (gloss_aliases_form (self, form)->same_as != root)
    {
      guint next = gloss_aliases_form (self, form)->same_as;

      gloss_aliases_form (self, form)->same_as = root;
      form = next;
    }

  return root;
}

/**
 * gloss_aliases_join:
 *
 * Makes two forms one entity, for which the earlier one stands.
 */
void
gloss_aliases_join (const GlossAliases *self, guint a, guint b)
{
  guint root_a = gloss_aliases_find (self, a);
  guint root_b = gloss_aliases_find (self, b);

  if (root_a < root_b)
    gloss_aliases_form (self, root_b)->same_as = root_a;
  else
    gloss_aliases_form (self, root_a)->same_as = root_b;
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

/**
 * gloss_aliases_cut_end:
 * @key: a folded name, which changes in place
 * @ends: (array length=n_ends): words
 *
 * Returns: whether one of @ends was cut off @key
 */
gboolean
gloss_aliases_cut_end (char *key, const char *const *ends, gsize n_ends)
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

  if (type == GLOSS_ENTITY_ORGANIZATION &&
      gloss_aliases_cut_end (key, company_ends, G_N_ELEMENTS (company_ends)))
    gloss_aliases_cut_end (key, company_ends, G_N_ELEMENTS (company_ends));
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
    strlen (text) < GLOSS_MAX_FORM_BYTES ? make_key (self, mention->type, text) : g_strdup (text);
  if (mention->type == GLOSS_ENTITY_PERSON && strlen (text) < GLOSS_MAX_FORM_BYTES)
    form.name = gloss_name_new (text, strlen (text));
  form.same_as = self->forms->len;
  form.last_seen = G_MAXUINT;
  form.is_relative = mention->type == GLOSS_ENTITY_PERSON && is_relative (self, mention);
  form.title =
    mention->type == GLOSS_ENTITY_PERSON ? gloss_aliases_title_before (self, mention) : G_MAXUINT;
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
      (gloss_lists_find_word (self->lists, reading, one->first) & GLOSS_LIST_ANY_FIRST_NAME) == 0 ||
      (gloss_lists_find_word (self->lists, reading, one[1].first) & GLOSS_LIST_ANY_FIRST_NAME) == 0)
    return NULL;
  last = one[1].end - 1;
  whole = g_strdup_printf ("%.*s %.*s", (int) (one->span.end - one->span.start),
                           reading->text + one->span.start,
                           (int) (one[1].span.end - gloss_words_get (reading, last)->span.start),
                           reading->text + gloss_words_get (reading, last)->span.start);

  return gloss_name_new (whole, strlen (whole));
}

/**
 * gloss_aliases_collect_forms:
 *
 * Finds the forms of all mentions, each an entity of its own.
 */
void
gloss_aliases_collect_forms (GlossAliases *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const GArray *mentions = self->reading->mentions;

  self->forms = g_array_new (FALSE, FALSE, sizeof (GlossNameForm));
  g_array_set_clear_func (self->forms, clear_form);
  self->of_mention = g_new (guint, MAX (mentions->len, 1));
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
              g_clear_pointer (&gloss_aliases_form (self, form)->name, gloss_name_free);
              gloss_aliases_form (self, form)->name = whole;
            }
        }
      gloss_aliases_form (self, form)->n_mentions++;
      self->of_mention[i] = form;
      if (mention->type == GLOSS_ENTITY_PERSON &&
          gloss_aliases_form (self, form)->gender == GLOSS_GENDER_UNKNOWN)
        gloss_aliases_form (self, form)->gender =
          gloss_names_gender_before (self->lists, self->reading, mention->first);
    }
}

/**
 * gloss_alias_index_new:
 *
 * Returns: (transfer full): words → the forms whose entities have them, newest last, some at most
 */
GHashTable *
gloss_alias_index_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
}

void
gloss_alias_index_add (GHashTable *index, const char *word, guint form)
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

/**
 * gloss_alias_index_find:
 *
 * Returns: (transfer none) (nullable) (element-type guint): the forms that have @word
 */
const GArray *
gloss_alias_index_find (GHashTable *index, const char *word)
{
  g_autofree char *stem = g_strndup (word, gloss_names_stem (word));

  return g_hash_table_lookup (index, stem);
}
