#include "app/analysis/gloss-quantities.h"

#include <string.h>

#include "app/analysis/gloss-numbers.h"
#include "app/analysis/gloss-words.h"

/* clang-format off */
static const char *const currencies[] = {
  "aud", "baht", "bitcoin", "bitcoins", "brl", "cad", "cedi", "cedis", "cent", "centavos", "cents",
  "chf", "cny", "crowns", "dinar", "dinars", "dirham", "dirhams", "dollar", "dollars", "dong",
  "eur", "euro", "euros", "forint", "forints", "franc", "francs", "gbp", "ghs", "hkd", "hryvnia",
  "hryvnias", "idr", "inr", "jpy", "kes", "koruna", "krona", "krone", "kroner", "kronor", "krw",
  "kwacha", "kyat", "lira", "liras", "mxn", "myr", "naira", "ngn", "pence", "penny", "peso",
  "pesos", "php", "pkr", "pound", "pounds", "quid", "rand", "reais", "renminbi", "rial", "rials",
  "ringgit", "riyal", "riyals", "rouble", "roubles", "ruble", "rubles", "rupee", "rupees",
  "rupiah", "sgd", "shekel", "shekels", "shilling", "shillings", "sterling", "taka", "thb", "try",
  "usd", "won", "yen", "yuan", "zar", "zloty", "zlotys",
};
static const char *const currency_marks[] = {
  "aed", "aud", "bdt", "brl", "cad", "chf", "clp", "cny", "cop", "czk", "dkk", "egp", "eur", "gbp",
  "ghs", "hkd", "huf", "idr", "ils", "inr", "jpy", "kes", "krw", "ksh", "lkr", "mxn", "myr", "ngn",
  "nok", "nzd", "p", "php", "pkr", "pln", "rm", "rmb", "rp", "rs", "rs.", "rub", "sar", "sek",
  "sgd", "sh", "thb", "tk", "tsh", "twd", "tzs", "uah", "ugx", "usd", "ush", "vnd", "zar",
};
static const char *const currency_prefixes[] = {
  "a", "au", "aus", "c", "ca", "can", "gh", "hk", "mx", "nt", "nz", "r", "s", "us", "z",
};
/* Kwacha, naira, peso, rand: before a figure they also name roads and robots ("R2", "N11"). */
static const char *const currency_letters[] = {
  "k", "n", "p", "r",
};
static const char *const units[] = {
  "acre", "acres", "barrel", "barrels", "bpd", "bushels", "bytes", "c", "calories", "carats",
  "celsius", "centimeter", "centimeters", "centimetre", "centimetres", "cm", "degree", "degrees",
  "f", "fahrenheit", "feet", "foot", "ft", "g", "gallon", "gallons", "gb", "gigabytes", "gigawatt",
  "gigawatt-hours", "gigawatts", "gram", "grams", "gw", "gwh", "hectare", "hectares", "horsepower",
  "hp", "inch", "inches", "kb", "kg", "kgs", "kilo", "kilogram", "kilograms", "kilometer",
  "kilometers", "kilometre", "kilometres", "kilos", "kilowatt", "kilowatts", "km", "kmh", "kms",
  "knots", "kph", "kw", "kwh", "lb", "lbs", "light-years", "liter", "liters", "litre", "litres",
  "m", "mb", "megabytes", "megawatt", "megawatts", "meter", "meters", "metre", "metres", "mg",
  "mile", "miles", "milligrams", "milliliters", "millilitres", "millimeter", "millimeters",
  "millimetre", "millimetres", "ml", "mm", "mph", "mw", "mwh", "ounce", "ounces", "oz", "pint",
  "pints", "stone", "tb", "terabytes", "ton", "tonne", "tonnes", "tons", "volts", "watt", "watts",
  "yard", "yards",
};
static const char *const unit_prefixes[] = {
  "cubic", "metric", "nautical", "square",
};
static const char *const unit_rates[] = {
  "a", "an", "per",
};
static const char *const rate_units[] = {
  "day", "hour", "minute", "second", "year",
};
static const char *const weight_words[] = {
  "fish", "gained", "heavy", "lost", "overweight", "weigh", "weighed", "weighing", "weighs",
};
/* clang-format on */

/* A price may stand in a symbol of its own: the currency signs of Unicode. */
static gboolean
is_currency_sign (const GlossReading *reading, guint i)
{
  gsize n_bytes;
  const char *text = gloss_words_text (reading, i, &n_bytes);

  return g_unichar_type (g_utf8_get_char (text)) == G_UNICODE_CURRENCY_SYMBOL;
}

static gboolean
is_in (const GlossRange *range, guint i, GlossWordSet set)
{
  return i < range->end && gloss_words_in (range->reading, i, set);
}

