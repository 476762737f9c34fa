#include "app/extract/gloss-page-dates.h"

#include <string.h>

typedef struct
{
  int year, month, day;     /* month 0: not known */
  int hour, minute, second; /* hour -1: no time */
  gboolean has_zone;
  int zone; /* minutes east */
} Moment;

typedef struct
{
  const char *name; /* lower case, as it may begin */
  int month;
} MonthName;

/* Each as long as it has to be; a word that goes on is one only where it is a longer form. */
/* clang-format off */
static const MonthName month_names[] = {
  { "jan", 1 }, { "feb", 2 }, { "mar", 3 }, { "apr", 4 }, { "may", 5 }, { "jun", 6 }, { "jul", 7 },
  { "aug", 8 }, { "sep", 9 }, { "oct", 10 }, { "nov", 11 }, { "dec", 12 },
  { "mär", 3 }, { "mrz", 3 }, { "mai", 5 }, { "okt", 10 }, { "dez", 12 },
  { "févr", 2 }, { "fév", 2 }, { "avr", 4 }, { "juin", 6 }, { "juil", 7 }, { "août", 8 }, { "aou", 8 },
  { "déc", 12 }, { "ene", 1 }, { "abr", 4 }, { "ago", 8 }, { "dic", 12 }, { "set", 9 },
  { "gen", 1 }, { "mag", 5 }, { "giu", 6 }, { "lug", 7 }, { "ott", 10 },
  { "fev", 2 }, { "out", 10 }, { "maa", 3 }, { "mei", 5 }, { "maj", 5 },
  { "янв", 1 }, { "фев", 2 }, { "мар", 3 }, { "апр", 4 }, { "мая", 5 }, { "май", 5 }, { "июн", 6 },
  { "июл", 7 }, { "авг", 8 }, { "сен", 9 }, { "окт", 10 }, { "ноя", 11 }, { "дек", 12 },
};
/* clang-format on */

static int
read_number (const char **p, int max_digits, int *n_digits)
{
  int value = 0;

  for (*n_digits = 0; *n_digits < max_digits && g_ascii_isdigit (**p); (*n_digits)++, (*p)++)
    value = value * 10 + (**p - '0');

  return value;
}

static gboolean
is_valid_day (const Moment *m)
{
  return m->year >= 1900 && m->year <= 2200 && m->month >= 1 && m->month <= 12 && m->day >= 1 &&
         m->day <= 31 && g_date_valid_dmy (m->day, m->month, m->year);
}

/* "+01:00", "+0100", "Z", "GMT", or the usual names of American zones. */
static void
read_zone (const char *p, Moment *m)
{
  static const struct
  {
    const char *name;
    int minutes;
  } zones[] = { { "UTC", 0 },    { "GMT", 0 },    { "EST", -300 }, { "EDT", -240 },
                { "CST", -360 }, { "CDT", -300 }, { "PST", -480 }, { "PDT", -420 },
                { "BST", 60 },   { "CET", 60 },   { "CEST", 120 } };
  int n, hours, minutes = 0;
  int sign;

  while (*p == ' ')
    p++;
  if (*p == 'Z' && !g_ascii_isalpha (p[1]))
    m->has_zone = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    if (g_str_has_prefix (p, zones[i].name))
      {
        m->has_zone = TRUE;
        m->zone = zones[i].minutes;
      }
  if (*p != '+' && *p != '-')
    return;

  sign = *p++ == '-' ? -1 : 1;
  hours = read_number (&p, 2, &n);
  if (n == 0)
    return;
  if (*p == ':')
    p++;
  minutes = read_number (&p, 2, &n);
  if (hours > 14 || minutes > 59)
    return;
  m->has_zone = TRUE;
  m->zone = sign * (hours * 60 + minutes);
}

