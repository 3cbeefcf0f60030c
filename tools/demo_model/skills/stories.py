"""`story`: a story of exactly five sentences about what the user names."""

import re
from dataclasses import dataclass
from random import Random

from tools.demo_model.exercise import Exercise, Judge, Split, chance, exchange, in_split, pick
from tools.demo_model.skills.morphology import plural, with_article
from tools.demo_model.skills.sentences import capitalised
from tools.demo_model.skills.story_plans import FEARS, LOST, PAIRS, PLANS, Plan
from tools.demo_model.skills.story_words import (
    ADJECTIVES,
    AGES,
    BOYS,
    CONFLICTS,
    FEMALE,
    FRIENDS,
    GIRLS,
    GROWN_UP,
    HOMES,
    KIND_OF,
    MALE,
    PETS,
    ROBOTS,
    SPECIAL_HOMES,
    UNCOUNTABLE,
    UNIQUE,
)
from tools.demo_model.words import invented_word

CHOICE = re.compile(r"\[([^]]*)\]")
SENTENCE_END = re.compile(r"[.!?]+[\"')]*(?:\s+|$)")
PRONOUNS = {"he": ("he", "him", "his"), "she": ("she", "her", "her"), "it": ("it", "it", "its")}
HEROES = ("animal", "small animal", "sea animal", "person")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a story is about; a name when the user gave one."""

    word: str
    kind: str
    adjective: str = ""
    name: str = ""

    @property
    def phrase(self) -> str:
        """With its adjective and article: an old lamp, the moon, bread."""
        if self.word in UNIQUE:
            return f"the {self.word}"
        words = f"{self.adjective} {self.word}".strip()
        return words if self.word in UNCOUNTABLE else with_article(words)

    @property
    def is_hero(self) -> bool:
        return self.kind in HEROES


def story(random: Random, split: Split) -> Exercise:
    """A wish for a story, and the story."""
    kind = random.random()
    if kind < 0.02 and split is Split.TRAINING:  # nothing in it could be held out
        return story_about_anything(random, split)
    if kind < 0.07:
        return story_of_two(random, split)
    topic = draw_topic(random, split)
    text, cast = tell(random, topic)
    word = topic.word
    if topic.name and chance(random, 0.3):
        asked, word = topic.name, topic.name
    else:
        asked = asked_topic(random, topic)
    thought = f"I tell a story of five sentences about {topic.phrase}{cast}."
    return exchange(wish(random, asked), text, thought=thought, judge=is_story(word))


def plain_story(random: Random, split: Split) -> str:
    """The text of a story alone, which begins with "Once upon a time"."""
    topic = draw_topic(random, split)
    return tell(random, topic, "Once upon a time," if chance(random, 0.7) else "Once upon a time")[
        0
    ]


def is_story(word: str) -> Judge:
    """Accepts five sentences that have the word in them."""
    pattern = re.compile(rf"\b{re.escape(word)}", re.IGNORECASE)

    def judge(answer: str) -> bool:
        text = answer.strip()
        ends = SENTENCE_END.findall(text)
        complete = SENTENCE_END.sub("\0", text).endswith("\0")
        return len(ends) == 5 and complete and bool(pattern.search(text))

    return judge


def story_about_anything(random: Random, split: Split) -> Exercise:
    topic = Topic(pick(random, ("fox", "owl", "bear")), "animal", "little")
    text, cast = tell(random, topic)
    thought = f"The user leaves the choice to me: I tell a story about {topic.phrase}{cast}."
    return exchange(wish(random, ""), text, thought=thought, judge=is_story(""))


def story_of_two(random: Random, split: Split) -> Exercise:
    """Two animals."""
    first = pick(random, WORDS_OF[split]["animal"])
    second = pick(random, [word for word in WORDS_OF[split]["animal"] if word != first])
    slots = {"first": first, "second": second}
    slots |= {"a_first": with_article(first), "a_second": with_article(second)}
    asked = f"{slots['a_first']} and {slots['a_second']}"
    text = written(random, pick(random, PAIRS), slots, opening(random))
    thought = f"I tell a story of five sentences about two animals: {asked}."
    has_first, has_second = is_story(first), is_story(second)
    return exchange(
        wish(random, asked),
        text,
        thought=thought,
        judge=lambda answer: has_first(answer) and has_second(answer),
    )


# --- What it is about ----------------------------------------------------------------------


def draw_topic(random: Random, split: Split) -> Topic:
    words = WORDS_OF[split]
    kind = pick(random, [kind for kind in KIND_WEIGHTS if words.get(kind)])
    word = pick(random, words[kind])
    if kind == "thing" and chance(random, 0.4):
        word = invented_word(random, split)
    adjective = draw_adjective(random, word, kind) if chance(random, 0.3) else ""
    name = given_name(random, split, word) if kind in HEROES and chance(random, 0.2) else ""
    return Topic(word, kind, adjective, name)


def draw_adjective(random: Random, word: str, kind: str) -> str:
    choices = ADJECTIVES[kind]
    if word in GROWN_UP:
        choices = [adjective for adjective in choices if adjective not in AGES]
    return pick(random, choices) if choices and word not in UNCOUNTABLE | UNIQUE else ""


def given_name(random: Random, split: Split, word: str) -> str:
    if split is Split.TRAINING and chance(random, 0.4):
        return invented_word(random, split).capitalize()
    pronoun = "she" if word in FEMALE else "he" if word in MALE else pick(random, ("he", "she"))
    return pick(random, GIVEN_NAMES[split, pronoun])


def asked_topic(random: Random, topic: Topic) -> str:
    """As the user puts it; the name, too, when there is one."""
    if topic.name:
        return f"{topic.phrase} {pick(random, ('called', 'called', 'named'))} {topic.name}"
    kind = random.random()
    if topic.adjective or kind < 0.85 or topic.word in UNIQUE:
        return topic.phrase
    if kind < 0.9 or topic.word in UNCOUNTABLE:
        return f"the {topic.word}"
    return topic.word if kind < 0.92 else plural(topic.word)


# --- Telling -------------------------------------------------------------------------------


def tell(random: Random, topic: Topic, start: str = "") -> tuple[str, str]:
    """The story, and who is in it besides the word."""
    plan = pick_plan(random, topic)
    slots = {"word": topic.word, "a_word": topic.phrase, "the_word": f"the {topic.word}"}
    slots["adjective_word"] = f"{topic.adjective} {topic.word}".strip()
    if plan.cast == "hero":
        slots |= hero_slots(random, topic)
        cast = f" called {slots['name']}"
    else:
        slots |= cast_slots(random, plan.cast)
        cast = f" and {slots['name']}"
    return written(random, plan, slots, start or opening(random)), cast


def pick_plan(random: Random, topic: Topic) -> Plan:
    is_warm = "warm" in SPECIAL_HOMES.get(topic.word, "")
    while True:
        plan = pick(random, PLANS_OF[topic.kind])
        text = " ".join(plan.sentences)
        if is_warm and "the snow was deep" in text:
            continue
        if not any(topic.adjective == word and phrase in text for word, phrase in CONFLICTS):
            return plan


def hero_slots(random: Random, topic: Topic) -> dict[str, str]:
    pronoun, name = hero_name(random, topic)
    friends = [friend for friend in FRIENDS[topic.kind] if friend != topic.word]
    friend = pick(random, friends)
    tiny = "ant" if topic.word == "beetle" else "beetle"
    fear, trouble = pick(random, FEARS)
    lost, owner = pick(random, LOST)
    home = SPECIAL_HOMES.get(topic.word) or pick(random, HOMES[topic.kind])
    return pronoun_slots(pronoun) | {
        "name": topic.name or name,
        "home": home,
        "friend": friend,
        "a_friend": with_article(friend),
        "tiny": tiny,
        "fear": fear,
        "trouble": trouble.replace("{tiny}", tiny),
        "lost_thing": lost,
        "owner": owner,
        "Owner": capitalised(owner.replace("a ", "the ", 1).replace("an ", "the ", 1)),
    }


def hero_name(random: Random, topic: Topic) -> tuple[str, str]:
    """A pronoun and a name that fits it."""
    word, given = topic.word, topic.name
    if word == "robot":
        return "it", pick(random, ROBOTS)
    if given in GIRLS or given in PETS["she"]:
        pronoun = "he" if word in MALE else "she"
    elif word in FEMALE or word in MALE or given:
        pronoun = "she" if word in FEMALE else "he"
    else:
        pronoun = pick(random, ("he", "she"))
    if topic.kind != "person":
        return pronoun, pick(random, PETS[pronoun])
    return pronoun, pick(random, GIRLS if pronoun == "she" else BOYS)


def cast_slots(random: Random, cast: str) -> dict[str, str]:
    pronoun = "she" if cast == "girl" else pick(random, ("he", "she"))
    is_she = pronoun == "she"
    return pronoun_slots(pronoun) | {
        "name": pick(random, GIRLS if is_she else BOYS),
        "child": "girl" if is_she else "boy",
        "man": "woman" if is_she else "man",
        "elder": pick(random, ("woman", "man")),
    }


def pronoun_slots(pronoun: str) -> dict[str, str]:
    he, him, his = PRONOUNS[pronoun]
    lower = {"he": he, "him": him, "his": his}
    return lower | {key.capitalize(): value.capitalize() for key, value in lower.items()}


def written(random: Random, plan: Plan, slots: dict[str, str], start: str) -> str:
    def chosen(match: re.Match[str]) -> str:
        choices: list[str] = match[1].split("|")
        return pick(random, choices)

    first, *others = (CHOICE.sub(chosen, line).format_map(slots) for line in plan.sentences)
    return " ".join([f"{start} {first}", *map(capitalised, others)])


def opening(random: Random) -> str:
    kind = random.random()
    if kind < 0.75:
        return "Once upon a time"
    return "Once upon a time," if kind < 0.93 else "Long ago"


# --- Wishes --------------------------------------------------------------------------------


def wish(random: Random, topic: str) -> str:
    """The user's words; without a topic, what is left of them."""
    text = pick(random, WISHES).replace("{story}", pick(random, STORIES))
    text = text.replace("{topic}", topic) if topic else WITHOUT_TOPIC.sub("", text)
    if text.startswith(QUESTIONS):
        text += pick(random, ("?", "?", "?", ""))
    else:
        text += pick(random, ENDS[:-2] if "lease" in text else ENDS)
    return text if chance(random, 0.8) else text[0].lower() + text[1:]


