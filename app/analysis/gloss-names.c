#include "app/analysis/gloss-names.h"

#include "app/analysis/gloss-words.h"

#include <string.h>

/* What no name has more words than; the rest is not compared. */
#define MAX_NAME_WORDS 12

/* clang-format off */
static const char *const suffixes[] = { "ii", "iii", "iv", "jr", "jnr", "phd", "qc", "kc", "mp", "sr", "snr", "md", };
/* Short first names and what they are short for. */
static const char *const short_names[][2] = {
  { "abby", "abigail" }, { "al", "albert" }, { "alex", "alexander" }, { "alex", "alexandra" },
  { "andy", "andrew" }, { "angie", "angela" }, { "ben", "benjamin" }, { "bernie", "bernard" },
  { "beth", "elizabeth" }, { "bill", "william" }, { "bob", "robert" }, { "bobby", "robert" },
  { "charlie", "charles" }, { "chris", "christopher" }, { "chuck", "charles" },
  { "cathy", "catherine" }, { "dan", "daniel" }, { "danny", "daniel" }, { "dave", "david" },
  { "deb", "deborah" }, { "dick", "richard" }, { "don", "donald" }, { "doug", "douglas" },
  { "ed", "edward" }, { "eddie", "edward" }, { "fred", "frederick" }, { "greg", "gregory" },
  { "hank", "henry" }, { "harry", "henry" }, { "jack", "john" }, { "jeff", "jeffrey" },
  { "jen", "jennifer" }, { "jenny", "jennifer" }, { "jerry", "gerald" }, { "jim", "james" },
  { "jimmy", "james" }, { "joe", "joseph" }, { "jon", "jonathan" }, { "josh", "joshua" },
  { "kate", "katherine" }, { "kathy", "katherine" }, { "ken", "kenneth" }, { "larry", "lawrence" },
  { "liz", "elizabeth" }, { "maggie", "margaret" }, { "matt", "matthew" }, { "mel", "melanie" },
  { "mike", "michael" }, { "mitch", "mitchell" }, { "nate", "nathan" }, { "nick", "nicholas" },
  { "nicky", "nicholas" }, { "nikki", "nicole" }, { "pat", "patrick" }, { "pete", "peter" },
  { "phil", "philip" }, { "phil", "phillip" }, { "ray", "raymond" }, { "rich", "richard" },
  { "rick", "richard" }, { "rob", "robert" }, { "ron", "ronald" }, { "sam", "samuel" },
  { "sandy", "alexander" }, { "steve", "stephen" }, { "steve", "steven" }, { "stu", "stuart" },
  { "sue", "susan" }, { "ted", "edward" }, { "ted", "theodore" }, { "tim", "timothy" },
  { "tom", "thomas" }, { "tommy", "thomas" }, { "tony", "anthony" }, { "vince", "vincent" },
  { "vlad", "vladimir" }, { "will", "william" }, { "zach", "zachary" },
};
static const char *const not_in_acronyms[] = {
  "&", "al", "and", "da", "das", "de", "del", "des", "di", "do", "dos", "du", "e", "el", "et", "for", "in", "la", "le", "of", "on", "the", "to", "und", "y",
};
/* clang-format on */

static const char *const known_words[] = {
  "also", "better", "commonly", "known", "popularly", "simply", "universally", "widely",
};
static const char *const alias_words[] = {
  "aka", "alias", "as", "dubbed", "nicknamed",
};

static gboolean
is_one_of (const char *word, const char *const *words, gsize n_words)
{
  for (gsize i = 0; i < n_words; i++)
    if (strcmp (word, words[i]) == 0)
      return TRUE;

  return FALSE;
}

/**
 * gloss_names_fold:
 * @text: (array length=n_bytes): valid UTF-8
 * @n_bytes: length of @text
 *
 * Folds words for comparison: lower case, without diacritics, stops and apostrophes, white space
 * and hyphens as single spaces, a leading "the" and a closing possessive left out.
 *
 * Returns: (transfer full): the folded words; may be empty
 */
char *
gloss_names_fold (const char *text, gsize n_bytes)
{
  g_autofree char *lower = g_utf8_casefold (text, n_bytes);
  g_autofree char *apart = g_utf8_normalize (lower, -1, G_NORMALIZE_ALL);
  GString *folded = g_string_sized_new (n_bytes);
  gboolean gap = FALSE;

  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar ch = g_utf8_get_char (p);

      if (g_unichar_isspace (ch) || ch == '-' || ch == 0x2010 || ch == 0x2011 || ch == 0x2013)
        gap = folded->len > 0;
      else if (ch != '.' && ch != '\'' && ch != 0x2019 && ch != 0xad && !g_unichar_ismark (ch))
        {
          if (gap)
            g_string_append_c (folded, ' ');
          gap = FALSE;
          g_string_append_unichar (folded, ch);
        }
    }
  if (g_str_has_prefix (folded->str, "the ") && folded->len > 4)
    g_string_erase (folded, 0, 4);

  return g_string_free (folded, FALSE);
}

