"""The templates of real models that llama.cpp's sources bring, where those have been unpacked.

`make bench-engine` does that, into the cache.
"""

import os
from pathlib import Path

import pytest

from deployments.chat.parser import AnswerParser
from deployments.chat.segments import Arguments, CallBegin
from deployments.chat.template import ChatTemplate
from deployments.types import (
    Message,
    Reasoning,
    Request,
    RequestRefused,
    TextPart,
    Tool,
    ToolCall,
)

CACHE = Path(os.environ.get("SHOAL_CACHE_DIR", Path.home() / ".cache" / "shoal"))
TEMPLATES = sorted(CACHE.glob("sdist/*/*/vendor/llama.cpp/models/templates/*.jinja"))
REFUSED = {
    "fireworks-ai-llama-3-firefunction-v2": "'functions' is undefined",
    "google-gemma-2-2b-it": "must alternate",
}
ADD = Tool(
    "add",
    "Add numbers",
    {"type": "object", "properties": {"a": {"type": "number", "description": "one"}}},
)
CALL = ToolCall("call_1", "add", '{"a": 1}')
CHAT = (
    Message("system", (TextPart("Be brief."),)),
    Message("user", (TextPart("Hello there!"),)),
    Message("assistant", tool_calls=(CALL,)),
    Message("tool", (TextPart("one"),), tool_call_id="call_1", name="add"),
    Message("assistant", (TextPart("It is one."),)),
    Message("user", (TextPart("And now?"),)),
)


@pytest.mark.skipif(not TEMPLATES, reason="llama.cpp's sources are not in the cache")
@pytest.mark.parametrize("thinking", [None, False, True])
@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_real_template(path: Path, thinking: bool | None) -> None:
    template = ChatTemplate(path.read_text(), bos_token="<s>", eos_token="</s>")
    reasoning = Reasoning(thinking)
    plain = Request(id="r", messages=CHAT[:2], reasoning=reasoning)
    whole = Request(id="r", messages=CHAT, tools=(ADD,), reasoning=reasoning)
    if path.stem in REFUSED:
        with pytest.raises(RequestRefused, match=REFUSED[path.stem]):
            template.render(whole)
        return
    for request in (plain, whole):
        (text,) = template.render(request).texts
        assert "Hello there!" in text
        assert "Be brief." in text
    if template.format.call is not None:
        parser = AnswerParser(template.format, ("add",))
        said = parser.feed(text[text.rindex("Hello there!") :]) + parser.finish()
        calls = [each for each in said if isinstance(each, CallBegin | Arguments)]
        if "DeepSeek-R1-Distill-Llama" not in path.stem:  # which leaves calls out
            assert calls == [CallBegin("add"), Arguments('{"a": 1}')]
