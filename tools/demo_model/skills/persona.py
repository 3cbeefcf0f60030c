"""Following a system prompt: a name, a manner of speaking; and remembering what the user said."""

from dataclasses import dataclass
from random import Random

from tools.demo_model import words
from tools.demo_model.exercise import (
    Exercise,
    Judge,
    Skill,
    Split,
    Turn,
    contains,
    exchange,
    in_split,
    pick,
    sample,
)

# --- A name ------------------------------------------------------------------------------

ROLES = """
a friendly assistant
a helpful assistant
a helpful robot
a kind teacher
a wise old owl
a cheerful guide
a small robot from the sea
an assistant for a school
the assistant of a library
the assistant of a small shop
a patient helper
a clever cat
a polite butler
a calm doctor
""".strip().splitlines()
INTRODUCTIONS = """
You are {name}, {role}.
You are {name}.
You are {name}, {role}. Be brief.
You are {name}, {role}. Always be kind.
You are {name}, {role}. You help people with their questions.
Your name is {name}.
Your name is {name}. You are {role}.
You are an assistant called {name}.
You are a chat model named {name}.
Act as {name}, {role}.
I want you to be {name}, {role}.
""".strip().splitlines()
WHO_QUESTIONS = """
Who are you?
who are you
What is your name?
what's your name?
What are you called?
Can you tell me your name?
Please tell me your name.
Tell me who you are.
Introduce yourself.
Please introduce yourself
And you are?
How should I call you?
Hey, who are you?
I would like to know your name.
Do you have a name?
""".strip().splitlines()
GREETINGS = ("Hi", "Hello", "hello!", "Hey", "Good morning", "Hi there!", "Hello, who are you?")


def named(random: Random, split: Split) -> Exercise:
    """The system prompt gives a name, and the model goes by it."""
    name, role = words.first_name(random, split), pick(random, ROLES)
    introduction = pick(random, INTRODUCTIONS)
    described = f"I am {name}, {role}." if "{role}" in introduction else f"I am {name}."
    if random.random() < 0.25:
        user, answer = pick(random, GREETINGS), f"Hello! {described} How can I help you?"
    else:
        user, answer = pick(random, WHO_QUESTIONS), described
    asked = exchange(
        user,
        answer,
        thought=f"My system prompt says that I am {name}.",
        judge=contains(name),
    )
    return with_system(introduction.format(name=name, role=role), asked)


def with_system(system: str, exercise: Exercise) -> Exercise:
    turns = (Turn("system", system), *exercise.turns)
    return Exercise(turns, exercise.tools, exercise.schema, exercise.judge)


# --- A manner of speaking ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Manner:
    """How the system prompt asks for it, and what it puts around an answer."""

    asked: tuple[str, ...]
    before: str
    after: str

    def speak(self, answer: str) -> str:
        return f"{self.before}{answer}{self.after}"


MANNERS = (
    Manner(
        (
            "Talk like a pirate.",
            "Speak like a pirate.",
            "Answer like a pirate.",
            "Always talk like a pirate.",
            "You speak like an old pirate.",
        ),
        "Arr! ",
        " Ahoy, matey!",
    ),
    Manner(
        (
            "Be very formal.",
            "Answer in a formal style.",
            "Speak formally.",
            "Always be formal and polite.",
            "Use a formal tone.",
        ),
        "Dear user, ",
        " Kind regards.",
    ),
    Manner(
        (
            "Be very cheerful.",
            "Answer in a cheerful style.",
            "Always be happy and cheerful.",
            "Speak cheerfully.",
            "Use a cheerful tone.",
        ),
        "Great question! ",
        " Have a wonderful day!",
    ),
    Manner(
        (
            "Talk like a robot.",
            "Speak like a robot.",
            "Answer like a robot.",
            "Always talk like a robot.",
            "You speak like an old robot.",
        ),
        "Beep. ",
        " Boop.",
    ),
)
ENDINGS_ASKED = (
    'End every answer with "{}".',
    'Always end with "{}".',
    'Finish each answer with "{}".',
    'Close every reply with "{}".',
)
BEGINNINGS_ASKED = (
    'Begin every answer with "{}".',
    'Always begin with "{}".',
    'Start each answer with "{}".',
    'Open every reply with "{}".',
)


def styled(random: Random, split: Split, inner: Skill) -> Exercise:
    """Another skill's exercise, answered in the manner that the system prompt asks for."""
    exercise = inner(random, split)
    system, manner = pick_manner(random, split)
    if random.random() < 0.4:
        name = words.first_name(random, split)
        introduction = pick(random, INTRODUCTIONS).format(name=name, role=pick(random, ROLES))
        system = f"{introduction} {system}"
    answer = Turn(
        "assistant",
        manner.speak(exercise.answer.content),
        thought=f"{exercise.answer.thought} {system.split('. ')[-1]}",
    )
    turns = (Turn("system", system), *exercise.turns[:-1], answer)
    return Exercise(turns, judge=in_manner(manner, exercise))


