"""Answers as tests compare them."""

from collections.abc import Iterable

from deployments.chat.segments import Arguments, Segment, Text, Thought


def joined(segments: Iterable[Segment]) -> list[Segment]:
    """The same, however it was cut."""
    whole: list[Segment] = []
    for each in segments:
        last = whole[-1] if whole else None
        if isinstance(each, Text | Thought | Arguments) and type(last) is type(each):
            whole[-1] = type(each)(last.text + each.text)  # type: ignore[union-attr]
        else:
            whole.append(each)
    return whole
