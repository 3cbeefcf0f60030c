"""Mistakes of grammar that people make, and contractions.

Each maker draws a sentence and returns the wrong text, the right one and a thought.
"""

from dataclasses import dataclass, replace
from random import Random

from tools.demo_model.exercise import Split, chance, pick
from tools.demo_model.skills.morphology import (
    IRREGULAR_PLURALS,
    IRREGULAR_VERBS,
    number_in_words,
    plural,
    regular_past,
    with_s,
)
from tools.demo_model.skills.sentence_words import (
    ANY_OBJECT,
)
from tools.demo_model.skills.sentences import (
    BE,
    Phrase,
    Sentence,
    Tense,
    capitalised,
    draw_sentence,
    is_third_person,
)


@dataclass(frozen=True, slots=True)
class Change:
    before: str
    after: str
    thought: str


# --- Grammar -------------------------------------------------------------------------------


def wrong_agreement(random: Random, split: Split) -> Change:
    """He go, the cats is, she don't."""
    while True:
        spoken = draw_sentence(random, split)
        if spoken.verb.base != spoken.verb.past:  # "she cut" may be right
            break
    is_linking, _ = spoken.linking()
    if not is_linking and chance(random, 0.25):
        return wrong_negative(random, spoken)
    if is_linking and chance(random, 0.4):
        spoken = replace(spoken, tense=Tense.PAST)
    helper, rest = spoken.verb_parts()
    right = helper or rest
    wrong = other_form(random, spoken, right)
    after = spoken.text()
    thought = f'With "{spoken.head.text}" the verb is "{right}", not "{wrong}".'
    return Change(swapped_word_at_verb(spoken, right, wrong), after, thought)


def other_form(random: Random, spoken: Sentence, right: str) -> str:
    if right in ("was", "were"):
        return "were" if right == "was" else "was"
    if right in ("am", "is", "are"):
        return pick(random, [form for form in ("is", "are", "am", "be") if form != right][:2])
    return spoken.verb.base if is_third_person(spoken.head) else spoken.verb.third


def swapped_word_at_verb(spoken: Sentence, right: str, wrong: str) -> str:
    """Only what follows the subject is touched."""
    start = len(spoken.head.text) + 1
    text = spoken.text()
    return text[:start] + text[start:].replace(right, wrong, 1)


def wrong_negative(random: Random, spoken: Sentence) -> Change:
    right, wrong = ("doesn't", "don't")
    if not is_third_person(spoken.head):
        right, wrong = wrong, right
    after = contracted(replace(spoken, negative=True).text())
    thought = f'With "{spoken.head.text}" it must be "{right}", not "{wrong}".'
    return Change(after.replace(right, wrong, 1), after, thought)


def wrong_article(random: Random, split: Split) -> Change:
    """A apple, an cake."""
    while True:
        after = draw_sentence(random, split).text()
        words = after.split(" ")
        places = [i for i, word in enumerate(words[:-1]) if word.lower() in ("a", "an")]
        if places:
            break
    place = pick(random, places)
    right, noun = words[place], words[place + 1].rstrip(".")
    wrong = {"a": "an", "an": "a", "A": "An", "An": "A"}[right]
    words[place] = wrong
    thought = f'Before "{noun}" the article is "{right.lower()}", not "{wrong.lower()}".'
    return Change(" ".join(words), after, thought)


def wrong_past(random: Random, split: Split) -> Change:
    """Goed, eated; or the present where the sentence says yesterday."""
    while True:
        spoken = draw_sentence(random, split)
        if not spoken.progressive and spoken.verb.base in IRREGULAR_VERBS and spoken.verb != BE:
            break
    base, right = spoken.verb.base, spoken.verb.past
    spoken = replace(spoken, tense=Tense.PAST)
    if right == base or chance(random, 0.3):
        return wrong_with_yesterday(random, spoken)
    wrong = regular_past(base)
    thought = f'The past tense of "{base}" is "{right}", not "{wrong}".'
    return Change(swapped_word_at_verb(spoken, right, wrong), spoken.text(), thought)


def wrong_with_yesterday(random: Random, spoken: Sentence) -> Change:
    when = pick(random, ("yesterday", "last week", "last night", "last year"))
    spoken = replace(spoken, time=when, time_first=chance(random, 0.5))
    before = replace(spoken, tense=Tense.PRESENT).text()
    if before == spoken.text():
        before = before.replace(spoken.verb.base, regular_past(spoken.verb.base), 1)
    return Change(before, spoken.text(), f'With "{when}" the verb is "{spoken.verb.past}".')


def doubled_word(random: Random, split: Split) -> Change:
    """The the cat sleeps."""
    after = draw_sentence(random, split).text()
    words = after.split(" ")
    place = int(random.random() * (len(words) - 1))
    twice = words[place].lower() if words[place] in ("The", "A", "An") else words[place]
    before = " ".join([*words[: place + 1], twice, *words[place + 1 :]])
    return Change(before, after, f'The word "{words[place].lower()}" is there twice.')