/* Whether the word is written as initials: "J.", "J.K.", "JK"; one letter each, four at most. */
static gboolean
is_initials (const char *word, gsize n_bytes)
{
  guint n_letters = 0;

  for (gsize i = 0; i < n_bytes; i++)
    {
      if (g_ascii_isupper (word[i]))
        n_letters++;
      else if (word[i] != '.')
        return FALSE;
    }

  return n_letters >= 1 && n_letters <= 3 &&
         (n_letters == 1 || memchr (word, '.', n_bytes) != NULL);
}

static void
add_word (GPtrArray *words, const char *word, gsize n_bytes, guint *n_initials)
{
  g_autofree char *folded = gloss_names_fold (word, n_bytes);

  if (*folded == '\0' || words->len >= MAX_NAME_WORDS)
    return;
  if (is_initials (word, n_bytes))
    for (const char *p = folded; *p != '\0'; p++)
      {
        g_ptr_array_add (words, g_strndup (p, 1));
        (*n_initials)++;
      }
  else if (words->len == 0 || !is_one_of (folded, suffixes, G_N_ELEMENTS (suffixes)))
    g_ptr_array_add (words, g_steal_pointer (&folded));
}

/**
 * gloss_name_new:
 * @text: (array length=n_bytes): a person's name without titles
 * @n_bytes: length of @text
 *
 * Returns: (transfer full): the name in parts
 */
GlossName *
gloss_name_new (const char *text, gsize n_bytes)
{
  GlossName *self = g_new0 (GlossName, 1);
  GPtrArray *words = g_ptr_array_new ();
  const char *end = text + n_bytes;
  const char *p = text;

  while (p < end)
    {
      const char *word = p;

      while (p < end && !g_unichar_isspace (g_utf8_get_char (p)) && *p != ',')
        p = g_utf8_next_char (p);
      add_word (words, word, p - word, &self->n_initials);
      while (p < end && (g_unichar_isspace (g_utf8_get_char (p)) || *p == ','))
        p = g_utf8_next_char (p);
    }
  self->n_words = words->len;
  g_ptr_array_add (words, NULL);
  self->words = (GStrv) g_ptr_array_free (words, FALSE);

  return self;
}

void
gloss_name_free (GlossName *self)
{
  g_strfreev (self->words);
  g_free (self);
}

static gboolean
is_short_for (const char *a, const char *b)
{
  for (gsize i = 0; i < G_N_ELEMENTS (short_names); i++)
    if ((strcmp (short_names[i][0], a) == 0 && strcmp (short_names[i][1], b) == 0) ||
        (strcmp (short_names[i][0], b) == 0 && strcmp (short_names[i][1], a) == 0))
      return TRUE;

  return FALSE;
}

/* Calls @found with each short form of the first name @name. */
void
gloss_names_foreach_short (const char *name,
                           void (*found) (const char *short_name, gpointer user_data),
                           gpointer user_data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (short_names); i++)
    if (strcmp (short_names[i][1], name) == 0)
      found (short_names[i][0], user_data);
}

/* Whether @part is all of @word, or one side of a double name: "Iweala" of "Okonjo-Iweala". */
static gboolean
is_piece_of (const char *part, const char *word)
{
  gsize n = strlen (part);
  gsize n_word = strlen (word);

  if (strcmp (part, word) == 0)
    return TRUE;
  if (n >= n_word || n < 3)
    return FALSE;

  return (strncmp (word, part, n) == 0 && word[n] == ' ') ||
         (strcmp (word + n_word - n, part) == 0 && word[n_word - n - 1] == ' ');
}

/* The bytes of a word without its end as romanised Cyrillic has it in many ways: "Zelensky",
 * "Zelenskyy", "Zelenskiy". */
gsize
gloss_names_stem (const char *word)
{
  gsize n = strlen (word);

  while (n > 4 && strchr ("iyj", word[n - 1]) != NULL)
    n--;

  return n;
}

static gboolean
is_spelling_of (const char *a, const char *b)
{
  gsize n_a = gloss_names_stem (a);
  gsize n_b = gloss_names_stem (b);

  return n_a == n_b && n_a > 4 && a[n_a] != '\0' && b[n_b] != '\0' && strncmp (a, b, n_a) == 0;
}

static gboolean
words_agree (const char *full, const char *part)
{
  if (is_piece_of (part, full) || is_spelling_of (full, part))
    return TRUE;
  if (part[1] == '\0' || full[1] == '\0')
    return part[0] == full[0];

  return is_short_for (full, part);
}

/**
 * gloss_name_covers:
 * @self: a name
 * @part: a name of no more words
 *
 * Returns: whether @part may be a shorter form of @self: its words are among those of @self, in
 *   their order, initials and short first names counting as what they stand for
 */
