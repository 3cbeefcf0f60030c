"""The text that the demonstration tokenizer learns its merges from.

Written for this project: sentences by hand, and more of the same kind filled in from
templates. The lines carry no chat markup, which the tokenizer knows as special tokens.
"""

# ruff: noqa: RUF001 (other scripts are here on purpose)

import json
from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

Item = TypeVar("Item")

SENTENCES = """\
Hello! How can I help you today?
Hi there, I have a question about my garden.
Good morning. What would you like to know?
Thank you very much, that was a great help.
You're welcome! Is there anything else that I can do for you?
I'm sorry, but I don't know the answer to that question.
I can't see the picture, so I can't tell you what is in it.
Let me think about that for a moment.
Could you please say that again in other words?
That's a good question, and the short answer is yes.
No, that isn't right. Please check the numbers and try again.
What is your name? My name is Demo, and I am a very small model.
I wasn't trained on anything, so please don't believe what I say.
They've been waiting for an answer since last week.
She'll call you back when she's done with the first part.
We'd like to book a table for four people at eight o'clock.
A shoal is a group of fish that swim together.
Many small fish together look like one big fish.
A fish that leaves the shoal has to watch out for itself.
The sea is deep, and the water is cold and dark at the bottom.
The sun rises in the east and sets in the west.
There are seven days in a week and twelve months in a year.
Water boils at 100 degrees and freezes at 0 degrees Celsius.
A triangle has three sides, and a square has four.
Bees make honey, and cows give milk.
Winter is cold, spring is mild, summer is warm and autumn is windy.
The moon goes around the earth about once every four weeks.
Plants need light, water and air to grow.
A year has 365 days, but a leap year has 366.
Ice floats on water because it is lighter than water.
The old man told the children a long story about the wind.
Once upon a time there was a little fox who lived near the river.
The fox was hungry, so it went down to the water to look for food.
"Where are you going?" asked the bird. "Home," said the fox.
In the end they all went back to the house and had some soup.
First we read the question, then we think, and only then do we answer.
Please write a short poem about the rain.
The rain falls down on field and town, and all the leaves are turning brown.
Give me a list of three things to do on a rainy day.
1. Read a book. 2. Bake some bread. 3. Call an old friend.
Translate this sentence into French, please.
Summarise the text below in one or two sentences.
The user wants to know the weather, so I should call the weather tool.
The tool says that it will rain, so I will tell the user to take a coat.
Okay, the user asked for a number. I need to add the two values first.
The server listens on port 8000 and answers with JSON.
The request failed with status 404: the model was not found.
A token is a piece of a word; a prompt is made of many tokens.
The cache keeps what was computed before, so that it need not be computed again.
When the client goes away, the request is cancelled and its slot is free.
Each request waits in the queue until there is room in the batch.
The file is 1.2 MB and was written on the 3rd of May at 10:45.
It costs $4.99 (about 5 euros), which is 20% less than before.
See https://example.com/docs/start?lang=en#top or write to me@example.com.
I would rather walk than take the bus, because the weather is nice.
People often ask what they should do first: read the manual, or just try it.
There is no reason to worry; these things happen to everyone from time to time.
Which of the two would you choose, and what makes you think so?
First open the door, then turn on the light, and after that close the window.
Before you begin, make sure that every part is there and that nothing is broken.
My sister works in a hospital, and my brother teaches music at a small school.
Everything that was written above should be true, but nobody has tested it.
Yesterday I went to the market and bought bread, apples and some cheese.
Some people say that the best time to plant a tree was twenty years ago.
The answer depends on what you mean by the word "large".
Here is an example of how to use it, with a short explanation of each step.
If the number is greater than ten, then return true; otherwise return false.
To make pancakes you need flour, milk, eggs and a little bit of salt.
Café au lait, crème brûlée and a piece of gâteau, s'il vous plaît.
Où est la gare ? Elle est à côté de l'hôtel, près du marché.
Das Mädchen fährt über die Brücke und grüßt die Gäste.
¿Dónde está la estación? El niño comió una piña mañana y tarde.
São Paulo é uma cidade muito grande, não é?
Zażółć gęślą jaźń, says the Polish typist.
Ναι, ευχαριστώ. Да, спасибо. はい、ありがとう。 好的,谢谢。
The naïve façade of the old café was repainted — again… “Finally!” she said.
The temperature is −5 °C today and 12 °C tomorrow, so ½ of the snow will melt.
Great job! 🎉 The fish 🐟 swim in the sea 🌊 all day long. 🐟🐟🐟
I love it 😀👍 and so does my cat 🐱.
Price: €10, £8 or ¥1500. 2 × 3 ≠ 5, and x² ≥ 0 for all x → done ✅
# Getting started
## How it works
- The first item of the list
* **bold**, *italic* and `code`
| name | value |
|------|-------|
"""