static gboolean
is_word (const GlossRange *range, guint i, const char *word)
{
  return i < range->end && gloss_words_is (range->reading, i, word);
}

/* "10", "10-15", "between 5 and 6 million". Returns: the token after it, or @i. */
static guint
match_numbers (const GlossRange *range, guint i)
{
  guint end = gloss_numbers_match (range, i);
  guint next;

  if (end == i)
    return i;
  if (!is_word (range, end, "-") && !is_word (range, end, "\u2013") && !is_word (range, end, "to"))
    return end;
  next = gloss_numbers_match (range, end + 1);

  return next > end + 1 ? next : end;
}

/* "$5bn", "US$ 1.5 million", "£10-£15", "Rs 500 crore". Returns: the token after it, or @i. */
static guint
match_marked_price (const GlossRange *range, guint i)
{
  const GlossReading *reading = range->reading;
  guint at = i;
  guint end;

  if (is_in (range, at, GLOSS_WORD_SET (currency_prefixes)) && at + 1 < range->end &&
      gloss_words_is_capital (reading, at) && gloss_words_touch (reading, at) &&
      is_currency_sign (reading, at + 1))
    at += 2;
  else if (is_currency_sign (reading, at))
    at++;
  else if (is_in (range, at, GLOSS_WORD_SET (currency_marks)) &&
           gloss_words_is_capital (reading, at))
    at++;
  else
    return i;
  end = at < range->end && gloss_numbers_is_digits (range, at) ? match_numbers (range, at) : at;
  if (end == at)
    return i;
  if (end + 1 < range->end && (is_word (range, end, "-") || is_word (range, end, "\u2013")) &&
      is_currency_sign (reading, end + 1))
    {
      guint next = gloss_numbers_match (range, end + 2);

      end = next > end + 2 ? next : end;
    }

  return end;
}

/* Whether the first @n_bytes of a token are a word of @set. */
static gboolean
begins_with (const char *text, gsize n_bytes, GlossWordSet set)
{
  for (guint k = 0; k < set.n_words; k++)
    if (strlen (set.words[k]) == n_bytes && g_ascii_strncasecmp (text, set.words[k], n_bytes) == 0)
      return TRUE;

  return FALSE;
}

/* Skips ",000" and ".5bn" behind a word that ends in a figure. */
static guint
skip_groups (const GlossRange *range, guint i)
{
  guint end = i;

  while (end + 1 < range->end && gloss_words_touch (range->reading, end - 1) &&
         (is_word (range, end, ",") || is_word (range, end, ".")) &&
         gloss_words_touch (range->reading, end) && gloss_numbers_is_digits (range, end + 1))
    end += 2;

  return end;
}

/* "Sh47", "Rs2,000", "R12bn", "N5.4 trillion": the currency is one word with the figure. Returns:
 * the token after it, or @i. */
static guint
match_attached_price (const GlossRange *range, guint i)
{
  gsize n_bytes;
  gsize n_letters = 0;
  const char *text = gloss_words_text (range->reading, i, &n_bytes);
  gboolean large = g_ascii_isalpha (text[n_bytes - 1]);
  guint groups;
  guint end;

  while (n_letters < n_bytes && g_ascii_isalpha (text[n_letters]))
    n_letters++;
  if (n_letters == 0 || n_letters == n_bytes || !g_ascii_isupper (*text) ||
      !gloss_numbers_is_figure (text + n_letters, n_bytes - n_letters))
    return i;
  groups = skip_groups (range, i + 1);
  end = gloss_numbers_skip_magnitudes (range, groups);
  if (begins_with (text, n_letters, GLOSS_WORD_SET (currency_letters)))
    return large || end > i + 1 ? end : i;

  return begins_with (text, n_letters, GLOSS_WORD_SET (currency_marks)) ? end : i;
}

/* Whether "pounds" after token @i weigh something here. */
static gboolean
is_weight (const GlossRange *range, guint first, guint end)
{
  if (!is_word (range, end - 1, "pounds") && !is_word (range, end - 1, "pound"))
    return FALSE;
  for (guint k = first - MIN (first - range->first, 5); k < first; k++)
    if (is_in (range, k, GLOSS_WORD_SET (weight_words)))
      return TRUE;

  return is_in (range, end, GLOSS_WORD_SET (weight_words));
}

/* "5 million dollars", "10 Hong Kong dollars", "200-euro". Returns: the token after it, or @i. */
static guint
match_spelled_price (const GlossRange *range, guint i)
{
  guint end = match_numbers (range, i);

  if (end == i)
    return i;
  if (is_word (range, end, "-"))
    end++;
  for (guint k = end; k < end + 3 && k < range->end; k++)
    {
      if (is_in (range, k, GLOSS_WORD_SET (currencies)))
        return k + 1;
      if (!gloss_words_is_capital (range->reading, k))
        break;
    }

  return i;
}

