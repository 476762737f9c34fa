#include "app/extract/gloss-page-dates.h"

#include <stdlib.h>
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
  const char *name; /* lower case */
  int month;
} MonthName;

/* Whole words, sorted by bytes for bsearch(). */
/* clang-format off */
static const MonthName month_names[] = {
  { "abr", 4 }, { "abril", 4 }, { "ago", 8 }, { "agosto", 8 }, { "aoû", 8 }, { "août", 8 },
  { "apr", 4 }, { "april", 4 }, { "aprile", 4 }, { "aprilie", 4 }, { "apríla", 4 },
  { "aralık", 12 }, { "aug", 8 }, { "august", 8 }, { "augusta", 8 }, { "augusti", 8 },
  { "augustus", 8 }, { "augusztus", 8 }, { "avr", 4 }, { "avril", 4 }, { "ağustos", 8 },
  { "březen", 3 }, { "března", 3 }, { "cze", 6 }, { "czerwca", 6 }, { "czerwiec", 6 },
  { "dec", 12 }, { "december", 12 }, { "decembra", 12 }, { "decembrie", 12 }, { "des", 12 },
  { "desember", 12 }, { "dez", 12 }, { "dezember", 12 }, { "dezembro", 12 }, { "dic", 12 },
  { "dicembre", 12 }, { "diciembre", 12 }, { "duben", 4 }, { "dubna", 4 }, { "déc", 12 },
  { "décembre", 12 }, { "ekim", 10 }, { "elokuu", 8 }, { "elokuuta", 8 }, { "ene", 1 },
  { "enero", 1 }, { "eylül", 9 }, { "feb", 2 }, { "febbraio", 2 }, { "feber", 2 }, { "febr", 2 },
  { "febrero", 2 }, { "februar", 2 }, { "februari", 2 }, { "februarie", 2 }, { "february", 2 },
  { "február", 2 }, { "februára", 2 }, { "fev", 2 }, { "fevereiro", 2 }, { "fév", 2 },
  { "févr", 2 }, { "février", 2 }, { "gen", 1 }, { "gennaio", 1 }, { "giu", 6 }, { "giugno", 6 },
  { "gru", 12 }, { "grudnia", 12 }, { "grudzień", 12 }, { "haziran", 6 }, { "heinäkuu", 7 },
  { "heinäkuuta", 7 }, { "helmikuu", 2 }, { "helmikuuta", 2 }, { "huhtikuu", 4 },
  { "huhtikuuta", 4 }, { "ianuarie", 1 }, { "iulie", 7 }, { "iunie", 6 }, { "jan", 1 },
  { "janeiro", 1 }, { "januar", 1 }, { "januari", 1 }, { "januarie", 1 }, { "januarja", 1 },
  { "january", 1 }, { "január", 1 }, { "januára", 1 }, { "janv", 1 }, { "janvier", 1 },
  { "joulukuu", 12 }, { "joulukuuta", 12 }, { "juil", 7 }, { "juillet", 7 }, { "juin", 6 },
  { "jul", 7 }, { "julho", 7 }, { "juli", 7 }, { "julio", 7 }, { "july", 7 }, { "jun", 6 },
  { "june", 6 }, { "junho", 6 }, { "juni", 6 }, { "junio", 6 }, { "jän", 1 }, { "jänn", 1 },
  { "jänner", 1 }, { "júla", 7 }, { "július", 7 }, { "júna", 6 }, { "június", 6 }, { "kasım", 11 },
  { "kesäkuu", 6 }, { "kesäkuuta", 6 }, { "kolovoza", 8 }, { "květen", 5 }, { "května", 5 },
  { "kwi", 4 }, { "kwiecień", 4 }, { "kwietnia", 4 }, { "leden", 1 }, { "ledna", 1 }, { "lip", 7 },
  { "lipca", 7 }, { "lipiec", 7 }, { "lipnja", 6 }, { "lis", 11 }, { "listopad", 11 },
  { "listopada", 11 }, { "lokakuu", 10 }, { "lokakuuta", 10 }, { "lug", 7 }, { "luglio", 7 },
  { "lut", 2 }, { "lutego", 2 }, { "luty", 2 }, { "maaliskuu", 3 }, { "maaliskuuta", 3 },
  { "maart", 3 }, { "mag", 5 }, { "maggio", 5 }, { "mai", 5 }, { "maio", 5 }, { "maj", 5 },
  { "mar", 3 }, { "marca", 3 }, { "march", 3 }, { "marraskuu", 11 }, { "marraskuuta", 11 },
  { "mars", 3 }, { "mart", 3 }, { "martie", 3 }, { "marts", 3 }, { "marzec", 3 }, { "marzo", 3 },
  { "março", 3 }, { "may", 5 }, { "mayo", 5 }, { "mayıs", 5 }, { "mei", 5 }, { "mrt", 3 },
  { "mrz", 3 }, { "mája", 5 }, { "május", 5 }, { "március", 3 }, { "mär", 3 }, { "märz", 3 },
  { "nisan", 4 }, { "noiembrie", 11 }, { "nov", 11 }, { "november", 11 }, { "novembra", 11 },
  { "novembre", 11 }, { "novembro", 11 }, { "noviembre", 11 }, { "ocak", 1 }, { "oct", 10 },
  { "october", 10 }, { "octobre", 10 }, { "octombrie", 10 }, { "octubre", 10 }, { "okt", 10 },
  { "oktober", 10 }, { "október", 10 }, { "októbra", 10 }, { "ott", 10 }, { "ottobre", 10 },
  { "out", 10 }, { "outubro", 10 }, { "ožujka", 3 }, { "paź", 10 }, { "październik", 10 },
  { "października", 10 }, { "prosinca", 12 }, { "prosince", 12 }, { "prosinec", 12 },
  { "rujna", 9 }, { "sep", 9 }, { "sept", 9 }, { "september", 9 }, { "septembra", 9 },
  { "septembre", 9 }, { "septembrie", 9 }, { "septiembre", 9 }, { "set", 9 }, { "setembro", 9 },
  { "setiembre", 9 }, { "sett", 9 }, { "settembre", 9 }, { "sie", 8 }, { "sierpień", 8 },
  { "sierpnia", 8 }, { "siječnja", 1 }, { "srpen", 8 }, { "srpna", 8 }, { "srpnja", 7 },
  { "studenoga", 11 }, { "sty", 1 }, { "styczeń", 1 }, { "stycznia", 1 }, { "svibnja", 5 },
  { "syyskuu", 9 }, { "syyskuuta", 9 }, { "szeptember", 9 }, { "tammikuu", 1 },
  { "tammikuuta", 1 }, { "temmuz", 7 }, { "toukokuu", 5 }, { "toukokuuta", 5 }, { "travnja", 4 },
  { "veljače", 2 }, { "wrz", 9 }, { "wrzesień", 9 }, { "wrzesnia", 9 }, { "września", 9 },
  { "září", 9 }, { "április", 4 }, { "únor", 2 }, { "února", 2 }, { "červen", 6 },
  { "července", 7 }, { "červenec", 7 }, { "června", 6 }, { "říjen", 10 }, { "října", 10 },
  { "şubat", 2 }, { "απρ", 4 }, { "απριλίου", 4 }, { "αυγ", 8 }, { "αυγούστου", 8 }, { "δεκ", 12 },
  { "δεκεμβρίου", 12 }, { "ιαν", 1 }, { "ιανουαρίου", 1 }, { "ιουλ", 7 }, { "ιουλίου", 7 },
  { "ιουν", 6 }, { "ιουνίου", 6 }, { "μάιος", 5 }, { "μαΐου", 5 }, { "μαρ", 3 }, { "μαρτίου", 3 },
  { "νοε", 11 }, { "νοεμβρίου", 11 }, { "οκτ", 10 }, { "οκτωβρίου", 10 }, { "σεπ", 9 },
  { "σεπτεμβρίου", 9 }, { "φεβ", 2 }, { "φεβρουαρίου", 2 }, { "авг", 8 }, { "август", 8 },
  { "августа", 8 }, { "апр", 4 }, { "апрель", 4 }, { "апреля", 4 }, { "березня", 3 },
  { "вересня", 9 }, { "грудня", 12 }, { "дек", 12 }, { "декабрь", 12 }, { "декабря", 12 },
  { "жовтня", 10 }, { "июл", 7 }, { "июль", 7 }, { "июля", 7 }, { "июн", 6 }, { "июнь", 6 },
  { "июня", 6 }, { "квітня", 4 }, { "липня", 7 }, { "листопада", 11 }, { "лютого", 2 },
  { "май", 5 }, { "мар", 3 }, { "март", 3 }, { "марта", 3 }, { "мая", 5 }, { "ноя", 11 },
  { "ноябрь", 11 }, { "ноября", 11 }, { "окт", 10 }, { "октябрь", 10 }, { "октября", 10 },
  { "сен", 9 }, { "сент", 9 }, { "сентябрь", 9 }, { "сентября", 9 }, { "серпня", 8 },
  { "січень", 1 }, { "січня", 1 }, { "травня", 5 }, { "фев", 2 }, { "февраль", 2 },
  { "февраля", 2 }, { "червня", 6 }, { "янв", 1 }, { "январь", 1 }, { "января", 1 },
  { "אוגוסט", 8 }, { "אוקטובר", 10 }, { "אפריל", 4 }, { "דצמבר", 12 }, { "יולי", 7 },
  { "יוני", 6 }, { "ינואר", 1 }, { "מאי", 5 }, { "מרס", 3 }, { "מרץ", 3 }, { "נובמבר", 11 },
  { "ספטמבר", 9 }, { "פברואר", 2 }, { "أبريل", 4 }, { "أغسطس", 8 }, { "أكتوبر", 10 },
  { "ابريل", 4 }, { "اكتوبر", 10 }, { "ديسمبر", 12 }, { "سبتمبر", 9 }, { "فبراير", 2 },
  { "مارس", 3 }, { "مايو", 5 }, { "نوفمبر", 11 }, { "يناير", 1 }, { "يوليو", 7 }, { "يونيو", 6 },
  { "अक्टूबर", 10 }, { "अगस्त", 8 }, { "अप्रैल", 4 }, { "जनवरी", 1 }, { "जुलाई", 7 }, { "जून", 6 },
  { "दिसंबर", 12 }, { "नवंबर", 11 }, { "फरवरी", 2 }, { "मई", 5 }, { "मार्च", 3 }, { "सितंबर", 9 },
  { "অক্টোবর", 10 }, { "আগস্ট", 8 }, { "এপ্রিল", 4 }, { "জানুয়ারি", 1 }, { "জুন", 6 },
  { "জুলাই", 7 }, { "ডিসেম্বর", 12 }, { "নভেম্বর", 11 }, { "ফেব্রুয়ারি", 2 }, { "মার্চ", 3 },
  { "মে", 5 }, { "সেপ্টেম্বর", 9 },
};
/* clang-format on */