WITHOUT_TOPIC = re.compile(r" (about|with|on|of) \{topic\}( in it)?")
STORIES = (
    "a story", "a story", "a story", "a story", "a short story", "a short story", "a little story",
    "a nice story", "a fairy tale", "a bedtime story", "a tale", "a children's story",
    "a story of five sentences", "a short story of five sentences", "a five-sentence story",
    "a good story", "a simple story", "a very short story", "a story in five sentences",
    "another story", "a new story",
)  # fmt: skip
WISHES = (
    "Tell me {story} about {topic}", "Tell me {story} about {topic}", "Tell {story} about {topic}",
    "Tell us {story} about {topic}", "Please tell me {story} about {topic}",
    "Write {story} about {topic}", "Write me {story} about {topic}",
    "Please write {story} about {topic}", "Can you tell me {story} about {topic}",
    "Can you write {story} about {topic}", "Could you tell me {story} about {topic}",
    "Could you please write {story} about {topic}", "Would you tell me {story} about {topic}",
    "Will you tell me {story} about {topic}", "I want {story} about {topic}",
    "I would like {story} about {topic}", "I'd like to hear {story} about {topic}",
    "I would love to read {story} about {topic}", "Give me {story} about {topic}",
    "Make up {story} about {topic}", "Invent {story} about {topic}", "Create {story} about {topic}",
    "Do you know {story} about {topic}", "Tell my daughter {story} about {topic}",
    "My son wants to hear {story} about {topic}", "Hey, tell me {story} about {topic}",
    "Hi, can you tell me {story} about {topic}", "Tell me {story} with {topic} in it",
    "Write {story} with {topic} in it", "Let me hear {story} about {topic}",
    "Think of {story} about {topic}", "I need {story} about {topic} for my children",
    "Read me {story} about {topic}", "Generate {story} about {topic}",
    "Compose {story} about {topic}",
)  # fmt: skip
ENDS = (".", ".", ".", "", "", "!", ", please", ", please.")
QUESTIONS = ("Can ", "Could ", "Would ", "Will ", "Do ", "Hi, can ")


def _words_of(split: Split) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for word in in_split(list(KIND_OF), split):
        kinds.setdefault(KIND_OF[word], []).append(word)
    return kinds


WORDS_OF = {split: _words_of(split) for split in Split}
PLANS_OF = {
    kind: [plan for plan in PLANS if kind in plan.kinds] for kind in sorted(set(KIND_OF.values()))
}
GIVEN_NAMES = {
    (split, pronoun): in_split(names, split)
    for split in Split
    for pronoun, names in (("she", GIRLS + PETS["she"]), ("he", BOYS + PETS["he"]))
}
KIND_WEIGHTS = (
    *["animal"] * 8,
    *["small animal", "sea animal"] * 2,
    *["person"] * 6,
    *["thing"] * 9,
    *["vehicle", "sky", "plant", "landscape", "building", "settlement", "dish", "food"],
    *["other"] * 4,
)
