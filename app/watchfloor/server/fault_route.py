"""`/faults`: there only with `--dev`, and only for those who own the server."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from watchfloor.server.access import body_of, identity_of, node_of
from watchfloor.server.fault import Order
from watchfloor.server.refusal import answer


def routes() -> list[Route]:
    return [
        Route("/faults", _begin, methods=["POST"]),
        Route("/faults", _show, methods=["GET"]),
        Route("/faults", _clear, methods=["DELETE"]),
    ]


async def _begin(request: Request) -> Response:
    identity_of(request).require_admin()
    order = await body_of(request, Order)
    node_of(request).faults.begin(order)
    return answer({"faults": node_of(request).faults.shown()}, 201)


async def _show(request: Request) -> Response:
    identity_of(request).require_admin()
    return answer({"faults": node_of(request).faults.shown()})


async def _clear(request: Request) -> Response:
    identity_of(request).require_admin()
    await node_of(request).faults.clear()
    return answer({"faults": []})