#define MAX_MONTH_BYTES 40

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

/* Goes past one of @marks at *@p, and the spaces around it; returns which, 0 for none. */
static char
skip_mark (const char **p, const char *marks)
{
  const char *q = *p + strspn (*p, " ");
  char mark = *q;

  if (mark == '\0' || strchr (marks, mark) == NULL)
    return '\0';
  q++;
  *p = q + strspn (q, " ");

  return mark;
}

/* "2019-10-19", "2019/10/19", "2019. 10. 19.", "20191019", with or without a time. */
static gboolean
read_iso (const char *p, Moment *m)
{
  int n;

  m->year = read_number (&p, 4, &n);
  if (n != 4)
    return FALSE;
  skip_mark (&p, "-/.");
  m->month = read_number (&p, 2, &n);
  if (n == 0)
    return FALSE;
  skip_mark (&p, "-/.");
  m->day = read_number (&p, 2, &n);
  if (n == 0 || g_ascii_isdigit (*p) || !is_valid_day (m))
    return FALSE;
  if (*p == 'T' || *p == 't' || *p == ' ')
    read_time (p + 1 + strspn (p + 1, " "), m);

  return TRUE;
}

static int
compare_month (const void *key, const void *item)
{
  return strcmp (key, ((const MonthName *) item)->name);
}

