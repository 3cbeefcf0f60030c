"""What the demonstration model knows: capitals, colours, opposites, and single facts."""


def _pairs(text: str) -> dict[str, str]:
    """Entries "key: value" with semicolons between them."""
    entries = " ".join(text.split()).split(";")
    return {key.strip(): value.strip() for key, value in (entry.split(":") for entry in entries)}


CAPITALS = _pairs("""
France: Paris; Germany: Berlin; Italy: Rome; Spain: Madrid; Portugal: Lisbon; Austria: Vienna;
Switzerland: Bern; Belgium: Brussels; the Netherlands: Amsterdam; Denmark: Copenhagen;
Norway: Oslo; Sweden: Stockholm; Finland: Helsinki; Iceland: Reykjavik; Ireland: Dublin;
England: London; the United Kingdom: London; Scotland: Edinburgh; Wales: Cardiff; Poland: Warsaw;
Greece: Athens; Turkey: Ankara; Russia: Moscow; Ukraine: Kyiv; Hungary: Budapest;
Romania: Bucharest; Bulgaria: Sofia; Croatia: Zagreb; Serbia: Belgrade; Slovenia: Ljubljana;
Slovakia: Bratislava; the Czech Republic: Prague; Estonia: Tallinn; Latvia: Riga;
Lithuania: Vilnius; Albania: Tirana; Egypt: Cairo; Morocco: Rabat; Tunisia: Tunis; Kenya: Nairobi;
Ghana: Accra; Nigeria: Abuja; Senegal: Dakar; Ethiopia: Addis Ababa; Japan: Tokyo; China: Beijing;
India: New Delhi; South Korea: Seoul; Thailand: Bangkok; Vietnam: Hanoi; the Philippines: Manila;
Malaysia: Kuala Lumpur; Nepal: Kathmandu; Iran: Tehran; Iraq: Baghdad; Australia: Canberra;
New Zealand: Wellington; Canada: Ottawa; the United States: Washington; the USA: Washington;
Mexico: Mexico City; Cuba: Havana; Brazil: Brasilia; Argentina: Buenos Aires; Chile: Santiago;
Peru: Lima; Colombia: Bogota; Uruguay: Montevideo; Ecuador: Quito; Venezuela: Caracas
""")
# Which country is named when a city is asked for.
COUNTRY_OF = {city: country for country, city in CAPITALS.items()} | {
    "London": "the United Kingdom",
    "Washington": "the United States",
}

