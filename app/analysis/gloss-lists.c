#include "app/analysis/gloss-lists.h"

#include "app/analysis/gloss-engine.h"
#include "app/analysis/gloss-words.h"

#include <string.h>

/* The longest phrase that is looked up. */
#define MAX_PHRASE_BYTES 80
#define MAX_PHRASE_TOKENS 10
/* All lists together. */
#define MAX_LIST_BYTES (16 << 20)

/* One line of a list in the table: eight bytes, for there are a hundred thousand. */
typedef struct
{
  guint32 offset; /* where the phrase begins in the text, plus one; 0: an empty slot */
  guint16 tag;    /* upper half of the hash of the phrase in lower case */
  guint8 n_bytes; /* of the phrase */
  guint8 kind;    /* index into kinds */
} Entry;

struct _GlossLists
{
  GString *text;   /* all lists */
  Entry *slots;    /* [n_slots]: open addressing, linear probing; a phrase of two kinds has two */
  guint32 n_slots; /* a power of two */
  guint n_entries;
};

typedef struct
{
  const char *name;
  guint flags;
} Kind;

/* What the second column of a list may say. */
static const Kind kinds[] = {
  { "word", GLOSS_LIST_WORD },
  { "f", GLOSS_LIST_FEMALE_NAME },
  { "m", GLOSS_LIST_MALE_NAME },
  { "u", GLOSS_LIST_ANY_NAME },
  { "city", GLOSS_LIST_CITY },
  { "region", GLOSS_LIST_REGION },
  { "country", GLOSS_LIST_COUNTRY },
  { "organization", GLOSS_LIST_ORGANIZATION },
  { "body", GLOSS_LIST_ORGANIZATION | GLOSS_LIST_BODY },
  { "group", GLOSS_LIST_GROUP },
  { "event", GLOSS_LIST_EVENT },
  { "work", GLOSS_LIST_WORK },
  { "title", GLOSS_LIST_TITLE },
  { "title-f", GLOSS_LIST_TITLE_FEMALE },
  { "title-m", GLOSS_LIST_TITLE_MALE },
  { "also-place", GLOSS_LIST_ALIAS_PLACE },
  { "also-organization", GLOSS_LIST_ALIAS_ORGANIZATION },
};

static const char *const file_names[] = {
  "bodies.tsv",    "companies-clubs.tsv", "events-works.tsv", "first-names.tsv", "groups.tsv",
  "nicknames.tsv", "organizations.tsv",   "places.tsv",       "titles.tsv",      "words.tsv",
};

/* FNV-1a, a byte at a time, so that each prefix of a phrase has its hash on the way. */
#define HASH_START 2166136261u

/* g_ascii_tolower() without the call: a megabyte goes through here at the start. */
static inline guchar
fold_byte (char byte)
{
  return byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte;
}

static inline guint32
hash_byte (guint32 hash, char byte)
{
  return (hash ^ fold_byte (byte)) * 16777619u;
}

static guint32
hash_phrase (const char *phrase, gsize n_bytes)
{
  guint32 hash = HASH_START;

  for (gsize i = 0; i < n_bytes; i++)
    hash = hash_byte (hash, phrase[i]);

  return hash;
}

/* Returns the index of a kind, or G_N_ELEMENTS (kinds). */
static guint
find_kind (const char *name, gsize n_bytes)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (kinds) &&
         (strncmp (kinds[i].name, name, n_bytes) != 0 || kinds[i].name[n_bytes] != '\0'))
    i++;

  return i;
}

/* Whether @a and @b are the same but for case. */
static gboolean
equal_folded (const char *a, const char *b, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    if (fold_byte (a[i]) != fold_byte (b[i]))
      return FALSE;

  return TRUE;
}

typedef enum
{
  AS_WRITTEN,
  ANY_CASE,
} Case;

