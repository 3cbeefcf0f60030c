"""What stories are about: nouns by kind, names by pronoun, and where animals live."""

KINDS: dict[str, list[str]] = {
    "animal": """
    bear cat cow dog dragon duck fox frog goat horse lion monkey mouse owl pig rabbit sheep swan
    tiger
    wolf hen hedgehog squirrel elephant giraffe penguin donkey goose deer badger bird kitten puppy
    panda camel crocodile zebra chicken raven unicorn dinosaur hamster lamb pony parrot otter beaver
    """.split(),
    "small animal": """
    bee snail spider ant butterfly beetle ladybird snake worm caterpillar firefly grasshopper
    cricket
    """.split(),
    "sea animal": "fish whale dolphin shark octopus crab turtle seal seahorse jellyfish".split(),
    "person": """
    boy girl brother sister child doctor farmer father mother friend king queen pilot tailor teacher
    uncle wizard knight princess prince pirate baker robot witch sailor painter gardener cook clown
    nurse giant fairy astronaut fisherman shepherd postman miller hunter student inventor policeman
    fireman detective carpenter grandmother grandfather musician dwarf shoemaker singer scientist
    ghost monster aunt neighbour soldier dancer lumberjack blacksmith captain
    """.split(),
    "thing": """
    ball basket bell book bottle bowl box brush button camera candle cap coat coin cup dress drum
    flag fork glass guitar hammer hat jacket jar key kite knife lamp letter map mirror newspaper pen
    pencil phone picture pillow plate radio ring rope shirt shoe sock spoon stone
    ticket toy umbrella violin bag card clock doll lantern ribbon shell teapot mitten scarf crown
    compass flute whistle watch teddy marble feather necklace puzzle sword wand blanket suitcase
    """.split(),
    "vehicle": "bike boat bus car plane ship train truck taxi tractor scooter balloon".split(),
    "sky": "sun moon star cloud wind rain snow rainbow".split(),
    "plant": "tree flower rose plant sunflower apple-tree daisy tulip oak bush".split(),
    "landscape": """
    beach forest field hill island lake mountain pond river valley meadow cave desert park garden
    """.split(),
    "building": """
    castle house hotel tower library school hospital museum lighthouse mill inn palace hut barn
    theatre church station
    """.split(),
    "settlement": "city town village street road market farm".split(),
    "dish": """
    bread cake cheese pie pizza salad soup sandwich cookie pancake honey jam pudding muffin toast
    candy
    """.split(),
    "food": "apple egg lemon orange potato tomato pear carrot cherry banana".split(),
    "other": """
    arm bath bed bench bridge class computer corner desk dinner door pocket present ear engine fence
    finger fire floor fruit gate gift gold grass hand heart kitchen ladder leaf lunch machine meal
    milk
    money morning music nest night nose ocean office paper party path piano plane planet
    question room roof salt sand sea seat shop shoulder soap storm sugar summer table tea
    tent wall water wave wheel window winter wood world butter branch carpet city chair
    """.split(),
}

UNCOUNTABLE = set(
    """
    bread cheese soup honey jam toast salad gold grass milk money music paint paper salt sand soap
    sugar
    tea water wood butter rain snow candy pudding fruit
    """.split()
)
UNIQUE = {"sun", "moon", "wind", "sea", "ocean", "world", "night", "summer", "winter"}

# The pronouns of words and of names.
FEMALE = set(
    """
    girl sister mother queen princess witch fairy grandmother aunt nurse hen cow duck
    """.split()
)
MALE = set(
    """
    boy brother father king prince uncle wizard knight grandfather fisherman postman fireman
    policeman lumberjack
    """.split()
)
GIRLS = """
Alice Amy Anna Bella Clara Cora Dora Ella Emma Eva Fiona Frida Grace Greta Hanna Ida Iris Jane Julia
Lara Laura Lena Lily Lisa Lucy Luna Maria Mary Maya Mia Mila Mina Nina Nora Olivia Rosa Ruby Sara
Sofia Sophie Stella Tina Vera Wendy Zoe
""".split()
BOYS = """
Adam Alan Anton Ben Boris Bruno Carlos Daniel David Emil Eric Ethan Felix Finn Frank George Harry
Hugo Jack Jacob James Jasper Jim Jonas Leo Liam Louis Marco Mark Max Milo Nick Noah Oliver Oscar
Otto
Paul Pedro Peter Robert Sam Simon Theo Tim Tom Victor Will
""".split()
ROBOTS = "Bolt Rusty Beep Pixel Spark Gizmo Tin Zip Widget Chip".split()
PETS = {
    "she": """
    Bella Cleo Daisy Dot Fluff Honey Lulu Mimi Molly Nelly Pearl Penny Rosie Tilly Willow
    """.split(),
    "he": """
    Bruno Buddy Charlie Felix Fred Hugo Max Milo Momo Oscar Pip Rufus Tobi Toto Waldo
    """.split(),
}