/* "10:12", "10:12:05.123", "3:05 pm" at @p, and a zone. */
static void
read_time (const char *p, Moment *m)
{
  int n, hour = read_number (&p, 2, &n), minute, second = 0;

  if (n == 0 || *p != ':')
    return;
  p++;
  minute = read_number (&p, 2, &n);
  if (n != 2 || hour > 23 || minute > 59)
    return;
  if (*p == ':')
    {
      p++;
      second = MIN (read_number (&p, 2, &n), 59);
      if (*p == '.' || *p == ',')
        for (p++; g_ascii_isdigit (*p);)
          p++;
    }
  while (*p == ' ' && g_ascii_isalpha (p[1]))
    p++;
  if (g_ascii_strncasecmp (p, "pm", 2) == 0 || g_ascii_strncasecmp (p, "p.m", 3) == 0)
    {
      hour += hour < 12 ? 12 : 0;
      p += 2;
    }
  else if (g_ascii_strncasecmp (p, "am", 2) == 0 || g_ascii_strncasecmp (p, "a.m", 3) == 0)
    {
      hour = hour == 12 ? 0 : hour;
      p += 2;
    }
  m->hour = hour;
  m->minute = minute;
  m->second = second;
  read_zone (p, m);
}

/* "2019-10-19", "2019/10/19", "20191019", with or without a time. */
static gboolean
read_iso (const char *p, Moment *m)
{
  int n;

  m->year = read_number (&p, 4, &n);
  if (n != 4)
    return FALSE;
  if (*p == '-' || *p == '/' || *p == '.')
    p++;
  m->month = read_number (&p, 2, &n);
  if (n == 0)
    return FALSE;
  if (*p == '-' || *p == '/' || *p == '.')
    p++;
  m->day = read_number (&p, 2, &n);
  if (n == 0 || g_ascii_isdigit (*p) || !is_valid_day (m))
    return FALSE;
  if (*p == 'T' || *p == 't' || *p == ' ')
    read_time (p + 1 + strspn (p + 1, " "), m);

  return TRUE;
}

/* The month that the word at @word names, 0 for none: the start of a month's name, and no longer
 * than those are, nor one of the words that begin like one. */
static int
month_of (const char *word)
{
  static const char *const others[] = {
    "market", "mark",   "mary",   "maria",  "mario",    "marc",    "made",   "make",  "main",
    "magaz",  "maybe",  "mayor",  "janet",  "jane",     "setting", "sets",   "outs",  "outd",
    "genre",  "gender", "marina", "marvel", "marriage", "septic",  "decide", "decor", "decade",
    "novel",  "junior", "julia",  "aprov",  "augment",  "aver"
  };
  int month = 0;
  gsize longest = 0;
  glong n_chars = 0;

  for (const char *p = word; g_unichar_isalpha (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    n_chars++;
  if (n_chars > 10)
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_has_prefix (word, others[i]))
      return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (month_names); i++)
    if (g_str_has_prefix (word, month_names[i].name) && strlen (month_names[i].name) > longest)
      {
        longest = strlen (month_names[i].name);
        month = month_names[i].month;
      }

  return month;
}