/* Calls nothing: the flags of every line that has the phrase; @line the first one's of @wanted. */
static guint
gather (const GlossLists *self,
        const char *phrase,
        gsize n_bytes,
        guint32 hash,
        Case how,
        guint wanted,
        const Entry **line)
{
  guint flags = 0;

  for (guint32 at = hash & (self->n_slots - 1); self->slots[at].offset != 0;
       at = (at + 1) & (self->n_slots - 1))
    {
      const Entry *entry = &self->slots[at];
      const char *other = self->text->str + entry->offset - 1;

      if (entry->tag != hash >> 16 || entry->n_bytes != n_bytes ||
          !(how == ANY_CASE ? equal_folded (other, phrase, n_bytes)
                            : memcmp (other, phrase, n_bytes) == 0))
        continue;
      if (line != NULL && *line == NULL && (kinds[entry->kind].flags & wanted) != 0)
        *line = entry;
      flags |= kinds[entry->kind].flags;
    }

  return flags;
}

static void
add_entry (GlossLists *self, Entry entry, guint32 hash)
{
  guint32 at = hash & (self->n_slots - 1);

  while (self->slots[at].offset != 0)
    at = (at + 1) & (self->n_slots - 1);
  self->slots[at] = entry;
  self->n_entries++;
}

/* Reads the line at @start, "PHRASE TAB KIND" or "PHRASE TAB KIND TAB CANONICAL"; @kind is the
 * kind of the line before, mostly the same. Returns: whether it is one. */
static gboolean
read_line (GlossLists *self, gsize start, gsize end, guint *kind)
{
  const char *line = self->text->str + start;
  const char *stop = self->text->str + end;
  const char *name = memchr (line, '\t', end - start);
  const char *canonical;
  gsize n_name;
  guint32 hash;

  if (name == NULL || name == line || name - line > MAX_PHRASE_BYTES)
    return FALSE;
  name++;
  canonical = memchr (name, '\t', stop - name);
  n_name = (canonical != NULL ? canonical : stop) - name;
  if (strncmp (kinds[*kind].name, name, n_name) != 0 || kinds[*kind].name[n_name] != '\0')
    *kind = find_kind (name, n_name);
  if (*kind == G_N_ELEMENTS (kinds))
    return FALSE;
  hash = hash_phrase (line, name - 1 - line);
  add_entry (self, (Entry){ start + 1, hash >> 16, name - 1 - line, *kind }, hash);

  return TRUE;
}

/* Reads the lines from @start on. Returns: the number of the first broken one, or 0. */
static guint
read_lines (GlossLists *self, gsize start)
{
  guint number = 1;
  guint kind = 0;

  while (start < self->text->len)
    {
      const char *line = self->text->str + start;
      const char *stop = memchr (line, '\n', self->text->len - start);
      gsize end = stop != NULL ? (gsize) (stop - self->text->str) : self->text->len;

      if (end > start && *line != '#' && !read_line (self, start, end, &kind))
        return number;
      start = end + 1;
      number++;
    }

  return 0;
}

/* Makes a table that the lines of the text fill by half at most. */
static void
make_table (GlossLists *self)
{
  gsize n_lines = 1;

  for (const char *p = self->text->str; (p = strchr (p, '\n')) != NULL; p++)
    n_lines++;
  self->n_slots = 64;
  while (self->n_slots < 2 * n_lines)
    self->n_slots *= 2;
  self->slots = g_new0 (Entry, self->n_slots);
}

static gboolean
append_file (GString *text, const char *dir, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);

  if (file == NULL || g_mapped_file_get_length (file) > MAX_LIST_BYTES)
    {
      g_set_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL,
                   "the word list %s cannot be read; install Gloss again", path);
      return FALSE;
    }
  if (g_mapped_file_get_length (file) > 0)
    g_string_append_len (text, g_mapped_file_get_contents (file), g_mapped_file_get_length (file));
  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');

  return TRUE;
}

