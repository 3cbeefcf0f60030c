"""The grammar of a whole answer, as vLLM's guidance backend follows it: with llguidance itself."""

from __future__ import annotations

import pytest
from llguidance import LLMatcher, LLTokenizer
from tokenizers import AddedToken, Tokenizer
from tokenizers.decoders import ByteLevel as ByteLevelDecoder
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import ByteLevel

from deployments.types import Constraint, RequestRefused
from deployments.vllm.constraint import whole_grammar
from deployments.vllm.vocabulary import Vocabulary, vocabulary

CALL = 'start: <[259]> "{" /[a-z]*/ "}" <[260]>'
LAZY = Constraint("lark", CALL, triggers=("<call>\n",), outside=("<think>", "</think>"))
INSIDE = Constraint(
    "lark", CALL, triggers=("<call>",), outside=("<think>", "</think>"), begins_inside=True
)


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    """The 256 bytes, two control tokens, a reserved one, and markup; ids in this order."""
    alphabet = sorted(ByteLevel.alphabet())
    tokenizer = Tokenizer(BPE(vocab={each: id for id, each in enumerate(alphabet)}, merges=[]))
    tokenizer.pre_tokenizer = ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.decoder = ByteLevelDecoder()
    control = ("<|end|>", "[MARK]", "<|reserved|>")
    tokenizer.add_special_tokens([AddedToken(each, special=True) for each in control])
    markup = ("<call>", "</call>", "<think>", "</think>")
    tokenizer.add_tokens([AddedToken(each, special=False) for each in markup])
    return vocabulary(tokenizer, 300, {"[MARK]["})


def allowed(words: Vocabulary, constraint: Constraint, text: str) -> tuple[bool, bool]:
    """Whether the whole text may be generated, and may then end."""
    grammar = whole_grammar(constraint, words.special)
    assert grammar is not None
    words.check(grammar, constraint)
    matcher = LLMatcher(words.grammatical, grammar)
    tokens = words.tokenize(text, special=False)
    taken = matcher.try_consume_tokens(tokens) == len(tokens)
    return taken, taken and matcher.is_accepting()


def test_control_tokens_say_nothing_unless_a_parser_looks_for_them(words: Vocabulary) -> None:
    assert words.size == 300
    assert words.pieces[256:264] == [
        b"",
        b"[MARK]",
        b"",
        b"<call>",
        b"</call>",
        b"<think>",
        b"</think>",
        b"",
    ]
    assert b"".join(words.pieces[id] for id in words.tokenize("aé", special=False)).decode() == "aé"
    assert words.special["<call>"] == 259
    assert words.detokenize(words.tokenize("a<call>b", special=False)) == "a<call>b"
    assert isinstance(words.grammatical, LLTokenizer)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (True, True)),
        ("some words", (True, True)),
        ("words<call>{ab}</call>", (True, True)),
        ("<call>{ab}</call>more<call>{}</call>", (True, True)),
        ("<call>{ab}</call> {ab} </call>", (True, True)),
        ("words<call>{a", (True, False)),
        ("words<call>[", (False, False)),
        ("words<call>{A", (False, False)),
        ("<think>a <call> in a thought</think>words", (True, True)),
        ("<think>a</think><call>[", (False, False)),
    ],
)
def test_text_is_free_up_to_a_call(
    words: Vocabulary, text: str, expected: tuple[bool, bool]
) -> None:
    assert allowed(words, LAZY, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <call> in a thought", (True, False)),
        ("a thought</think>words<call>{}</call>", (True, True)),
        ("a thought</think><call>[", (False, False)),
    ],
)
def test_the_prompt_may_have_begun_a_thought(
    words: Vocabulary, text: str, expected: tuple[bool, bool]
) -> None:
    assert allowed(words, INSIDE, text) == expected


@pytest.mark.parametrize(
    "constraint",
    [
        Constraint("lark", CALL, triggers=("words",)),
        Constraint("lark", CALL, triggers=("<call>",), before=("",)),
        Constraint("lark", CALL, triggers=("<call>",), outside=("[T]", "[/T]"), begins_inside=True),
    ],
)
def test_what_is_no_token_of_its_own_holds_nothing(
    words: Vocabulary, constraint: Constraint
) -> None:
    assert whole_grammar(constraint, words.special) is None


@pytest.mark.parametrize(
    ("constraint", "right", "wrong"),
    [
        (Constraint("json_schema", {"type": "integer"}), "12", "x"),
        (Constraint("json_object"), '{"a": [1, null]}', "[1"),
        (Constraint("regex", "a/b|cd"), "a/b", "ab"),
        (Constraint("choice", ['say "x"', "no"]), 'say "x"', "nope"),
        (Constraint("gbnf", 'root ::= "x" [0-9]'), "x1", "xy"),
        (Constraint("lark", 'start: "p" | "q"'), "q", "r"),
    ],
    ids=lambda value: value.kind if isinstance(value, Constraint) else "",
)
def test_every_kind_is_one_grammar(
    words: Vocabulary, constraint: Constraint, right: str, wrong: str
) -> None:
    assert allowed(words, constraint, right) == (True, True)
    assert allowed(words, constraint, wrong) == (False, False)


RULES = "\n".join(["start: r0", *(f'r{n}: "a" r{n + 1}' for n in range(3000)), 'r3000: "b"'])
CHAIN = {"$defs": {f"d{n}": {"items": {"$ref": f"#/$defs/d{n + 1}"}} for n in range(3000)}}


@pytest.mark.parametrize(
    "constraint", [Constraint("lark", RULES), Constraint("json_schema", CHAIN)]
)
def test_what_would_overflow_a_stack_is_refused(words: Vocabulary, constraint: Constraint) -> None:
    with pytest.raises(RequestRefused, match="too large"):
        whole_grammar(constraint, words.special)


def test_a_wrong_grammar_is_refused(words: Vocabulary) -> None:
    with pytest.raises(RequestRefused) as refused:
        allowed(words, Constraint("lark", "start: missing"), "")
    assert refused.value.failure.param == "grammar"
