"""Better labels for the training texts of the topics model.

The labels of the corpus come from the sections of a page ("Politics", "Business"), so what has no section of its own is
hidden in others: a strike stands under business, a demonstration under politics, a storm under disasters. An editor who
works with the vocabulary files them under labour, unrest and weather. FIRST says which texts look like that; each gets
half of its weight there (the section is not wrong, and neither is the pattern always right). SECOND says likewise of
the second level. corrections.tsv has what a person decided on reading a title: id, first level, second level."""
import os
import re

import numpy as np

SHORT = 90  # words: in a longer text a pattern proves little
SHIFT = 0.55  # how much of the weight goes to what a pattern says

NAMES = {
    "art": "01", "cri": "02", "dis": "03", "eco": "04", "edu": "05", "env": "06", "hea": "07", "hum": "08", "lab": "09",
    "lif": "10", "pol": "11", "rel": "12", "sci": "13", "soc": "14", "spo": "15", "con": "16", "wea": "17"}

# (the topic, the topics it is taken from, what must be there, what must not)
FIRST = [
    ("lab", "eco pol art cri soc hea dis edu con",
     r"\b(strik(e|es|ing)|walkouts?|industrial action|picket\w*)\b.{0,120}\b(workers?|unions?|pay|wages?|staff|drivers|"
     r"teachers|nurses|doctors|pilots|employees|jobs?|labou?r)\b|\b(workers?|unions?|staff|drivers|teachers|nurses|doctors|"
     r"pilots|employees)\b.{0,120}\b(strik(e|es|ing)|walkouts?|industrial action|picket\w*)\b|\bgeneral strike|"
     r"\btrade unions?\b|\blabou?r (unions?|dispute|talks)",
     r"air ?strikes?|drone|missile|hunger strike|struck|strikeout|killed"),
    ("lab", "eco pol art soc sci",
     r"\b(job cuts|job losses|cut(s|ting)? .{0,30}\bjobs|\d jobs|lay(s|ing)? off|layoffs?|laid off|redundanc\w+|unemploy\w+|"
     r"jobless\w*|minimum wage|living wage|nonfarm payroll\w*|payrolls|pay (deal|rise|offer)|retirement age|"
     r"pension reform\w*|labou?r market)\b",
     r"\b(stocks|shares|quarter|season|coach|striker)\b"),
    ("con", "pol cri art soc",
     r"\b((thousands|hundreds|tens|scores|dozens|crowds|people) .{0,60}\b(protest|march|demonstrat|rall[iy]|take to the "
     r"streets)|(protest|demonstrat)(e?ors|ers)\b.{0,40}\b(clash|gather|march|storm|block|occup|burn|throw|were|are|shot|"
     r"killed|arrested)|(anti-government|mass|violent|street|student|pro-democracy) (protests?|demonstrations?)|"
     r"protests (in|continue|erupt|break out|against|across|spread)|riots? (in|breaks?|erupts?|police|between)|clash\w* "
     r"(with|between) (riot )?(police|protest))",
     r"\b(sentenced?|court|trial|convicted|pussy riot|anniversary|commemorat|boycott|resign)"),
    ("wea", "dis env sci",
     r"\b(heat ?waves?|cold (wave|snap)|snowstorms?|blizzards?|typhoons?|hurricanes?|tropical (storms?|depression)|cyclones?|"
     r"snowfall|rainfall|hottest|coldest|record (high|low) temperatures?|thunderstorms?|meteorolog\w+|weather)\b",
     r"\b(kill\w*|dead|deaths?|died|missing|injur\w*|crash\w*|relief|aid|fires?|wildfires?|planet|space|launch\w*|balloons?|"
     r"mars|orbit)\b"),
    ("env", "sci eco dis pol cri",
     r"\b(climate change|global warming|(air|water|plastic) pollution|(carbon|greenhouse|gas) emissions|endangered|"
     r"extinct(ion)?|deforestation|conservationists?|wildlife|oil (spill|slick)|biodiversity|plastic (bags?|waste|straws?)|"
     r"coral|poach\w+|whaling|environmentalists?)\b",
     r"\b(fossils?|dinosaurs?|million years|senate|election|shares|crash\w*|refuge in)\b"),
    ("hum", "art pol spo sci cri con eco",
     r"\b(\d+th anniversary|anniversary of|commemorat\w+|world'?s (oldest|tallest|largest|smallest) |oldest (living )?"
     r"(person|man|woman)|guinness|royal (wedding|baby)|centenar\w+|lottery|give?s birth)\b",
     r"\b(shares|sales|season|cup|champion\w*|match|killed|attack\w*|election|research\w*|scientists?|summit|bomb\w*)\b"),
    ("soc", "pol cri art",
     r"\b(same-sex|gay (marriage|rights|couples)|transgender|lgbt\w*|abortions?|asylum seekers?|racial discrimination|racism|"
     r"women's rights|domestic violence|illegal immigrants?|migrants)\b",
     r"\b(killed|shot|shooting|stabb\w+|murder\w*|bomb\w*|film|album|season|drown\w*|sink|sank)\b"),
    ("rel", "pol art hum",
     r"^.{0,80}\b(pope|vatican|(arch)?bishops?|church of|dalai lama|cardinals?|catholic church|synod|mosques?|imams?|rabbis?|"
     r"hajj|pilgrims?|saints)\b",
     r"\b(abuse|sentenced|killed|st\. louis|arizona|new orleans|film|game|season|cup|bomb\w*|coach)\b"),
    ("edu", "pol art soc lif",
     r"\b(schools?|universit(y|ies)|tuition|teachers?|pupils?|curriculum|exams?|students|secretary of education|education "
     r"(secretary|minister|department)|colleges?)\b.{0,80}\b(schools?|universit(y|ies)|tuition|teach\w+|pupils?|curriculum|"
     r"exams?|students|education\w*|colleges?|campus|degrees?|classes)\b",
     r"\b(shoot\w*|shot|killed|stabb\w+|protest\w*|stud(y|ies)|research\w*|scientists?|season|coach|football|poll|strikes?|"
     r"art school|old school|film|election)\b"),
    ("cri", "pol eco art soc",
     r"\b(convicted of|sentenced to|found guilty|pleads? guilty|charged with|arrested (for|on|in)|supreme court (rules|"
     r"upholds|strikes|overturns)|court (rules|ruled|sentences|convicts|acquits|orders)|judge (rules|orders|blocks))\b",
     r"\b(election|merger)\b"),
]

