"""What `/openapi.json` says: every route under `/v1`, and what goes in and comes out.

`schemas.py` has the bodies, from the models that validate them; `answers.py` what comes back;
`operations.py` the routes; `document.py` puts them together.
"""

from serve_app.openapi.document import document

__all__ = ["document"]
