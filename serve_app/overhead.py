"""What the gateway itself costs a request: the header `x-shoal-overhead-ms`."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence

from starlette.responses import Response

from deployments.types import Event, Finished

HEADER = "x-shoal-overhead-ms"


class Overhead:
    """The time since a request came, without what was spent elsewhere, as in the model."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._elsewhere = 0.0
        self._model: dict[int, float] = {}

    @contextlib.contextmanager
    def elsewhere(self) -> Iterator[None]:
        """What happens inside is not the gateway's work."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self._elsewhere += time.perf_counter() - began

    def note(self, request: int, events: Sequence[Event]) -> None:
        """The model's own account of its time; choices and requests run side by side."""
        for event in events:
            if isinstance(event, Finished):
                timings = event.timings
                spent = timings.queued + timings.prefill + timings.decode
                self._model[request] = max(self._model.get(request, 0.0), spent)

    @property
    def seconds(self) -> float:
        model = max(self._model.values(), default=0.0)
        return max(0.0, time.perf_counter() - self._began - self._elsewhere - model)

    def told(self, response: Response) -> Response:
        """The response with the header."""
        response.headers[HEADER] = f"{self.seconds * 1000:.2f}"
        return response
