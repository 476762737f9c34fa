#include "app/analysis/gloss-numbers.h"

#include <string.h>

/* clang-format off */
static const char *const months[] = {
  "apr", "apr.", "april", "aug", "aug.", "august", "dec", "dec.", "december", "feb", "feb.",
  "february", "jan", "jan.", "january", "jul", "jul.", "july", "jun", "jun.", "june", "mar",
  "mar.", "march", "may", "nov", "nov.", "november", "oct", "oct.", "october", "sep", "sep.",
  "sept", "sept.", "september",
};
/* Months that are words or names as well: they need a number or a word that asks for a date. */
static const char *const doubtful_months[] = {
  "april", "august", "dec", "jan", "june", "mar", "march", "may", "sep",
};
static const char *const weekdays[] = {
  "fri", "fri.", "friday", "mon", "mon.", "monday", "sat.", "saturday", "sun.", "sunday", "thu",
  "thur", "thurs", "thurs.", "thursday", "tue", "tues", "tues.", "tuesday", "wed.", "wednesday",
};
static const char *const weekdays_plural[] = {
  "fridays", "mondays", "saturdays", "sundays", "thursdays", "tuesdays", "wednesdays",
};
static const char *const date_prepositions[] = {
  "after", "around", "before", "between", "by", "circa", "during", "each", "early", "every", "for",
  "from", "in", "last", "late", "mid", "next", "of", "on", "since", "this", "through",
  "throughout", "till", "to", "until",
};
static const char *const relative_words[] = {
  "coming", "current", "early", "following", "last", "late", "mid", "next", "past", "previous",
  "recent", "this",
};
static const char *const periods[] = {
  "autumn", "century", "day", "decade", "fall", "fortnight", "month", "quarter", "season",
  "semester", "spring", "summer", "week", "weekend", "winter", "year",
};
static const char *const periods_plural[] = {
  "centuries", "days", "decades", "fortnights", "months", "quarters", "seasons", "weekends",
  "weeks", "years",
};
static const char *const clock_periods[] = {
  "hour", "hours", "minute", "minutes", "second", "seconds",
};
static const char *const day_parts[] = {
  "afternoon", "evening", "lunchtime", "morning", "night",
};
static const char *const day_words[] = {
  "today", "tomorrow", "yesterday",
};
static const char *const clock_words[] = {
  "midday", "midnight", "noon", "tonight",
};
static const char *const halves[] = {
  "a.m", "a.m.", "am", "p.m", "p.m.", "pm",
};
static const char *const zones[] = {
  "aest", "bst", "cest", "cet", "cst", "edt", "est", "et", "gmt", "ist", "pdt", "pst", "pt", "utc",
};
static const char *const seasons[] = {
  "autumn", "fall", "spring", "summer", "winter",
};
static const char *const several[] = {
  "couple", "few", "several",
};
static const char *const about_then[] = {
  "after", "ago", "before", "earlier", "hence", "later",
};
static const char *const counted_after_year[] = {
  "and", "but", "by", "for", "from", "had", "has", "he", "in", "is", "it", "on", "or", "she",
  "that", "the", "they", "to", "was", "were", "when", "which", "while", "with",
};
/* clang-format on */

static gboolean
is_in (const GlossRange *range, guint i, GlossWordSet set)
{
  return i >= range->first && i < range->end && gloss_words_in (range->reading, i, set);
}

static gboolean
is_word (const GlossRange *range, guint i, const char *word)
{
  return i >= range->first && i < range->end && gloss_words_is (range->reading, i, word);
}

static gboolean
is_dash (const GlossRange *range, guint i)
{
  return is_word (range, i, "-") || is_word (range, i, "\u2013") || is_word (range, i, "/");
}

static gboolean
is_month (const GlossRange *range, guint i)
{
  return is_in (range, i, GLOSS_WORD_SET (months)) && gloss_words_is_capital (range->reading, i);
}

static gboolean
is_year (const GlossRange *range, guint i)
{
  guint value;

  return gloss_numbers_is_plain (range, i, &value) && value >= 1400 && value < 2200;
}