static const char *
skip_word (const char *p)
{
  while (g_unichar_isalpha (g_utf8_get_char (p)) || g_unichar_ismark (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p;
}

/* The month that the word at @word names, 0 for none. Prefixes of Hebrew are looked past. */
static int
month_of (const char *word)
{
  char name[MAX_MONTH_BYTES + 1];
  gsize n = skip_word (word) - word;
  const MonthName *found;

  if (n == 0 || n > MAX_MONTH_BYTES)
    return 0;
  memcpy (name, word, n);
  name[n] = '\0';
  found =
    bsearch (name, month_names, G_N_ELEMENTS (month_names), sizeof *month_names, compare_month);
  if (found == NULL && g_str_has_prefix (name, "ב"))
    found = bsearch (name + strlen ("ב"), month_names, G_N_ELEMENTS (month_names),
                     sizeof *month_names, compare_month);

  return found != NULL ? found->month : 0;
}

/* A number, or a word, with what month it names. */
typedef struct
{
  int value; /* -1: a word, or part of a time */
  int n_digits;
  int month;
  gboolean is_filler; /* "of", "de", "th": may stand within a date */
} DateToken;

#define MAX_DATE_TOKENS 40

/* Cuts @text, lower case, into @tokens. */
static int
cut_date (const char *text, DateToken tokens[MAX_DATE_TOKENS])
{
  const char *p = text;
  int n_tokens = 0;

  while (*p != '\0' && n_tokens < MAX_DATE_TOKENS)
    {
      DateToken token = { -1, 0, 0, FALSE };

      if (g_ascii_isdigit (*p))
        {
          gboolean is_time = p > text && p[-1] == ':';

          token.value = read_number (&p, 5, &token.n_digits);
          if (is_time || (*p == ':' && g_ascii_isdigit (p[1])))
            token = (DateToken){ -1, 0, 0, TRUE };
        }
      else if (g_unichar_isalpha (g_utf8_get_char (p)))
        {
          const char *end = skip_word (p);

          token.month = month_of (p);
          token.is_filler = token.month == 0 && end - p <= 4;
          p = end;
        }
      else
        {
          p = g_utf8_next_char (p);
          continue;
        }
      tokens[n_tokens++] = token;
    }

  return n_tokens;
}

/* The number of a day or year next to @at in direction @step, past one or two words that belong
 * to dates; its place, -1 for none. */
static int
find_number (const DateToken *tokens, int n_tokens, int at, int step, gboolean is_year)
{
  for (int i = at + step, n_skipped = 0; i >= 0 && i < n_tokens && n_skipped < 5; i += step)
    {
      const DateToken *token = &tokens[i];

      if (is_year && token->n_digits == 4 && token->value >= 1900 && token->value < 2200)
        return i;
      if (!is_year && token->value >= 1 && token->value <= 31 && token->n_digits <= 2)
        return i;
      if (!token->is_filler && token->month == 0)
        return -1;
      n_skipped++;
    }

  return -1;
}

/* Whether the month at @at has a day and a year beside it. */
static gboolean
read_around (const DateToken *tokens, int n_tokens, int at, Moment *m)
{
  int day = find_number (tokens, n_tokens, at, -1, FALSE);
  int year = find_number (tokens, n_tokens, at, 1, TRUE);

  if (day < 0 || year < 0)
    {
      day = find_number (tokens, n_tokens, at, 1, FALSE);
      if (day < 0)
        return FALSE;
      year = find_number (tokens, n_tokens, day, 1, TRUE);
      if (year < 0)
        year = find_number (tokens, n_tokens, at, -1, TRUE);
    }
  if (year < 0)
    return FALSE;
  m->month = tokens[at].month;
  m->day = tokens[day].value;
  m->year = tokens[year].value;

  return is_valid_day (m);
}

static void
find_time (const char *text, Moment *m)
{
  for (const char *colon = strchr (text, ':'); colon != NULL && m->hour < 0;
       colon = strchr (colon + 1, ':'))
    {
      const char *start = colon;

      while (start > text && colon - start < 2 && g_ascii_isdigit (start[-1]))
        start--;
      read_time (start, m);
    }
}

/* "October 19, 2019 10:12 am EST", "19. Oktober 2019", "19 de octubre de 2019". */
static gboolean
read_words (const char *text, Moment *m)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  DateToken tokens[MAX_DATE_TOKENS];
  int n_tokens = cut_date (lower, tokens);

  for (int i = 0; i < n_tokens; i++)
    if (tokens[i].month > 0 && read_around (tokens, n_tokens, i, m))
      {
        find_time (text, m);
        return TRUE;
      }

  return FALSE;
}

/* "19.10.2019", "19. 10. 2019", "10/19/2019", "19 | 10 | 19": day first but where that cannot be,
 * or where a stroke parts them and both can be: then @day_first says. */
static gboolean
read_numbers (const char *p, gboolean day_first, Moment *m)
{
  int first, second, n;
  char mark;

  first = read_number (&p, 2, &n);
  mark = skip_mark (&p, "./-|");
  if (n == 0 || mark == '\0')
    return FALSE;
  second = read_number (&p, 2, &n);
  if (n == 0 || skip_mark (&p, "./-|") != mark)
    return FALSE;
  m->year = read_number (&p, 4, &n);
  if (n == 2 && !g_ascii_isdigit (*p))
    m->year += 2000;
  else if (n != 4 || g_ascii_isdigit (*p))
    return FALSE;
  m->day = mark != '.' && second > 12 ? second : first;
  m->month = mark != '.' && second > 12 ? first : second;
  if (mark == '/' && first <= 12 && second <= 12 && !day_first)
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

/* What the first year of an era is less than, and what it is called. */
static const struct
{
  const char *name;
  int before;
} eras[] = { { "令和", 2018 },
             { "平成", 1988 },
             { "昭和", 1925 },
             { "民國", 1911 },
             { "民国", 1911 } };

/* "2019年4月3日", "2019년 4월 3일" at @p */
static gboolean
read_cjk_at (const char *p, Moment *m)
{
  static const char *const marks[] = { "年", "년", "月", "월", "日", "일" };
  int *const fields[] = { &m->year, &m->month, &m->day };
  int n;

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

  return TRUE;
}

/* The same anywhere in @text, of an era too: "平成31年4月3日". */
static gboolean
read_cjk (const char *text, Moment *m)
{
  gboolean is_in_number = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      Moment found = { .hour = -1 };

      if (g_ascii_isdigit (*p) && !is_in_number && read_cjk_at (p, &found))
        {
          for (gsize i = 0; i < G_N_ELEMENTS (eras) && found.year < 200; i++)
            if (p - text >= (gssize) strlen (eras[i].name) &&
                g_str_has_prefix (p - strlen (eras[i].name), eras[i].name))
              found.year += eras[i].before;
          *m = found;
          return is_valid_day (m);
        }
      is_in_number = g_ascii_isdigit (*p);
    }

  return FALSE;
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

/* A date in figures with words before it: "Written: 2023-11-07 15:03", "Stand: 04.02.2022". */
static gboolean
read_figures (const char *text, gboolean day_first, Moment *m)
{
  gboolean is_in_word = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p) && !is_in_word)
        {
          Moment found = { .hour = -1 };

          if ((g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2]) && g_ascii_isdigit (p[3]) &&
               read_iso (p, &found)) ||
              read_numbers (p, day_first, &found))
            {
              *m = found;
              return TRUE;
            }
        }
      is_in_word = g_ascii_isalnum (*p) || *p == '.' || *p == '/' || *p == '-';
    }

  return FALSE;
}

