"""`/openapi.json`, and `/docs`, which shows it: Swagger UI, from this server alone.

https://swagger.io/docs/open-source-tools/swagger-ui/usage/configuration/
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from serve_app.json_response import json_response
from serve_app.openapi import document

FILES = ("fastapi_swagger", "resources")
"""A package that has a build of Swagger UI, and where."""
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Shoal</title>
<link rel="icon" href="docs/favicon-32x32.png">
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<noscript>This page needs JavaScript; <a href="openapi.json">openapi.json</a> does not.</noscript>
<div id="page"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script>
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();
SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#page",
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  persistAuthorization: true,
  validatorUrl: null,
});
</script>
</body>
</html>
"""


def routes() -> list[BaseRoute]:
    return [
        Route("/openapi.json", openapi),
        Route("/docs", page),
        Mount("/docs", StaticFiles(packages=[FILES])),
    ]


async def openapi(request: Request) -> Response:
    """Its server is this one, wherever a proxy has put it."""
    root = request.scope.get("root_path", "")
    told = document() | {"servers": [{"url": root or "/"}]}
    return json_response(told)


async def page(request: Request) -> Response:
    return HTMLResponse(PAGE)