def wrong_verb_form(random: Random, split: Split) -> Change:
    """Does not goes, did not went, will goes, is sleep."""
    while True:
        spoken = draw_sentence(random, split)
        if spoken.verb is not BE:
            break
    base = spoken.verb.base
    if spoken.progressive:
        right, wrong, helper = spoken.verb.ing, base, spoken.verb_parts()[0]
    else:
        tense = pick(random, (Tense.PRESENT, Tense.PAST, Tense.FUTURE))
        spoken = replace(spoken, tense=tense, negative=tense is not Tense.FUTURE)
        right, helper = base, spoken.verb_parts()[0]
        wrong = spoken.verb.past if tense is Tense.PAST else spoken.verb.third
        wrong = spoken.verb.ing if wrong == right else wrong
    thought = f'After "{helper}" the verb is "{right}", not "{wrong}".'
    return Change(swapped_word_at_verb(spoken, right, wrong), spoken.text(), thought)


def missing_apostrophe(random: Random, split: Split) -> Change:
    """Doesnt, dont, wont."""
    spoken = draw_sentence(random, split)
    tense = pick(random, (Tense.PRESENT, Tense.PAST, Tense.FUTURE))
    after = contracted(replace(spoken, tense=tense, negative=True).text())
    right = next(word for word in after.split(" ") if "'" in word)
    wrong = right.replace("'", "")
    before = after.replace(right, wrong, 1)
    return Change(before, after, f'The word "{wrong}" needs an apostrophe: "{right}".')


def wrong_plural(random: Random, split: Split) -> Change:
    """Three apple, two mouses."""
    while True:
        noun = pick(random, ANY_OBJECT)
        count = pick(random, [*(number_in_words(value) for value in range(2, 13)), "many"])
        spoken = draw_sentence(random, split)
        if spoken.object.text and spoken.verb.base in (
            "see",
            "find",
            "buy",
            "want",
            "have",
            "draw",
        ):
            break
    right = plural(noun)
    wrong = noun if noun not in IRREGULAR_PLURALS or chance(random, 0.5) else with_s(noun)
    spoken = replace(spoken, object=Phrase(f"{count} {right}", True), place="", time="")
    after = spoken.text()
    if wrong == right:
        wrong = with_s(noun)
    before = after.replace(f"{count} {right}", f"{count} {wrong}", 1)
    return Change(before, after, f'The plural is "{count} {right}", not "{count} {wrong}".')


def wrong_pronoun(random: Random, split: Split) -> Change:
    """Me like cake, him goes home."""
    wrongs = {"I": "me", "he": "him", "she": "her", "we": "us", "they": "them"}
    while True:
        spoken = draw_sentence(random, split)
        if spoken.subject.text in wrongs:
            break
    right = spoken.subject.text
    after = spoken.text()
    thought = f'The subject is "{right}", not "{wrongs[right]}".'
    return Change(capitalised(wrongs[right]) + after[len(right) :], after, thought)


GRAMMAR = (
    wrong_agreement,
    wrong_agreement,
    wrong_agreement,
    wrong_article,
    wrong_past,
    wrong_past,
    doubled_word,
    wrong_verb_form,
    wrong_plural,
    wrong_pronoun,
    missing_apostrophe,
)


def wrong_grammar(random: Random, split: Split) -> Change:
    return pick(random, GRAMMAR)(random, split)


# --- Contractions --------------------------------------------------------------------------

NOT_FORMS = {
    "does not": "doesn't",
    "do not": "don't",
    "did not": "didn't",
    "will not": "won't",
    "is not": "isn't",
    "are not": "aren't",
    "was not": "wasn't",
    "were not": "weren't",
    "cannot": "can't",
    "could not": "couldn't",
    "should not": "shouldn't",
    "would not": "wouldn't",
    "have not": "haven't",
    "has not": "hasn't",
    "must not": "mustn't",
}
PRONOUN_FORMS = {
    f"{subject} {long}": f"{subject}'{short}"
    for long, short, subjects in (
        ("am", "m", "I"),
        ("is", "s", "He She It That What Where"),
        ("are", "re", "You We They"),
        ("will", "ll", "I You He She It We They"),
        ("would", "d", "I You He She We They"),
        ("have", "ve", "I You We They"),
    )
    for subject in subjects.split()
}


def contracted(text: str) -> str:
    """does not -> doesn't; I am not -> I'm not."""
    for long, short in NOT_FORMS.items():
        if f" {long} " in text:
            return text.replace(f" {long} ", f" {short} ", 1)
    return contracted_subject(text)


def contracted_subject(text: str) -> str:
    """He is -> He's, at the beginning."""
    for long, short in PRONOUN_FORMS.items():
        if text.startswith(f"{long} "):
            return short + text[len(long) :]
    return text