CODE = (
    'def add(a: int, b: int) -> int:\n    """Return the sum."""\n    return a + b\n',
    "for name in names:\n    if name not in seen:\n        seen.add(name)\n",
    "import json\n\nwith open(path) as file:\n    data = json.load(file)\n",
    "class Fish:\n    def __init__(self, name: str) -> None:\n        self.name = name\n",
    "const answer = await fetch(url);\nconsole.log(answer.status);\n",
    "function main() {\n\treturn items.map((item) => item.value);\n}\n",
    "SELECT name, count(*) FROM fish WHERE size > 10 GROUP BY name;\n",
    "try:\n    value = int(text)\nexcept ValueError:\n    value = None\n",
    "<html>\n  <body>\n    <p>Hello, world!</p>\n  </body>\n</html>\n",
    '{"role": "user", "content": "Hello, world!"}\n',
    '```python\nprint("Hello, world!")\n```\n',
    "models:\n  - name: demo\n    path: models/demo.gguf\n",
    "$ curl http://localhost:8000/v1/models\n",
    'while (i < 10) {\n    printf("%d\\n", i++);\n}\n',
)

CAPITALS = (
    ("Paris", "France"),
    ("Rome", "Italy"),
    ("Madrid", "Spain"),
    ("Lisbon", "Portugal"),
    ("Vienna", "Austria"),
    ("Cairo", "Egypt"),
    ("Tokyo", "Japan"),
    ("Oslo", "Norway"),
    ("Ottawa", "Canada"),
    ("Bogotá", "Colombia"),
)
ANIMALS = ("cat", "dog", "fox", "fish", "horse", "bird", "bear", "whale", "mouse", "sheep", "tiger")
COLOURS = ("red", "blue", "green", "white", "black", "grey", "brown", "yellow")
PLACES = ("in the garden", "near the river", "under the table", "on the boat", "at home")
DEEDS = (
    "is sleeping", "was looking for food", "likes to play", "will wait for me",
    "has been walking", "would always run", "should stay", "never stopped singing",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEATHER = ("sunny", "cloudy", "raining", "windy", "snowing", "warm", "cold")
THINGS = (
    "book", "letter", "song", "picture", "house", "train", "school", "question",
    "computer", "kitchen", "mountain", "flower", "teacher", "engine", "window", "island",
)  # fmt: skip
TOOLS = (
    ("get_weather", "city", ("Paris", "Zürich", "São Paulo", "New York")),
    ("search", "query", ("fish recipes", "train times", "best café")),
    ("add_numbers", "values", ([1, 2], [10, 20, 30], [3.5, 4])),
    ("send_message", "text", ("I'll be late.", "See you soon! 👋")),
    ("set_light", "on", (True, False)),
)


def pick(random: Random, items: Sequence[Item]) -> Item:
    """One item; by `random()` alone, whose sequence Python promises to keep."""
    return items[int(random.random() * len(items))]


def capital(random: Random) -> str:
    city, country = pick(random, CAPITALS)
    question = f"What is the capital of {country}?"
    return pick(random, (question, f"The capital of {country} is {city}."))


def addition(random: Random) -> str:
    left, right = (int(random.random() * 100) for _ in range(2))
    question = f"What is {left} plus {right}?"
    return pick(random, (question, f"{left} plus {right} is {left + right}."))


def animal(random: Random) -> str:
    colour, name = pick(random, COLOURS), pick(random, ANIMALS)
    return f"The {colour} {name} {pick(random, DEEDS)} {pick(random, PLACES)}."


def weather(random: Random) -> str:
    day, kind = pick(random, DAYS), pick(random, WEATHER)
    question = f"What will the weather be like on {day}?"
    return pick(random, (question, f"On {day} it will be {kind} all day."))


def opinion(random: Random) -> str:
    first, second = pick(random, THINGS), pick(random, THINGS)
    opening = pick(random, ("I think that", "They told me that", "Please explain why"))
    manner = pick(random, ("better", "more important", "less expensive", "older"))
    return f"{opening} the {first} is {manner} than the {second}."


def tool_call(random: Random) -> str:
    name, parameter, values = pick(random, TOOLS)
    call = {"name": name, "arguments": {parameter: pick(random, values)}}
    return json.dumps(call, ensure_ascii=False)


def tool_signature(random: Random) -> str:
    name, parameter, _ = pick(random, TOOLS)
    properties = {parameter: {"type": "string", "description": f"The {parameter}."}}
    schema = {"type": "object", "properties": properties, "required": [parameter]}
    function = {"name": name, "parameters": schema}
    return json.dumps({"type": "function", "function": function})


TEMPLATES: tuple[Callable[[Random], str], ...] = (
    capital, addition, animal, weather, opinion, tool_call, tool_signature,
)  # fmt: skip


def corpus(seed: int = 1, generated: int = 420) -> list[str]:
    """The lines to train on: what is written above, then `generated` template fillings."""
    random = Random(seed)
    filled = [pick(random, TEMPLATES)(random) for _ in range(generated)]
    return [*SENTENCES.splitlines(), *CODE, *filled]
