"""Who listens, and what each has still to hear. One task reads for all of them in one statement."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID

import orjson
import psycopg
import structlog

from shancha.apps.messaging import wire

log = structlog.get_logger("shancha.stream")

MAX_DEVICES_OF_A_USER = 6
MAX_DEVICES = 5_000
_QUEUE_SIZE = 200
_Event = tuple[int, int, str, str]
_EventRow = tuple[int, int, int, str, str]
# Wake-ups within this time share one read.
_GATHER_SECONDS = 0.005
_BATCH = 200


class TooManyDevicesError(Exception):
    """The member, or this process, holds as many streams open as are allowed."""


@dataclass(slots=True, eq=False)
class Device:
    """One open stream. `queue` holds frames to send; None in it ends the stream."""

    user_id: UUID
    cursor: wire.Cursor
    queue: "asyncio.Queue[bytes | None]" = field(default_factory=lambda: asyncio.Queue(_QUEUE_SIZE))
    is_greeted: bool = False

    def send(self, frame: bytes | None) -> bool:
        """Queues a frame; False when the device is too slow to keep up."""
        try:
            self.queue.put_nowait(frame)
        except asyncio.QueueFull:
            return False
        return True


@dataclass(slots=True, frozen=True)
class _Reading:
    """What one read of the database brought."""

    horizon: int
    newest: int
    events: dict[int, list[_Event]]
    counts: dict[UUID, tuple[int, ...]]


class Hub:
    """The open streams of this process and the task that feeds them."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._devices: dict[UUID, list[Device]] = defaultdict(list)
        self._waiting: set[Device] = set()
        self._woken = asyncio.Event()
        self._connection: psycopg.AsyncConnection[tuple[object, ...]] | None = None
        self._is_ending = False
        self.device_count = 0

    def join(self, user_id: UUID, cursor: wire.Cursor) -> Device:
        """Adds a stream; what its cursor asks for comes first. Raises TooManyDevicesError."""
        if (
            self._is_ending
            or self.device_count >= MAX_DEVICES
            or len(self._devices[user_id]) >= MAX_DEVICES_OF_A_USER
        ):
            raise TooManyDevicesError
        device = Device(user_id, cursor)
        self._devices[user_id].append(device)
        self.device_count += 1
        self._wake([device])
        return device

    def leave(self, device: Device) -> None:
        """Forgets a stream; a second time does nothing."""
        devices = self._devices.get(device.user_id, [])
        if device in devices:
            devices.remove(device)
            self.device_count -= 1
        if not devices:
            self._devices.pop(device.user_id, None)
        self._waiting.discard(device)

    def wake_users(self, names: str) -> None:
        """Notes that these members (ids in hex, by commas) have news."""
        for name in names.split(","):
            try:
                user_id = UUID(hex=name)
            except ValueError:
                continue
            self._wake(self._devices.get(user_id, ()))

    def wake_all(self) -> None:
        """Looks for everybody's news: wake-ups may have been missed."""
        for devices in self._devices.values():
            self._wake(devices)

    def end_all(self) -> None:
        """Ends every stream, for good: the process is stopping. Clients come back by themselves."""
        self._is_ending = True
        for devices in self._devices.values():
            for device in devices:
                device.send(None)

    def _wake(self, devices: Iterable[Device]) -> None:
        self._waiting.update(devices)
        if self._waiting:
            self._woken.set()

    async def run(self) -> None:
        """Feeds the streams until cancelled; outlives every loss of the database."""
        pause = 0.2
        while True:
            await self._woken.wait()
            await asyncio.sleep(_GATHER_SECONDS)
            batch = list(self._waiting)[:_BATCH]
            try:
                reading = await self._read(batch)
            except (psycopg.Error, OSError) as error:
                log.warning("read_failed", error=str(error))
                await self._drop_connection()
                await asyncio.sleep(pause)
                pause = min(pause * 2, 5)
                continue
            pause = 0.2
            for number, device in enumerate(batch):
                self._feed(device, number, reading)

    async def _read(self, batch: list[Device]) -> _Reading:
        # Taken off before the read, so that news which come during it wake the device again.
        self._waiting.difference_update(batch)
        if not self._waiting:
            self._woken.clear()
        try:
            return await self._query(batch)
        except BaseException:
            self._wake(batch)
            raise

    async def _query(self, batch: list[Device]) -> _Reading:
        connection = await self._connect()
        # The horizon first: everything before it is visible to the reads that follow.
        horizon, newest = await self._fetch_one(connection, wire.READ_HORIZON)
        fresh = [not device.cursor.horizon for device in batch]
        for device, is_fresh in zip(batch, fresh, strict=True):
            if is_fresh:
                device.cursor.advance(horizon)
        numbers = list(range(len(batch)))
        users = [device.user_id for device in batch]
        horizons = [device.cursor.horizon for device in batch]
        rows = cast(
            "AsyncIterator[_EventRow]", await connection.execute(wire.READ_EVENTS, [numbers, users, horizons])
        )
        events: dict[int, list[_Event]] = defaultdict(list)
        async for number, event_id, transaction_id, kind, payload in rows:
            if fresh[number]:
                # "From now on" begins behind what is there, also where the horizon lags.
                batch[number].cursor.delivered[event_id] = transaction_id
            else:
                events[number].append((event_id, transaction_id, kind, payload))
        count_rows = await connection.execute(wire.COUNT_UNREAD, [list(set(users))])
        counts = {row[0]: tuple(row[1:]) async for row in count_rows}
        return _Reading(horizon, newest, events, counts)  # type: ignore[arg-type]

    def _feed(self, device: Device, number: int, reading: _Reading) -> None:
        cursor = device.cursor
        frames: list[bytes] = []
        if cursor.is_lost(reading.newest):
            seen = {event[0]: event[1] for event in reading.events.get(number, ())}
            device.cursor = cursor = wire.Cursor(reading.horizon, delivered=seen)
            frames.append(_frame("reset", b"{}"))
        else:
            for event_id, transaction_id, kind, payload in reading.events.get(number, ()):
                is_new = event_id not in cursor.delivered
                # Also for known ones: a cursor that came back names ids without their transactions, and an
                # id forgotten too early would come twice.
                cursor.delivered[event_id] = transaction_id
                if is_new:
                    frames.append(_frame(kind, payload.encode(), cursor))
        if not frames and device.is_greeted:
            cursor.advance(reading.horizon)
            return
        device.is_greeted = True
        cursor.advance(reading.horizon)
        counts = dict(zip(wire.LANES, reading.counts.get(device.user_id, ()), strict=False))
        frames.append(_frame("counts", orjson.dumps({**counts, "total": sum(counts.values())}), cursor))
        for frame in frames:
            if not device.send(frame):
                self._end_slow(device)
                return

    def _end_slow(self, device: Device) -> None:
        """A device that does not read loses its stream, and resumes by its cursor when it can."""
        while not device.queue.empty():
            device.queue.get_nowait()
        device.send(None)
        self.leave(device)

    async def _connect(self) -> "psycopg.AsyncConnection[tuple[object, ...]]":
        if self._connection is None or self._connection.closed:
            self._connection = await psycopg.AsyncConnection.connect(
                self._dsn, autocommit=True, application_name="shancha-stream", connect_timeout=5
            )
        return self._connection

    async def _drop_connection(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

    async def close(self) -> None:
        """Gives the connection back."""
        await self._drop_connection()

    @staticmethod
    async def _fetch_one(
        connection: "psycopg.AsyncConnection[tuple[object, ...]]", statement: str
    ) -> tuple[int, int]:
        row = await (await connection.execute(statement)).fetchone()
        assert row is not None
        return row[0], row[1]  # type: ignore[return-value]


def _frame(kind: str, data: bytes, cursor: wire.Cursor | None = None) -> bytes:
    """One server-sent event."""
    identity = f"id: {cursor}\n" if cursor is not None else ""
    return f"{identity}event: {kind}\ndata: ".encode() + data.replace(b"\n", b" ") + b"\n\n"
