"""The words that exercises are made of: people, places, things, and words that do not exist."""

from random import Random

from tools.demo_model.exercise import Split, is_held_out, number, pick

FIRST_NAMES = """
Ada Alan Alice Amara Amir Amy Ana Andre Anna Anton Aria Ben Bella Boris Bruno Carla Carlos Cara Chen
Clara Cora Dana Daniel Dario David Dina Diego Dora Edgar Elena Eli Elias Ella Emil Emma Eric Erin
Eva Ethan Farah Felix Finn Fiona Frank Frida Gabriel Georg Gina Grace Greta Hana Hanna Harry Hassan
Heidi Helen Henry Hugo Ida Ines Ingrid Iris Isaac Ivan Jack Jacob Jada James Jana Jane Jasper Jim
Joan Joel John Jonas Jose Joy Judy Julia Kai Karen Karl Kate Keiko Kim Lara Laura Lea Lena Leo Liam
Lily Linda Lisa Liz Lola Lucas Lucy Luis Luna Maja Marco Maria Marie Mark Marta Martin Mary Max Maya
Mia Mila Milo Mina Mira Mona Nadia Nadine Nick Nina Noah Nora Olga Oliver Olivia Omar Oscar Otto
Pablo Paul Paula Pedro Peter Petra Pia Priya Quinn Rachel Raj Rita Robert Robin Rosa Ruby Ruth Sam
Samir Sara Sarah Sasha Sean Selma Simon Sofia Sonia Sophie Stella Susan Tara Theo Thomas Tim Tina
Tom Tony Uma Vera Victor Viola Walter Wanda Wendy Will Xavier Yara Yuki Yusuf Zara Zoe Zora Zuri
""".split()

LAST_NAMES = """
Adams Ahmed Baker Bell Berg Brown Carter Chen Clark Costa Cruz Diaz Evans Fischer Fisher Ford Garcia
Gray Green Hall Hansen Hill Jones Kaya Keller Khan Kim King Klein Kumar Lang Larsen Lee Lopez Marino
Martin Meyer Miller Moore Mori Nguyen Novak Olsen Park Patel Perez Petrov Reed Rossi Roth Ruiz
Sanders Sato Scott Silva Singh Smith Stone Suzuki Tanaka Taylor Torres Turner Vogel Walker Wang
Weber White Wilson Wolf Wong Wood Young Zhang
""".split()

CITIES = """
Accra Amsterdam Ankara Athens Austin Baku Bangkok Barcelona Basel Beijing Belgrade Bergen Berlin
Bern Bogota Bologna Bonn Boston Bremen Bristol Brussels Budapest Cairo Chicago Cologne Copenhagen
Cork Dakar Dallas Delhi Denver Doha Dresden Dubai Dublin Florence Geneva Genoa Ghent Glasgow Graz
Hamburg Hanoi Havana Helsinki Istanbul Izmir Jakarta Kyiv Kyoto Lagos Leeds Leipzig Lima Lisbon
Liverpool London Luanda Lyon Madrid Malmo Manchester Manila Marseille Miami Milan Montreal Moscow
Mumbai Munich Nairobi Naples Nice Osaka Oslo Ottawa Oxford Paris Perth Pisa Porto Prague Quito
Reykjavik Riga Rome Rotterdam Salzburg Santiago Seattle Seoul Seville Shanghai Singapore Sofia
Stockholm Stuttgart Sydney Taipei Tallinn Tampere Tehran Tirana Tokyo Toronto Trieste Tunis Turin
Utrecht Valencia Venice Vienna Vilnius Warsaw Yerevan York Zagreb Zurich
""".split()

