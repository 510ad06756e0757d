"""The web application: routes, and what every request passes on its way to them."""

import time
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from watchfloor import __version__
from watchfloor.core.error import KnownError
from watchfloor.server import fault_route, refusal
from watchfloor.server.access import identity_of, node_of
from watchfloor.server.gate import Gate
from watchfloor.server.house import House
from watchfloor.server.refusal import RefusalError, answer

if TYPE_CHECKING:
    from watchfloor.server.token import TokenChecker


def _checker(house: House) -> "TokenChecker | None":
    if not house.setting.token.asked_for:
        return None
    # The library for tokens is ten megabytes, and a tenth of a second: the demo's server asks for none.
    from watchfloor.server.token import TokenChecker

    return TokenChecker(house.setting.token, now_s=house.node.now_s)


def application(house: House) -> Starlette:
    setting = house.setting
    handlers: dict[Any, Any] = {
        RefusalError: refusal.on_refusal,
        KnownError: refusal.on_known_error,
        HTTPException: refusal.on_http_error,
        Exception: refusal.on_bug,
    }
    systems = (house.strategist, house.strategy, house.map, house.cockpit, house.debate)
    routes = [route for system in systems for route in system.routes()]
    routes += [
        Route("/", _index, methods=["GET"]),
        Route("/healthz", _health, methods=["GET"]),
        Route("/metrics", _metrics, methods=["GET"]),
    ]
    if setting.dev:
        routes += fault_route.routes()
    app = Starlette(routes=routes, exception_handlers=handlers)
    app.router.redirect_slashes = False
    app.state.node = house.node
    app.state.checker = _checker(house)
    if setting.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=setting.cors_origins,
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "Last-Event-ID"],
            expose_headers=["Location", "Retry-After"],
            # For an EventSource that is made `withCredentials`. Nothing here goes by cookies.
            allow_credentials="*" not in setting.cors_origins,
        )
    app.add_middleware(Gate, setting=setting, meter=house.node.meter, clock=time.monotonic)
    return app


async def _index(request: Request) -> Response:
    """What there is, for whoever looks with a browser."""
    identity_of(request)
    routes = [route for route in request.app.routes if isinstance(route, Route)]
    known = sorted((route.path, method) for route in routes for method in (route.methods or ()))
    endpoints = [f"{method} {path}" for path, method in known if method != "HEAD" and path != "/"]
    return answer({"name": "Watchfloor feed server", "version": __version__, "endpoints": endpoints})


async def _health(request: Request) -> Response:
    """Healthy means that the store answers, too."""
    node = node_of(request)
    await node.broker.head("health")
    status = "stopping" if node.is_stopping else "ok"
    return answer(
        {"status": status, "version": __version__, "node": node.name, "connections": len(node.members)},
        503 if node.is_stopping else 200,
    )


async def _metrics(request: Request) -> Response:
    identity_of(request)
    node = node_of(request)
    for member in node.members:
        node.account(member)
    text = node.meter.text([("watchfloor_audiences", float(len(node.audiences)))])
    return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")