gboolean
gloss_name_covers (const GlossName *self, const GlossName *part)
{
  guint at = 0;

  if (part->n_words == 0 || part->n_words > self->n_words)
    return FALSE;
  for (guint i = 0; i < part->n_words; i++, at++)
    {
      while (at < self->n_words && !words_agree (self->words[at], part->words[i]))
        at++;
      if (at == self->n_words)
        return FALSE;
    }
  /* Two words at least tell who it is by the last, but for a Chinese name behind an English one:
   * "Carrie Lam" is "Carrie Lam Cheng Yuet-ngor". */
  if (part->n_words > 1 && at < self->n_words && self->n_words - at > 1 &&
      strchr (self->words[self->n_words - 1], ' ') == NULL)
    return FALSE;

  return part->n_words > part->n_initials;
}

/**
 * gloss_names_are_one_person:
 * @reading: a text with its tokens
 * @end: the token after a person's name
 * @first: the first of another name
 *
 * Returns: whether what stands between them says that both are one's: ", also known as", "alias"
 */
gboolean
gloss_names_are_one_person (const GlossReading *reading, guint end, guint first)
{
  guint at = end;

  if (first < end + 1 || first > end + 6 ||
      !gloss_words_in (reading, first - 1, GLOSS_WORD_SET (alias_words)))
    return FALSE;
  if (gloss_words_is (reading, at, ",") || gloss_words_is (reading, at, "("))
    at++;
  while (at + 1 < first && gloss_words_in (reading, at, GLOSS_WORD_SET (known_words)))
    at++;

  /* "as" alone says nothing: "cast Anna as Julia". */
  return at + 1 == first &&
         (!gloss_words_is (reading, at, "as") || gloss_words_is (reading, at - 1, "known"));
}

/**
 * gloss_name_is_family:
 * @self: a full name
 * @part: a form that it covers
 *
 * Returns: whether @part ends as @self ends: the family name in most of the world's orders
 */
gboolean
gloss_name_is_family (const GlossName *self, const GlossName *part)
{
  return self->n_words > 0 && part->n_words > 0 &&
         is_piece_of (part->words[part->n_words - 1], self->words[self->n_words - 1]);
}

/* Walks the initials of @name, small words in between counted or not. */
static gboolean
initials_are (const char *name, const char *letters, gboolean count_small)
{
  g_auto (GStrv) words = g_strsplit (name, " ", 32);
  const char *p = letters;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (!count_small && is_one_of (words[i], not_in_acronyms, G_N_ELEMENTS (not_in_acronyms)))
        continue;
      if (*p == '\0' || *p != words[i][0])
        return FALSE;
      p++;
    }

  return *p == '\0';
}

/**
 * gloss_names_is_acronym_of:
 * @acronym: folded
 * @name: folded
 *
 * Returns: whether @acronym, of two letters or more, is made of the initials of the words of @name
 */
gboolean
gloss_names_is_acronym_of (const char *acronym, const char *name)
{
  gsize n = strlen (acronym);

  if (n < 2 || n > 12 || strchr (acronym, ' ') != NULL || strchr (name, ' ') == NULL)
    return FALSE;

  return initials_are (name, acronym, FALSE) || initials_are (name, acronym, TRUE);
}

static GlossGender
gender_of_flags (guint flags)
{
  gboolean female = (flags & GLOSS_LIST_FEMALE_NAME) != 0;
  gboolean male = (flags & GLOSS_LIST_MALE_NAME) != 0;

  if (female == male)
    return GLOSS_GENDER_UNKNOWN;

  return female ? GLOSS_GENDER_FEMALE : GLOSS_GENDER_MALE;
}

/**
 * gloss_names_gender_of_first:
 * @lists: the word lists
 * @name: a person's name as written, of two words or more
 *
 * Returns: the gender that most people of that first name have, if the lists know
 */
GlossGender
gloss_names_gender_of_first (const GlossLists *lists, const char *name)
{
  gsize n = strcspn (name, " -");

  if (name[n] == '\0')
    return GLOSS_GENDER_UNKNOWN;

  return gender_of_flags (gloss_lists_find (lists, name, n));
}

/**
 * gloss_names_gender_before:
 * @lists: the word lists
 * @reading: a text with its tokens
 * @first: the first token of a person's name
 *
 * Returns: the gender that a title right before the name tells: "Mrs", "Sir"
 */
GlossGender
gloss_names_gender_before (const GlossLists *lists, const GlossReading *reading, guint first)
{
  guint flags = first > 0 ? gloss_lists_find_word (lists, reading, first - 1) : 0;

  if ((flags & GLOSS_LIST_TITLE_FEMALE) != 0)
    return GLOSS_GENDER_FEMALE;

  return (flags & GLOSS_LIST_TITLE_MALE) != 0 ? GLOSS_GENDER_MALE : GLOSS_GENDER_UNKNOWN;
}
