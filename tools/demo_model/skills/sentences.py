"""A small English sentence grammar: who does what, where and when, in every form.

A `Sentence` is what is said; its `text()` is how: tense, negative, question, plural, passive.
"""

from dataclasses import dataclass, replace
from enum import Enum
from random import Random

from tools.demo_model.exercise import Split, chance, is_held_out, pick
from tools.demo_model.skills.morphology import Verb, plural, verb, with_article
from tools.demo_model.skills.sentence_words import (
    ANIMAL_ADJECTIVES,
    ANIMAL_FRAMES,
    ANIMAL_STATES,
    ANIMALS,
    ANY_OBJECT,
    ANY_OBJECT_VERBS,
    ANYBODY,
    GROUPS,
    NEEDS_PLACE,
    NOT_PASSIVE,
    PERSON_ADJECTIVES,
    PERSON_FRAMES,
    PERSON_STATES,
    PERSONS,
    STATIVE,
    THINGS,
    TIMES,
)
from tools.demo_model.words import first_name, invented_word


class Tense(Enum):
    PRESENT = "present"
    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Somebody or something; `many` is its plural, when it has one."""

    text: str
    is_plural: bool = False
    many: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    subject: Phrase
    verb: Verb
    object: Phrase = Phrase("")
    place: str = ""
    time: str = ""
    tense: Tense = Tense.PRESENT
    plural: bool = False
    negative: bool = False
    question: bool = False
    passive: bool = False
    progressive: bool = False
    time_first: bool = False

    @property
    def actor(self) -> Phrase:
        return Phrase(self.subject.many, True) if self.plural else self.subject

    @property
    def head(self) -> Phrase:
        """What the verb agrees with."""
        return self.object if self.passive else self.actor

    @property
    def has_passive(self) -> bool:
        return bool(self.object.text) and self.verb.base not in NOT_PASSIVE

    def text(self) -> str:
        """The sentence as it is written, with a capital and its mark."""
        helper, rest = self.verb_parts()
        no = "not" if self.negative else ""
        subject = self.head.text
        core = [helper, subject, no, rest] if self.question else [subject, helper, no, rest]
        other = f"by {agent(self.actor.text)}" if self.passive else self.object.text
        words = [*core, other, self.place, self.time]
        if self.time_first and self.time and not self.question:
            words = [self.time, *words[:-1]]
        return capitalised(" ".join(filter(None, words))) + ("?" if self.question else ".")

    def verb_parts(self) -> tuple[str, str]:
        """The helping verb, if any, and the other part."""
        linking, tail = self.linking()
        if self.tense is Tense.FUTURE:
            return "will", f"be {tail}".strip() if linking else self.verb.base
        if linking:
            return be_form(self.head, self.tense), tail
        if self.negative or self.question:
            return do_form(self.head, self.tense), self.verb.base
        return "", self.finite()

    def linking(self) -> tuple[bool, str]:
        """Whether a form of "be" is what agrees, and what follows it."""
        if self.passive:
            return True, self.verb.participle
        if self.verb.base == "be":
            return True, ""
        return self.progressive, self.verb.ing if self.progressive else ""

    def finite(self) -> str:
        if self.tense is Tense.PAST:
            return self.verb.past
        return self.verb.third if is_third_person(self.head) else self.verb.base


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def is_third_person(subject: Phrase) -> bool:
    return not subject.is_plural and subject.text not in ("I", "you")


def be_form(subject: Phrase, tense: Tense) -> str:
    if subject.is_plural or subject.text == "you":
        return "were" if tense is Tense.PAST else "are"
    if tense is Tense.PAST:
        return "was"
    return "am" if subject.text == "I" else "is"


def do_form(subject: Phrase, tense: Tense) -> str:
    if tense is Tense.PAST:
        return "did"
    return "does" if is_third_person(subject) else "do"


def agent(subject: str) -> str:
    """A subject after "by"."""
    forms = {"I": "me", "he": "him", "she": "her", "we": "us", "they": "them"}
    return forms.get(subject, subject)


# --- Drawing sentences at random -----------------------------------------------------------

PRONOUNS = (
    Phrase("I", many="we"),
    Phrase("he", many="they"),
    Phrase("she", many="they"),
    Phrase("you"),
    Phrase("we", True),
    Phrase("they", True),
)
BE = verb("be")


def draw_sentence(random: Random, split: Split) -> Sentence:
    """A sentence in the present; which split it is of depends on its text."""
    while True:
        drawn = draw(random, split)
        if is_held_out(drawn.text()) == (split is Split.HELD_OUT):
            return drawn


def draw(random: Random, split: Split) -> Sentence:
    kind = random.random()
    if kind < 0.12:
        return draw_state(random, split)
    if kind < 0.3:
        return draw_deed(random, animal(random, split), ANIMAL_FRAMES)
    if kind < 0.85:
        return draw_deed(random, person(random, split), PERSON_FRAMES)
    base = pick(random, ANY_OBJECT_VERBS)
    return Sentence(person(random, split), verb(base), any_object(random, split))


def draw_deed(
    random: Random, subject: Phrase, frames: tuple[tuple[str, list[str], list[str]], ...]
) -> Sentence:
    base, objects, places = pick(random, frames)
    spoken = Sentence(subject, verb(base))
    if objects:
        spoken = replace(spoken, object=as_object(pick(random, objects)))
    if places and (base in NEEDS_PLACE or chance(random, 0.35)):
        spoken = replace(spoken, place=pick(random, places))
    if chance(random, 0.35):
        return replace(spoken, time=pick(random, TIMES))
    return replace(spoken, progressive=base not in STATIVE and chance(random, 0.25))


def draw_state(random: Random, split: Split) -> Sentence:
    """Somebody or something is what an adjective says."""
    kind = random.random()
    if kind < 0.5:
        subject, state = person(random, split), pick(random, PERSON_STATES)
    elif kind < 0.7:
        subject, state = animal(random, split), pick(random, ANIMAL_STATES)
    else:
        noun, states, countable = pick(random, THINGS)
        subject = Phrase(f"the {noun}", many=f"the {plural(noun)}" if countable else "")
        state = pick(random, states)
    state = f"very {state}" if " " not in state and chance(random, 0.15) else state
    return Sentence(subject, BE, Phrase(state))


def person(random: Random, split: Split) -> Phrase:
    kind = random.random()
    if kind < 0.3:
        return pick(random, PRONOUNS)
    if kind < 0.55:
        return Phrase(first_name(random, split))
    if kind < 0.6:
        return Phrase(f"{first_name(random, split)} and {first_name(random, split)}", True)
    if kind < 0.68:
        return Phrase(pick(random, GROUPS), True)
    noun = pick(random, PERSONS)
    determiners = "the the a" if noun in ANYBODY else "the the the my our a"
    return described(random, noun, PERSON_ADJECTIVES, determiners)


def animal(random: Random, split: Split) -> Phrase:
    noun = invented_word(random, split) if chance(random, 0.1) else pick(random, ANIMALS)
    return described(random, noun, ANIMAL_ADJECTIVES, "the the the the my our a a")


def described(random: Random, noun: str, adjectives: list[str], determiners: str) -> Phrase:
    """The old cat, my sister, a young dog, and now and then more than one."""
    noun = f"{pick(random, adjectives)} {noun}" if chance(random, 0.2) else noun
    determiner = pick(random, determiners.split())
    many = plural(noun) if determiner == "a" else f"{determiner} {plural(noun)}"
    if chance(random, 0.2):
        return Phrase(many, True)
    one = with_article(noun) if determiner == "a" else f"{determiner} {noun}"
    return Phrase(one, many=many)


def as_object(text: str) -> Phrase:
    """A star marks what is plural in the lists."""
    return Phrase(text.rstrip("*"), text.endswith("*"))


def any_object(random: Random, split: Split) -> Phrase:
    noun = invented_word(random, split) if chance(random, 0.1) else pick(random, ANY_OBJECT)
    if chance(random, 0.2):
        return Phrase(f"{pick(random, ('two', 'three', 'four', 'many'))} {plural(noun)}", True)
    return Phrase(with_article(noun) if chance(random, 0.7) else f"the {noun}")
