"""The words that sentences are made of: who can do what with what, where and when."""

Frame = tuple[str, list[str], list[str]]


def _frames(text: str) -> tuple[Frame, ...]:
    """Lines "verb | objects | places", the lists with semicolons; a star marks plurals."""
    rows = []
    for line in text.strip().splitlines():
        base, objects, places = line.split("|")
        rows.append((base.strip(), _items(objects), _items(places)))
    return tuple(rows)


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split(";") if item.strip()]


PERSON_FRAMES = _frames("""
bake | a cake; a pie; bread; an apple pie; the cookies* | in the kitchen; at home
eat | an apple; a pizza; soup; an orange; the cake; an egg; some rice | in the kitchen; at home
drink | tea; milk; a cup of coffee; water; orange juice | in the kitchen; at the office; at home
read | a book; the newspaper; a letter; an old book; a story | in the garden; on the train; in bed
write | a letter; a story; an email; a poem; the report | at the office; at home; on the train
open | the door; the window; the box; an umbrella; the gate | at home; at the office
close | the door; the window; the shop; the gate | at night; in the evening
clean | the kitchen; the car; the room; the windows*; the table | at home; at the hotel
wash | the dishes*; the car; the dog; the shirts* | at home; in the garden
cook | dinner; lunch; soup; the potatoes*; an egg | in the kitchen; at home
buy | a ticket; bread; a new coat; the flowers*; an apple; the milk | at the market; in the city
sell | apples*; an old car; the house; flowers*; ice cream | at the market; in the town
carry | a bag; the basket; an old chair; the boxes* | to the car; up the hill; into the house
paint | a picture; the fence; the wall; an old boat | in the garden; at school
draw | a picture; a map; a house; an elephant; a circle | at school; on the wall
build | a house; a bridge; an oven; a boat; a tower | near the river; in the village
repair | the bike; the clock; an old radio; the car; the roof | at home; in the city
play | football; chess; the piano; the guitar; cards* | in the park; at school; at home
sing | a song; an old song | in the garden; on the stage; at school
water | the flowers*; the plants*; the garden | in the evening; behind the house
plant | a tree; the roses*; an apple tree; the potatoes* | in the garden; in the field
teach | a class; the children*; music; history | at school; in the city
learn | English; a poem; the song; a new word | at school; at home
watch | a film; the birds*; the game; the stars* | at home; in the park
catch | a fish; the ball; the bus; a train | at the lake; in the park; in the city
throw | the ball; a stone; the stick | in the park; into the lake; over the fence
find | a coin; the key; an old map; a ring; the shoes* | under the table; in the garden
lose | the key; an earring; the game; a glove | in the park; on the beach
forget | the umbrella; the key; the tickets*; the answer | at home; on the train
bring | a gift; an umbrella; the books*; some bread | to the party; to school
take | the bus; the train; an old bag; a taxi | to the beach; to the city
take | a photo; a picture; a lot of photos* | on the beach; in the city; at the lake
send | a letter; an email; a postcard; the money | to the office; to Berlin
make | a plan; breakfast; a salad; an omelette; the beds* | at home; in the kitchen
help | the teacher; the neighbours*; an old man; the farmer | in the garden; at school
visit | the museum; a friend; an aunt; the old castle | in the city; in the town
meet | a friend; the doctor; an old friend; the boss | at the station; in the park
call | a taxi; the doctor; a friend; an uncle | from the office; from home
answer | the phone; the question; an email; the letter | at the office; at home
wear | a hat; a red coat; an apron; new shoes* | at school; at work
ride | a bike; a horse; an elephant | to school; in the park; through the forest
drive | a car; a bus; an old truck; a taxi | to the office; through the city; to work
feed | the cat; the ducks*; the horses*; an old dog | in the park; on the farm
count | the coins*; the sheep*; the stars*; the eggs* | at night; in the field
break | a glass; the window; an old cup; the plate | in the kitchen; at school
cut | the bread; the grass; an apple; the cake | in the kitchen; in the garden
need | a pen; an answer; help; a new phone | at school; at work
want | a dog; an ice cream; a cup of tea; a new bike |
like | music; the garden; tea; apples*; the old house; football |
love | chocolate; the sea; animals*; music; an old song |
know | the answer; the way; the teacher; a good joke |
have | a cat; an idea; a red car; an old clock; a question |
go | | to school; to the market; to the park; home; to work; to the beach; to the cinema; to bed
walk | | to school; to the lake; in the park; along the river; to the shop; through the forest
run | | in the park; to the bus; home; along the beach; around the lake
swim | | in the lake; in the sea; in the river; in the pool
sleep | | in the tent; in a big bed; on the train; on the sofa
work | | in the garden; at the hospital; in an office; on a farm; at home
live | | in Paris; in a small house; near the river; in the city; in an old castle
sit | | on the bench; under the tree; at the table; by the fire
stand | | at the door; in front of the house; on the bridge
wait | | at the station; for the bus; in the car; for an answer
travel | | to Italy; to London; around the world; to the mountains
stay | | at home; in bed; at a hotel; in the house
dance | | in the kitchen; at the party; on the stage
talk | | to the teacher; about the weather; to a friend; about the film
listen | | to music; to the radio; to the teacher; to an old song
look | | at the stars; at the map; out of the window; for the key
laugh | | about the joke; at the party; in class
smile | | at the baby; in the photo
play | | in the garden; on the beach; with the dog
come | | home; to the party; to school; from Spain
arrive | | at the station; at the hotel; at home
study | English; music; history | at school; in the library; at home
carry | the baby; an umbrella; the water | up the stairs; to the tent
hide | the gift; the key; an egg | under the bed; in the garden; behind the tree
tell | a story; a joke; an old story; the truth | at school; at the party
keep | a diary; the letter; a secret |
""")