/* "5%", "five per cent", "3 to 4 percentage points". Returns: the token after it, or @i. */
static guint
match_percent (const GlossRange *range, guint i)
{
  guint end = gloss_numbers_match (range, i);

  if (end == i)
    return i;
  if (is_word (range, end, "%") &&
      (is_word (range, end + 1, "-") || is_word (range, end + 1, "to")))
    {
      guint next = gloss_numbers_match (range, end + 2);

      if (next > end + 2 && is_word (range, next, "%"))
        return next + 1;
    }
  end = match_numbers (range, i);
  if (is_word (range, end, "-"))
    end++;
  if (is_word (range, end, "%") || is_word (range, end, "percent") || is_word (range, end, "pct"))
    return end + 1;
  if (is_word (range, end, "per") && is_word (range, end + 1, "cent"))
    return end + 2;
  if (is_word (range, end, "percentage") &&
      (is_word (range, end + 1, "points") || is_word (range, end + 1, "point")))
    return end + 2;
  if (is_word (range, end, "basis") && is_word (range, end + 1, "points"))
    return end + 2;

  return i;
}

/* "5km", "10 square miles", "80 miles per hour", "36.6°C". Returns: the token after it, or @i. */
static guint
match_measure (const GlossRange *range, guint i)
{
  guint end = match_numbers (range, i);

  if (end == i)
    return i;
  if (gloss_numbers_has_unit (range, end - 1, GLOSS_WORD_SET (units)))
    return end;
  if (is_word (range, end, "-"))
    end++;
  if (is_word (range, end, "\u00b0"))
    return is_word (range, end + 1, "c") || is_word (range, end + 1, "f") ? end + 2 : end + 1;
  if (is_in (range, end, GLOSS_WORD_SET (unit_prefixes)))
    end++;
  if (!is_in (range, end, GLOSS_WORD_SET (units)) && !is_word (range, end, "pounds"))
    return i;
  /* A capital letter alone is no unit: "4 C-sections", "3 M". */
  if (gloss_words_shape (range->reading, end) == GLOSS_SHAPE_INITIAL)
    return i;
  end++;
  if (is_word (range, end - 1, "degrees") &&
      (is_word (range, end, "celsius") || is_word (range, end, "fahrenheit")))
    end++;
  if (is_in (range, end, GLOSS_WORD_SET (unit_rates)) &&
      is_in (range, end + 1, GLOSS_WORD_SET (rate_units)))
    end += 2;

  return end;
}

typedef struct
{
  guint end;
  GlossEntityType type;
} Match;

static void
keep_longer (Match *best, guint end, GlossEntityType type)
{
  if (end > best->end)
    *best = (Match){ end, type };
}

static Match
match_at (const GlossRange *range, guint i)
{
  Match best = { i, GLOSS_ENTITY_QUANTITY };
  GlossEntityType type = GLOSS_ENTITY_DATE;
  guint price = match_spelled_price (range, i);
  guint date = gloss_dates_match (range, i, &type);

  keep_longer (&best, match_marked_price (range, i), GLOSS_ENTITY_MONEY);
  keep_longer (&best, match_attached_price (range, i), GLOSS_ENTITY_MONEY);
  if (price > i && !is_weight (range, i, price))
    keep_longer (&best, price, GLOSS_ENTITY_MONEY);
  keep_longer (&best, match_percent (range, i), GLOSS_ENTITY_PERCENT);
  keep_longer (&best, match_measure (range, i), GLOSS_ENTITY_QUANTITY);
  keep_longer (&best, date, type);

  return best;
}

/**
 * gloss_quantities_find:
 * @reading: a text with its sentences
 *
 * Finds dates, times, money, percentages and measures by rule. Modifiers ("about", "more than")
 * stay outside. Linear.
 *
 * Returns: (transfer full) (element-type GlossNameMention): in text order, without overlaps
 */
GArray *
gloss_quantities_find (const GlossReading *reading)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (GlossNameMention));

  for (guint s = 0; s < reading->sentences->len; s++)
    {
      const GlossSentence *sentence = &g_array_index (reading->sentences, GlossSentence, s);
      GlossRange range = { reading, sentence->first, sentence->end };
      guint i = range.first;

      while (i < range.end)
        {
          Match match = match_at (&range, i);

          if (match.end > i)
            {
              GlossNameMention mention = {
                .span = { gloss_words_get (reading, i)->span.start,
                          gloss_words_get (reading, match.end - 1)->span.end },
                .first = i,
                .end = match.end,
                .type = match.type,
                .confidence = 0.95,
                .cluster = -1,
              };

              g_array_append_val (found, mention);
            }
          i = MAX (match.end, i + 1);
        }
    }

  return found;
}
