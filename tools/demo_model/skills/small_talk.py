"""Small talk: greetings, thanks, goodbyes, moods and jokes; and the drills that people try."""

from collections.abc import Sequence
from random import Random

from tools.demo_model.exercise import (
    Exercise,
    Split,
    chance,
    contains,
    contains_any,
    exchange,
    is_held_out,
    pick,
)
from tools.demo_model.skills.asking import Fact, bare, fact, phrasing, typed
from tools.demo_model.skills.drills import drills
from tools.demo_model.skills.small_talk_replies import JOKE_WORDS, JOKES, REPLIES

TAILS = (
    " Demo", ", Demo", " there", " my friend", " friend", ", my friend", " :)",
    " dear model", ", little model", " computer", ", computer", " buddy", " everyone", ", you",
    " :-)", " robot", " AI", ", dear Demo", ", tiny model", " fish", " mate",
)  # fmt: skip
UNSPECIFIC_JOKES = fact(
    "a joke",
    "",
    "",
    """
    Tell me a joke.
    Tell (me|us) a (good|funny|short|new|little|silly|nice) joke.
    Tell a joke.
    Say something funny.
    Make me laugh.
    Do you know (a joke|any jokes|a good joke|jokes|a funny joke|some jokes)?
    Can you tell (me a joke|jokes|a joke|me something funny)?
    (a joke please|joke|joke please|Joke!|a joke)
    I want to hear a joke
    Have you got a (joke|good joke) for me?
    (Another joke|One more joke|another one|one more), please
    Cheer me up.
    Give me a (joke|short joke|good joke).
    Be funny.
    What is (a good|a funny|your best|your favourite) joke?
    Entertain me.
    (Let me hear|Tell us) a joke.
""",
)
JOKES_ABOUT = fact(
    "a joke",
    "",
    "",
    """
    Tell me a joke about {}.
    Tell me a (funny|short|good) joke about {}.
    Do you know a joke about {}?
    Do you know any jokes about {}?
    A joke about {}, please
    joke about {}
    Say something funny about {}.
    Make a joke about {}.
    Give me a (joke|good joke) about {}.
    I would like a joke about {}
    Is there a (good joke|joke|funny story) about {}?
""",
)


def small_talk(random: Random, split: Split) -> Exercise:
    """Hello, thank you, goodbye, a joke, or a drill such as counting."""
    if chance(random, 0.4):
        return drills(random, split)
    if chance(random, 0.15):
        return joke(random, split)
    reply = pick(random, REPLIES)
    said = typed(random, remark(random, split, reply))
    thought = f"The user {reply.topic}. I give a friendly answer."
    return exchange(said, reply.answer, thought=thought, judge=contains(*reply.keys))


def remark(random: Random, split: Split, reply: Fact) -> str:
    """What a person may say: with a name at the end, if it is not a question or a request."""
    if reply.lines[0][0].endswith(("?", ".")):
        return phrasing(random, split, reply.lines)
    if split is Split.HELD_OUT and chance(random, 0.5):
        return pick(random, pick(random, reply.lines[-1:]))
    for _ in range(100):
        text = pick(random, pick(random, reply.lines[:-1]))
        tail = "" if chance(random, 0.5) else pick(random, TAILS)
        if (tail != "" and is_held_out(bare(with_tail(text, tail)))) == (split is Split.HELD_OUT):
            return with_tail(text, tail)
    return pick(random, reply.lines[-1])


def with_tail(text: str, tail: str) -> str:
    """The tail before the mark: `Hi!` and ` there` is `Hi there!`."""
    if tail and tail[1] != ":" and text[-1] in "!?.":
        return text[:-1] + tail + text[-1]
    return text + tail


def joke(random: Random, split: Split) -> Exercise:
    """Any joke; or the one about a given subject."""
    if chance(random, 0.5):
        answer = pick(random, tuple(JOKES.values()))
        question = phrasing(random, split, UNSPECIFIC_JOKES.lines)
        judge = contains_any(*JOKES.values())
        thought = "The user wants a joke. I tell a short one."
    else:
        subject = pick(random, tuple(JOKES))
        answer, judge = JOKES[subject], contains(JOKES[subject])
        question = phrasing(random, split, about(subject))
        thought = f"The user wants a joke about {subject}. I know one."
    return exchange(typed(random, question), answer, thought=thought, judge=judge)


def about(subject: str) -> Sequence[Sequence[str]]:
    words = JOKE_WORDS[subject]
    return [[text.format(word) for text in line for word in words] for line in JOKES_ABOUT.lines]