NOUNS = """
apple arm bag ball bank basket bath beach bear bed bee bell bench bike bird boat book bottle bowl
box boy branch bread bridge brother brush bus butter button cake camera candle candy cap car card
carpet castle cat chair cheese child city class clock cloud coat coin computer corner cow cup desk
dinner doctor dog door dragon dream dress drum duck ear egg engine farm farmer father fence field
finger fire fish flag floor flower forest fork fox friend frog fruit garden gate gift girl glass
goat gold grass guitar hammer hand hat heart hill home horse hospital hotel house island jacket jar
key king kitchen kite knife ladder lake lamp leaf lemon letter library lion lunch machine map market
meal milk mirror money monkey moon morning mother mountain mouse mouth music nest newspaper night
nose ocean office orange owl paint paper park party path pen pencil phone piano picture pie pig
pillow pilot pizza plane planet plant plate pocket pond potato present queen question rabbit radio
rain ring river road robot rock roof room rope rose salad salt sand school sea seat sheep ship shirt
shoe shop shoulder sister sky snail snake snow soap sock soup spider spoon star station stone storm
story street sugar summer sun swan table tailor taxi tea teacher tent ticket tiger toast tomato
tower town toy train tree truck umbrella uncle valley village violin wall water wave whale wheel
wind window winter wizard wolf wood world
""".split()

ADJECTIVES = """
angry big blue brave bright broken brown busy calm careful cheap clean clever cold cool dark dear
deep dirty dry early easy empty fair famous fast fine fresh friendly full funny gentle golden good
great green grey happy hard heavy high hot huge hungry kind large late lazy light little lonely long
loud lovely low lucky new nice noisy old open orange pink plain poor pretty proud purple quick quiet
red rich round sad safe sharp shiny short shy silent silver simple slow small smart soft sour
strange strong sunny sweet tall thick thin tired tiny warm weak wet white wide wild wise yellow
young
""".split()

VERBS = """
add answer ask bake bring build buy call carry catch check choose clean climb close come cook count
cut dance dig draw drink drive eat feed feel fill find fix fly follow forget give go grow help hide
hold hope jump keep kick know laugh learn leave lift like listen look lose love make meet move need
open paint pass pay plant play pull push put read remember rest ride run save say see sell send
share show sing sit sleep smell smile speak stand start stay stop swim take talk taste teach tell
think throw touch travel try turn use visit wait wake walk want wash watch wear win work worry write
""".split()

ADVERBS = """
again almost already always away here often maybe never now often once only outside perhaps quickly
quietly really slowly sometimes soon still there today together tomorrow tonight too twice usually
very well yesterday
""".split()

SMALL_WORDS = """
a about after all an and any are as at be because before but by can could do for from has have he
her him his how I if in into is it its me more my no not of on one or our out over she should so
some that the their them then they this to two under up us was we were what when where which who why
will with would you your
""".split()

ONSETS = """
b bl br c ch cl d dr f fl g gl gr h j k kl l m n p pl pr qu r s sh sk sl sn st t th tr v w y z
""".split()
VOWELS = "a e i o u a e i o u ai ea ee oo ou".split()
CODAS = "b ck d g l ll m n nd ng nk nt p r rd rk s sh st t x".split()


def invented_word(random: Random, split: Split) -> str:
    """A word that no dictionary has, of one to three syllables; the splits share none."""
    while True:
        word = ""
        for _ in range(number(random, 1, 3)):
            word += pick(random, ONSETS) + pick(random, VOWELS)
        word += pick(random, CODAS) if random.random() < 0.6 else ""
        if is_held_out(word) == (split is Split.HELD_OUT):
            return word


INVENTED = 0.5
"""The share of names in training that nobody has: what is seen too often is not copied any more."""


def first_name(random: Random, split: Split) -> str:
    """A given name; in training now and then an invented one, so that any can be copied."""
    if split is Split.TRAINING and random.random() < INVENTED:
        return invented_word(random, split).capitalize()
    return pick(random, NAMES_OF[split])


def city(random: Random, split: Split) -> str:
    """A city; in training now and then an invented one, so that any can be copied."""
    if split is Split.TRAINING and random.random() < INVENTED:
        return invented_word(random, split).capitalize()
    return pick(random, CITIES_OF[split])


def _by_split(items: list[str]) -> dict[Split, list[str]]:
    kept = [item for item in items if is_held_out(item)]
    return {Split.TRAINING: [item for item in items if item not in kept], Split.HELD_OUT: kept}


NAMES_OF = _by_split(FIRST_NAMES)
LAST_NAMES_OF = _by_split(LAST_NAMES)
CITIES_OF = _by_split(CITIES)
