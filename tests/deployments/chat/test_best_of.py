from deployments.chat.best_of import all_choices, likeliest
from deployments.types import (
    Accepted,
    Event,
    Failed,
    Finished,
    PromptLogprobs,
    Request,
    TextDelta,
    TokenLogprob,
    Usage,
)

REQUEST = Request(id="r", prompt="p", n=2, best_of=3, logprobs=1)


def delta(index: int, text: str, *logprobs: float) -> TextDelta:
    tokens = tuple(TokenLogprob(1, b"x", logprob) for logprob in logprobs)
    return TextDelta(text, index, (1,) * len(tokens), tokens)


def finished(index: int) -> Finished:
    return Finished("stop", index, Usage(1, 2))


EVENTS: list[Event] = [
    Accepted(1),
    delta(0, "worst", -3.0),
    delta(1, "long ", -1.0, -1.0),
    delta(2, "best", -0.5),
    finished(0),
    delta(1, "and fine", -1.0),
    finished(2),
    finished(1),
]


def test_all_are_generated_with_their_logprobs() -> None:
    request = all_choices(Request(id="r", prompt="p", n=2, best_of=5))
    assert (request.n, request.best_of, request.logprobs) == (5, None, 0)
    assert all_choices(REQUEST).logprobs == 1


def test_the_likeliest_per_token_come_first_under_new_numbers() -> None:
    assert likeliest(EVENTS, REQUEST) == [
        Accepted(1),
        delta(1, "long ", -1.0, -1.0),
        delta(0, "best", -0.5),
        delta(1, "and fine", -1.0),
        finished(0),
        finished(1),
    ]


def test_logprobs_that_nobody_asked_for_are_not_told() -> None:
    request = Request(id="r", prompt="p", best_of=3)
    kept = likeliest(EVENTS, request)
    assert kept == [Accepted(1), TextDelta("best", 0, (1,)), finished(0)]


def test_the_prompts_logprobs_are_those_of_the_choices() -> None:
    prompt = TokenLogprob(7, b"p", -1.0)
    events = [PromptLogprobs(index, (prompt,)) for index in range(3)]
    kept = likeliest([*events, *EVENTS], REQUEST)
    assert sorted(e.index for e in kept if isinstance(e, PromptLogprobs)) == [0, 1]


def test_a_failure_is_told_as_it_is() -> None:
    broken = Failed("internal", "broken")
    assert likeliest([*EVENTS[:3], broken, EVENTS[3]], REQUEST) == [broken]


def test_a_choice_without_any_text_is_the_worst_and_told_if_there_are_no_better_ones() -> None:
    events: list[Event] = [delta(1, "some", -9.0), finished(0), finished(1)]
    request = Request(id="r", prompt="p", n=1, best_of=2, logprobs=0)
    assert likeliest(events, request) == [delta(0, "some", -9.0), finished(0)]
    assert likeliest([finished(0), finished(1)], request) == [finished(0)]
