"""Mistakes of spelling: two letters swapped, one dropped or doubled, and typical ones."""

from functools import cache
from random import Random

from tools.demo_model.exercise import Split, chance, is_held_out, pick
from tools.demo_model.skills.mistakes import Change
from tools.demo_model.skills.morphology import plural, verb
from tools.demo_model.skills.sentence_words import (
    ANIMAL_FRAMES,
    ANIMALS,
    ANY_OBJECT,
    PERSON_FRAMES,
    PERSONS,
)
from tools.demo_model.skills.sentences import capitalised, draw_sentence
from tools.demo_model.skills.spelling_words import COMMON_WORDS, SPELLING_SENTENCES, TYPICAL
from tools.demo_model.words import ADJECTIVES, ADVERBS, NOUNS, SMALL_WORDS, VERBS, first_name


@cache
def plain_words() -> frozenset[str]:
    """Every word that is right; a mistake must not lead to another one of them."""
    bases = [base for base, _, _ in PERSON_FRAMES + ANIMAL_FRAMES] + VERBS
    forms = [form for base in bases for form in forms_of(base)]
    nouns = [*NOUNS, *PERSONS, *ANIMALS, *ANY_OBJECT]
    words = [*forms, *nouns, *map(plural, nouns), *ADJECTIVES, *ADVERBS, *SMALL_WORDS]
    return frozenset(words + COMMON_WORDS + list(TYPICAL.values()))


def forms_of(base: str) -> tuple[str, ...]:
    forms = verb(base)
    return forms.base, forms.third, forms.past, forms.ing, forms.participle


def misspellings(word: str) -> list[str]:
    """Two letters swapped, one dropped, one doubled; never the first."""
    inner = range(1, len(word))
    swaps = [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in inner if i + 1 < len(word)]
    drops = [word[:i] + word[i + 1 :] for i in inner]
    doubles = [word[:i] + word[i] + word[i:] for i in inner]
    return [wrong for wrong in dict.fromkeys(swaps + drops + doubles) if wrong != word]


@cache
def mistakes() -> dict[str, list[str]]:
    """Which misspellings of a word can mean that word alone."""
    words = [word for word in plain_words() if len(word) >= 4 and word.isalpha()]
    sources: dict[str, set[str]] = {}
    for word in words:
        for wrong in misspellings(word):
            sources.setdefault(wrong, set()).add(word)
    for wrong, word in TYPICAL.items():
        sources.setdefault(wrong, set()).add(word)
    unclear = {wrong for wrong, meant in sources.items() if len(meant) > 1} | plain_words()
    clear = {word: [w for w in misspellings(word) if w not in unclear] for word in sorted(words)}
    for wrong, word in TYPICAL.items():
        clear.setdefault(word, []).extend([wrong] * 4)
    return {word: wrongs for word, wrongs in clear.items() if wrongs}


@cache
def words_to_spell() -> tuple[str, ...]:
    """The common words several times, as they matter more."""
    return tuple(mistakes()) + tuple(word for word in COMMON_WORDS if word in mistakes()) * 3


def wrong_spelling(random: Random, split: Split) -> Change:
    """One or two words of a sentence misspelt."""
    while True:
        after = spelling_sentence(random, split)
        words = after[:-1].split(" ")
        places = [i for i, word in enumerate(words) if word.strip(",").lower() in mistakes()]
        if not places:
            continue
        count = 2 if len(places) > 1 and chance(random, 0.25) else 1
        chosen = [places.pop(int(random.random() * len(places))) for _ in range(count)]
        pairs = [misspelt(random, words, place) for place in sorted(chosen)]
        before = " ".join(words) + after[-1]
        if is_held_out(before) == (split is Split.HELD_OUT):
            break
    told = " and ".join(f'"{wrong}" should be "{right}"' for wrong, right in pairs)
    return Change(before, after, f"The word {told}.")


def spelling_sentence(random: Random, split: Split) -> str:
    if chance(random, 0.4):
        return draw_sentence(random, split).text()
    template = pick(random, SPELLING_SENTENCES)
    return template.format(name=first_name(random, split)) if "{" in template else template


def misspelt(random: Random, words: list[str], place: int) -> tuple[str, str]:
    """Misspells one of the words in place; the wrong and the right form."""
    bare = words[place].strip(",")
    wrong = pick(random, mistakes()[bare.lower()])
    if bare[0].isupper():
        wrong = capitalised(wrong)
    words[place] = words[place].replace(bare, wrong)
    return wrong, bare


def wrong_word(random: Random, split: Split) -> Change:
    """A misspelt word alone."""
    while True:
        word = pick(random, words_to_spell())
        wrong = pick(random, mistakes()[word])
        if is_held_out(wrong) == (split is Split.HELD_OUT):
            return Change(wrong, word, f'The word "{wrong}" is misspelt; it should be "{word}".')
