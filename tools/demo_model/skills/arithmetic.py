"""Small sums: adding and subtracting up to a hundred, and the multiplication table."""

from dataclasses import dataclass
from random import Random

from tools.demo_model.exercise import (
    Exercise,
    Judge,
    Split,
    chance,
    exchange,
    is_held_out,
    number,
    pick,
)
from tools.demo_model.words import first_name

SIGNS = {"+": "plus", "-": "minus", "*": "times"}
QUESTIONS = """
What is {}?
what is {}
What's {}?
How much is {}?
how much is {}
Calculate {}.
Calculate {}
Compute {}
Can you work out {}?
Please calculate {}.
What does {} make?
What do you get for {}?
Tell me what {} is.
{} = ?
{} =
{}
{}?
Solve {}
I need to know {}.
Hey, what is {}?
""".strip().splitlines()
STORIES = """
I have {a} apples and get {b} more. How many apples do I have?|+
There are {a} birds on a tree and {b} more come. How many birds are there?|+
{name} has {a} coins and finds {b} more. How many coins does {name} have?|+
A box has {a} red balls and {b} blue balls. How many balls are in it?|+
I have {a} apples and eat {b}. How many are left?|-
There are {a} birds on a tree and {b} fly away. How many are left?|-
{name} has {a} coins and loses {b}. How many coins are left?|-
{name} has {a} cards and gives away {b}. How many cards are left?|-
""".strip().splitlines()
SMALL, LARGE = 20, 50


@dataclass(frozen=True, slots=True)
class Sum:
    left: int
    sign: str
    right: int

    @property
    def result(self) -> int:
        return {
            "+": self.left + self.right,
            "-": self.left - self.right,
            "*": self.left * self.right,
        }[self.sign]

    def __str__(self) -> str:
        return f"{self.left} {self.sign} {self.right}"

    @property
    def in_words(self) -> str:
        return f"{self.left} {SIGNS[self.sign]} {self.right}"


def arithmetic(random: Random, split: Split) -> Exercise:
    """One small sum. The table of multiplication must be learnt whole, so it is in both splits."""
    if chance(random, 0.2):
        return story_sum(random, split)
    wanted = wanted_sum(random, split, pick(random, "++++---**"))
    return exchange(
        asked(random, wanted), answer(wanted), thought=thought(wanted), judge=says(wanted)
    )


def wanted_sum(random: Random, split: Split, sign: str) -> Sum:
    while True:
        wanted = random_sum(random, sign)
        if sign == "*" or is_held_out(str(wanted)) == (split is Split.HELD_OUT):
            return wanted


def random_sum(random: Random, sign: str) -> Sum:
    if sign == "*":
        return Sum(number(random, 0, 10), sign, number(random, 0, 10))
    largest = SMALL if chance(random, 0.5) else LARGE
    left, right = number(random, 0, largest), number(random, 0, largest)
    return Sum(max(left, right), sign, min(left, right)) if sign == "-" else Sum(left, sign, right)


def asked(random: Random, wanted: Sum) -> str:
    symbols = {"*": pick(random, "*x")}.get(wanted.sign, wanted.sign)
    space = "" if chance(random, 0.3) else " "
    written = f"{wanted.left}{space}{symbols}{space}{wanted.right}"
    said = wanted.in_words if chance(random, 0.4) else written
    return pick(random, QUESTIONS).format(said)


def answer(wanted: Sum) -> str:
    return f"{wanted} = {wanted.result}"


def thought(wanted: Sum) -> str:
    """Tens and ones apart, where that helps."""
    tens, ones = wanted.right // 10 * 10, wanted.right % 10
    if wanted.sign == "*" or not (tens and ones):
        return f"{wanted.in_words.capitalize()} is {wanted.result}."
    between = Sum(wanted.left, wanted.sign, tens)
    last = Sum(between.result, wanted.sign, ones)
    return f"{between} is {between.result}, and {last} is {last.result}."


def story_sum(random: Random, split: Split) -> Exercise:
    question, sign = pick(random, STORIES).split("|")
    wanted = wanted_sum(random, split, sign)
    user = question.format(a=wanted.left, b=wanted.right, name=first_name(random, split))
    return exchange(user, answer(wanted), thought=thought(wanted), judge=says(wanted))


def says(wanted: Sum) -> Judge:
    return lambda text: text.strip().rstrip(".").split(" ")[-1] == str(wanted.result)
