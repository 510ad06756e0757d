"""A request that is turned down: a status, a code for programs and a sentence for people."""

import re
from collections.abc import Mapping

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from watchfloor.core.error import KnownError


class RefusalError(KnownError):
    def __init__(self, status: int, code: str, message: str, *, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers: dict[str, str] = {}
        if retry_after_s is not None:
            self.headers["Retry-After"] = str(max(0, round(retry_after_s)))
        if status == 401:
            self.headers["WWW-Authenticate"] = "Bearer"


def not_found(what: str) -> RefusalError:
    return RefusalError(404, "NOT_FOUND", f"There is no such {what} here.")


def bad_request(message: str) -> RefusalError:
    return RefusalError(400, "BAD_REQUEST", message)


def answer(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """JSON that no cache keeps."""
    return Response(
        msgspec.json.encode(value),
        status,
        {"Cache-Control": "no-store", **(headers or {})},
        media_type="application/json",
    )


def refuse(refusal: RefusalError) -> Response:
    return answer({"error": refusal.code, "message": refusal.message}, refusal.status, refusal.headers)


async def on_refusal(request: Request, error: Exception) -> Response:
    if not isinstance(error, RefusalError):
        raise error  # it is registered for this class alone
    request.app.state.node.meter.add("watchfloor_refused_total", code=error.code)
    return refuse(error)


async def on_known_error(_: Request, error: Exception) -> Response:
    return refuse(RefusalError(503, "STORE_UNAVAILABLE", str(error), retry_after_s=2))


async def on_http_error(request: Request, error: Exception) -> Response:
    """What the router refuses: unknown paths and methods."""
    status = getattr(error, "status_code", 500)
    if status == 404:
        return refuse(RefusalError(404, "NOT_FOUND", f"There is nothing at {_shown(request.url.path)}."))
    if status == 405:
        message = f"{request.method} is not possible at {_shown(request.url.path)}."
        response = refuse(RefusalError(405, "METHOD_NOT_ALLOWED", message))
        response.headers["Allow"] = ", ".join(sorted(_methods(request)))
        return response
    return refuse(RefusalError(status, "REFUSED", str(getattr(error, "detail", "The request was refused."))))


async def on_bug(_: Request, __: Exception) -> Response:
    return refuse(RefusalError(500, "INTERNAL", "The feed server made a mistake. Its log says more."))


def _methods(request: Request) -> set[str]:
    """Of all routes with this path: the router itself names those of the first alone."""
    found = (route for route in request.app.routes if route.matches(request.scope)[0] is not Match.NONE)
    return {method for route in found for method in route.methods or ()}


def _shown(path: str) -> str:
    return re.sub(r"[^\x21-\x7e]", "?", path)[:200]
