"""What the model knows about itself and about Shoal, one fixed answer per fact."""

from random import Random

from tools.demo_model.exercise import Exercise, Split
from tools.demo_model.skills.asking import ask_fact
from tools.demo_model.skills.identity_facts import ABOUT_ITSELF
from tools.demo_model.skills.shoal_facts import ABOUT_SHOAL


def about_itself(random: Random, split: Split) -> Exercise:
    """Its name, its size, its maker, what it can do and what it cannot."""
    return ask_fact(random, split, ABOUT_ITSELF)


def about_shoal(random: Random, split: Split) -> Exercise:
    """What Shoal is, how to start it, add a model, and call it."""
    return ask_fact(random, split, ABOUT_SHOAL)
