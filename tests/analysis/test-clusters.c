#include "app/analysis/gloss-clusters.h"

#include "tests/analysis/test-reading.h"

/* Mentions are marked as unmark() reads them; clusters are expected as "name=mention,mention|…" in
 * order. */
/* clang-format off */
static const MarkedCase cases[] = {
  { "title",        "Sir [Keir Starmer/p] spoke. Sir [Keir/p] left; [Starmer/p]'s aide stayed.",
                    "Keir Starmer=Keir Starmer,Keir,Starmer" },
  { "short-first",  "[Biden/p] spoke. President [Joe Biden/p] left.", "Joe Biden=Biden,Joe Biden" },
  { "initials",     "[J.K. Rowling/p] wrote. [Joanne Rowling/p] said. [Rowling/p] left.",
                    "Joanne Rowling=J.K. Rowling,Joanne Rowling,Rowling" },
  { "family",       "[Joe Biden/p] and [Jill Biden/p] met. Mrs [Biden/p] left before Mr [Biden/p].",
                    "Joe Biden=Joe Biden,Biden|Jill Biden=Jill Biden,Biden" },
  { "nearest",      "[Ann Lee/p] sang. [Bea Lee/p] danced. [Lee/p] fell.",
                    "Ann Lee=Ann Lee|Bea Lee=Bea Lee,Lee" },
  { "used-to",      "[Ann Lee/p] sang. [Lee/p] bowed. [Lee/p] met [Bea Lee/p]. [Lee/p] fell.",
                    "Ann Lee=Ann Lee,Lee,Lee,Lee|Bea Lee=Bea Lee" },
  { "relative",     "[Ann Lee/p] spoke. Her brother, [Bo Lee/p], did not. [Lee/p] left.",
                    "Ann Lee=Ann Lee,Lee|Bo Lee=Bo Lee" },
  { "same-title",   "President [Ann Lee/p] met Dr [Bo Lee/p] and Dr [Bo Lee/p]. President [Lee/p] left.",
                    "Ann Lee=Ann Lee,Lee|Bo Lee=Bo Lee,Bo Lee" },
  { "short-alone",  "[Nicholas Winton/p] wrote. [Nicky/p] was tired.", "Nicholas Winton=Nicholas Winton,Nicky" },
  { "branch",       "[Chery/o] said that [Chery Mexico/o] grew.", "Chery=Chery|Chery Mexico=Chery Mexico" },
  { "country-first", "The [U.S. Drug Enforcement Administration/o] said. The [DEA/o] did.",
                    "U.S. Drug Enforcement Administration=U.S. Drug Enforcement Administration,DEA" },
  { "given-names",  "[Aamir Khan/p] came with [Ira Khan/p]. [Ira/p] smiled, [Aamir/p] sang.",
                    "Aamir Khan=Aamir Khan,Aamir|Ira Khan=Ira Khan,Ira" },
  { "given-vs-family", "[Thomas Hardy/p] met [Dylan Thomas/p]. [Thomas/p] read.",
                    "Thomas Hardy=Thomas Hardy|Dylan Thomas=Dylan Thomas,Thomas" },
  { "spanish",      "[Andr\u00e9s Manuel L\u00f3pez Obrador/p] won. [L\u00f3pez Obrador/p] spoke. [Lopez Obrador/p]. [Obrador/p].",
                    "Andr\u00e9s Manuel L\u00f3pez Obrador=Andr\u00e9s Manuel L\u00f3pez Obrador,L\u00f3pez Obrador,Lopez Obrador,Obrador" },
  { "chinese",      "[Xi Jinping/p] met [Li Qiang/p]. [Xi/p] spoke to [Li/p].",
                    "Xi Jinping=Xi Jinping,Xi|Li Qiang=Li Qiang,Li" },
  { "hong-kong",    "[Carrie Lam Cheng Yuet-ngor/p] spoke. [Carrie Lam/p] met [Donald Tsang Yam-kuen/p]. [Lam/p] left.",
                    "Carrie Lam Cheng Yuet-ngor=Carrie Lam Cheng Yuet-ngor,Carrie Lam,Lam|Donald Tsang Yam-kuen=Donald Tsang Yam-kuen" },
  { "korean",       "[Kim Jong Un/p] met [Moon Jae-in/p]. [Kim/p] and [Moon/p] shook hands.",
                    "Kim Jong Un=Kim Jong Un,Kim|Moon Jae-in=Moon Jae-in,Moon" },
  { "vietnamese",   "[Nguyen Phu Trong/p] and [Pham Minh Chinh/p]: [Trong/p] spoke, [Chinh/p] listened.",
                    "Nguyen Phu Trong=Nguyen Phu Trong,Trong|Pham Minh Chinh=Pham Minh Chinh,Chinh" },
  { "arabic",       "[Mohammed bin Salman/p] called. Prince [Mohammed/p] agreed. [bin Salman/p] left.",
                    "Mohammed bin Salman=Mohammed bin Salman,Mohammed,bin Salman" },
  { "indonesian",   "[Joko Widodo/p] smiled. [Widodo/p] left. [Suharto/p] did not.",
                    "Joko Widodo=Joko Widodo,Widodo|Suharto=Suharto" },
  { "hyphen",       "[Ngozi Okonjo-Iweala/p] said. Dr [Okonjo-Iweala/p] left.",
                    "Ngozi Okonjo-Iweala=Ngozi Okonjo-Iweala,Okonjo-Iweala" },
  { "particles",    "[Ursula von der Leyen/p] spoke. [von der Leyen/p] left. [Leyen/p].",
                    "Ursula von der Leyen=Ursula von der Leyen,von der Leyen,Leyen" },
  { "nickname",     "[Robert Kennedy/p] ran. [Bobby Kennedy/p] lost.",
                    "Robert Kennedy=Robert Kennedy,Bobby Kennedy" },
  { "show",         "[Tucker Carlson/p] left. [Tucker Carlson Tonight/p] ended. [Carlson/p] spoke.",
                    "Tucker Carlson=Tucker Carlson,Tucker Carlson Tonight,Carlson" },
  { "strangers",    "[John Smith/p] met [Jane Smith/p].", "John Smith=John Smith|Jane Smith=Jane Smith" },
  { "other-gender", "[Bill Clinton/p] spoke. Mrs [Clinton/p] wrote. [Clinton/p] left.",
                    "Bill Clinton=Bill Clinton,Clinton|Clinton=Clinton" },
  { "shouted",      "[KEIR STARMER/p] WINS. [Keir Starmer/p] won.", "Keir Starmer=KEIR STARMER,Keir Starmer" },
  { "britain",      "[the UK/l] and [Britain/l], the [United Kingdom/l]; [U.K./l]",
                    "United Kingdom=the UK,Britain,United Kingdom,U.K." },
  { "america",      "[US/l], [U.S./l], [America/l], [United States/l]", "United States=US,U.S.,America,United States" },
  { "dateline",     "[ATLANTA/l] -- In [Atlanta/l] it rained.", "Atlanta=ATLANTA,Atlanta" },
  { "introduced",   "The [Office for National Statistics/o] ([ONS/o]) said. [ONS/o] data.",
                    "Office for National Statistics=Office for National Statistics,ONS,ONS" },
  { "odd-initials", "The [Home Team Academy of Sport/o] ([HTX/o]) said. [HTX/o].",
                    "Home Team Academy of Sport=Home Team Academy of Sport,HTX,HTX" },
  { "acronym",      "[Atlantic Coast Conference/o] teams. The [ACC/o] said.",
                    "Atlantic Coast Conference=Atlantic Coast Conference,ACC" },
  { "company",      "[Rockstar Games/o] hired. [Rockstar/o] said. [Tesla Inc./o] and [Tesla/o].",
                    "Rockstar Games=Rockstar Games,Rockstar|Tesla Inc.=Tesla Inc.,Tesla" },
  { "club",         "[Manchester City/o] beat [Manchester United/o]. [City/o] won, [United/o] lost.",
                    "Manchester City=Manchester City,City|Manchester United=Manchester United,United" },
  { "ambiguous",    "[Manchester City/o] beat [Leicester City/o]. [City/o] won.",
                    "Manchester City=Manchester City|Leicester City=Leicester City|City=City" },
  { "place-or-firm", "[Amazon/o] ships to the [Amazon/l].", "Amazon=Amazon|Amazon=Amazon" },
  { "party",        "[Labour/o] won. The [Labour Party/o] said.", "Labour Party=Labour,Labour Party" },
  { "paper",        "[The Guardian/o] said. [Guardian/o] readers.", "The Guardian=The Guardian,Guardian" },
  { "towns",        "[New York/l] state and [New York City/l].", "New York=New York|New York City=New York City" },
  { "demonym",      "[French/g] and [Frenchman/g], [Palestinian/g] [Palestinians/g]",
                    "French=French,Frenchman|Palestinian=Palestinian,Palestinians" },
  { "no-other-form", "[Gaza/l] shook. [UK/l] aid came. The [Fed/o] met.", "Gaza=Gaza|UK=UK|Fed=Fed" },
  { "small-the",    "[the UK/l] voted.", "UK=the UK" },
  { "spelling",     "[Volodymyr Zelenskyy/p] spoke. [Zelensky/p] left, [Zelenskiy/p] came.",
                    "Volodymyr Zelenskyy=Volodymyr Zelenskyy,Zelensky,Zelenskiy" },
  { "known-as",     "[Mohamed Hamdan Dagalo/p], known as [Hemedti/p], left. [Hemedti/p] met the aides of [Dagalo/p].",
                    "Mohamed Hamdan Dagalo=Mohamed Hamdan Dagalo,Hemedti,Hemedti,Dagalo" },
  { "person-letters", "[K.T. Rama Rao/p] ([KTR/p]) won. [KTR/p] left.", "K.T. Rama Rao=K.T. Rama Rao,KTR,KTR" },
  { "couple",       "President [Trump/p] and [Melania Trump/p] came. Mrs. [Trump/p] smiled. Mr. [Trump/p] did not.",
                    "Trump=Trump,Trump|Melania Trump=Melania Trump,Trump" },
  { "shared-family", "[Joe/p] and [Jill Biden/p] left. Mr. [Biden/p] spoke.", "Joe=Joe,Biden|Jill Biden=Jill Biden" },
  { "family-name",  "[Joe Biden/p] came. The [Bidens/p] left.", "Joe Biden=Joe Biden|Bidens=Bidens" },
  { "patronymic",   "[Vladimir Vladimirovich Putin/p] spoke. [Vladimir Putin/p] left. [Putin/p] came.",
                    "Vladimir Vladimirovich Putin=Vladimir Vladimirovich Putin,Vladimir Putin,Putin" },
  { "icelandic",    "[Katrín Jakobsdóttir/p] lost. [Katrín/p] spoke.",
                    "Katrín Jakobsdóttir=Katrín Jakobsdóttir,Katrín" },
  { "indian",       "[M.K. Stalin/p] met [N. Chandrababu Naidu/p]. [Stalin/p] praised [Naidu/p].",
                    "M.K. Stalin=M.K. Stalin,Stalin|N. Chandrababu Naidu=N. Chandrababu Naidu,Naidu" },
  { "nigerian",     "[Babajide Sanwo-Olu/p] and [Bola Ahmed Tinubu/p]: [Sanwo-Olu/p] spoke, [Tinubu/p] left.",
                    "Babajide Sanwo-Olu=Babajide Sanwo-Olu,Sanwo-Olu|Bola Ahmed Tinubu=Bola Ahmed Tinubu,Tinubu" },
  { "el-",          "[Abdel Fattah el-Sisi/p] spoke. [El-Sisi/p] left. [Sisi/p] came.",
                    "Abdel Fattah el-Sisi=Abdel Fattah el-Sisi,El-Sisi,Sisi" },
  { "abu",          "[Abu Mohammed al-Jolani/p] spoke. [al-Jolani/p] left. [Jolani/p] came.",
                    "Abu Mohammed al-Jolani=Abu Mohammed al-Jolani,al-Jolani,Jolani" },
  { "brothers",     "[Nawaz Sharif/p] and [Shehbaz Sharif/p] met. [Shehbaz/p] spoke, [Nawaz/p] left.",
                    "Nawaz Sharif=Nawaz Sharif,Nawaz|Shehbaz Sharif=Shehbaz Sharif,Shehbaz" },
  { "sisters",      "[Kim Jong Un/p] and his sister [Kim Yo Jong/p] came. [Kim/p] spoke.",
                    "Kim Jong Un=Kim Jong Un,Kim|Kim Yo Jong=Kim Yo Jong" },
  { "van",          "[Jan Peter van der Meer/p] spoke. [Van der Meer/p] left.",
                    "Jan Peter van der Meer=Jan Peter van der Meer,Van der Meer" },
  { "le-pen",       "[Marine Le Pen/p] spoke. [Le Pen/p] left.", "Marine Le Pen=Marine Le Pen,Le Pen" },
  { "di",           "[Luca di Montezemolo/p] spoke. [Di Montezemolo/p] left.",
                    "Luca di Montezemolo=Luca di Montezemolo,Di Montezemolo" },
  { "two-surnames", "[Edmundo González Urrutia/p] won. [González/p] fled. [Edmundo González/p] spoke.",
                    "Edmundo González Urrutia=Edmundo González Urrutia,González,Edmundo González" },
  { "da-silva",     "[Luiz Inácio Lula da Silva/p] won. [Lula/p] spoke. [da Silva/p] left.",
                    "Luiz Inácio Lula da Silva=Luiz Inácio Lula da Silva,Lula,da Silva" },
  { "western-chinese", "[John Lee Ka-chiu/p] met [Paul Chan Mo-po/p]. [Lee/p] spoke, [Chan/p] left. [John Lee/p] came.",
                    "John Lee Ka-chiu=John Lee Ka-chiu,Lee,John Lee|Paul Chan Mo-po=Paul Chan Mo-po,Chan" },
  { "dates",        "[Friday/d], [friday/d] and [Sunday/d]", "Friday=Friday,friday|Sunday=Sunday" },
};
/* clang-format on */