# (parent, topic, what must be there); the first that fits counts
SECOND = [
    ("art", "20000045", r"\b(newspapers?|journalis\w+|broadcaster|bbc|tv (station|network|channel)|news (agency|anchor|site)|"
                        r"media (group|company)|publisher|magazine|radio)\b"),
    ("art", "20000002", r"\b(films?|movies?|albums?|singer|band|actor|actress|songs?|music\w*|concerts?|oscars?|grammys?|novel|"
                        r"comedian|theatre|broadway|box office|tv series|netflix|exhibition|paint\w+|artist)\b"),
    ("art", "20000038", r"\b(museum|heritage|archaeolog\w+|monument|unesco|festival|library|languages?|cultural|statues?)\b"),
    ("cri", "20000106", r"\b(courts?|judges?|trial|sentenced?|convict\w+|jury|lawsuit|sues?|appeal|verdict|pleads?|ruling)\b"),
    ("cri", "20000129", r"\b(police (officers?|arrest|raid|search)|arrest\w*|investigat\w+|fbi|manhunt|extradit\w+)\b"),
    ("cri", "20000082", r"\b(murder\w*|shooting|shot|stabb\w+|kidnap\w+|robber\w*|theft|stolen|fraud|brib\w+|rape\w*|"
                        r"traffick\w+|smuggl\w+|assault\w*|gunm[ae]n|kill\w*|corruption|hack\w+|abuse)\b"),
    ("cri", "20000121", r"\b(law|legislation|bill|legali[sz]\w+|ban)\b"),
    ("dis", "20000139", r"\b(crash\w*|collision|collid\w+|derail\w*|capsiz\w+|s[ai]nks?|explo\w+|blast|fires?|collaps\w+|"
                        r"accident|plane|drown\w+|stampede)\b"),
    ("dis", "20000148", r"\b(earthquakes?|floods?|flooding|tsunami|hurricane|typhoon|cyclone|tornado\w*|volcan\w+|landslides?|"
                        r"mudslides?|wildfires?|drought|magnitude|famine|avalanche|storm|quake)\b"),
    ("eco", "20000385", r"\b(stocks?|shares (fell|rose|rise|fall|slip)|dow|nasdaq|ftse|oil prices|crude|futures|dollar (falls|"
                        r"rises|fell|rose)|bonds?|treasur\w+|currency|markets? (clos|open|fell|ros|ris)\w*)\b"),
    ("eco", "20000344", r"\b(inflation|interest rates?|gdp|recession|central bank|federal reserve|imf|economic growth|deficit|"
                        r"debt crisis|bailout|economy|tariffs?|trade (war|deficit|deal|talks)|exports?|budget|austerity|prices)\b"),
    ("eco", "20000170", r"\b(profits?|earnings|quarter(ly)?|merger|takeover|acqui\w+|buys?|bid|bankruptcy|ipo|chief "
                        r"executive|ceo|revenue|losses|restructur\w+|deal)\b"),
    ("eco", "20000209", r"\b(sales|retail\w*|airlines?|carmaker|store|products?|launch\w*|recall\w*|car|cars|food|restaurant|"
                        r"energy|banks?|customers|software|phone)\b"),
    ("edu", "20000400", r"\b(schools?|universit(y|ies)|college|campus)\b"),
    ("env", "20000418", r"\b(climate|global warming|carbon|emissions|greenhouse)\b"),
    ("env", "20000424", r"\b(pollut\w+|oil (spill|slick)|plastic|toxic|waste|smog|contaminat\w+|chemical)\b"),
    ("env", "20000420", r"\b(conserv\w+|endangered|protect\w*|poach\w+|whaling|extinct\w*|reserve|sanctuary|preserv\w+)\b"),
    ("env", "20000441", r"\b(species|animals?|wildlife|birds?|whales?|elephants?|coral|forests?|trees?|butterfl\w+|sharks?|"
                        r"bears?|fish)\b"),
    ("hea", "20001358", r"\b(lockdown|quarantine|vaccinat\w+ (programme|campaign|drive)|cases of covid|new cases|face masks?|"
                        r"outbreak|pandemic|epidemic|curfew|public health|total number)\b"),
    ("hea", "20000464", r"\b(vaccines?|drugs?|treatment|surgery|surgeons?|transplant|therap\w+|medicines?|clinical trial|fda)\b"),
    ("hea", "20000461", r"\b(hospitals?|clinic|nhs|a&e|ambulance|care home|gp surgery)\b"),
    ("hea", "20000446", r"\b(covid\w*|coronavirus|ebola|cancer|virus|disease|flu|h1n1|hiv|aids|diabetes|malaria|cholera|"
                        r"infect\w+|alzheimer\w*|obesity|symptoms|dementia|autism|depression)\b"),
    ("hum", "20001237", r"\b(anniversary|commemorat\w+|centenar\w+)\b"),
    ("hum", "20000498", r"\b(awards?|prize|honours|medal|mbe)\b"),
    ("hum", "20000499", r"\b(record|guinness|world'?s (oldest|largest|tallest|longest|smallest))\b"),
    ("hum", "20000504", r"\b(royal|prince|princess|queen|king|duke|duchess)\b"),
    ("lab", "20000533", r"\b(unemploy\w+|jobless\w*|nonfarm)\b"),
    ("lab", "20000531", r"\b(pensions?|retirement)\b"),
    ("lab", "20000524", r"\b(strik(e|es|ing)|walkouts?|industrial action|picket\w*|dispute|talks|pay (deal|offer|rise))\b"),
    ("lab", "20000536", r"\bunions?\b"),
    ("lab", "20000509", r"\b(jobs?|layoffs?|lay|laid|workers|wages?|employ\w+|staff|hiring|redundan\w+)\b"),
    ("lif", "20001339", r"\b(yoga|meditat\w+|wellness|sleep|stress|mindful\w*|fitness|exercise)\b"),
    ("lif", "20000538", r"\b(travel\w*|hotels?|vacation|tourist\w*|games?|gaming|hobb\w+|beach\w*|trip|destinations?|marathons?)\b"),
    ("lif", "20000565", r"\b(food|recipes?|fashion|wedding\w*|home|style|beauty|cook\w*|cocktails?|dress|house|makeup)\b"),
    ("pol", "20000574", r"\b(elections?|electoral|vot(e|es|ers|ing) (in|for|to elect)|polls|candidates?|primary|primaries|"
                        r"referendum|ballots?|campaign|runoff|caucus\w*|by-election)\b"),
    ("pol", "20000638", r"\b(united nations|ambassador\w*|foreign minister\w*|sanctions|diplomat\w*|bilateral|treaty|summit|"
                        r"nato|european union|nuclear (deal|program\w*|talks)|foreign secretary|relations)\b"),
    ("pol", "20000621", r"\b(bill|legislation|law|policy|polic(ies)|reform\w*|executive order|ban|budget|plan)\b"),
    ("pol", "20000593", r"\b(prime minister|cabinet|minister|president|governor|mayor|white house|resign\w*|sworn|appoint\w*|"
                        r"government|coalition|parliament|congress|senate|speaker|secretary)\b"),
    ("rel", "20000703", r"\b(pope|dalai lama|archbishop|bishops?|cardinals?|imam|ayatollah|patriarch|rabbi|pastor|priests?)\b"),
    ("rel", "20000697", r"\b(mosques?|church(es)?|temples?|synagogues?|cathedral|shrine)\b"),
    ("rel", "20000690", r"\b(ramadan|christmas|easter|diwali|hanukkah|eid|lent|passover)\b"),
    ("rel", "20000657", r"\b(christian\w*|islam\w*|muslims?|hindu\w*|buddhis\w*|catholic\w*|jew\w*|faith|atheis\w*|god)\b"),
    ("sci", "20000756", r"\b(software|microsoft|google|apple|facebook|internet|web|computers?|phones?|iphone|online|twitter|"
                        r"chips?|linux|wireless|video game\w*|robots?|drones?|ai|artificial intelligence|technology|app|apps|"
                        r"engineers?|electric|batter(y|ies)|yahoo|ibm|intel|broadband|virus|hackers?)\b"),
    ("sci", "20000717", r"\b(nasa|space\w*|planets?|astronom\w+|comet|asteroid|galax\w+|moon|mars|telescope|satellites?|fossils?|"
                        r"dinosaurs?|species|physic\w+|particle|geolog\w+|ocean|orbit|rocket|chemi\w+|eclipse|solar)\b"),
    ("sci", "20000710", r"\b(genes?|genom\w+|dna|stem cells?|cells|brain|cloning|biolog\w+|protein)\b"),
    ("sci", "20000735", r"\b(stud(y|ies)|research\w*|scientists?|nobel)\b"),
    ("soc", "20000771", r"\b(immigra\w+|migrants?|asylum|refugees?|deport\w+)\b"),
    ("soc", "20000775", r"\b(discriminat\w+|racis\w+|same-sex|gay|lgbt\w*|transgender|equality|women's rights)\b"),
    ("soc", "20000780", r"\b(parents?|parenting|mothers?|moms?|dads?|fathers?|kids|children|child|baby|babies|divorce\w*|"
                        r"marriage|family|families|abortions?)\b"),
    ("soc", "20000817", r"\b(welfare|benefits|universal credit|child payment|homeless\w*|poverty)\b"),
    ("spo", "20001104", r"\b(doping|steroids?|banned substance|drug test\w*)\b"),
    ("spo", "20001148", r"\b(sign(s|ed)? (a |with|for)|transfer|contract|trade[sd]?|free agent)\b"),
    ("spo", "20001108", r"\b(world cup|olympic\w*|super bowl|championships?|final|finals|grand prix|tournament|league|open|cup|"
                        r"tour de france|series|playoffs?|match|beat|beats|defeat\w*|win|wins|won|victory|round)\b"),
    ("con", "20000065", r"\b(protest\w*|riot\w*|demonstrat\w+|march(es|ed)?|unrest|tear gas|uprising)\b"),
    ("con", "20000070", r"\bcoups?\b"),
    ("con", "20000073", r"\b(cease-?fire|peace (talks|deal|process|agreement|accord)|truce|peacekeep\w+)\b"),
    ("con", "20000053", r"\b(suicide bomb\w*|car bomb\w*|terror\w*|bombings?|hostages?|al-qaeda|isil|islamic state|boko haram|"
                        r"al-shabaab|attackers?)\b"),
    ("con", "20000056", r"\b(soldiers?|troops|army|airstrikes?|air strikes?|rebels?|war|military|offensive|shell\w+|militants?|"
                        r"insurgents?|fight\w+|battle|clash\w*|missiles?|taliban|forces|guerrillas?)\b"),
    ("wea", "20001131", r"\b(warn\w*|alert|evacuat\w+|emergency|watch)\b"),
    ("wea", "20001128", r"\b(forecast\w*|expected|predict\w*|outlook)\b"),
    ("wea", "20001130", r"\b(record\w*|hottest|coldest|average|highest|lowest|driest|warmest)\b"),
    ("wea", "20001129", r"\b(storms?|hurricane|typhoon|cyclone|snow\w*|rain\w*|heat|cold|winds?|tornado\w*|blizzard|fog|flood\w*)\b"),
]


