#include "app/analysis/gloss-english.h"

#include <stdlib.h>
#include <string.h>

#include "app/analysis/gloss-passages.h"
#include "app/analysis/gloss-terms.h"

/* Words that carry no subject, sorted by bytes. */
/* clang-format off */
static const char *const stop_words[] = {
  "a", "about", "above", "after", "again", "against", "all", "almost", "along", "already", "also",
  "although", "always", "am", "among", "an", "and", "another", "any", "are", "aren't", "around",
  "as", "at", "be", "became", "because", "become", "been", "before", "behind", "being", "below",
  "between", "both", "but", "by", "can", "can't", "cannot", "could", "couldn't", "did", "didn't",
  "do", "does", "doesn't", "doing", "don't", "down", "during", "each", "either", "else", "enough",
  "etc", "even", "ever", "every", "few", "for", "from", "further", "get", "gets", "getting",
  "give", "given", "gives", "go", "goes", "going", "gone", "got", "had", "hadn't", "has",
  "hasn't", "have", "haven't", "having", "he", "he'd", "he'll", "he's", "her", "here", "hers",
  "herself", "him", "himself", "his", "how", "however", "i", "i'd", "i'll", "i'm", "i've", "if",
  "in", "indeed", "instead", "into", "is", "isn't", "it", "it's", "its", "itself", "just", "last",
  "least", "less", "let", "let's", "like", "likely", "made", "make", "makes", "making", "many",
  "may", "maybe", "me", "might", "mine", "more", "most", "mr", "mrs", "ms", "much", "must", "my",
  "myself", "neither", "never", "next", "no", "nor", "not", "now", "of", "off", "often", "on",
  "once", "one", "only", "onto", "or", "other", "others", "our", "ours", "ourselves", "out",
  "over", "own", "per", "perhaps", "put", "quite", "rather", "really", "said", "same", "saw",
  "say", "saying", "says", "see", "seem", "seemed", "seems", "seen", "several", "shall", "she",
  "she'd", "she'll", "she's", "should", "shouldn't", "since", "so", "some", "soon", "still",
  "such", "take", "taken", "takes", "taking", "than", "that", "that's", "the", "their", "theirs",
  "them", "themselves", "then", "there", "there's", "these", "they", "they'd", "they'll",
  "they're", "they've", "this", "those", "though", "through", "thus", "to", "together", "too",
  "took", "toward", "towards", "under", "until", "up", "upon", "us", "use", "used", "uses",
  "using", "very", "via", "want", "wants", "was", "wasn't", "we", "we'd", "we'll", "we're",
  "we've", "well", "went", "were", "weren't", "what", "what's", "when", "where", "whether",
  "which", "while", "who", "who's", "whom", "whose", "why", "will", "with", "within", "without",
  "won't", "would", "wouldn't", "yet", "you", "you'd", "you'll", "you're", "you've", "your",
  "yours", "yourself",
};

/* Words of other languages, that English text hardly has but in names. */
static const char *const foreign_words[] = {
  "aan", "af", "als", "auf", "aus", "av", "bei", "bij", "cha", "che", "con", "contra", "da",
  "dan", "das", "de", "dei", "del", "della", "den", "der", "des", "det", "di", "dos", "du", "ein",
  "eine", "en", "er", "est", "et", "ett", "från", "für", "gli", "het", "ich", "il", "ist",
  "ja", "je", "jest", "kan", "katika", "kom", "kwa", "la", "las", "le", "les", "los", "med",
  "mit", "más", "na", "naar", "nach", "nei", "ni", "nicht", "nie", "niet", "och", "ook", "op",
  "over", "para", "pas", "per", "por", "pour", "på", "que", "qui", "se", "sein", "si", "sich",
  "sie", "som", "sono", "su", "sur", "til", "todo", "um", "un", "una", "und", "une", "van", "ve",
  "von", "voor", "vous", "wa", "ya", "za", "ze", "zijn", "zu",
};
/* clang-format on */

/* Words looked at to tell the language. */
#define SAMPLE 2000
/* With fewer words than this, nothing can be said of a text. */
#define FEWEST 4
#define SHORT 20
/* Per cent of an English text; news has forty. */
#define LEAST_STOP_WORDS 12

typedef struct
{
  const char *word;
  gsize n_bytes;
} Key;

static int
compare_word (gconstpointer key, gconstpointer element)
{
  const Key *k = key;
  const char *word = *(const char *const *) element;
  int order = strncmp (k->word, word, k->n_bytes);

  return order != 0 ? order : word[k->n_bytes] == '\0' ? 0 : -1;
}

static gboolean
is_in (const char *const *words, gsize n_words, const char *word, gsize n_bytes)
{
  Key key = { word, n_bytes };

  return bsearch (&key, words, n_words, sizeof *words, compare_word) != NULL;
}

/**
 * gloss_english_is_stop_word:
 * @word: (array length=n_bytes): a word in lower case
 * @n_bytes: length of @word
 *
 * Returns: whether @word says nothing of what a text is about
 */
gboolean
gloss_english_is_stop_word (const char *word, gsize n_bytes)
{
  return is_in (stop_words, G_N_ELEMENTS (stop_words), word, n_bytes);
}

/**
 * gloss_english_is_foreign_word:
 * @word: (array length=n_bytes): a word in lower case
 * @n_bytes: length of @word
 *
 * Returns: whether @word is an everyday one of another language that English text hardly has
 */
gboolean
gloss_english_is_foreign_word (const char *word, gsize n_bytes)
{
  return is_in (foreign_words, G_N_ELEMENTS (foreign_words), word, n_bytes);
}

typedef struct
{
  guint n;
  guint n_stop;
  guint n_foreign;
} Sample;

static void
take_sample (Sample *sample, const char *text, gsize n_bytes)
{
  GlossTerm term;
  gsize at = 0;

  while (sample->n < SAMPLE && gloss_terms_next (text, n_bytes, &at, &term))
    {
      sample->n++;
      sample->n_stop += gloss_english_is_stop_word (term.word, term.n_bytes);
      sample->n_foreign += gloss_english_is_foreign_word (term.word, term.n_bytes);
    }
}

/* Of the article's own words: a table of dates is in no language. */
static void
take_article (Sample *sample, const GlossReading *reading)
{
  for (guint i = 0; i < reading->passages->len; i++)
    {
      const GlossPassage *passage = &g_array_index (reading->passages, GlossPassage, i);

      if (gloss_passages_is_article (passage->kind))
        take_sample (sample, reading->text + passage->span.start,
                     passage->span.end - passage->span.start);
    }
}

/**
 * gloss_english_is_likely:
 * @reading: a text with its passages
 *
 * The models know English alone. What a page says of its language is often wrong, so its words
 * decide: of English ones four in ten are stop words. Tables, captions and asides are looked at
 * only where there is nothing else.
 *
 * Returns: whether @reading is in English and long enough to tell
 */
gboolean
gloss_english_is_likely (const GlossReading *reading)
{
  Sample sample = { 0 };
  gboolean says_english =
    reading->language != NULL && g_ascii_strncasecmp (reading->language, "en", 2) == 0;

  if (reading->title != NULL)
    take_sample (&sample, reading->title, strlen (reading->title));
  take_article (&sample, reading);
  if (sample.n < FEWEST)
    take_sample (&sample, reading->text, reading->n_bytes);
  if (sample.n < FEWEST || sample.n_foreign * 3 > sample.n_stop + (sample.n < SHORT))
    return FALSE;
  if (sample.n < SHORT)
    return sample.n_stop > 0 || says_english;

  return sample.n_stop * 100 >= sample.n * LEAST_STOP_WORDS;
}