static gboolean
is_day (const GlossRange *range, guint i)
{
  guint value;

  if (gloss_numbers_is_plain (range, i, &value))
    return value >= 1 && value <= 31;

  return gloss_numbers_is_ordinal (range, i) &&
         g_ascii_isdigit (range->reading->text[gloss_words_get (range->reading, i)->span.start]);
}

/* "2012", "2012-13", ", 2012". Returns: the token after the year at @i, or @i. */
static guint
match_year (const GlossRange *range, guint i, gboolean comma)
{
  guint at = comma && is_word (range, i, ",") ? i + 1 : i;
  guint end = at + 1;
  guint value;

  if (!is_year (range, at))
    return i;
  if (is_dash (range, end) && gloss_words_touch (range->reading, end - 1) &&
      gloss_numbers_is_plain (range, end + 1, &value) && (value < 100 || value >= 1400))
    end += 2;

  return end;
}

/* "July 4-6, 2012", "July 2012", "4th of July 2012"; also a month alone where @alone. */
static guint
match_month (const GlossRange *range, guint i, gboolean alone)
{
  guint end = i;

  if (is_month (range, i))
    {
      end = i + 1;
      if (is_day (range, end))
        {
          end++;
          if (is_dash (range, end) && is_day (range, end + 1))
            end += 2;
          if (is_word (range, end, "to") && is_day (range, end + 1))
            end += 2;
          return match_year (range, end, TRUE);
        }
      end = match_year (range, end, FALSE);
      if (end > i + 1)
        return end;
      return alone || !is_in (range, i, GLOSS_WORD_SET (doubtful_months)) ? i + 1 : i;
    }
  if (!is_day (range, i))
    return i;
  end = i + 1;
  if (is_dash (range, end) && is_day (range, end + 1))
    end += 2;
  if (is_word (range, end, "of"))
    end++;
  if (!is_month (range, end))
    return i;

  return match_year (range, end + 1, TRUE);
}

/* "1996-08-22", "22/08/1996". */
static guint
match_figures (const GlossRange *range, guint i)
{
  guint a;
  guint b;
  guint c;

  if (!gloss_numbers_is_plain (range, i, &a) || !is_dash (range, i + 1) ||
      !gloss_numbers_is_plain (range, i + 2, &b) || !is_dash (range, i + 3) ||
      !gloss_numbers_is_plain (range, i + 4, &c) || b < 1 || b > 31)
    return i;
  if ((a >= 1400 && b <= 12 && c >= 1 && c <= 31) || (a >= 1 && a <= 31 && c >= 1400))
    return i + 5;

  return i;
}

/* "Friday", "Friday, July 4", "Fridays". */
static guint
match_weekday (const GlossRange *range, guint i)
{
  guint end = i;
  guint next;

  if (i >= range->end || !gloss_words_is_capital (range->reading, i))
    return i;
  if (is_in (range, i, GLOSS_WORD_SET (weekdays_plural)))
    return i + 1;
  if (!is_in (range, i, GLOSS_WORD_SET (weekdays)))
    return i;
  end = i + 1;
  next = is_word (range, end, ",") ? end + 1 : end;
  if (is_word (range, next, "the"))
    next++;
  if (match_month (range, next, FALSE) > next + 1)
    end = match_month (range, next, FALSE);

  return end;
}

/* "FY2025", "FY 2024-25", "FY25". */
static guint
match_fiscal_year (const GlossRange *range, guint i)
{
  gsize n_bytes;
  const char *text;
  guint value;

  if (i >= range->end)
    return i;
  text = gloss_words_text (range->reading, i, &n_bytes);
  if (n_bytes < 2 || text[0] != 'F' || text[1] != 'Y')
    return i;
  if (n_bytes == 2)
    return is_year (range, i + 1) ? match_year (range, i + 1, FALSE) : i;
  if ((n_bytes != 4 && n_bytes != 6) || !gloss_numbers_is_figure (text + 2, n_bytes - 2))
    return i;

  return is_dash (range, i + 1) && gloss_words_touch (range->reading, i) &&
             gloss_numbers_is_plain (range, i + 2, &value)
           ? i + 3
           : i + 1;
}