def first_level(name):
    return f"medtop:{NAMES[name]}000000"


def read_corrections():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "corrections.tsv")
    rows = (line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8"))
    return {row[0]: (first_level(row[1]), f"medtop:{row[2]}" if row[2] else None) for row in rows}


def compile_rules():
    first = [(first_level(to), {first_level(f) for f in of.split()}, re.compile(yes, re.I | re.S), re.compile(no, re.I))
             for to, of, yes, no in FIRST]
    second = [(first_level(parent), f"medtop:{topic}", re.compile(yes, re.I)) for parent, topic, yes in SECOND]
    return first, second


def label(documents, vocabulary, topics):
    """(weight of each first-level topic, n by 17; first -> second-level topic of each text, a list of dicts)"""
    first, second = compile_rules()
    corrections = read_corrections()
    targets = np.zeros((len(documents), len(topics)), np.float32)
    below = []
    for row, d in zip(targets, documents):
        given = [t for t in d["topics"] if vocabulary[t]["level"] == 1]
        children = {vocabulary[t]["parent"]: t for t in reversed(d["topics"]) if vocabulary[t]["level"] == 2}
        by_hand = d.get("how") == "hand"
        text = (d["title"] + ". " if d["title"] else "") + d["text"]
        shares = {given[0]: 1.0} if by_hand or len(given) == 1 else {given[0]: 0.8, given[1]: 0.2}
        if d["id"] in corrections:
            topic, child = corrections[d["id"]]
            shares = {given[0]: 0.2}
            shares[topic] = shares.get(topic, 0) + 0.8
            children[topic] = child
        elif not by_hand and len(text.split()) < SHORT:
            for to, of, yes, no in first:
                if given[0] in of and to != given[0] and yes.search(text) and not no.search(text):
                    shares = {given[0]: 1 - SHIFT, to: SHIFT}
                    break
        for topic, share in shares.items():
            row[topics.index(topic)] = share
        look = text if len(text) < 700 else text[:500]
        for topic, share in shares.items():
            if children.get(topic) is None:
                children[topic] = next((t for p, t, yes in second if p == topic and yes.search(look)), None)
        below.append({p: children.get(p) for p in shares})
    return targets, below
