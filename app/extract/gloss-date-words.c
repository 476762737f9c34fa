#include "app/extract/gloss-date-words.h"

#include <string.h>

#include "app/extract/gloss-wording.h"

/* What weighs more than anything. */
#define NEVER 100

/* clang-format off */
/* Parts of words, lower case, that call a day the one on which something was published, */
static const char *const first_words[] = {
  "publi", "posted", "written", "released", "veröff", "erstellt", "datum", "erschien",
  "online seit", "verfasst", "geplaatst", "geschreven", "mis en ligne", "paru le", "fecha",
  "inserito", "scritto", "julkaistu", "udgivet", "megjelen", "közzét", "zveřejn", "vydáno",
  "objavlj", "yayın", "дата", "опубл", "δημοσ", "نشر", "פורסם", "प्रकाशित", "公開", "投稿",
  "掲載", "公表", "配信", "创建", "發布", "发布", "發表", "发表", "日期", "입력", "등록", "게시", "작성", NULL
};
/* that of a change, */
static const char *const late_words[] = {
  "updat", "modif", "edited", "reviewed", "revised", "aktualis", "geändert", "änderung",
  "bearbeit", "mis à jour", "actualis", "actualiz", "aggiorn", "bijgewerkt", "gewijzigd",
  "atualiz", "muokattu", "päivit", "oppdater", "opdater", "uppdater", "zaktualiz",
  "aktualiz", "güncel", "frissít", "обновл", "изменен", "оновлен", "تحديث", "עודכן",
  "ενημέρ", "更新", "修正", "改定", "수정", NULL
};
/* or another day altogether: of rights, of a reader's own, of somebody's birth, of an end. */
static const char *const never_words[] = {
  "©", "copyright", "(c)", "all rights", "retrieved", "accessed", "abgerufen",
  "consulté le", "zugriff", "joined", "member since", "registered", "registriert",
  "mitglied seit", "dabei seit", "inscrit", "membre depuis", "registrado", "registrato",
  "miembro desde", "зарегистр", "last visit", "letzter besuch", "born", "geboren", "née le",
  "né le", "nacido", "nacimiento", "出生", "生年", "deadline", "expires", "valid until",
  "gültig bis", "anmeldeschluss", "einsendeschluss", "nächste ausgabe", "next issue", NULL
};
/* clang-format on */

/**
 * gloss_date_words_score:
 * @text: a line of a page with a date in it
 * @is_late: (inout): set where it speaks of a change; that does not count again where it was
 *   known
 *
 * Returns: what the words around a date say for its being the one of publication: below 0 where
 *   they speak against it
 */
int
gloss_date_words_score (const char *text, gboolean *is_late)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  int score = gloss_wording_has_any (lower, first_words) ? 2 : 0;
  const char *figure = strpbrk (lower, "0123456789");
  g_autofree char *before = figure != NULL ? g_strndup (lower, figure - lower) : NULL;

  /* Of two dates in a line the first one counts. */
  if (!*is_late && before != NULL && score == 0 && gloss_wording_has_any (before, late_words))
    score -= 3;
  *is_late |= gloss_wording_has_any (lower, late_words);
  score -= gloss_wording_has_any (lower, never_words) ? NEVER : 0;
  score += strlen (text) <= 40 ? 2 : strlen (text) <= 70 ? 1 : 0;

  return score;
}

/**
 * gloss_date_words_begin_with_weekday:
 * @text: a line of a page with a date in it
 *
 * Returns: whether it begins as the date of today does in the head of newspapers: "Friday, …"
 */
gboolean
gloss_date_words_begin_with_weekday (const char *text)
{
  static const char *const names[] = {
    "monday",   "tuesday",  "wednesday", "thursday", "friday",    "saturday", "sunday",
    "montag",   "dienstag", "mittwoch",  "donnerst", "freitag",   "samstag",  "sonntag",
    "lundi",    "mardi",    "mercredi",  "jeudi",    "vendredi",  "samedi",   "dimanche",
    "lunes",    "martes",   "miércoles", "jueves",   "viernes",   "sábado",   "domingo",
    "lunedì",   "martedì",  "mercoledì", "giovedì",  "venerdì",   "sabato",   "domenica",
    "segunda-", "terça-",   "quarta-",   "quinta-",  "sexta-",    "maandag",  "dinsdag",
    "woensdag", "donderd",  "vrijdag",   "zaterdag", "zondag",    "понедел",  "вторник",
    "среда",    "четверг",  "пятница",   "суббота",  "воскресен",
  };
  g_autofree char *lower = g_utf8_strdown (text, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (lower, names[i]))
      return TRUE;

  return FALSE;
}