/* Past a word; "of", "de", ordinals and the like stand between the parts of a date. */
static const char *
skip_word (const char *p)
{
  while (g_unichar_isalpha (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p;
}

/* "October 19, 2019 10:12 am EST", "19. Oktober 2019", "19 de octubre de 2019". */
static gboolean
read_words (const char *text, Moment *m)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  const char *p = lower;
  int n;

  while (*p != '\0' && (m->month == 0 || m->day == 0 || m->year == 0))
    {
      if (g_ascii_isdigit (*p))
        {
          int value = read_number (&p, 5, &n);

          if (n == 4 && value >= 1900 && value < 2200)
            m->year = value;
          else if (*p == ':')
            read_number (&p, 1, &n), p += strspn (p, ":0123456789");
          else if (n <= 2 && value >= 1 && value <= 31 && m->day == 0)
            m->day = value;
        }
      else if (g_unichar_isalpha (g_utf8_get_char (p)))
        {
          int month = month_of (p);

          if (month > 0 && m->month == 0)
            m->month = month;
          p = skip_word (p);
        }
      else
        p = g_utf8_next_char (p);
    }
  if (!is_valid_day (m))
    return FALSE;
  for (const char *colon = strchr (text, ':'); colon != NULL && m->hour < 0;
       colon = strchr (colon + 1, ':'))
    {
      const char *start = colon;

      while (start > text && colon - start < 2 && g_ascii_isdigit (start[-1]))
        start--;
      read_time (start, m);
    }

  return TRUE;
}

/* "19.10.2019", "10/19/2019": day first but where that cannot be, or where a stroke parts them
 * and both can be: Americans write so. */
static gboolean
read_numbers (const char *p, Moment *m)
{
  int first, second, n;
  char mark;

  first = read_number (&p, 2, &n);
  mark = *p;
  if (n == 0 || strchr ("./-", mark) == NULL || mark == '\0')
    return FALSE;
  p++;
  second = read_number (&p, 2, &n);
  if (n == 0 || *p != mark)
    return FALSE;
  p++;
  m->year = read_number (&p, 4, &n);
  if (n != 4)
    return FALSE;
  m->day = mark == '/' && second > 12 ? second : first;
  m->month = mark == '/' && second > 12 ? first : second;
  if (mark == '/' && first <= 12 && second <= 12)
    {
      m->month = first;
      m->day = second;
    }
  if (!is_valid_day (m))
    return FALSE;
  p += strspn (p, " ,-");
  read_time (p, m);

  return TRUE;
}

/* "2019年4月3日", "2019년 4월 3일" */
static gboolean
read_cjk (const char *p, Moment *m)
{
  static const char *const marks[] = { "年", "년", "月", "월", "日", "일" };
  int *const fields[] = { &m->year, &m->month, &m->day };
  int n;

  for (; *p != '\0'; p = g_utf8_next_char (p))
    if (g_ascii_isdigit (*p))
      break;
  for (guint i = 0; i < 3; i++)
    {
      *fields[i] = read_number (&p, i == 0 ? 4 : 2, &n);
      p += strspn (p, " ");
      if (n == 0 ||
          (!g_str_has_prefix (p, marks[2 * i]) && !g_str_has_prefix (p, marks[2 * i + 1])))
        return FALSE;
      p = g_utf8_next_char (p);
      p += strspn (p, " ");
    }

  return is_valid_day (m);
}

/* RFC 3339 wants a zone with a time; a time of no known zone is left out, its day kept. */
static char *
format_moment (const Moment *m)
{
  int zone = ABS (m->zone);

  if (m->hour < 0 || !m->has_zone)
    return g_strdup_printf ("%04d-%02d-%02d", m->year, m->month, m->day);
  if (m->zone == 0)
    return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02dZ", m->year, m->month, m->day, m->hour,
                            m->minute, m->second);

  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", m->year, m->month, m->day,
                          m->hour, m->minute, m->second, m->zone < 0 ? '-' : '+', zone / 60,
                          zone % 60);
}

/**
 * gloss_page_dates_parse:
 * @text: a date as pages write it
 *
 * Returns: (transfer full) (nullable): RFC 3339 with the zone that @text gives; the day alone
 *   where it gives no time or no zone; %NULL where @text is no date
 */
char *
gloss_page_dates_parse (const char *text)
{
  const char *start = text + strspn (text, " \t\r\n");
  gboolean (*const readers[]) (const char *, Moment *) = { read_iso, read_numbers, read_cjk,
                                                           read_words };

  if (strlen (start) > 200)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      Moment moment = { .hour = -1 };

      if (readers[i](start, &moment))
        return format_moment (&moment);
    }

  return NULL;
}

/**
 * gloss_page_dates_find_in_uri:
 * @uri: where a page is
 *
 * Returns: (transfer full) (nullable): the day that its path names: /2019/10/19/
 */
char *
gloss_page_dates_find_in_uri (const char *uri)
{
  for (const char *p = strchr (uri, '/'); p != NULL; p = strpbrk (p + 1, "/-_"))
    {
      Moment moment = { .hour = -1 };
      const char *q = p + 1;
      int n, n_month, n_day;

      moment.year = read_number (&q, 4, &n);
      if (n != 4 || (*q != '/' && *q != '-'))
        continue;
      q++;
      moment.month = read_number (&q, 2, &n_month);
      if (n_month == 0 || (*q != '/' && *q != '-'))
        continue;
      q++;
      moment.day = read_number (&q, 2, &n_day);
      if (n_day > 0 && !g_ascii_isdigit (*q) && is_valid_day (&moment))
        return format_moment (&moment);
    }

  return NULL;
}
