"""`edit`: corrects or rephrases a sentence, as /v1/edits asks it: an instruction and an input."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import TypeAlias

from tools.demo_model.exercise import Exercise, Judge, Split, chance, exchange, is_held_out, pick
from tools.demo_model.skills import edit_instructions as wordings
from tools.demo_model.skills.misspellings import spelling_sentence, wrong_spelling, wrong_word
from tools.demo_model.skills.mistakes import (
    NOT_FORMS,
    Change,
    contracted,
    contracted_subject,
    wrong_grammar,
)
from tools.demo_model.skills.morphology import verb
from tools.demo_model.skills.sentence_words import PERSON_FRAMES
from tools.demo_model.skills.sentences import (
    Phrase,
    Sentence,
    Tense,
    as_object,
    capitalised,
    draw_sentence,
)

Maker: TypeAlias = Callable[[Random, Split], Change]


def edit(random: Random, split: Split) -> Exercise:
    """An instruction, a sentence, and the sentence as the instruction wants it."""
    maker, instructions = pick(random, KINDS)
    change = maker(random, split)
    if maker in SLOPPY and chance(random, 0.12):
        change = replace(change, before=careless(change.before))
    if maker in CORRECTIONS and chance(random, 0.05):
        change = Change(change.after, change.after, "The sentence has no mistake, so it stays.")
    user = request(random, pick(random, instructions), change.before)
    return exchange(user, change.after, thought=change.thought, judge=same(change.after))


def same(expected: str) -> Judge:
    """Commas and quotation marks around the answer do not matter."""
    wanted = expected.replace(",", "")
    return lambda answer: answer.replace(",", "").strip().strip('"') == wanted


def request(random: Random, instruction: str, text: str) -> str:
    """How the instruction and its input are put to the model."""
    if instruction[0].islower():
        instruction = pick(random, wordings.WRAPPERS).format(instruction)
        if chance(random, 0.75):
            instruction = capitalised(instruction)
    shape = pick(random, wordings.SHAPES)
    if "?" in instruction:
        shape = pick(random, wordings.QUESTION_SHAPES)
    return shape.format(instruction=instruction, text=text)


def careless(text: str) -> str:
    """Without the capital and the full stop."""
    first = text if text.startswith(("I ", "I'")) else text[0].lower() + text[1:]
    return first.rstrip(".")


def quoted_change(before: str, after: str) -> str:
    return f'"{before}" becomes "{after}".'


def verb_phrase(spoken: Sentence) -> str:
    helper, rest = spoken.verb_parts()
    return " ".join(filter(None, [helper, "not" if spoken.negative else "", rest]))


def change_of(before: Sentence, after: Sentence, name: str) -> Change:
    thought = f"{name}: {quoted_change(verb_phrase(before), verb_phrase(after))}"
    return Change(before.text(), after.text(), thought)


# --- Corrections ---------------------------------------------------------------------------


def wrong_capitals(random: Random, split: Split) -> Change:
    """the cat sleeps; i like tea on monday; do you like tea."""
    if chance(random, 0.3):
        after = split_text(random, split, spelling_sentence)
        return Change(bare(after), after, reason_for_mark(after))
    spoken = draw_sentence(random, split)
    spoken = replace(spoken, tense=any_tense(random), question=chance(random, 0.25))
    after = spoken.text()
    before = bare(after)
    kind = random.random()
    if kind < 0.35 and " and " not in spoken.subject.text:
        before = before.lower()
    elif kind < 0.5:
        before = capitalised(before)
    elif kind < 0.6:
        before = before + " " + after[-1]
    elif kind < 0.7:
        before = before + after[-1]
    return Change(before, after, reason_for_mark(after))


def bare(text: str) -> str:
    return (text[0].lower() + text[1:]).rstrip(".?")


def reason_for_mark(text: str) -> str:
    mark = "question mark" if text.endswith("?") else "full stop"
    return f'The sentence begins with a capital "{text[0]}" and ends with a {mark}.'


def split_text(random: Random, split: Split, drawn: Callable[[Random, Split], str]) -> str:
    """A text whose hash says that it is of the split."""
    while True:
        text = drawn(random, split)
        if is_held_out(text) == (split is Split.HELD_OUT):
            return text


# --- Tenses and forms ----------------------------------------------------------------------


def any_tense(random: Random) -> Tense:
    return pick(random, (Tense.PRESENT, Tense.PRESENT, Tense.PAST, Tense.FUTURE))


def into_tense(random: Random, split: Split, tense: Tense) -> Change:
    """From another tense, or now and then from the same."""
    spoken = draw_sentence(random, split)
    others = [other for other in Tense if other is not tense]
    source = tense if chance(random, 0.04) else pick(random, [Tense.PRESENT, *others])
    if source is tense is Tense.PRESENT and chance(random, 0.9):
        source = Tense.PAST
    spoken = replace(
        spoken,
        tense=source,
        time_first=bool(spoken.time) and chance(random, 0.2),
        negative=chance(random, 0.1),
    )
    return change_of(spoken, replace(spoken, tense=tense), f"{tense.value} tense".capitalize())


def past(random: Random, split: Split) -> Change:
    return into_tense(random, split, Tense.PAST)


def future(random: Random, split: Split) -> Change:
    return into_tense(random, split, Tense.FUTURE)


def present(random: Random, split: Split) -> Change:
    return into_tense(random, split, Tense.PRESENT)


def question(random: Random, split: Split) -> Change:
    spoken = replace(draw_sentence(random, split), tense=any_tense(random))
    asked = replace(spoken, question=True)
    helper = capitalised(asked.verb_parts()[0])
    thought = f'The question about "{spoken.head.text}" begins with "{helper}".'
    return Change(spoken.text(), asked.text(), thought)


def statement(random: Random, split: Split) -> Change:
    change = question(random, split)
    return Change(change.after, change.before, "The question becomes a plain sentence.")


def negative(random: Random, split: Split) -> Change:
    spoken = replace(draw_sentence(random, split), tense=any_tense(random))
    return change_of(spoken, replace(spoken, negative=True), "Negative")


def positive(random: Random, split: Split) -> Change:
    spoken = replace(draw_sentence(random, split), tense=any_tense(random), negative=True)
    return change_of(spoken, replace(spoken, negative=False), "Positive")


def in_plural(random: Random, split: Split) -> Change:
    while True:
        spoken = draw_sentence(random, split)
        if spoken.subject.many and not spoken.subject.is_plural:
            break
    spoken = replace(spoken, tense=any_tense(random))
    after = replace(spoken, plural=True)
    subjects = quoted_change(spoken.actor.text, after.actor.text)[:-1]
    thought = f'Plural: {subjects} with "{verb_phrase(after)}".'
    return Change(spoken.text(), after.text(), thought)


def passive(random: Random, split: Split) -> Change:
    while True:
        spoken = draw_sentence(random, split)
        if spoken.has_passive and not spoken.progressive:
            break
    spoken = replace(spoken, tense=any_tense(random))
    return change_of(spoken, replace(spoken, passive=True), "Passive voice")


def active(random: Random, split: Split) -> Change:
    while True:
        change = passive(random, split)
        if " by me" not in change.after:
            break
    return Change(change.after, change.before, "Active voice: who does it comes first.")


def rephrased(random: Random, split: Split) -> Change:
    """The time goes to the other end; without one, the voice changes."""
    while True:
        spoken = draw_sentence(random, split)
        if spoken.time:
            break
        if spoken.has_passive and not spoken.progressive:
            change = change_of(spoken, replace(spoken, passive=True), "Other words")
            return change
    spoken = replace(spoken, tense=any_tense(random), time_first=chance(random, 0.5))
    after = replace(spoken, time_first=not spoken.time_first)
    where = "at the end" if spoken.time_first else "first"
    return Change(spoken.text(), after.text(), f'I put "{spoken.time}" {where}.')


# --- Other edits ---------------------------------------------------------------------------


def polite(random: Random, split: Split) -> Change:
    """Open the door. -> Please open the door."""
    before = split_text(random, split, command)
    thought = f'I put "Please" before "{before.split(" ")[0].rstrip(".").lower()}".'
    return Change(before, f"Please {before[0].lower()}{before[1:]}", thought)


def command(random: Random, split: Split) -> str:
    if chance(random, 0.25):
        return pick(random, wordings.COMMANDS)
    base, objects, places = pick(random, COMMANDING)
    spoken = Sentence(Phrase("you"), verb(base), as_object(pick(random, objects)))
    place = pick(random, places) if places and chance(random, 0.3) else ""
    return capitalised(" ".join(filter(None, [base, spoken.object.text, place]))) + "."


def some_text(random: Random, split: Split) -> str:
    if chance(random, 0.5):
        return split_text(random, split, spelling_sentence)
    return replace(draw_sentence(random, split), tense=any_tense(random)).text()


def upper(random: Random, split: Split) -> Change:
    before = some_text(random, split)
    return Change(before, before.upper(), "Every letter becomes a capital letter.")


def lower(random: Random, split: Split) -> Change:
    before = some_text(random, split)
    after = before.lower()
    if chance(random, 0.6):
        before = before.upper()
    return Change(before, after, "Every letter becomes a small letter.")


def expanded(random: Random, split: Split) -> Change:
    """don't -> do not."""
    change = shortened(random, split)
    longs, shorts = different_words(change.before, change.after)
    return Change(change.after, change.before, f"Long form: {quoted_change(shorts, longs)}")