ANIMAL_FRAMES = _frames("""
sleep | | on the sofa; under the table; in the garden; in the sun; on the bed
run | | in the garden; through the forest; over the field; around the house
eat | a fish; the grass; an apple; the bread; an egg; the leaves* | in the garden; under the tree
drink | water; milk | from the bowl; at the river; in the kitchen
play | | with a ball; in the garden; in the snow; on the beach
chase | the mouse; a bird; the ball; the leaves*; an insect | in the garden; around the house
watch | the birds*; the door; a fish; the children* | from the window; in the garden
sit | | on the roof; under the table; by the fire; on the wall; in a tree
lie | | in the sun; on the floor; under the bed; in the grass
jump | | over the fence; on the table; into the water; from the wall
hide | a bone; the food; an egg | under the bed; behind the tree; in the grass
swim | | in the lake; in the river; across the pond
catch | a mouse; the ball; a fish; an insect | in the garden; near the river
carry | a stick; the ball; an old shoe | into the house; through the garden
find | a bone; an egg; some food; the way | in the garden; under the tree; in the forest
follow | the boy; the farmer; an old man; the girls* | to school; through the village; home
wait | | at the door; for the food; near the gate
live | | in the forest; on a farm; near the lake; in a cave
need | water; food; a home; help |
like | milk; the sun; apples*; the snow; the garden |
have | a long tail; soft ears*; a small house; an enemy |
bite | the shoe; a stick; the postman; an apple | in the garden; at the door
go | | to the river; home; into the house; up the hill
""")

NEEDS_PLACE = {"go", "live", "stay", "come", "stand", "sit", "lie", "look", "listen", "wait"}
STATIVE = {
    "like",
    "love",
    "know",
    "want",
    "need",
    "have",
    "find",
    "lose",
    "forget",
    "see",
    "arrive",
}
NOT_PASSIVE = {
    "like",
    "love",
    "know",
    "want",
    "need",
    "have",
    "be",
    "keep",
    "wear",
    "come",
    "learn",
}
NOT_PASSIVE |= {"lose", "forget", "meet", "study"}

PERSONS = """
teacher doctor farmer baker girl boy woman man child student nurse cook pilot tailor painter singer
driver neighbour friend sister brother uncle aunt gardener artist
""".split()
ANYBODY = {"girl", "boy", "woman", "man", "child"}
GROUPS = [
    "my parents",
    "the children",
    "my friends",
    "the people",
    "our neighbours",
    "the students",
]
ANIMALS = """
cat dog bird horse cow fox rabbit mouse bear monkey elephant duck goat wolf owl tiger lion
frog goose
""".split()
PERSON_ADJECTIVES = "old young kind tall clever friendly busy happy new tired".split()
ANIMAL_ADJECTIVES = "old young big small little black white brown hungry tired lazy".split()
PERSON_STATES = [
    *"happy sad tired hungry busy late ready sick angry kind tall thirsty".split(),
    *("at home", "in the garden", "at school", "in the kitchen", "on the train"),
]
ANIMAL_STATES = [*"hungry tired happy small big fast wet thirsty".split(), "in the garden"]
ANY_OBJECT_VERBS = "see like draw buy want need find love have paint sell".split()
ANY_OBJECT = """
apple ball basket bell bike boat book bottle bowl box camera candle castle cat chair clock coat coin
computer cup desk dog dress drum egg elephant flag flower fork fox frog guitar hammer hat horse
house island jacket key kite knife ladder lamp leaf letter lion map mirror monkey mouse orange owl
pen pencil phone piano picture pillow plate potato rabbit radio ring robot rose ship shirt snake
spoon star table tent ticket tiger tomato toy tree umbrella violin wheel window
""".split()
TIMES = (
    [f"on {day}" for day in "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()]
    + ["every day", "every week", "in the morning", "in the evening", "in the afternoon"]
    + ["after lunch", "before dinner", "at noon", "at night", "in summer", "in winter", "in May"]
)


def _things(text: str) -> tuple[tuple[str, list[str], bool], ...]:
    """Lines "noun: states"; a dash before the noun says that it has no plural."""
    rows = []
    for line in text.strip().splitlines():
        noun, states = line.split(":")
        rows.append((noun.strip("- "), states.split(), not noun.startswith("-")))
    return tuple(rows)


THINGS = _things("""
-soup: hot cold good salty
-sky: blue grey clear dark
-weather: nice cold warm bad
-water: cold warm deep clean
-tea: hot cold sweet
-milk: fresh cold
-bread: fresh old good
-sun: bright hot
-music: loud nice
house: big old small new white
car: red new fast slow dirty
book: good long old interesting
door: open closed heavy green
room: dark cold clean small
shirt: clean dirty white new
street: long empty wet quiet
garden: green beautiful small
apple: red green sweet sour
cake: good sweet fresh
train: late fast full
shop: open closed busy
river: deep wide cold
flower: red yellow beautiful
question: easy hard
bag: heavy full empty
tree: tall old green
knife: sharp old
city: big old loud
story: long funny sad
""")