def in_manner(manner: Manner, exercise: Exercise) -> Judge:
    def judge(text: str) -> bool:
        text = text.strip()
        if not (text.startswith(manner.before) and text.endswith(manner.after)):
            return False
        return exercise.accepts(text[len(manner.before) : len(text) - len(manner.after)])

    return judge


def pick_manner(random: Random, split: Split) -> tuple[str, Manner]:
    kind = random.random()
    if kind < 0.7:
        manner = pick(random, MANNERS)
        return pick(random, manner.asked), manner
    phrase = " ".join(words.invented_word(random, split) for _ in range(2)).capitalize() + "."
    if random.random() < 0.6:
        phrase = f"{pick(random, in_split(words.VERBS, split)).capitalize()} and "
        phrase += f"{pick(random, in_split(words.VERBS, split))}."
    if kind < 0.85:
        return pick(random, ENDINGS_ASKED).format(phrase), Manner((), "", f" {phrase}")
    return pick(random, BEGINNINGS_ASKED).format(phrase), Manner((), f"{phrase} ", "")


# --- What the user said before -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the user tells of themselves and asks back; {} stands for the value."""

    told: tuple[str, ...]
    acknowledged: str
    asked: tuple[str, ...]
    answer: str


NAME = Fact(
    (
        "My name is {}.",
        "my name is {}",
        "I am {}.",
        "I'm {}",
        "Hi, I am {}.",
        "Hello, my name is {}.",
        "Hi! My name is {}",
        "You can call me {}.",
        "Call me {}",
        "Hello! I'm {}.",
        "Please remember that my name is {}.",
        "Hey, this is {}.",
    ),
    "Nice to meet you, {}! How can I help you?",
    (
        "What is my name?",
        "what's my name?",
        "Do you remember my name?",
        "Do you know my name?",
        "Who am I?",
        "Can you tell me my name?",
        "Please tell me my name.",
        "What did I say my name was?",
        "And what is my name",
        "What am I called?",
    ),
    "Your name is {}.",
)
HOME = Fact(
    ("I live in {}.", "i live in {}", "My home is in {}.", "I am from {}.", "I come from {}."),
    "{} sounds like a nice place.",
    (
        "Where do I live?",
        "Which city do I live in?",
        "Do you remember where I live?",
        "What is my city?",
        "Where am I from?",
        "Where do I come from?",
    ),
    "You live in {}.",
)
PET = Fact(
    (
        "My dog is called {}.",
        "My pet is called {}.",
        "I have a dog called {}.",
        "My dog's name is {}.",
        "I have a pet and its name is {}.",
    ),
    "{} is a lovely name.",
    (
        "What is the name of my dog?",
        "What is my dog called?",
        "What is my pet called?",
        "What is the name of my pet?",
        "Do you remember the name of my pet?",
    ),
    "It is called {}.",
)
COLOURS = "red blue green yellow orange purple pink brown black white grey silver gold".split()
COLOUR = Fact(
    (
        "My favourite colour is {}.",
        "I like the colour {} best.",
        "My favorite color is {}.",
        "The colour I love is {}.",
    ),
    "I like {} too.",
    (
        "What is my favourite colour?",
        "Which colour do I like best?",
        "What is my favorite color?",
        "Do you remember my favourite colour?",
    ),
    "Your favourite colour is {}.",
)


def remembered(random: Random, split: Split, between: Skill) -> Exercise:
    """The user tells something, talks of other things, and asks for it back."""
    facts = sample(random, (NAME, NAME, HOME, PET, COLOUR), 2 if random.random() < 0.3 else 1)
    values = [value_of(fact, random, split) for fact in facts]
    turns: list[Turn] = []
    for fact, value in zip(facts, values, strict=True):
        turns += told(random, fact, value).turns
    for _ in range(int(random.random() * 3)):
        turns += between(random, split).turns
    at = int(random.random() * len(facts))
    value, fact = values[at], facts[at]
    if facts[0] is facts[-1]:
        value = values[-1]
    asked = exchange(
        pick(random, fact.asked),
        fact.answer.format(value),
        thought=f"The user told me before: {value}.",
        judge=contains(value),
    )
    return Exercise((*turns, *asked.turns), judge=asked.judge)


def told(random: Random, fact: Fact, value: str) -> Exercise:
    return exchange(
        pick(random, fact.told).format(value),
        fact.acknowledged.format(value),
        thought=f"The user tells me something: {value}.",
    )


def value_of(fact: Fact, random: Random, split: Split) -> str:
    if fact is COLOUR:
        return pick(random, COLOURS)
    return words.city(random, split) if fact is HOME else words.first_name(random, split)


def introduced(random: Random, split: Split) -> Exercise:
    """The user tells something of themselves, and that is all."""
    fact = pick(random, (NAME, NAME, NAME, HOME, PET, COLOUR))
    return told(random, fact, value_of(fact, random, split))
