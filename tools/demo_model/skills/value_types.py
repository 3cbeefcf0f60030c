"""The kinds of values that people mention: cities, dates, dishes, file names and more."""

from random import Random

from tools.demo_model import words
from tools.demo_model.exercise import Split, chance, is_held_out, number, pick
from tools.demo_model.skills.draws import by_split, integer, listed, shared, string, unseen

LONG_CITIES = """New York, Los Angeles, San Francisco, San Diego, Las Vegas, New Delhi, Hong Kong,
    Cape Town,
    Mexico City, Buenos Aires, Rio de Janeiro, Sao Paulo, Tel Aviv, Kuala Lumpur, Abu Dhabi,
    Salt Lake City, St. Louis, New Orleans, Santa Fe, The Hague, Addis Ababa, Panama City, San
    Jose, Santa Cruz, Ho Chi Minh City, Paris, London, Tokyo, Berlin, Rome"""
COUNTRIES = """France, Germany, Italy, Spain, Portugal, Poland, Norway, Sweden, Finland, Denmark,
    Greece,
    Turkey, Egypt, Kenya, Nigeria, Ghana, India, China, Japan, Brazil, Peru, Chile, Mexico,
    Canada, Austria, Belgium, Ireland, Hungary, Iceland, Cuba, Iran, Iraq, Israel, Vietnam,
    Thailand, Nepal, Argentina, Colombia, Morocco, Tunisia, Ukraine, Romania, Bulgaria, Croatia,
    Serbia, Estonia, Latvia, Malta, Jordan, South Africa, New Zealand"""
LONG_CITY_CHOICES = by_split([item.strip() for item in LONG_CITIES.split(",")])
MONTHS = (
    "January February March April May June July August September October November December".split()
)
DAYS = """today, tomorrow, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday,
    next Monday, next Friday,
next Sunday, next week, this weekend"""
DAY_CHOICES = [day.strip() for day in DAYS.split(",")]
FEW = integer(2, 20)


def city_text(random: Random, split: Split) -> str:
    if chance(random, 0.12):
        if split is Split.TRAINING and chance(random, 0.6):
            return long_invented_city(random, split)
        return str(pick(random, LONG_CITY_CHOICES[split]))
    return words.city(random, split)


def long_invented_city(random: Random, split: Split) -> str:
    form = pick(random, ("St. {}", "{} City", "New {}", "San {}", "The {}", "{} {}", "{} {}"))
    names = [words.invented_word(random, split).capitalize() for _ in range(form.count("{}"))]
    return form.format(*names)


def full_name_text(random: Random, split: Split) -> str:
    return f"{words.first_name(random, split)} {pick(random, words.LAST_NAMES_OF[split])}"


def thing_text(random: Random, split: Split) -> str:
    """A noun, often with an adjective, sometimes a word that does not exist."""
    noun = pick(random, words.NOUNS)
    if chance(random, 0.15):
        noun = words.invented_word(random, split)
    return f"{pick(random, words.ADJECTIVES)} {noun}" if chance(random, 0.5) else noun


def topic_text(random: Random, split: Split) -> str:
    form = random.random()
    if form < 0.4:
        return thing_text(random, split)
    if form < 0.6:
        return f"{thing_text(random, split)} {pick(random, words.NOUNS)}"
    if form < 0.8:
        return f"{thing_text(random, split)} and {thing_text(random, split)}"
    if form < 0.9:
        return f"{thing_text(random, split)} in {city_text(random, split)}"
    return full_name_text(random, split)


def title_text(random: Random, split: Split) -> str:
    """A title as of a song, a book or a film."""
    form = random.random()
    first = thing_text(random, split).title()
    if form < 0.3:
        return first
    if form < 0.6:
        return f"The {first}"
    if form < 0.8:
        return f"{first} of {words.city(random, split)}"
    return f"{first} and {thing_text(random, split).title()}"


def task_text(random: Random, split: Split) -> str:
    form = random.random()
    if form < 0.2:
        return f"call {words.first_name(random, split)}"
    verb = pick(random, words.VERBS)
    if form < 0.5:
        return f"{verb} the {thing_text(random, split)}"
    if form < 0.8:
        return f"{verb} {thing_text(random, split)}"
    return f"{verb} the {thing_text(random, split)} with {words.first_name(random, split)}"


def message_text(random: Random, split: Split) -> str:
    form = random.random()
    if form < 0.15:
        return f"see you in {words.city(random, split)}"
    if form < 0.3:
        return f"I will be there at {time_text(random, split)}"
    if form < 0.45:
        return f"I am {pick(random, words.ADJECTIVES)} {pick(random, words.ADVERBS)}"
    if form < 0.6:
        return f"the {thing_text(random, split)} is {pick(random, words.ADJECTIVES)}"
    if form < 0.8:
        return f"I {pick(random, words.VERBS)} the {thing_text(random, split)}"
    return task_text(random, split)