/* "the 1990s", "1990s", "'80s", "19th century", "first quarter of 2012", "Q3 2012", "H1 FY25". */
static guint
match_span_of_years (const GlossRange *range, guint i)
{
  gsize n_bytes;
  const char *text = gloss_words_text (range->reading, i, &n_bytes);

  if (n_bytes == 5 && g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[3]) && text[4] == 's')
    return i + 1;
  if (gloss_numbers_is_ordinal (range, i) &&
      (is_word (range, i + 1, "century") || is_word (range, i + 1, "quarter") ||
       is_word (range, i + 1, "half")))
    {
      guint next = is_word (range, i + 2, "of") ? i + 3 : i + 2;

      if (is_year (range, next))
        return next + 1;
      return is_word (range, i + 1, "half") ? i : i + 2;
    }
  if (n_bytes == 2 && (text[0] == 'Q' || text[0] == 'H') && text[1] >= '1' && text[1] <= '4')
    return MAX (match_year (range, i + 1, FALSE), match_fiscal_year (range, i + 1));

  return match_fiscal_year (range, i);
}

/* "last week", "this past summer", "next Friday", "early 2012", "mid-July", "the past two years".
 */
static guint
match_relative (const GlossRange *range, guint i, GlossEntityType *type)
{
  guint at = i;
  guint end;

  while (at < i + 2 && is_in (range, at, GLOSS_WORD_SET (relative_words)))
    at++;
  if (at == i)
    return i;
  if (is_word (range, at, "-"))
    at++;
  if (is_in (range, at, GLOSS_WORD_SET (day_parts)) || is_word (range, at, "hour"))
    {
      *type = GLOSS_ENTITY_TIME;
      return is_word (range, i, "last") || is_word (range, i, "this") ? at + 1 : i;
    }
  if (is_in (range, at, GLOSS_WORD_SET (periods)))
    return is_word (range, at, "season") || is_word (range, at, "fall") ||
               is_word (range, at, "day")
             ? (is_word (range, i, "recent") || is_word (range, i, "current") ? i : at + 1)
             : at + 1;
  if (is_word (range, at, "few") || is_word (range, at, "several"))
    end = at + 1;
  else
    end = gloss_numbers_match (range, at);
  if (is_in (range, end, GLOSS_WORD_SET (periods_plural)))
    return end + 1;
  if (is_in (range, end, GLOSS_WORD_SET (clock_periods)) && end > at)
    {
      *type = GLOSS_ENTITY_TIME;
      return end + 1;
    }
  end = match_weekday (range, at);
  if (end > at)
    return end;
  end = match_month (range, at, TRUE);
  if (end > at)
    return end;
  end = match_year (range, at, FALSE);

  return end > at ? end : i;
}

/* "two weeks ago", "six months", "40 seconds", "a year later". */
static guint
match_duration (const GlossRange *range, guint i, GlossEntityType *type)
{
  guint end = gloss_numbers_match (range, i);
  gboolean counted = end > i;

  if (!counted && (is_word (range, i, "a") || is_word (range, i, "an")))
    end = i + 1;
  if (is_in (range, end, GLOSS_WORD_SET (several)))
    end += is_word (range, end + 1, "of") ? 2 : 1;
  if (end == i)
    return i;
  if (is_word (range, end, "-") && counted)
    end++;
  if (is_in (range, end, GLOSS_WORD_SET (clock_periods)))
    *type = GLOSS_ENTITY_TIME;
  else if (!is_in (range, end, GLOSS_WORD_SET (periods)) &&
           !is_in (range, end, GLOSS_WORD_SET (periods_plural)))
    return i;
  end++;
  /* An age is no date. */
  if (is_word (range, end, "-") || is_word (range, end, "old"))
    return i;
  if (is_in (range, end, GLOSS_WORD_SET (about_then)) && !is_word (range, end, "before") &&
      !is_word (range, end, "after"))
    return end + 1;

  return counted || is_in (range, i + 1, GLOSS_WORD_SET (several)) ? end : i;
}

