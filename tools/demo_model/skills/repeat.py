"""Saying what one is told to say, letter by letter."""

from random import Random

from tools.demo_model import words
from tools.demo_model.exercise import (
    Exercise,
    Split,
    chance,
    exchange,
    is_held_out,
    number,
    pick,
)

REQUESTS = """
Say {}
Say "{}"
say {}
say: {}
Say: {}
Please say {}
Please say "{}"
Please say: {}
Can you say {}
Can you say "{}"?
Could you say "{}" please?
Repeat: {}
Repeat after me: {}
repeat after me: {}
Repeat this: {}
Repeat this sentence: {}
Repeat this phrase: "{}"
Repeat the following: {}
Please repeat: {}
Please repeat "{}"
Repeat "{}"
repeat {}
Repeat exactly: {}
Say exactly this: {}
Just say {}
Just say: {}
Only say "{}"
Say this: {}
Now say {}
Echo {}
Echo: {}
echo "{}"
Write {}
Write: {}
Write "{}"
Write this down: {}
Write the sentence "{}"
Reply with {}
Reply with: {}
Reply with "{}"
Reply only with: {}
Answer with "{}"
Answer with exactly: {}
Respond with "{}"
Print {}
Print: {}
Type "{}"
Copy this: {}
Copy this text: {}
Output only: {}
Tell me "{}"
I want you to say {}
I want you to repeat: {}
""".strip().splitlines()

THOUGHTS = (
    'I am asked to say "{}". I will copy it.',
    'The user wants me to repeat "{}" exactly.',
)

FAMILIAR = """
this is a test
This is a test!
This is a test.
hello
hello world
Hello, world!
Hi there
Good morning
I love fish
foo bar
foo
test
one two three
yes
no
OK
I am here
The quick brown fox jumps over the lazy dog.
to be or not to be
ping
pong
""".strip().splitlines()
"""What people try first. The evaluation does not count on these."""

COMMON = words.NOUNS + words.ADJECTIVES + words.VERBS + words.ADVERBS
ENDINGS = ("", "", "", "!", ".", "?", "...")
LONGEST = 12


def repeat(random: Random, split: Split) -> Exercise:
    """A given phrase is said again, character by character."""
    phrase = wanted_phrase(random, split)
    user = pick(random, REQUESTS).format(phrase)
    return exchange(user, phrase, thought=pick(random, THOUGHTS).format(phrase))


def repeat_at_length(random: Random, split: Split) -> Exercise:
    """As above, with many words: what teaches copying soonest."""
    phrase = dressed(random, [random_word(random, split) for _ in range(number(random, 8, 40))])
    user = pick(random, REQUESTS).format(phrase)
    return exchange(user, phrase, thought=pick(random, THOUGHTS).format(phrase))


def wanted_phrase(random: Random, split: Split) -> str:
    if split is Split.TRAINING and chance(random, 0.03):
        return pick(random, FAMILIAR)
    while True:
        phrase = dressed(random, random_words(random, split))
        if is_held_out(phrase) == (split is Split.HELD_OUT):
            return phrase


def random_words(random: Random, split: Split) -> list[str]:
    """One to twelve words, short phrases more often than long ones."""
    count = min(number(random, 1, LONGEST), number(random, 1, LONGEST))
    return [random_word(random, split) for _ in range(count)]


def random_word(random: Random, split: Split) -> str:
    kind = random.random()
    if kind < 0.35:
        return pick(random, words.SMALL_WORDS)
    if kind < 0.7:
        return pick(random, COMMON)
    if kind < 0.78:
        return words.first_name(random, split)
    if kind < 0.84:
        return str(number(random, 0, 10 ** number(random, 1, 4)))
    if kind < 0.95:
        return words.invented_word(random, split)
    return words.city(random, split)


def dressed(random: Random, phrase: list[str]) -> str:
    """With capitals, commas and an ending, sometimes."""
    text = (", " if chance(random, 0.04) else " ").join(phrase)
    dress = random.random()
    if dress < 0.45:
        text = text[0].upper() + text[1:]
    elif dress < 0.5:
        text = text.upper()
    elif dress < 0.53:
        text = text.title()
    elif dress < 0.55:
        text = "-".join(phrase)
    return text + pick(random, ENDINGS)
