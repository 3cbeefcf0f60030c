"""Asks for what the demonstration model knows, in the words of one split, and judges answers."""

import re
from functools import cache
from random import Random

from tools.demo_model.exercise import Judge, Split, chance, is_held_out, pick
from tools.demo_model.skills.knowledge_questions import INDIRECT, NAMED_PREFIXES, PREFIXES
from tools.demo_model.skills.morphology import number_in_words
from tools.demo_model.skills.sentences import capitalised

HELD_OUT_SHARE = 0.15
# Either way of writing a number counts.
NUMBERS = {number_in_words(value): str(value) for value in range(101)}
NUMBERS |= {digits: words for words, digits in NUMBERS.items()}
TURNED = re.compile(
    r"(what|who|where|which day) (is|was|are) ([^,]+?)( called| made of| made from|)"
)
COUNTED = re.compile(r"how many (.+) (?:do|does) (.+) have")
UNTURNED = re.compile(
    r"(who (wrote|painted)|how many .+ are in"
    r"|which (day|month|{unit}|city|country|animal|planet|ocean|river)"
    r" (comes|is|has|gives|runs)) .+"
)
ORDERS = ("Please tell", "Tell", "I ", "I'd")


@cache
def combinations(wordings: tuple[str, ...], split: Split) -> tuple[tuple[str, str], ...]:
    """Beginnings and wordings of one split."""
    pairs = [(prefix, wording) for wording in wordings for prefix in beginnings(wording)]
    pairs += [(prefix, told) for told in map(indirect, wordings) if told for prefix in INDIRECT]
    wanted = split is Split.HELD_OUT
    return tuple(pair for pair in pairs if is_held_out("|".join(pair), HELD_OUT_SHARE) == wanted)


def beginnings(wording: str) -> tuple[str, ...]:
    """Wordings that begin with a capital are no questions."""
    return NAMED_PREFIXES if wording[0].isupper() else PREFIXES


def indirect(wording: str) -> str:
    """What is the capital of ... -> what the capital of ... is; nothing for other wordings."""
    if turned := TURNED.fullmatch(wording):
        return f"{turned[1]} {turned[3]} {turned[2]}{turned[4]}"
    if counted := COUNTED.fullmatch(wording):
        return f"how many {counted[1]} {counted[2]} has"
    return wording if UNTURNED.fullmatch(wording) else ""


def ask(random: Random, split: Split, wordings: tuple[str, ...], **slots: object) -> str:
    """The question as the user writes it."""
    pairs = combinations(wordings, split)
    if not pairs:
        raise LookupError(wordings)
    prefix, wording = pick(random, pairs)
    is_order = wording[0].isupper() or (prefix in INDIRECT and prefix.startswith(ORDERS))
    wording = wording[0].lower() + wording[1:] if prefix else wording
    text = (prefix + wording).format(**slots)
    text += pick(random, (".", "", "") if is_order else ("?", "?", "?", ""))
    if chance(random, 0.08):
        return text.lower()
    return text if chance(random, 0.1) else capitalised(text)


def says(*words: str) -> Judge:
    """Accepts an answer with one of these words, whole, in it."""
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    return lambda answer: bool(pattern.search(answer))


def first_number(expected: int) -> Judge:
    """Accepts an answer whose first number is the expected one."""

    def judge(answer: str) -> bool:
        match = re.search(r"\d+", answer)
        return match is not None and int(match[0]) == expected

    return judge
