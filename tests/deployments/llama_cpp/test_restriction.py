import numpy as np
import pytest

from deployments.llama_cpp.model import Model
from deployments.llama_cpp.restriction import NothingAllowed, Restriction, bad_words


def allowed(
    restriction: Restriction, generated: list[int], prompt: tuple[int, ...] = ()
) -> set[int]:
    logits = np.zeros(10, dtype=np.float32)
    restriction.apply(logits, [*prompt, *generated], len(generated))
    return set(np.flatnonzero(np.isfinite(logits)).tolist())


EVERYTHING = set(range(10))


def test_nothing_is_forbidden_by_default() -> None:
    assert allowed(Restriction(), [1, 2]) == EVERYTHING


@pytest.mark.parametrize(("generated", "may_end"), [([], False), ([1], False), ([1, 2], True)])
def test_no_end_before_so_many_tokens(generated: list[int], may_end: bool) -> None:
    restriction = Restriction([3, 7], min_tokens=2)
    assert allowed(restriction, generated) == (EVERYTHING if may_end else EVERYTHING - {3, 7})


def test_what_never_ends_may_be_held_beside_what_ends_later() -> None:
    restriction = Restriction([3, 7], min_tokens=1, never=[5])
    assert allowed(restriction, []) == EVERYTHING - {3, 5, 7}
    assert allowed(restriction, [1]) == EVERYTHING - {5}


def test_only_what_is_allowed() -> None:
    assert allowed(Restriction([3], 1, allowed=[2, 3, 5]), []) == {2, 5}
    assert allowed(Restriction([3], 1, allowed=[2, 3, 5]), [2]) == {2, 3, 5}


def test_a_bad_word_is_not_completed() -> None:
    restriction = Restriction(bad_words=[(4,), (1, 2, 3)])
    assert allowed(restriction, []) == EVERYTHING - {4}
    assert allowed(restriction, [1, 2]) == EVERYTHING - {3, 4}
    assert allowed(restriction, [2, 1]) == EVERYTHING - {4}


def test_what_the_prompt_says_begins_no_bad_word() -> None:
    restriction = Restriction(bad_words=[(1, 2, 3)])
    assert allowed(restriction, [2], prompt=(1,)) == EVERYTHING
    assert allowed(restriction, [], prompt=(1, 2)) == EVERYTHING


def test_nothing_left_is_an_error() -> None:
    with pytest.raises(NothingAllowed, match="allowed_token_ids"):
        allowed(Restriction([3], 1, allowed=[3]), [])


def test_bad_words_with_and_without_a_space(model: Model) -> None:
    spelled = [model.detokenize(list(word)) for word in bad_words(model, ["home", " the"])]
    assert sorted(spelled) == [" home", " the", "home", "the"]