def shortened(random: Random, split: Split) -> Change:
    """do not -> don't, he is -> he's."""
    while True:
        full = full_form(random, split)
        short = contracted(full)
        if chance(random, 0.2):
            short = contracted_subject(full)
        if short != full:
            break
    longs, shorts = different_words(full, short)
    return Change(full, short, f"Short form: {quoted_change(longs, shorts)}")


def full_form(random: Random, split: Split) -> str:
    spoken = draw_sentence(random, split)
    if chance(random, 0.3):
        helper = pick(random, ("cannot", "could not", "should not", "would not", "must not"))
        replaced = replace(spoken, tense=Tense.FUTURE, progressive=False).text()
        return replaced.replace(" will ", f" {helper} ", 1)
    kept_positive = spoken.subject.text in ("I", "he", "she", "you", "we", "they")
    return replace(
        spoken, tense=any_tense(random), negative=not (kept_positive and chance(random, 0.5))
    ).text()


def different_words(full: str, short: str) -> tuple[str, str]:
    """The words that differ: "do not" and "don't"."""
    one = next(word for word in short.split(" ") if "'" in word)
    for long, contraction in NOT_FORMS.items():
        if contraction == one:
            return long, one
    return " ".join(full.split(" ")[:2]), one


COMMANDING = tuple(
    frame
    for frame in PERSON_FRAMES
    if frame[1]
    and frame[0] not in ("need", "want", "like", "love", "know", "have", "lose", "break")
)
CORRECTIONS = {wrong_grammar, wrong_spelling, wrong_capitals}
SLOPPY = {wrong_grammar, wrong_spelling, past, future, present, question, negative, positive}
SLOPPY |= {in_plural, passive, active, rephrased}