def iso_date(random: Random, split: Split) -> str:
    month, day = number(random, 1, 12), number(random, 1, 28)
    return f"{number(random, 2024, 2028)}-{month:02}-{day:02}"


def spoken_date(random: Random, split: Split) -> str:
    return f"{pick(random, MONTHS)} {number(random, 1, 28)}"


def date_text(random: Random, split: Split) -> str:
    form = random.random()
    if form < 0.35:
        return pick(random, DAY_CHOICES)
    date = SPOKEN_DATE if form < 0.6 else ISO_DATE
    return date.draw(random, split).text


def time_text(random: Random, split: Split) -> str:
    form = random.random()
    if form < 0.7:
        return f"{number(random, 0, 23):02}:{number(random, 0, 11) * 5:02}"
    if form < 0.85:
        return f"{number(random, 1, 12)} {pick(random, ('am', 'pm'))}"
    return f"{number(random, 1, 12)}:{number(random, 1, 11) * 5:02} {pick(random, ('am', 'pm'))}"


def email_text(random: Random, split: Split) -> str:
    name = words.first_name(random, split).lower()
    if chance(random, 0.3):
        name += "." + pick(random, words.LAST_NAMES_OF[split]).lower()
    domain = words.invented_word(random, split) if chance(random, 0.3) else "example"
    return f"{name}@{domain}.{pick(random, ('com', 'org', 'net'))}"


def phone_text(random: Random, split: Split) -> str:
    if chance(random, 0.5):
        return f"555-{number(random, 0, 9999):04}"
    return f"+{number(random, 1, 99)} {number(random, 100, 999)} {number(random, 1000, 9999)}"


def url_text(random: Random, split: Split) -> str:
    site = words.invented_word(random, split) if chance(random, 0.5) else pick(random, words.NOUNS)
    start = pick(random, ("https://", "https://www.", "www.", ""))
    page = f"/{pick(random, words.NOUNS)}" if chance(random, 0.3) else ""
    return f"{start}{site}.{pick(random, ('com', 'org', 'net'))}{page}"


def file_text(random: Random, split: Split) -> str:
    name = words.invented_word(random, split) if chance(random, 0.3) else pick(random, words.NOUNS)
    folder = pick(random, ("", "", "docs/", "/tmp/", "src/", f"{pick(random, words.NOUNS)}/"))
    ending = pick(random, "txt md py json csv log pdf yaml html".split())
    return f"{folder}{name}.{ending}"


def folder_text(random: Random, split: Split) -> str:
    name = words.invented_word(random, split) if chance(random, 0.3) else pick(random, words.NOUNS)
    return f"{pick(random, ('/tmp/', '/home/', './', '/data/', ''))}{name}"


def command_text(random: Random, split: Split) -> str:
    form = pick(random, ("ls", "ls -l", "cat", "python", "rm", "git add", "head", "wc -l", "touch"))
    if chance(random, 0.15):
        return pick(random, ("git status", "git log", "whoami", "uptime", "df -h", "free -m"))
    return f"{form} {file_text(random, split)}"


def code_text(random: Random, split: Split) -> str:
    """A number of an order or a parcel."""
    letter = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    start = pick(random, ("ORD-", "#", "", pick(random, letter), pick(random, letter) * 2 + "-"))
    return f"{start}{number(random, 100, 99999)}"


def expression_text(random: Random, split: Split) -> str:
    sign = pick(random, (" + ", " - ", " * ", " / ", "+", "-", "*", "/"))
    numbers = [FEW.draw(random, split).text, str(number(random, 2, 999))]
    if chance(random, 0.2):
        numbers.append(str(number(random, 2, 99)))
    return sign.join(numbers)


def address_text(random: Random, split: Split) -> str:
    street = pick(random, (thing_text(random, split), pick(random, words.LAST_NAMES_OF[split])))
    kind = pick(random, ("Street", "Road", "Avenue", "Lane"))
    return f"{number(random, 1, 99)} {street.title()} {kind}"


def place_text(random: Random, split: Split) -> str:
    return city_text(random, split) if chance(random, 0.85) else ADDRESS.draw(random, split).text


def person_text(random: Random, split: Split) -> str:
    if chance(random, 0.75):
        return words.first_name(random, split)
    return full_name_text(random, split)


def word_text(random: Random, split: Split) -> str:
    if chance(random, 0.3):
        return words.invented_word(random, split)
    return str(pick(random, WORD_CHOICES[split]))


def company_text(random: Random, split: Split) -> str:
    ending = pick(random, ("Inc", "Labs", "Foods", "Motors", "Software", "Group", "and Sons", ""))
    name = words.invented_word(random, split).capitalize()
    if chance(random, 0.4):
        name = pick(random, words.LAST_NAMES_OF[split])
    return f"{name} {ending}".strip()