/* "10:30 am GMT", "5pm", "9 o'clock", "noon". */
static guint
match_clock (const GlossRange *range, guint i)
{
  gsize n_bytes;
  const char *text = gloss_words_text (range->reading, i, &n_bytes);
  const char *colon = memchr (text, ':', n_bytes);
  guint end = i;
  guint value;

  if (is_in (range, i, GLOSS_WORD_SET (clock_words)))
    return i + 1;
  if (!g_ascii_isdigit (*text))
    return i;
  if (n_bytes > 2 && n_bytes <= 8 && g_ascii_tolower (text[n_bytes - 1]) == 'm' &&
      strchr ("aApP", text[n_bytes - 2]) != NULL && g_ascii_isdigit (text[n_bytes - 3]))
    end = i + 1;
  else if (colon != NULL && n_bytes >= 4 && n_bytes <= 8 && g_ascii_isdigit (colon[1]) &&
           colon - text <= 2 && text + n_bytes - colon >= 3)
    end = i + 1;
  if (end == i)
    {
      gboolean hour = (gloss_numbers_is_plain (range, i, &value) && value <= 24) ||
                      (n_bytes <= 5 && memchr (text, '.', n_bytes) != NULL);

      if (hour && is_in (range, i + 1, GLOSS_WORD_SET (halves)))
        end = i + 1;
      else if (hour &&
               (is_word (range, i + 1, "o'clock") || is_word (range, i + 1, "o\u2019clock")))
        return i + 2;
      else
        return i;
    }
  if (is_in (range, end, GLOSS_WORD_SET (halves)))
    end++;
  if (is_in (range, end, GLOSS_WORD_SET (zones)) && gloss_words_is_capital (range->reading, end))
    end++;
  else if (is_word (range, end, "local") && is_word (range, end + 1, "time"))
    end += 2;

  return end;
}

/* Whether a bare year at @i is one: "in 2008", "(2008)", "2008 was". */
static gboolean
has_year_context (const GlossRange *range, guint i)
{
  if (is_in (range, i - 1, GLOSS_WORD_SET (date_prepositions)) && i > range->first)
    return !is_word (range, i - 1, "for") && !is_word (range, i - 1, "to") &&
               !is_word (range, i - 1, "of")
             ? TRUE
             : i + 1 >= range->end ||
                 gloss_words_get (range->reading, i + 1)->kind == GLOSS_TOKEN_PUNCTUATION ||
                 is_in (range, i + 1, GLOSS_WORD_SET (counted_after_year));
  if (i > range->first && (is_word (range, i - 1, "(") || is_word (range, i - 1, "the") ||
                           is_word (range, i - 1, "and") || is_word (range, i - 1, ",")))
    return TRUE;

  return is_in (range, i + 1, GLOSS_WORD_SET (counted_after_year));
}

/**
 * gloss_dates_match:
 * @range: a sentence
 * @i: a token of it
 * @type: (out): %GLOSS_ENTITY_DATE or %GLOSS_ENTITY_TIME
 *
 * Reads one date, time of day or span of time.
 *
 * Returns: the token after it, or @i
 */
guint
gloss_dates_match (const GlossRange *range, guint i, GlossEntityType *type)
{
  gboolean asked = i > range->first && is_in (range, i - 1, GLOSS_WORD_SET (date_prepositions));
  guint end = match_clock (range, i);

  *type = GLOSS_ENTITY_TIME;
  if (end > i)
    return end;
  *type = GLOSS_ENTITY_DATE;
  if ((end = match_figures (range, i)) > i || (end = match_span_of_years (range, i)) > i ||
      (end = match_month (range, i, asked)) > i || (end = match_relative (range, i, type)) > i ||
      (end = match_duration (range, i, type)) > i)
    return end;
  end = match_weekday (range, i);
  if (end == i && is_in (range, i, GLOSS_WORD_SET (day_words)))
    end = i + 1;
  if (end > i)
    {
      if (!is_in (range, end, GLOSS_WORD_SET (day_parts)))
        return end;
      *type = GLOSS_ENTITY_TIME;
      return end + 1;
    }
  if (is_in (range, i, GLOSS_WORD_SET (seasons)) && is_year (range, i + 1))
    return i + 2;
  if (is_year (range, i) && has_year_context (range, i))
    return match_year (range, i, FALSE);

  return i;
}
