#include "app/fetch/gloss-encoding.h"

#include <gio/gio.h>
#include <string.h>

#include "app/fetch/gloss-encoding-labels.h"

typedef struct
{
  const char *name;
  const char *bytes;
  gsize n_bytes;
  const char *declared;
  gboolean is_html;
  const char *text;
} Case;

#define BYTES(s) s, sizeof (s) - 1

/* clang-format off */
static const Case cases[] = {
  { "empty",            BYTES (""),                                NULL,           FALSE, "" },
  { "utf-8",            BYTES ("na\xc3\xafve"),                    NULL,           FALSE, "naïve" },
  { "mark",             BYTES ("\xef\xbb\xbfh\xc3\xa9"),           "iso-8859-1",   FALSE, "hé" },
  { "guess-1252",       BYTES ("\x93na\xefve\x94 \x80 5"),         NULL,           FALSE, "“naïve” € 5" },
  { "latin1-is-1252",   BYTES ("\x93hi\x94"),                      "ISO-8859-1",   FALSE, "“hi”" },
  { "lying-latin1",     BYTES ("h\xc3\xa9h\xc3\xa9"),              "iso-8859-1",   FALSE, "héhé" },
  { "lying-utf-8",      BYTES ("na\xefve"),                        "utf-8",        FALSE, "naïve" },
  { "stray-byte",       BYTES ("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xff"), "utf-8", FALSE,
                        "ééééééééééééééééééééé\xef\xbf\xbd" },
  { "unknown-label",    BYTES ("na\xefve"),                        "no-such-thing", FALSE, "naïve" },
  /* What was UTF-8 already and was made UTF-8 once more. */
  { "twice",            BYTES ("you\xc3\xa2\xc2\x80\xc2\x99re \xc3\xa2\xc2\xad\xc2\x90"), "utf-8", FALSE, "you’re ⭐" },
  { "twice-1252",       BYTES ("l’Ã©tÃ©, câ€™est Ã§a"),             "utf-8",        FALSE, "l’été, c’est ça" },
  { "twice-nbsp",       BYTES ("5Â\xc2\xa0€ 6Â\xc2\xa0€ 7Â\xc2\xa0€"), "utf-8", FALSE, "5\xc2\xa0€ 6\xc2\xa0€ 7\xc2\xa0€" },
  { "once-few",         BYTES ("«IRMû e «Ã©»"),                   "utf-8",        FALSE, "«IRMû e «Ã©»" },
  { "once-portuguese",  BYTES ("IRMÃ\xc2\xa0 IRMÃ\xc2\xa0 IRMû NÃO SÃO"), "utf-8",   FALSE, "IRMÃ\xc2\xa0 IRMÃ\xc2\xa0 IRMû NÃO SÃO" },
  { "once-german",      BYTES ("«Spaß» «Fuß» «Maß» «Gruß»"),       "utf-8",        FALSE, "«Spaß» «Fuß» «Maß» «Gruß»" },
  { "shift-jis",        BYTES ("\x93\xfa\x96\x7b"),                "Shift_JIS",    FALSE, "日本" },
  { "euc-kr",           BYTES ("\xc7\xd1\xb1\xb9"),                "euc-kr",       FALSE, "한국" },
  { "gb18030",          BYTES ("\xd6\xd0\xb9\xfa"),                "gb2312",       FALSE, "中国" },
  { "koi8-r",           BYTES ("\xcd\xc9\xd2"),                    "koi8-r",       FALSE, "мир" },
  { "utf-16le-mark",    BYTES ("\xff\xfeh\0i\0"),                  NULL,           FALSE, "hi" },
  { "utf-16be-mark",    BYTES ("\xfe\xff\0h\0i"),                  NULL,           FALSE, "hi" },
  { "utf-16-no-mark",   BYTES ("h\0e\0l\0l\0o\0"),                 NULL,           FALSE, "hello" },
  { "meta-charset",     BYTES ("<meta charset=\"koi8-r\">\xcd\xc9\xd2"), NULL,     TRUE,  "<meta charset=\"koi8-r\">мир" },
  { "meta-content",     BYTES ("<meta http-equiv=content-type content='text/html; charset=windows-1251'>\xec\xe8\xf0"), NULL, TRUE,
                        "<meta http-equiv=content-type content='text/html; charset=windows-1251'>мир" },
  { "meta-of-no-use",   BYTES ("<meta charset=koi8-r>\xcd\xc9\xd2"), NULL,         FALSE, "<meta charset=koi8-r>ÍÉÒ" },
  { "http-before-meta", BYTES ("<meta charset=koi8-r>\xec\xe8\xf0"), "windows-1251", TRUE, "<meta charset=koi8-r>мир" },
  { "xml-declaration",  BYTES ("<?xml version=\"1.0\" encoding=\"koi8-r\"?>\xcd\xc9\xd2"), NULL, TRUE,
                        "<?xml version=\"1.0\" encoding=\"koi8-r\"?>мир" },
  { "euc-jp", BYTES ("\261\253\244\254\271\337\244\303\244\277\241\243\244\275\244\354\244\317\260\354\310\325\303\346\302\263\244\244\244\306\241\242\304\253\244\313\244\312\244\303\244\306\244\253\244\351\244\344\244\303\244\310\273\337\244\363\244\300\241\243"), "EUC-JP", FALSE, "雨が降った。それは一晩中続いて、朝になってからやっと止んだ。" },
  { "iso-2022-jp", BYTES ("\033$B1+$,9_$C$?!#$=$l$O0lHUCfB3$$$F!\042D+$K$J$C$F$+$i$d$C$H;_$s$@!#\033(B"), "iso-2022-jp", FALSE, "雨が降った。それは一晩中続いて、朝になってからやっと止んだ。" },
  { "big5", BYTES ("\253B\244U\244F\244@\276\343\251]\241A\252\275\250\354\246\255\261\341\244~\260\261\241C\277i\247{\252\272\275\374\244l\244S\302\340\260_\250\323\244F\241C"), "Big5", FALSE, "雨下了一整夜，直到早晨才停。磨坊的輪子又轉起來了。" },
  { "gbk", BYTES ("\323\352\317\302\301\313\322\273\325\373\322\271\243\254\326\261\265\275\324\347\263\277\262\305\315\243\241\243\304\245\267\273\265\304\302\326\327\323\323\326\327\252\306\360\300\264\301\313\241\243"), "GBK", FALSE, "雨下了一整夜，直到早晨才停。磨坊的轮子又转起来了。" },
  { "gb18030-four", BYTES ("\323\352\317\302\301\313\322\273\325\373\322\271\243\254\326\261\265\275\324\347\263\277\262\305\315\243\241\243\304\245\267\273\265\304\302\326\327\323\323\326\327\252\306\360\300\264\301\313\241\243\2252\2026"), "GB18030", FALSE, "雨下了一整夜，直到早晨才停。磨坊的轮子又转起来了。𠀀" },
  { "hebrew", BYTES ("\371\354\345\355 \362\345\354\355"), "ISO-8859-8-I", FALSE, "שלום עולם" },
  { "windows-1255", BYTES ("\371\354\345\355"), "windows-1255", FALSE, "שלום" },
  { "greek", BYTES ("\307 \342\361\357\367\336"), "greek", FALSE, "Η βροχή" },
  { "koi8-u", BYTES ("\344\317\335 \246\333\317\327"), "koi8-u", FALSE, "Дощ ішов" },
  { "ibm866", BYTES ("\204\256\246\244\354 \350\245\253 \242\341\356 \255\256\347\354 \250 \257\340\245\252\340\240\342\250\253\341\357 \342\256\253\354\252\256 \343\342\340\256\254, \341\252\240\247\240\253\240 \254\245\253\354\255\250\252."), "cp866", FALSE, "Дождь шел всю ночь и прекратился только утром, сказала мельник." },
  { "turkish", BYTES ("\335stanbul ya\360mur"), "iso-8859-9", FALSE, "İstanbul yağmur" },
  { "thai", BYTES ("\275\271\265\241"), "tis-620", FALSE, "ฝนตก" },
  { "mac", BYTES ("Caf\216"), "x-mac-roman", FALSE, "Café" },
  { "utf-16be-declared", BYTES ("\226\3500L\226M0c0_"), "utf-16be", FALSE, "雨が降った" },
  { "label-with-spaces", BYTES ("\211J\202\252\215~\202\301\202\275\201B\202\273\202\352\202\315\210\352\224\323\222\206\221\261\202\242\202\304\201A\222\251\202\311\202\310\202\301\202\304\202\251\202\347\202\342\202\301\202\306\216~\202\361\202\276\201B"), "  Shift-JIS ", FALSE, "雨が降った。それは一晩中続いて、朝になってからやっと止んだ。" },
  { "guess-shift-jis", BYTES ("\211J\202\252\215~\202\301\202\275\201B\202\273\202\352\202\315\210\352\224\323\222\206\221\261\202\242\202\304\201A\222\251\202\311\202\310\202\301\202\304\202\251\202\347\202\342\202\301\202\306\216~\202\361\202\276\201B"), NULL, FALSE, "雨が降った。それは一晩中続いて、朝になってからやっと止んだ。" },
  { "guess-euc-jp", BYTES ("\261\253\244\254\271\337\244\303\244\277\241\243\244\275\244\354\244\317\260\354\310\325\303\346\302\263\244\244\244\306\241\242\304\253\244\313\244\312\244\303\244\306\244\253\244\351\244\344\244\303\244\310\273\337\244\363\244\300\241\243"), NULL, FALSE, "雨が降った。それは一晩中続いて、朝になってからやっと止んだ。" },
  { "guess-iso-2022-jp", BYTES ("\033$B1+$,9_$C$?!#$=$l$O0lHUCfB3$$$F!\042D+$K$J$C$F$+$i$d$C$H;_$s$@!#\033(B"), NULL, FALSE, "雨が降った。それは一晩中続いて、朝になってからやっと止んだ。" },
  { "guess-euc-kr", BYTES ("\272\361\260\241 \263\273\267\310\264\331. \271\343\273\365 \263\273\270\256\264\331\260\241 \276\306\304\247\300\314 \265\307\276\356\274\255\276\337 \261\327\303\306\264\331."), NULL, FALSE, "비가 내렸다. 밤새 내리다가 아침이 되어서야 그쳤다." },
  { "guess-gbk", BYTES ("\323\352\317\302\301\313\322\273\325\373\322\271\243\254\326\261\265\275\324\347\263\277\262\305\315\243\241\243\304\245\267\273\265\304\302\326\327\323\323\326\327\252\306\360\300\264\301\313\241\243"), NULL, FALSE, "雨下了一整夜，直到早晨才停。磨坊的轮子又转起来了。" },
  { "guess-big5", BYTES ("\253B\244U\244F\244@\276\343\251]\241A\252\275\250\354\246\255\261\341\244~\260\261\241C\277i\247{\252\272\275\374\244l\244S\302\340\260_\250\323\244F\241C"), NULL, FALSE, "雨下了一整夜，直到早晨才停。磨坊的輪子又轉起來了。" },
  { "guess-windows-1251", BYTES ("\304\356\346\344\374 \370\270\353 \342\361\376 \355\356\367\374 \350 \357\360\345\352\360\340\362\350\353\361\377 \362\356\353\374\352\356 \363\362\360\356\354, \361\352\340\347\340\353\340 \354\345\353\374\355\350\352."), NULL, FALSE, "Дождь шёл всю ночь и прекратился только утром, сказала мельник." },
  { "guess-koi8-r", BYTES ("\344\317\326\304\330 \333\305\314 \327\323\300 \316\317\336\330 \311 \320\322\305\313\322\301\324\311\314\323\321 \324\317\314\330\313\317 \325\324\322\317\315, \323\313\301\332\301\314\301 \315\305\314\330\316\311\313."), NULL, FALSE, "Дождь шел всю ночь и прекратился только утром, сказала мельник." },
  { "guess-greek-1253", BYTES ("\307 \342\361\357\367\336 \335\360\345\366\364\345 \374\353\347 \364\347 \355\375\367\364\341 \352\341\351 \363\364\341\354\334\364\347\363\345 \354\374\355\357 \364\357 \360\361\371\337, \345\337\360\345 \357 \354\365\353\371\355\334\362."), NULL, FALSE, "Η βροχή έπεφτε όλη τη νύχτα και σταμάτησε μόνο το πρωί, είπε ο μυλωνάς." },
  { "guess-hebrew-1255", BYTES ("\344\342\371\355 \351\370\343 \353\354 \344\354\351\354\344 \345\364\361\367 \370\367 \341\341\345\367\370, \340\356\370 \344\350\345\347\357."), NULL, FALSE, "הגשם ירד כל הלילה ופסק רק בבוקר, אמר הטוחן." },
  { "guess-arabic-1256", BYTES ("\344\322\341 \307\341\343\330\321 \330\346\307\341 \307\341\341\355\341 \346\341\343 \355\312\346\336\335 \305\341\307 \335\355 \307\341\325\310\307\315\241 \336\307\341 \307\341\330\315\307\344."), NULL, FALSE, "نزل المطر طوال الليل ولم يتوقف إلا في الصباح، قال الطحان." },
  { "guess-cp866", BYTES ("\204\256\246\244\354 \350\245\253 \242\341\356 \255\256\347\354 \250 \257\340\245\252\340\240\342\250\253\341\357 \342\256\253\354\252\256 \343\342\340\256\254, \341\252\240\247\240\253\240 \254\245\253\354\255\250\252."), NULL, FALSE, "Дождь шел всю ночь и прекратился только утром, сказала мельник." },
  { "guess-iso-8859-5", BYTES ("\264\336\326\324\354 \350\361\333 \322\341\356 \335\336\347\354 \330 \337\340\325\332\340\320\342\330\333\341\357 \342\336\333\354\332\336 \343\342\340\336\334, \341\332\320\327\320\333\320 \334\325\333\354\335\330\332."), NULL, FALSE, "Дождь шёл всю ночь и прекратился только утром, сказала мельник." },
  { "guess-ukrainian", BYTES ("\304\356\371 \263\370\356\342 \363\361\376 \355\263\367 \263 \357\360\350\357\350\355\350\342\361\377 \353\350\370\345 \342\360\340\355\366\263, \361\352\340\347\340\342 \354\345\353\374\355\350\352."), NULL, FALSE, "Дощ ішов усю ніч і припинився лише вранці, сказав мельник." },
  { "guess-bulgarian", BYTES ("\304\372\346\344\372\362 \342\340\353\377 \366\377\353\340 \355\356\371 \350 \361\357\360\377 \345\344\342\340 \361\363\362\360\350\355\362\340, \352\340\347\340 \354\345\353\355\350\367\340\360\377\362."), NULL, FALSE, "Дъждът валя цяла нощ и спря едва сутринта, каза мелничарят." },
  { "guess-greek-in-page", BYTES ("<p class=\042first paragraph of the article\042>\307 \342\361\357\367\336 <a href=\042http://example.org/mill\042>\335\360\345\366\364\345</a> \374\353\347 \364\347 \355\375\367\364\341.</p>"), NULL, TRUE, "<p class=\"first paragraph of the article\">Η βροχή <a href=\"http://example.org/mill\">έπεφτε</a> όλη τη νύχτα.</p>" },
  { "guess-polish", BYTES ("Za\277\363\263\346 g\352\234l\271 ja\237\361, rzek\263 m\263ynarz; \263\271ki s\271 te\277 \277\363\263te, \234wit wsta\263."), NULL, FALSE, "Zażółć gęślą jaźń, rzekł młynarz; łąki są też żółte, świt wstał." },
  { "guess-polish-latin-2", BYTES ("Za\277\363\263\346 g\352\266l\261 ja\274\361, rzek\263 m\263ynarz; \263\261ki s\261 te\277 \277\363\263te, \266wit wsta\263."), NULL, FALSE, "Zażółć gęślą jaźń, rzekł młynarz; łąki są też żółte, świt wstał." },
  { "guess-czech", BYTES ("P\370\355li\232 \236lu\235ou\350k\375 k\371\362 p\354l \357\341belsk\351 \363dy, \370ekl mlyn\341\370; d\351\232\235 ustal a\236 r\341no."), NULL, FALSE, "Příliš žluťoučký kůň pěl ďábelské ódy, řekl mlynář; déšť ustal až ráno." },
  { "guess-czech-latin-2", BYTES ("P\370\355li\271 \276lu\273ou\350k\375 k\371\362 p\354l \357\341belsk\351 \363dy, \370ekl mlyn\341\370; d\351\271\273 ustal a\276 r\341no."), NULL, FALSE, "Příliš žluťoučký kůň pěl ďábelské ódy, řekl mlynář; déšť ustal až ráno." },
  { "guess-slovene", BYTES ("De\236 je padal vso no\350 in nehal \232ele zjutraj, je rekel mlinar; \350e\232nje so \236e rde\350e."), NULL, FALSE, "Dež je padal vso noč in nehal šele zjutraj, je rekel mlinar; češnje so že rdeče." },
  { "guess-hungarian", BYTES ("Az es\365 eg\351sz \351jjel esett, \351s csak reggel \341llt el, mondta a moln\341r; a gy\373r\373 \351s a t\373z \365rz\365je n\365tt, \366r\374lt, \351s \341t\374lt m\366g\351."), NULL, FALSE, "Az eső egész éjjel esett, és csak reggel állt el, mondta a molnár; a gyűrű és a tűz őrzője nőtt, örült, és átült mögé." },
  { "guess-romanian", BYTES ("Ploaia a c\343zut toat\343 noaptea \272i a \356ncetat abia diminea\376a, a spus morarul; \376ara a\272teapt\343."), NULL, FALSE, "Ploaia a căzut toată noaptea şi a încetat abia dimineaţa, a spus morarul; ţara aşteaptă." },
  { "guess-danish", BYTES ("Det regnede hele natten og holdt f\370rst op om morgenen, sagde m\370lleren; \345rene g\345r, \346blerne er s\370de."), NULL, FALSE, "Det regnede hele natten og holdt først op om morgenen, sagde mølleren; årene går, æblerne er søde." },
  { "guess-portuguese", BYTES ("Choveu a noite toda e s\363 parou de manh\343, disse o moleiro; as raz\365es s\343o as a\347\365es e os cora\347\365es."), NULL, FALSE, "Choveu a noite toda e só parou de manhã, disse o moleiro; as razões são as ações e os corações." },
  { "guess-italian", BYTES ("\310 piovuto tutta la notte e cos\354 pi\371 non pu\362, perch\351 per\362 la citt\340 \350 l\340; ci\362 che c\222\350 lass\371."), NULL, FALSE, "È piovuto tutta la notte e così più non può, perché però la città è là; ciò che c’è lassù." },
  { "guess-spanish", BYTES ("\277Qu\351 pas\363\077 Llovi\363 toda la noche; \277cu\341ndo par\363\077 El ni\361o durmi\363, \241qu\351 a\361o!"), NULL, FALSE, "¿Qué pasó? Llovió toda la noche; ¿cuándo paró? El niño durmió, ¡qué año!" },
  { "guess-estonian", BYTES ("Vihma sadas kogu \366\366 ja l\365ppes alles hommikul, \374tles m\366lder; \365unad ja j\365gi, m\374\374r ja p\365ld."), NULL, FALSE, "Vihma sadas kogu öö ja lõppes alles hommikul, ütles mölder; õunad ja jõgi, müür ja põld." },
  { "guess-icelandic", BYTES ("\336a\360 rigndi alla n\363ttina og h\346tti ekki fyrr en um morguninn, sag\360i \376essi \376\375\360i ma\360ur; \376\372."), NULL, FALSE, "Það rigndi alla nóttina og hætti ekki fyrr en um morguninn, sagði þessi þýði maður; þú." },
  { "guess-french", BYTES ("\300 l\222\351t\351, il a plu sur le ch\342teau et la for\352t d\351j\340 tr\350s s\350che o\371 l\222\342ne brait."), NULL, FALSE, "À l’été, il a plu sur le château et la forêt déjà très sèche où l’âne brait." },
  { "guess-german", BYTES ("M\374ller, Gr\366\337e, sch\366n, Stra\337e, \326l und \304pfel f\374r dich."), NULL, FALSE, "Müller, Größe, schön, Straße, Öl und Äpfel für dich." },
  { "lying-utf-8-of-meta", BYTES ("<meta charset=windows-1251>\304\356\346\344\374 \370\270\353 \342\361\376 \355\356\367\374 \350 \357\360\345\352\360\340\362\350\353\361\377 \362\356\353\374\352\356 \363\362\360\356\354, \361\352\340\347\340\353\340 \354\345\353\374\355\350\352."), "utf-8", TRUE, "<meta charset=windows-1251>Дождь шёл всю ночь и прекратился только утром, сказала мельник." },
  { "lying-latin-1-of-meta", BYTES ("<meta charset=Shift_JIS>\211J\202\252\215~\202\301\202\275\201B\202\273\202\352\202\315\210\352\224\323\222\206\221\261\202\242\202\304\201A\222\251\202\311\202\310\202\301\202\304\202\251\202\347\202\342\202\301\202\306\216~\202\361\202\276\201B"), "iso-8859-1", TRUE, "<meta charset=Shift_JIS>雨が降った。それは一晩中続いて、朝になってからやっと止んだ。" },
  { "lying-meta", BYTES ("<meta charset=utf-8>\211J\202\252\215~\202\301\202\275\201B\202\273\202\352\202\315\210\352\224\323\222\206\221\261\202\242\202\304\201A\222\251\202\311\202\310\202\301\202\304\202\251\202\347\202\342\202\301\202\306\216~\202\361\202\276\201B"), "Shift_JIS", TRUE, "<meta charset=utf-8>雨が降った。それは一晩中続いて、朝になってからやっと止んだ。" },
  { "meta-in-comment", BYTES ("<!-- <meta charset=koi8-r> --><meta charset=windows-1251>\304\356\346\344\374 \370\270\353 \342\361\376 \355\356\367\374 \350 \357\360\345\352\360\340\362\350\353\361\377 \362\356\353\374\352\356 \363\362\360\356\354, \361\352\340\347\340\353\340 \354\345\353\374\355\350\352."), NULL, TRUE, "<!-- <meta charset=koi8-r> --><meta charset=windows-1251>Дождь шёл всю ночь и прекратился только утром, сказала мельник." },
  { "meta-in-attribute", BYTES ("<a title=\042<meta charset=koi8-r>\042><meta charset=windows-1251>\304\356\346\344\374 \370\270\353 \342\361\376 \355\356\367\374 \350 \357\360\345\352\360\340\362\350\353\361\377 \362\356\353\374\352\356 \363\362\360\356\354, \361\352\340\347\340\353\340 \354\345\353\374\355\350\352."), NULL, TRUE, "<a title=\"<meta charset=koi8-r>\"><meta charset=windows-1251>Дождь шёл всю ночь и прекратился только утром, сказала мельник." },
  { "meta-of-name", BYTES ("<meta name=a content=\042x; charset=koi8-r\042><meta charset=windows-1251>\304\356\346\344\374 \370\270\353 \342\361\376 \355\356\367\374 \350 \357\360\345\352\360\340\362\350\353\361\377 \362\356\353\374\352\356 \363\362\360\356\354, \361\352\340\347\340\353\340 \354\345\353\374\355\350\352."), NULL, TRUE, "<meta name=a content=\"x; charset=koi8-r\"><meta charset=windows-1251>Дождь шёл всю ночь и прекратился только утром, сказала мельник." },
  { "meta-slash", BYTES ("<META/CHARSET = 'windows-1251' />\304\356\346\344\374 \370\270\353 \342\361\376 \355\356\367\374 \350 \357\360\345\352\360\340\362\350\353\361\377 \362\356\353\374\352\356 \363\362\360\356\354, \361\352\340\347\340\353\340 \354\345\353\374\355\350\352."), NULL, TRUE, "<META/CHARSET = 'windows-1251' />Дождь шёл всю ночь и прекратился только утром, сказала мельник." },
  { "meta-order", BYTES ("<meta content=\042text/html; charset = windows-1251\042 http-equiv=\042Content-Type\042>\304\356\346\344\374 \370\270\353 \342\361\376 \355\356\367\374 \350 \357\360\345\352\360\340\362\350\353\361\377 \362\356\353\374\352\356 \363\362\360\356\354, \361\352\340\347\340\353\340 \354\345\353\374\355\350\352."), NULL, TRUE, "<meta content=\"text/html; charset = windows-1251\" http-equiv=\"Content-Type\">Дождь шёл всю ночь и прекратился только утром, сказала мельник." },
  { "meta-utf-16", BYTES ("<meta charset=utf-16>n\303\251"), NULL, TRUE, "<meta charset=utf-16>né" },
  { "meta-far", BYTES ("<!-- xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx --><meta charset=windows-1251>\304\356\346\344\374 \370\270\353 \342\361\376 \355\356\367\374 \350 \357\360\345\352\360\340\362\350\353\361\377 \362\356\353\374\352\356 \363\362\360\356\354, \361\352\340\347\340\353\340 \354\345\353\374\355\350\352."), NULL, TRUE, "<!-- xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx --><meta charset=windows-1251>Дождь шёл всю ночь и прекратился только утром, сказала мельник." },
  { "nul",              BYTES ("a\0b"),                            "utf-8",        FALSE, "a\xef\xbf\xbd" "b" },
};
/* clang-format on */