static char *
join_clusters (const GlossReading *reading)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < reading->clusters->len; i++)
    {
      const GlossCluster *cluster = reading->clusters->pdata[i];

      g_string_append_printf (joined, "%s%s=", i > 0 ? "|" : "", cluster->name);
      for (guint k = 0; k < cluster->mentions->len; k++)
        {
          guint at = g_array_index (cluster->mentions, guint, k);
          GlossByteSpan span = g_array_index (reading->mentions, GlossNameMention, at).span;

          g_string_append_printf (joined, "%s%.*s", k > 0 ? "," : "", (int) (span.end - span.start),
                                  reading->text + span.start);
        }
    }

  return g_string_free (joined, FALSE);
}

static void
test_build (gconstpointer data)
{
  const MarkedCase *c = data;
  g_auto (Marked) marked;
  g_autofree char *joined = NULL;

  read_marked (&marked, c->text);
  gloss_clusters_build (&marked.reading, marked.lists);
  joined = join_clusters (&marked.reading);
  g_assert_cmpstr (joined, ==, c->expected);
}

typedef struct
{
  const char *name;
  const char *text;
  GlossGender gender;
  const char *roles; /* joined by '|' */
} RoleCase;

/* clang-format off */
static const RoleCase role_cases[] = {
  { "after",   "[David Lammy/p], the foreign secretary, left.", GLOSS_GENDER_MALE, "foreign secretary" },
  { "of",      "[Ana Botin/p], chief executive of Santander, left.", GLOSS_GENDER_FEMALE, "chief executive of Santander" },
  { "before",  "The foreign secretary [David Lammy/p] left.", GLOSS_GENDER_MALE, "foreign secretary" },
  { "title",   "British Prime Minister [Keir Starmer/p] left.", GLOSS_GENDER_MALE, "Prime Minister" },
  { "copula",  "[Zhu Qwerty/p] is an economist at a bank. She left.", GLOSS_GENDER_FEMALE, "economist at a bank" },
  { "none",    "[Zhu Qwerty/p], who left, came back.", GLOSS_GENDER_UNKNOWN, "" },
  { "pronoun", "[Qwerty/p] said he would.", GLOSS_GENDER_MALE, "" },
  { "across",  "[Antony Blinken/p] will meet Foreign Secretary [David Lammy/p] there.", GLOSS_GENDER_MALE, "Foreign Secretary" },
  { "mrs",     "Mrs [Qwerty/p] said so.", GLOSS_GENDER_FEMALE, "" },
};
/* clang-format on */

