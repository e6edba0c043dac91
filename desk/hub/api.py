"""The hub's paths: each reads a request, lets its desk in, asks the core, and answers only what is committed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import FastAPI, Query, Request, Response, Security
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from desk import __version__
from desk.errors import BadEnvironment, DeskError
from desk.hub import back, company, enrolment, feed, keep, openapi
from desk.hub.door import check_signature, let_in, refuse_stranger
from desk.hub.hub import Hub, Member, Refusal
from desk.hub.line import Asked, packed, plain, read_request, refused, unpack
from desk.hub.log import short
from desk.hub.metrics import Metrics
from desk.hub.settings import Settings
from desk.hub.shapes import Common, Enrolling, Lacks, Meeting, Pushing, Returning, Shape
from desk.hub.standing import Standings, check_records
from desk.hub.watch import Watched
from desk.log import describe
from desk.storage.statement import in_bulk
from desk.sync.wire import MOST_PAGE, NO_TOKEN, PREFIX, WIRE, Signed

Told = dict[str, Any]
Place = Annotated[int, Query(ge=0, le=2**63 - 1)]
Token = Annotated[str, Query(pattern="^[0-9a-f]{32}$")]
Limit = Annotated[int, Query(ge=1, le=MOST_PAGE)]
_VERSION = re.compile(r"/v([0-9]+)(?:/|$)")
_SIGNED = [Security(openapi.SIGNED)]


@dataclass(frozen=True)
class House:
    """What every path needs. `limiter` bounds how many requests are worked on at once."""

    hub: Hub
    settings: Settings
    limiter: CapacityLimiter


def make_app(hub: Hub, settings: Settings) -> FastAPI:
    """The whole receiving end over an open hub."""
    app = FastAPI(title="Minsheng hub", version=__version__, docs_url=None, redoc_url=None, redirect_slashes=False)
    house = House(hub, settings, CapacityLimiter(settings.workers))
    metrics = Metrics(Standings(hub).read)
    _add_posts(app, house)
    _add_feed(app, house)
    _add_open(app, hub, metrics)
    app.add_exception_handler(DeskError, _say_error)
    app.add_exception_handler(RequestValidationError, _say_not_understood)
    app.add_exception_handler(HTTPException, _say_http)
    app.add_middleware(Watched, metrics=metrics)
    return app


def _add_posts(app: FastAPI, house: House) -> None:
    _add_post(app, house, "/enrol", Enrolling, None, "Join by a code, or by the certificate of an earlier time")
    _add_post(app, house, "/meet", Meeting, _meet, "Whether hub and desk stand where they stood")
    _add_post(app, house, "/push", Pushing, keep.take_push, "Facts of the desk's own, for a receipt")
    _add_post(app, house, "/common", Common, back.common, "The last place both know")
    _add_post(app, house, "/lacks", Lacks, back.lacks, "Which of these facts the hub lacks")
    _add_post(app, house, "/return", Returning, back.take_back, "Stamped facts the hub has lost")


def _add_post(
    app: FastAPI, house: House, path: str, shape: type[Shape], ask: Callable[..., Told] | None, about: str
) -> None:
    """A path that takes a packed body; without `ask` it is the one for desks that are not enrolled yet."""

    def work(request: Request, asked: Asked) -> Told:
        if ask is not None:
            member = _let_in(house.hub, request, asked)
            return ask(house.hub, member, unpack(asked.body))
        key = bytes.fromhex(_prove(house.hub, request, asked).key)
        return enrolment.enrol(house.hub, key, unpack(asked.body), asked.source)

    async def answer(request: Request) -> Response:
        return await _answer(house, request, work, strangers=ask is None)

    told = openapi.described(about, shape)
    app.add_api_route(PREFIX + path, answer, methods=["POST"], name=path[1:], dependencies=_SIGNED, **told)


def _meet(hub: Hub, member: Member, body: Told) -> Told:
    answer = back.meet(hub, member, body)
    company.note_rules(hub, member, body.get("rules"))
    return answer


def _add_feed(app: FastAPI, house: House) -> None:
    async def page(request: Request, after: Place = 0, token: Token = NO_TOKEN, limit: Limit = MOST_PAGE) -> Response:
        def work(request: Request, asked: Asked) -> Told:
            return feed.page_of(house.hub, _let_in(house.hub, request, asked), after, token, limit)

        return await _answer(house, request, work)

    app.add_api_route(f"{PREFIX}/feed", page, methods=["GET"], name="feed", dependencies=_SIGNED, **openapi.FEED)


def _add_open(app: FastAPI, hub: Hub, metrics: Metrics) -> None:
    """What anybody may ask who gets this far; a proxy in front keeps /metrics to the house."""

    async def healthz() -> Response:
        await run_sync(partial(check_records, hub))
        return plain({"status": "ok", "version": __version__, "wire": WIRE})

    async def numbers(request: Request) -> Response:
        text, media = await run_sync(metrics.render, request.headers.get("accept", ""))
        return Response(text, media_type=media)

    app.add_api_route("/healthz", healthz, methods=["GET"], name="healthz", **openapi.HEALTH)
    app.add_api_route("/healthz", healthz, methods=["HEAD"], include_in_schema=False)
    app.add_api_route("/metrics", numbers, methods=["GET"], name="metrics", **openapi.METRICS)


async def _answer(
    house: House, request: Request, work: Callable[[Request, Asked], Told], *, strangers: bool = False
) -> Response:
    """Reads with patience, then works in one of a few threads. Strangers may send a little; whoever sends much must be
    enrolled before it is read."""

    async def allow(line: str) -> None:
        await run_sync(partial(refuse_stranger, house.hub, line, expected=strangers), limiter=house.limiter)

    def answer() -> Response:
        with in_bulk():
            return packed(work(request, asked))

    asked = await read_request(request, house.settings, allow)
    return await run_sync(answer, limiter=house.limiter)


def _prove(hub: Hub, request: Request, asked: Asked) -> Signed:
    signed = check_signature(hub, asked)
    request.state.desk = short(signed.key)
    return signed


def _let_in(hub: Hub, request: Request, asked: Asked) -> Member:
    return let_in(hub, _prove(hub, request, asked))


async def _say_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, DeskError)
    request.state.code = error.code
    if isinstance(error, BadEnvironment):
        request.state.error = describe(error)
    return refused(error)


async def _say_not_understood(request: Request, _error: Exception) -> Response:
    return await _say_error(request, Refusal(400, "not_understood"))


async def _say_http(request: Request, error: Exception) -> Response:
    """A path or a method that is not there; of another version of the wire it is told which are spoken here."""
    assert isinstance(error, HTTPException)
    version = _VERSION.match(request.url.path)
    if version is not None and version[1] != str(WIRE):
        return await _say_error(request, Refusal(426, "version_unknown", speaks=[WIRE]))
    named = {404: "not_found", 405: "method_wrong"}.get(error.status_code, "not_understood")
    answer = await _say_error(request, Refusal(error.status_code, named))
    answer.headers.update(error.headers or {})
    return answer