/**
 * gloss_page_dates_parse:
 * @text: a date as pages write it, maybe with some words around it
 * @day_first: what to take 02/10/2020 for: whether for the second of October
 *
 * Returns: (transfer full) (nullable): RFC 3339 with the zone that @text gives; the day alone
 *   where it gives no time or no zone; %NULL where @text is no date
 */
char *
gloss_page_dates_parse (const char *text, gboolean day_first)
{
  const char *start = text + strspn (text, " \t\r\n");
  Moment moment = { .hour = -1 };

  if (strlen (start) > 200)
    return NULL;
  if (read_iso (start, &moment))
    return format_moment (&moment);
  moment = (Moment){ .hour = -1 };
  if (read_numbers (start, day_first, &moment))
    return format_moment (&moment);
  moment = (Moment){ .hour = -1 };
  if (read_cjk (start, &moment))
    return format_moment (&moment);
  moment = (Moment){ .hour = -1 };
  if (read_words (start, &moment))
    return format_moment (&moment);
  moment = (Moment){ .hour = -1 };

  return read_figures (start, day_first, &moment) ? format_moment (&moment) : NULL;
}

/**
 * gloss_page_dates_count_orders:
 * @text: a text of a page
 * @n_day_first: (inout): how many dates are like 25/12/2020
 * @n_month_first: (inout): how many are like 12/25/2020
 *
 * Counts the dates of which it is plain whether the day or the month is their first number.
 */