ISO_DATE = unseen(iso_date)
SPOKEN_DATE = unseen(spoken_date)


def integer_text(random: Random, split: Split, low: int, high: int) -> str:
    while True:
        drawn = number(random, low, high)
        if is_held_out(drawn) == (split is Split.HELD_OUT):
            return str(drawn)


def zip_text(random: Random, split: Split) -> str:
    return integer_text(random, split, 10000, 99999)


def score_text(random: Random, split: Split) -> str:
    return f"{number(random, 1, 9)}:{number(random, 0, 8)}"


WORD_CHOICES = by_split(words.NOUNS + words.ADJECTIVES + words.VERBS)

# --- Kinds of values ---------------------------------------------------------------------

CITY = string(city_text)
COUNTRY = listed(COUNTRIES)
NAME = string(words.first_name)
FULL_NAME = string(full_name_text)
PERSON = string(person_text)
WORD = string(word_text)
PLACE = string(place_text)
COMPANY = string(company_text)
THING = unseen(thing_text)
TOPIC = unseen(topic_text)
TITLE = unseen(title_text)
TASK = unseen(task_text)
MESSAGE = unseen(message_text)
DATE = string(date_text)
TIME = unseen(time_text)
EMAIL = string(email_text)
PHONE = unseen(phone_text)
URL = unseen(url_text)
FILE = unseen(file_text)
FOLDER = unseen(folder_text)
COMMAND = unseen(command_text)
CODE = unseen(code_text)
EXPRESSION = unseen(expression_text)
ADDRESS = unseen(address_text)
LANGUAGE = listed("""French, German, Spanish, Italian, Portuguese, Dutch, Polish, Swedish, Danish,
    Norwegian,
    Finnish, Greek, Turkish, Russian, Arabic, Hebrew, Hindi, Chinese, Japanese, Korean, Latin,
    Czech, Hungarian, Thai, Vietnamese, Irish, Welsh""")
CURRENCY = shared("USD, EUR, GBP, JPY, CHF, CAD, AUD, CNY, INR, SEK, BRL, MXN")
TICKER = listed("""AAPL, MSFT, GOOG, AMZN, TSLA, NVDA, META, IBM, INTC, AMD, ORCL, SAP, Apple,
    Google,
    Microsoft, Amazon, Tesla, Nvidia, Intel, Sony, Toyota, Siemens, Nokia, BMW, Netflix""")
ROOM = listed(
    """kitchen, bedroom, living room, bathroom, hall, garage, garden, office, attic, cellar,
    dining room, basement, hallway, nursery, guest room""",
    0.1,
)
DOOR = listed(
    """front door, back door, garage door, garden door, kitchen door, side door, cellar door,
    balcony door, main door, office door""",
    0.1,
)
DISH = listed("""pizza, pasta, soup, salad, curry, sushi, tacos, burger, pancakes, lasagna,
    risotto, ramen,
    stew, apple pie, chocolate cake, fried rice, tomato soup, chicken curry, garlic bread, fish
    soup, carrot cake, falafel, noodles, dumplings, cheese sandwich, omelette, waffles, paella,
    goulash, mushroom soup""")
CUISINE = listed("""Italian, Chinese, Indian, Mexican, Thai, Greek, Japanese, French, Turkish,
    Spanish, Korean,
    Vietnamese, Lebanese, Ethiopian, vegan""")
INGREDIENT = listed("""flour, eggs, milk, sugar, salt, butter, rice, tomatoes, onions, garlic,
    cheese, pepper, oil,
    potatoes, carrots, beans, honey, cream, lemons, apples, basil, yeast, mushrooms, chicken,
    beef, fish""")
COLOUR = listed("""red, blue, green, yellow, black, white, grey, brown, pink, purple, orange,
    silver, gold,
    turquoise, beige, violet, dark blue, light green, bright red""")
GENRE = listed("""jazz, rock, pop, blues, classical music, folk, techno, metal, soul, reggae,
    funk, hip hop, opera""")
SUBJECT = listed("""math, physics, chemistry, biology, history, law, medicine, art, music,
    geography, English, French, economics, philosophy, computer science, sports""")
HOBBY = listed("""reading, swimming, chess, football, cooking, dancing, painting, tennis, hiking,
    sailing, singing, gardening, fishing, cycling, yoga, photography, running, skiing, knitting""")
JOB = listed("""doctor, teacher, nurse, farmer, baker, pilot, cook, lawyer, engineer, painter,
    writer,
    driver, tailor, dentist, gardener, singer, carpenter, programmer, plumber, waiter, actor,
    judge, sailor""")
ANIMAL = listed("""dog, cat, rabbit, hamster, parrot, horse, turtle, goldfish, snake, goat, pony,
    mouse, duck,
    lizard, canary, ferret, guinea pig, frog""")