static void
test_roles (gconstpointer data)
{
  const RoleCase *c = data;
  g_auto (Marked) marked;
  const GlossCluster *cluster;
  g_autofree char *roles = NULL;

  read_marked (&marked, c->text);
  gloss_clusters_build (&marked.reading, marked.lists);
  cluster = marked.reading.clusters->pdata[marked.reading.clusters->len - 1];
  g_ptr_array_add (cluster->roles, NULL);
  roles = g_strjoinv ("|", (char **) cluster->roles->pdata);
  g_ptr_array_set_size (cluster->roles, cluster->roles->len - 1);
  g_assert_cmpstr (roles, ==, c->roles);
  g_assert_cmpint (cluster->gender, ==, c->gender);
}

/* A hundred thousand people of one family are read soon. */
static void
test_namesakes (void)
{
  g_autoptr (GlossLists) lists = load_lists ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) mentions = g_array_new (FALSE, FALSE, sizeof (GlossNameMention));
  g_auto (GlossReading) reading;

  for (guint i = 0; i < 100000; i++)
    {
      GlossNameMention mention = { .type = GLOSS_ENTITY_PERSON, .cluster = -1 };

      mention.span.start = text->len;
      if (i % 2 == 0)
        g_string_append_printf (text, "A%u Khan", i);
      else
        g_string_append (text, "Khan");
      mention.span.end = text->len;
      g_string_append (text, ". ");
      g_array_append_val (mentions, mention);
    }
  read_mentions (&reading, text->str, mentions);
  gloss_clusters_build (&reading, lists);
  g_assert_cmpuint (reading.clusters->len, >=, 50000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_marked_cases ("/clusters/build/", cases, G_N_ELEMENTS (cases), test_build);
  for (gsize i = 0; i < G_N_ELEMENTS (role_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/clusters/roles/", role_cases[i].name, NULL);

      g_test_add_data_func (path, &role_cases[i], test_roles);
    }
  g_test_add_func ("/clusters/namesakes", test_namesakes);

  return g_test_run ();
}