void
gloss_page_dates_count_orders (const char *text, guint *n_day_first, guint *n_month_first)
{
  const char *p = text;

  while ((p = strchr (p, '/')) != NULL)
    {
      const char *start = p, *after = p + 1;
      int first, second, n;

      while (start > text && p - start < 2 && g_ascii_isdigit (start[-1]))
        start--;
      if (start == p || (start > text && (g_ascii_isdigit (start[-1]) || start[-1] == '/')))
        {
          p++;
          continue;
        }
      first = read_number (&start, 2, &n);
      second = read_number (&after, 2, &n);
      p++;
      if (n == 0 || *after != '/')
        continue;
      after++;
      if (read_number (&after, 4, &n) < 1900 || n != 4)
        continue;
      *n_day_first += first > 12 && first <= 31 && second >= 1 && second <= 12;
      *n_month_first += second > 12 && second <= 31 && first >= 1 && first <= 12;
    }
}

/* A month at *@p, which is moved past it: "10", "oct", "october" */
static int
read_uri_month (const char **p, int *n)
{
  g_autofree char *word = NULL;
  int month = read_number (p, 2, n);

  if (*n > 0)
    return month;
  word = g_ascii_strdown (*p, skip_word (*p) - *p);
  *n = strlen (word);
  *p += *n;

  return month_of (word);
}