HOMES = {
    "animal": (
        "at the edge of a forest",
        "on a small farm",
        "near a quiet lake",
        "in a green valley",
        "behind an old mill",
    ),
    "small animal": (
        "under a big leaf",
        "in a sunny garden",
        "in the roots of an old tree",
        "in a green meadow",
        "behind an old mill",
    ),
    "sea animal": (
        "in the deep blue sea",
        "near a small island",
        "in a quiet bay",
        "in the warm ocean",
    ),
    "person": (
        "in a small village",
        "in a house by the sea",
        "in an old town",
        "at the edge of a forest",
        "at the foot of a mountain",
    ),
}
SPECIAL_HOMES = {
    "king": "in a white castle",
    "queen": "in a white castle",
    "prince": "in a white castle",
    "princess": "in a white castle",
    "penguin": "on a cold island",
    "astronaut": "in a town near the desert",
    "elephant": "in a warm country",
    "lion": "in a warm country",
    "giraffe": "in a warm country",
    "zebra": "in a warm country",
    "monkey": "in a warm forest",
    "tiger": "in a warm forest",
    "crocodile": "in a warm river",
    "camel": "at the edge of a desert",
    "dragon": "in a cave high in the mountains",
}
ADJECTIVES = {
    "animal": "little young old brave small clever shy curious lonely friendly hungry".split(),
    "small animal": "little young tiny brave small clever shy curious lonely friendly".split(),
    "sea animal": "little young old brave clever shy curious lonely friendly".split(),
    "person": "young old kind brave clever shy friendly poor lonely happy".split(),
    "thing": "little old small golden red blue strange broken silver magic".split(),
    "vehicle": "little old small red blue yellow rusty green".split(),
    "sky": [],
    "plant": "little old small lonely beautiful".split(),
    "landscape": "quiet little beautiful green hidden".split(),
    "building": "old big white quiet".split(),
    "settlement": "small old quiet grey".split(),
    "dish": [],
    "food": "red small golden sweet".split(),
    "other": [],
}
# Adjectives that would not be true of everybody.
GROWN_UP = set(
    """
    father mother grandmother grandfather boy girl child princess prince robot ghost dinosaur kitten
    puppy lamb baby giant king queen chicken
    """.split()
)
AGES = {"young", "old", "poor", "small", "little", "tiny"}
FRIENDS = {
    "animal": "owl squirrel hedgehog rabbit goose donkey mouse hen badger robin".split(),
    "small animal": "owl squirrel hedgehog mouse robin".split(),
    "sea animal": "crab turtle seal octopus starfish dolphin".split(),
    "person": "teacher musician shepherd painter sailor".split(),
}
# What an adjective must not meet in a story.
CONFLICTS = (
    ("brave", "was afraid of"),
    ("golden", "nobody wanted"),
    ("silver", "nobody wanted"),
    ("magic", "nobody wanted"),
    ("magic", "called {name} found the {word}"),
    ("lonely", "friends were afraid"),
    ("lonely", "best friend a present"),
    ("happy", "crying"),
    ("big", "smallest"),
    ("young", "had been empty"),
    ("beautiful", "became weaker"),
    ("poor", "tea and cake"),
)


def _kinds_by_word() -> dict[str, str]:
    """The first kind that lists a word counts."""
    found: dict[str, str] = {}
    for kind, words in KINDS.items():
        for word in words:
            found.setdefault(word.replace("-", " "), kind)
    return found


KIND_OF = _kinds_by_word()
