"""The event stream: server-sent events to members' devices, in a process of its own without Django.

`GET /stream?ticket=…` needs a ticket from `GET /api/v1/stream/ticket`, good for two minutes. A device that
comes back sends the last id it saw, by the `Last-Event-ID` header or `last_event_id`, and misses nothing.
Events: `counts` (unread by lane, first of all and after every change), `notification`, `read`, `withdrawn`,
whatever the apps push, `reset` (load anew: too much was missed), `renew` (come back with a new ticket).
"""

import asyncio
import random
import signal
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import FrameType
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from shancha.apps.messaging import wire
from shancha.config import secrets
from shancha.config.database import connection_string
from shancha.config.env import environment
from shancha.stream.hub import Device, Hub, TooManyDevicesError
from shancha.stream.wakeups import listen

HEARTBEAT_SECONDS = 20.0
# A stream ends after about this long, so that a device whose session has ended does not listen for ever.
LIFE_SECONDS = 15 * 60


@dataclass(frozen=True, slots=True)
class StreamSettings:
    """What the process needs to know."""

    dsn: str
    secret: str
    origins: frozenset[str]
    redis_url: str = ""
    heartbeat_seconds: float = HEARTBEAT_SECONDS
    life_seconds: float = LIFE_SECONDS


def settings_from_environment() -> StreamSettings:
    """The settings of a running server: the same environment and keys as the web process."""
    env = environment()
    secret = env.secret_key or secrets.load_or_make(env.data_dir.resolve())["secret_key"]
    return StreamSettings(
        dsn=connection_string(env), secret=secret, origins=_origins(env.base_url), redis_url=env.redis_url
    )


def _origins(base_url: str) -> frozenset[str]:
    """The origins that may read the stream: the site's; on a developer's machine by both its names."""
    parts = urlsplit(base_url)
    hosts = {parts.hostname or ""}
    if hosts & {"127.0.0.1", "localhost"}:
        hosts |= {"127.0.0.1", "localhost"}
    port = f":{parts.port}" if parts.port else ""
    return frozenset(f"{parts.scheme}://{host}{port}" for host in hosts)


def make_application(settings: StreamSettings | None = None) -> Starlette:
    """Builds the ASGI application; settings are read when it starts."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        known = settings or settings_from_environment()
        hub = Hub(known.dsn)
        app.state.settings, app.state.hub = known, hub
        _end_streams_on_signals(hub)
        tasks = [
            asyncio.create_task(hub.run()),
            asyncio.create_task(listen(hub, dsn=known.dsn, redis_url=known.redis_url)),
        ]
        try:
            yield
        finally:
            hub.end_all()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await hub.close()

    routes = [
        Route("/stream", open_stream, methods=["GET"]),
        Route("/healthz", health, methods=["GET"]),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


def _end_streams_on_signals(hub: Hub) -> None:
    """Ends the streams when the server is told to stop, which otherwise waits for them to end by themselves.
    The server's own handling goes on beside this."""
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        previous = signal.getsignal(number)

        def handle(signum: int, frame: FrameType | None, before: object = previous) -> None:
            loop.call_soon_threadsafe(hub.end_all)
            if callable(before):
                before(signum, frame)

        signal.signal(number, handle)


async def health(request: Request) -> Response:
    """The process answers; says how many streams are open."""
    return PlainTextResponse(f"ok {request.app.state.hub.device_count}")


async def open_stream(request: Request) -> Response:
    """Opens a member's stream. 401 for a bad ticket, 429 beyond six streams of one member."""
    settings: StreamSettings = request.app.state.settings
    hub: Hub = request.app.state.hub
    headers = _cors(request, settings)
    try:
        user_id = wire.read_ticket(request.query_params.get("ticket", ""), settings.secret)
    except ValueError:
        return PlainTextResponse("ticket", status_code=401, headers=headers)
    last = request.headers.get("last-event-id") or request.query_params.get("last_event_id", "")
    try:
        device = hub.join(user_id, wire.Cursor.parse(last))
    except TooManyDevicesError:
        return PlainTextResponse("busy", status_code=429, headers={**headers, "Retry-After": "30"})
    headers |= {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_frames(hub, device, settings), media_type="text/event-stream", headers=headers)


async def _frames(hub: Hub, device: Device, settings: StreamSettings) -> AsyncIterator[bytes]:
    loop = asyncio.get_running_loop()
    # Spread out, so that a restart's devices do not all come back in the same second ever after.
    end = loop.time() + settings.life_seconds * random.uniform(0.8, 1.2)  # noqa: S311 - no secret
    try:
        yield b"retry: 3000\n\n"
        while loop.time() < end:
            try:
                frame = await asyncio.wait_for(device.queue.get(), settings.heartbeat_seconds)
            except TimeoutError:
                frame = b": \n\n"
            if frame is None:
                return
            yield frame
        yield b"event: renew\ndata: {}\n\n"
    finally:
        hub.leave(device)


def _cors(request: Request, settings: StreamSettings) -> dict[str, str]:
    origin = request.headers.get("origin", "")
    allowed = {"Access-Control-Allow-Origin": origin} if origin in settings.origins else {}
    return {"Vary": "Origin", **allowed}


application = make_application()