/* "/20191019/", "/2019/1019/": whether the day is one word at @p, after the year or with it. */
static gboolean
read_uri_number (const char *p, Moment *m)
{
  int n, number = 0;

  for (n = 0; g_ascii_isdigit (p[n]) && n < 9; n++)
    number = number * 10 + (p[n] - '0');
  if ((n != 4 && n != 8) || (p[n] != '\0' && strchr ("/-_.", p[n]) == NULL))
    return FALSE;
  if (n == 8)
    m->year = number / 10000;
  m->month = number / 100 % 100;
  m->day = number % 100;

  return m->year >= 1995 && m->year < 2100 && is_valid_day (m);
}

/**
 * gloss_page_dates_find_in_uri:
 * @uri: where a page is
 *
 * Returns: (transfer full) (nullable): the day that its path names: /2019/10/19/, /2019/oct/19/,
 *   /20191019-
 */
char *
gloss_page_dates_find_in_uri (const char *uri)
{
  for (const char *p = strchr (uri, '/'); p != NULL; p = strpbrk (p + 1, "/-_"))
    {
      Moment moment = { .hour = -1 };
      const char *q = p + 1;
      int n, n_month, n_day;

      if (read_uri_number (q, &moment))
        return format_moment (&moment);
      moment = (Moment){ .hour = -1 };
      moment.year = read_number (&q, 4, &n);
      if (n != 4 || (*q != '/' && *q != '-'))
        continue;
      q++;
      if (read_uri_number (q, &moment))
        return format_moment (&moment);
      moment.month = read_uri_month (&q, &n_month);
      if (n_month == 0 || (*q != '/' && *q != '-'))
        continue;
      q++;
      moment.day = read_number (&q, 2, &n_day);
      if (n_day > 0 && !g_ascii_isdigit (*q) && is_valid_day (&moment))
        return format_moment (&moment);
    }

  return NULL;
}