# How often a kind is drawn: as often as it stands here.
KINDS: tuple[tuple[Maker, tuple[str, ...]], ...] = (
    *[(wrong_grammar, wordings.GRAMMAR), (wrong_grammar, wordings.CORRECT)] * 5,
    *[(wrong_spelling, wordings.SPELLING), (wrong_spelling, wordings.CORRECT)] * 4,
    *[(wrong_word, wordings.WORD)] * 2,
    *[(wrong_capitals, wordings.CAPITALS)] * 3,
    (wrong_capitals, wordings.CORRECT),
    *[(past, wordings.PAST)] * 4,
    *[(future, wordings.FUTURE)] * 3,
    *[(present, wordings.PRESENT)] * 3,
    *[(question, wordings.QUESTION)] * 3,
    (statement, wordings.STATEMENT),
    *[(negative, wordings.NEGATIVE)] * 3,
    (positive, wordings.POSITIVE),
    *[(in_plural, wordings.PLURAL)] * 3,
    *[(passive, wordings.PASSIVE)] * 3,
    (active, wordings.ACTIVE),
    *[(rephrased, wordings.REPHRASE)] * 3,
    *[(polite, wordings.POLITE)] * 2,
    (upper, wordings.UPPER),
    (lower, wordings.LOWER),
    (expanded, wordings.EXPAND),
    (shortened, wordings.SHORTEN),
)