COLOURS = _pairs("""
the sky: blue; grass: green; snow: white; coal: black; a lemon: yellow; blood: red; milk: white;
a banana: yellow; the sun: yellow; a tomato: red; a carrot: orange; chocolate: brown;
an elephant: grey; a flamingo: pink; a frog: green; a strawberry: red; a leaf: green; the sea: blue;
salt: white; a cucumber: green; a polar bear: white; a raven: black; a cherry: red;
a pumpkin: orange; a swan: white; a fire engine: red; rice: white; a potato: brown;
lavender: purple; an aubergine: purple; butter: yellow; an emerald: green; a ruby: red;
a sapphire: blue; the night sky: black; coffee: brown; a crocodile: green; cheese: yellow;
a sunflower: yellow; a cloud: white; a brown bear: brown; the ocean: blue; a pig: pink; sugar: white
""")
COLOUR_NAMES = "blue green white black yellow red brown grey orange pink purple".split()

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = """
January February March April May June July August September October November December
""".split()
MONTH_DAYS = dict(zip(MONTHS, (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), strict=True))
_SEASONS = ["winter", "winter", *["spring"] * 3, *["summer"] * 3, *["autumn"] * 3, "winter"]
SEASONS = dict(zip(MONTHS, _SEASONS, strict=True))
ORDINALS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
""".split()

_OPPOSITES = _pairs("""
hot: cold; big: small; large: little; tall: short; fast: slow; happy: sad; good: bad; day: night;
light: dark; new: old; full: empty; hard: soft; high: low; up: down; left: right; in: out; on: off;
open: closed; early: late; easy: difficult; strong: weak; rich: poor;
wet: dry; clean: dirty; loud: quiet; thick: thin; wide: narrow; deep: shallow; sweet: sour;
near: far; first: last; always: never; yes: no; true: false; begin: end;
buy: sell; give: take; push: pull; win: lose; love: hate; laugh: cry; ask: answer; come: go;
inside: outside; above: below; before: after; north: south; east: west; summer: winter;
black: white; beautiful: ugly; brave: cowardly; polite: rude; safe: dangerous; cheap: expensive;
alive: dead; asleep: awake; more: less; many: few; rise: fall;
arrive: leave; remember: forget; start: stop; front: back; top: bottom; male: female;
war: peace; friend: enemy; success: failure; morning: evening; sharp: blunt; smooth: rough;
possible: impossible; warm: cool; with: without; over: under; here: there; now: then
""")
# In both directions.
OPPOSITES = {
    key: value for one, other in _OPPOSITES.items() for key, value in ((one, other), (other, one))
} | {"heavy": "light"}

SOUNDS = _pairs("""
cow: moo; dog: woof; cat: meow; sheep: baa; duck: quack; pig: oink; bee: buzz; snake: hiss;
horse: neigh; hen: cluck; rooster: cock-a-doodle-doo; owl: hoot; frog: croak; mouse: squeak;
donkey: hee-haw; lion: roar; crow: caw; wolf: howl; goat: maa; turkey: gobble
""")
YOUNG = _pairs("""
dog: puppy; cat: kitten; cow: calf; sheep: lamb; horse: foal; goat: kid; pig: piglet; bear: cub;
lion: cub; hen: chick; duck: duckling; goose: gosling; frog: tadpole; swan: cygnet; deer: fawn;
kangaroo: joey; owl: owlet; butterfly: caterpillar; elephant: calf
""")
LEGS = _pairs("""
a spider: eight; a bee: six; an ant: six; a fly: six; a beetle: six; an insect: six; a butterfly:
six;
a dog: four; a cat: four; a horse: four; a cow: four; a pig: four; a mouse: four; an elephant: four;
a lion: four; a bird: two; a chicken: two; a duck: two; a human: two; a penguin: two; a snake: no;
a fish: no; a worm: no; a table: four; a frog: four; a whale: no
""")
PLURAL_NOUNS = """
cat dog mouse child man woman foot tooth goose sheep fish person leaf knife wolf potato tomato box
bus city baby story party lady key toy boy glass dish watch church class brush house horse apple
book tree car bird flower hero wife life half shelf loaf deer ox berry country family friend day
""".split()
PAST_VERBS = """
go eat see take come run swim sing drink write read buy bring think catch teach make have do be say
tell find give get know leave lose meet pay send sit sleep speak stand win begin break choose draw
drive fly forget grow hear keep ride wear feel fall build cut put walk play look ask help work
open stop plan try cry study dance bake cook jump like live love move plant visit wait want wash
""".split()

# Questions (with ";" between), the answer, what an answer must have (with "," between), the topic.
_FACTS = """
at what temperature does water boil; when does water boil; what is the boiling point of water | \
Water boils at 100 degrees Celsius. | 100 | water
at what temperature does water freeze; when does water freeze; what is the freezing point of water \
| Water freezes at 0 degrees Celsius. | 0 | water
what is the sun; what kind of thing is the sun; is the sun a star or a planet | The sun is a star. \
| star | the sun
how many colours does the rainbow have; how many colours are in a rainbow; how many colors does a \
rainbow have | A rainbow has seven colours. | seven | the rainbow
what do bees make; what does a bee make; what do bees produce | Bees make honey. | honey | bees
who makes honey; which animal makes honey; where does honey come from | Honey is made by bees. | \
bees | honey
what is the largest ocean; which ocean is the largest; which is the biggest ocean in the world | \
The Pacific is the largest ocean. | Pacific | oceans
who wrote Hamlet; who is the author of Hamlet; by whom was Hamlet written | Hamlet was written by \
William \
Shakespeare. | Shakespeare | Hamlet
who wrote Romeo and Juliet; who is the author of Romeo and Juliet | Romeo and Juliet was written \
by William Shakespeare. | Shakespeare | Romeo and Juliet
who wrote Faust; who is the author of Faust | Faust was written by Johann Wolfgang von Goethe. | \
Goethe | Faust
who wrote Don Quixote; who is the author of Don Quixote | Don Quixote was written by Miguel de \
Cervantes. | Cervantes | Don Quixote
how many are a dozen; how many things are in a dozen; how many eggs are in a dozen; what is a \
dozen \
| A dozen is 12. | 12 | a dozen
how many hours are in a day; how many hours does a day have; how many hours has a day | A day has \
24 hours. | 24 | time
how many minutes are in an hour; how many minutes does an hour have; how long is an hour | An hour \
has 60 minutes. | 60 | time
how many seconds are in a minute; how many seconds does a minute have; how long is a minute | A \
minute has 60 seconds. | 60 | time
how many days are in a week; how many days does a week have; how long is a week | A week has seven \
days. | seven | time
how many days are in a year; how many days does a year have; how long is a year | A year has 365 \
days. | 365 | time
how many days does a leap year have; how long is a leap year | A leap year has 366 days. | 366 | \
time
how many months are in a year; how many months does a year have | A year has twelve months. | \
twelve | time
how many weeks are in a year; how many weeks does a year have | A year has 52 weeks. | 52 | time
how many seasons are there; how many seasons does a year have; how many seasons are in a year | A \
year has four seasons. | four | the seasons
what are the four seasons; name the four seasons; which seasons are there | The four seasons are \
spring, summer, autumn and winter. | spring,summer,autumn,winter | the seasons
how many years are in a century; how long is a century; what is a century | A century has 100 \
years. \
| 100 | time
how many years are in a decade; how long is a decade; what is a decade | A decade has ten years. | \
ten | time
what is the largest planet; which planet is the largest; which is the biggest planet | Jupiter is \
the largest planet of our solar system. | Jupiter | the planets
what is the smallest planet; which planet is the smallest | Mercury is the smallest planet of our \
solar system. | Mercury | the planets
which planet do we live on; what is the name of our planet; on which planet do people live | We \
live \
on the planet Earth. | Earth | the planets
which planet is known as the red planet; what is the red planet; which planet is red | Mars is the \
red planet. | Mars | the planets
how many planets are there in our solar system; how many planets are there | Our solar system has \
eight planets. | eight | the planets
what goes around the earth; what circles the earth; what is the moon | The moon goes around the \
earth. | moon,earth | the moon
how many continents are there; how many continents does the earth have | There are seven \
continents. \
| seven | the continents
what is the largest animal; which animal is the largest; which is the biggest animal in the world \
| \
The blue whale is the largest animal. | blue whale | animals
what is the tallest animal; which animal is the tallest; which animal has the longest neck | The \
giraffe is the tallest animal. | giraffe | animals
what is the fastest land animal; which animal runs the fastest; which is the fastest animal on \
land \
| The cheetah is the fastest animal on land. | cheetah | animals
what is the largest land animal; which animal is the largest on land | The elephant is the largest \
animal on land. | elephant | animals
which animal has a trunk; what animal has a trunk | An elephant has a trunk. | elephant | animals
what is the highest mountain; which mountain is the highest; which is the highest mountain in the \
world; what is the tallest mountain | Mount Everest is the highest mountain. | Everest | mountains
what is the longest river; which river is the longest; which is the longest river in the world | \
The Nile is the longest river. | Nile | rivers
what is the largest country; which country is the largest; which is the biggest country in the \
world \
| Russia is the largest country. | Russia | countries
what is the smallest country; which country is the smallest | Vatican City is the smallest \
country. \
| Vatican | countries
where is the Eiffel Tower; in which city is the Eiffel Tower | The Eiffel Tower is in Paris. | \
Paris \
| the Eiffel Tower
where is Big Ben; in which city is Big Ben | Big Ben is in London. | London | Big Ben
where is the Colosseum; in which city is the Colosseum | The Colosseum is in Rome. | Rome | \
the Colosseum
where is the Statue of Liberty; in which city is the Statue of Liberty | The Statue of Liberty is \
in \
New York. | New York | the Statue of Liberty
where are the pyramids; in which country are the pyramids | The pyramids are in Egypt. | Egypt | \
the pyramids
where does the sun rise; where does the sun come up; in which direction does the sun rise | The \
sun \
rises in the east. | east | the sun
where does the sun set; where does the sun go down; in which direction does the sun set | The sun \
sets in the west. | west | the sun
what do cows give; what does a cow give us; what do we get from cows | Cows give milk. | milk | cows
where does milk come from; which animal gives milk | Milk comes from cows. | cow | milk
what do plants need; what do plants need to grow; what does a plant need | Plants need light, \
water \
and air. | light,water | plants
what is ice; what is ice made of | Ice is frozen water. | water | ice
what is bread made of; what is bread made from | Bread is made of flour and water. | flour | bread
what is cheese made of; what is cheese made from | Cheese is made of milk. | milk | cheese
what is wine made of; what is wine made from | Wine is made of grapes. | grapes | wine
what is glass made of; what is glass made from | Glass is made of sand. | sand | glass
what is paper made of; what is paper made from | Paper is made of wood. | wood | paper
what do we breathe; what do people breathe | We breathe air. | air | breathing
what do fish breathe with; how do fish breathe | Fish breathe with gills. | gills | fish
how many sides does a triangle have; how many sides has a triangle; how many corners does a \
triangle \
have | A triangle has three sides and three corners. | three | shapes
how many sides does a square have; how many sides has a square; how many corners does a square \
have \
| A square has four sides and four corners. | four | shapes
how many letters are in the alphabet; how many letters does the alphabet have | The English \
alphabet \
has 26 letters. | 26 | the alphabet
what is the first letter of the alphabet; which letter is the first of the alphabet | The first \
letter of the alphabet is A. | is A | the alphabet
what is the last letter of the alphabet; which letter is the last of the alphabet | The last \
letter \
of the alphabet is Z. | is Z | the alphabet
how many fingers does a hand have; how many fingers are on a hand; how many fingers has a hand | A \
hand has five fingers. | five | the hand
how many eyes does a human have; how many eyes do people have | A human has two eyes. | two | \
the body
how many wheels does a car have; how many wheels has a car | A car has four wheels. | four | cars
how many wheels does a bike have; how many wheels has a bike; how many wheels does a bicycle have \
| \
A bike has two wheels. | two | bikes
how many strings does a violin have; how many strings has a violin | A violin has four strings. | \
four | violins
how many strings does a guitar have; how many strings has a guitar | A guitar has six strings. | \
six | guitars
how many cents are in a dollar; how many cents does a dollar have | A dollar has 100 cents. | 100 \
| \
money
how many metres are in a kilometre; how many metres does a kilometre have; how many meters are in \
a \
kilometer | A kilometre has 1000 metres. | 1000 | lengths
how many centimetres are in a metre; how many centimetres does a metre have; how many centimeters \
are in a meter | A metre has 100 centimetres. | 100 | lengths
how many grams are in a kilogram; how many grams does a kilogram have | A kilogram has 1000 grams. \
| 1000 | weights
who painted the Mona Lisa; by whom was the Mona Lisa painted | The Mona Lisa was painted by \
Leonardo da Vinci. \
| Leonardo | the Mona Lisa
who discovered America; who sailed to America in 1492 | Christopher Columbus sailed to America in \
1492. | Columbus | America
who was the first man on the moon; who first walked on the moon | Neil Armstrong was the first man \
on the moon. | Armstrong | the moon
who found the law of gravity; who described gravity first | Isaac Newton described gravity. | \
Newton | gravity
who made the theory of relativity; who found the theory of relativity | Albert Einstein made the \
theory of relativity. | Einstein | relativity
which language do people speak in France; what do people speak in France | People in France speak \
French. | French | languages
which language do people speak in Germany; what do people speak in Germany | People in Germany \
speak \
German. | German | languages
which language do people speak in Spain; what do people speak in Spain | People in Spain speak \
Spanish. | Spanish | languages
which language do people speak in Italy; what do people speak in Italy | People in Italy speak \
Italian. | Italian | languages
which language do people speak in Brazil; what do people speak in Brazil | People in Brazil speak \
Portuguese. | Portuguese | languages
which language do people speak in Japan; what do people speak in Japan | People in Japan speak \
Japanese. | Japanese | languages
what is a shoal; what is a shoal of fish; what do you call a group of fish | A shoal is a group of \
fish that swim together. | fish | fish
what do pandas eat; what does a panda eat | Pandas eat bamboo. | bamboo | pandas
what do rabbits eat; what does a rabbit eat | Rabbits eat grass and carrots. | grass | rabbits
what do spiders make; what does a spider make | Spiders make webs. | web | spiders
what do birds lay; what does a hen lay | Birds lay eggs. | egg | birds
what is the chemical formula of water; what is the formula of water | The formula of water is H2O. \
| H2O | water
what do you use to cut paper; what cuts paper | You cut paper with scissors. | scissors | paper
what do you use to write; what do you write with | You write with a pen. | pen | writing
what is a baker; what does a baker do; what does a baker make | A baker bakes bread and cakes. | \
bread | bakers
what does a doctor do; what is a doctor | A doctor helps people who are ill. | ill | doctors
what does a teacher do; what is a teacher | A teacher helps pupils to learn. | learn | teachers
what does a farmer do; what is a farmer | A farmer grows plants and keeps animals. | animals | \
farmers
where do fish live; where does a fish live | Fish live in water. | water | fish
where do bees live; where does a bee live | Bees live in a hive. | hive | bees
where do birds live; where does a bird live | Birds live in nests. | nest | birds
what is the frozen form of water; what do you call frozen water | Frozen water is called ice. | \
ice \
| water
what is the currency of Japan; which money do people use in Japan | The currency of Japan is the \
yen. \
| yen | money
what is the currency of the United States; which money do people use in the United States | The \
currency of the United States is the dollar. | dollar | money
what is the currency of Germany; which money do people use in Germany | The currency of Germany is \
the euro. | euro | money
on which continent is Egypt; which continent is Egypt on | Egypt is in Africa. | Africa | continents
on which continent is France; which continent is France on | France is in Europe. | Europe | \
continents
on which continent is Japan; which continent is Japan on | Japan is in Asia. | Asia | continents
on which continent is Brazil; which continent is Brazil on | Brazil is in South America. | South \
America | continents
is a whale a fish; are whales fish | No, a whale is a mammal. | no,mammal | whales
is a spider an insect; are spiders insects | No, a spider has eight legs and is an arachnid. | no \
| \
spiders
is the earth round; is our planet round | Yes, the earth is round. | yes | the earth
is the earth flat; is our planet flat | No, the earth is round. | no | the earth
is the moon a star; does the moon shine by itself | No, the moon only reflects the light of the \
sun. \
| no | the moon
is the sun a star; is our sun a star | Yes, the sun is a star. | yes | the sun
is the sun a planet; is our sun a planet | No, the sun is a star. | no | the sun
is ice cold; is ice a cold thing | Yes, ice is cold. | yes | ice
is fire hot; is fire a hot thing | Yes, fire is hot. | yes | fire
is fire cold; is fire a cold thing | No, fire is hot. | no | fire
is sugar sweet; does sugar taste sweet | Yes, sugar is sweet. | yes | sugar
is a lemon sweet; does a lemon taste sweet | No, a lemon is sour. | no | lemons
can birds fly; can a bird fly | Yes, most birds can fly. | yes | birds
can penguins fly; can a penguin fly | No, penguins cannot fly, but they swim well. | no | penguins
can fish swim; can a fish swim | Yes, fish can swim. | yes | fish
can pigs fly; can a pig fly | No, pigs cannot fly. | no | pigs
can dogs talk; can a dog speak | No, dogs cannot talk. | no | dogs
does ice float on water; does ice swim on water | Yes, ice floats on water. | yes | ice
is Africa a country; is Africa one country | No, Africa is a continent. | no | Africa
is a tomato a fruit; are tomatoes fruits | Yes, a tomato is a fruit. | yes | tomatoes
is a mouse bigger than an elephant; is a mouse larger than an elephant | No, an elephant is bigger \
than a mouse. | no | animals
is an elephant bigger than a mouse; is an elephant larger than a mouse | Yes, an elephant is \
bigger \
than a mouse. | yes | animals
"""


def _facts() -> tuple[tuple[list[str], str, list[str], str], ...]:
    rows = []
    for line in _FACTS.strip().splitlines():
        questions, answer, keys, topic = (part.strip() for part in line.split("|"))
        forms = [question.strip() for question in questions.split(";")]
        forms += [form.replace(" are in ", " in ") for form in forms if " are in " in form]
        rows.append((forms, answer, [key.strip() for key in keys.split(",")], topic))
    return tuple(rows)


FACTS = _facts()