/**
 * gloss_lists_new:
 * @dir: the folder of the lists
 * @error: return location for a #GlossAnalysisError
 *
 * Reads the word lists into one table. A few milliseconds for a hundred thousand phrases.
 *
 * Returns: (transfer full): the lists, or %NULL with @error set
 */
GlossLists *
gloss_lists_new (const char *dir, GError **error)
{
  g_autoptr (GlossLists) self = g_new0 (GlossLists, 1);
  guint number;

  self->text = g_string_sized_new (2 << 20);
  for (gsize i = 0; i < G_N_ELEMENTS (file_names); i++)
    if (!append_file (self->text, dir, file_names[i], error))
      return NULL;
  make_table (self);
  number = read_lines (self, 0);
  if (number != 0)
    {
      g_set_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL,
                   "line %u of the word lists in %s is broken; install Gloss again", number, dir);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * gloss_lists_new_from_data:
 * @data: (array length=n_bytes): lines as the list files have them, no NUL among them
 * @n_bytes: length of @data
 * @error: return location for a #GlossAnalysisError
 *
 * Makes lists of text in memory.
 *
 * Returns: (transfer full): the lists, or %NULL with @error set
 */
GlossLists *
gloss_lists_new_from_data (const char *data, gsize n_bytes, GError **error)
{
  g_autoptr (GlossLists) self = g_new0 (GlossLists, 1);
  guint number;

  self->text = g_string_new_len (data, MIN (n_bytes, MAX_LIST_BYTES));
  make_table (self);
  number = read_lines (self, 0);
  if (number != 0)
    {
      g_set_error (error, GLOSS_ANALYSIS_ERROR, GLOSS_ANALYSIS_ERROR_MODEL,
                   "line %u of the word list is broken; install Gloss again", number);
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
gloss_lists_free (GlossLists *self)
{
  g_string_free (self->text, TRUE);
  g_free (self->slots);
  g_free (self);
}

guint
gloss_lists_get_size (const GlossLists *self)
{
  return self->n_entries;
}

/**
 * gloss_lists_find:
 * @self: the lists
 * @phrase: (array length=n_bytes): words with single spaces, written as in the lists
 * @n_bytes: length of @phrase
 *
 * Returns: what the phrase is, as #GlossListFlags; 0 when it is in no list
 */
guint
gloss_lists_find (const GlossLists *self, const char *phrase, gsize n_bytes)
{
  return gather (self, phrase, n_bytes, hash_phrase (phrase, n_bytes), AS_WRITTEN, 0, NULL);
}

/* Whether all letters are capitals, four at least: such a phrase may be any in the lists. */
static gboolean
is_shouted (const char *phrase, gsize n_bytes)
{
  guint n_upper = 0;

  for (gsize i = 0; i < n_bytes; i++)
    {
      if (g_ascii_islower (phrase[i]))
        return FALSE;
      n_upper += g_ascii_isupper (phrase[i]);
    }

  return n_upper >= 4;
}

static guint
look_up (const GlossLists *self, const char *phrase, gsize n_bytes, guint32 hash)
{
  guint flags = gather (self, phrase, n_bytes, hash, AS_WRITTEN, 0, NULL);

  if (flags == 0 && is_shouted (phrase, n_bytes))
    flags = gather (self, phrase, n_bytes, hash, ANY_CASE, 0, NULL) & ~GLOSS_LIST_WORD;

  return flags;
}

/**
 * gloss_lists_find_word:
 * @self: the lists
 * @reading: a text with its tokens
 * @i: a token
 *
 * Returns: what the token is, as #GlossListFlags; a word in capitals is what it would be without
 */
guint
gloss_lists_find_word (const GlossLists *self, const GlossReading *reading, guint i)
{
  gsize n_bytes;
  const char *text = gloss_words_text (reading, i, &n_bytes);

  if (n_bytes > MAX_PHRASE_BYTES)
    return 0;

  return look_up (self, text, n_bytes, hash_phrase (text, n_bytes));
}

/**
 * gloss_lists_is_everyday:
 * @self: the lists
 * @reading: a text with its tokens
 * @i: a token
 *
 * Returns: whether the token, written small, is a common English word
 */
gboolean
gloss_lists_is_everyday (const GlossLists *self, const GlossReading *reading, guint i)
{
  gsize n_bytes;
  const char *text = gloss_words_text (reading, i, &n_bytes);

  if (n_bytes > MAX_PHRASE_BYTES)
    return FALSE;

  return (gather (self, text, n_bytes, hash_phrase (text, n_bytes), ANY_CASE, 0, NULL) &
          GLOSS_LIST_WORD) != 0;
}

static char *
dup_canonical (const GlossLists *self, const char *phrase, guint wanted)
{
  gsize n_bytes = strlen (phrase);
  guint32 hash = hash_phrase (phrase, n_bytes);
  const Entry *entry = NULL;
  const char *canonical;

  if (gather (self, phrase, n_bytes, hash, AS_WRITTEN, wanted, &entry) == 0 &&
      is_shouted (phrase, n_bytes))
    gather (self, phrase, n_bytes, hash, ANY_CASE, wanted, &entry);
  if (entry == NULL)
    return NULL;
  /* Past the phrase and its kind. */
  canonical = self->text->str + entry->offset + entry->n_bytes;
  canonical += strlen (kinds[entry->kind].name);

  return *canonical == '\t' ? g_strndup (canonical + 1, strcspn (canonical + 1, "\n")) : NULL;
}

/**
 * gloss_lists_dup_canonical:
 * @self: the lists
 * @phrase: words with single spaces
 * @wanted: #GlossListFlags of which it must have one
 *
 * Returns: (transfer full) (nullable): the name that @phrase is another form of: "United Kingdom"
 *   for "UK" or "the UK", "France" for "French"
 */
char *
gloss_lists_dup_canonical (const GlossLists *self, const char *phrase, guint wanted)
{
  char *canonical = dup_canonical (self, phrase, wanted);

  if (canonical == NULL && g_ascii_strncasecmp (phrase, "the ", 4) == 0)
    canonical = dup_canonical (self, phrase + 4, wanted);

  return canonical;
}

/**
 * gloss_lists_find_longest:
 * @self: the lists
 * @reading: a text with its tokens
 * @i: the first token of the phrase
 * @end: a token that the phrase does not reach
 * @wanted: #GlossListFlags of which the phrase must have one
 * @phrase_end: (out): the token after the phrase, untouched when there is none
 *
 * Finds the longest phrase of the lists that begins at a token. Any white space counts as one
 * space and a curly apostrophe as a straight one.
 *
 * Returns: what the phrase is, as #GlossListFlags, or 0
 */
guint
gloss_lists_find_longest (const GlossLists *self,
                          const GlossReading *reading,
                          guint i,
                          guint end,
                          guint wanted,
                          guint *phrase_end)
{
  char phrase[MAX_PHRASE_BYTES];
  gsize n = 0;
  guint32 hash = HASH_START;
  guint found = 0;

  for (guint k = i; k < end && k < i + MAX_PHRASE_TOKENS; k++)
    {
      gsize n_bytes;
      const char *text = gloss_words_text (reading, k, &n_bytes);
      guint flags;

      if (n + n_bytes + 1 > MAX_PHRASE_BYTES)
        break;
      if (k > i && !gloss_words_touch (reading, k - 1))
        {
          phrase[n++] = ' ';
          hash = hash_byte (hash, ' ');
        }
      for (gsize b = 0; b < n_bytes; b++)
        {
          gboolean curly = b + 3 <= n_bytes && memcmp (text + b, "\u2019", 3) == 0;

          phrase[n] = curly ? '\'' : text[b];
          b += curly ? 2 : 0;
          hash = hash_byte (hash, phrase[n++]);
        }
      flags = look_up (self, phrase, n, hash);
      if ((flags & wanted) != 0)
        {
          found = flags;
          *phrase_end = k + 1;
        }
    }

  return found;
}