static void
test_decode (gconstpointer data)
{
  const Case *c = data;
  gsize n = 0;
  g_autofree char *text = gloss_encoding_decode (c->bytes, c->n_bytes, c->declared, c->is_html, &n);

  g_assert_cmpstr (text, ==, c->text);
  g_assert_cmpuint (n, ==, strlen (text));
}

/* Every label of the standard leads to something that there is. */
static void
test_labels (void)
{
  static const char *const labels[] = {
    "unicode-1-1-utf-8",
    "866",
    "csisolatin2",
    "iso8859-3",
    "l4",
    "cyrillic",
    "arabic",
    "sun_eu_greek",
    "visual",
    "logical",
    "csisolatin6",
    "iso-8859-13",
    "iso885914",
    "l9",
    "iso-8859-16",
    "koi",
    "koi8-ru",
    "mac",
    "dos-874",
    "x-cp1250",
    "cp1251",
    "latin1",
    "cp1253",
    "latin5",
    "cp1255",
    "cp1256",
    "cp1257",
    "cp1258",
    "x-mac-ukrainian",
    "chinese",
    "gb18030",
    "x-x-big5",
    "x-euc-jp",
    "csiso2022jp",
    "windows-31j",
    "ksc_5601",
    "unicodefffe",
    "ucs-2",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *codec = gloss_encoding_label_dup_codec (labels[i], strlen (labels[i]));
      GIConv converter = g_iconv_open ("UTF-8", codec);

      g_assert_true (converter != (GIConv) -1);
      g_iconv_close (converter);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/encoding/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_decode);
    }

  g_test_add_func ("/encoding/labels", test_labels);

  return g_test_run ();
}
