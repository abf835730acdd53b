"""Both ends of one child process: the clerk who serves in it, and the thread that talks to it. No Qt."""

from __future__ import annotations

import contextlib
import importlib
import logging
import pickle
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from desktop.diary import start_log
from desktop.workers.answers import Answer, Crashed, Failed, Ok, Refused
from desktop.workers.service import BoundToOffice, ReportsProgress, Service, Stoppable
from models.errors import OfficeError, ShareUnavailable
from models.office_mark import OfficeMark

log = logging.getLogger(__name__)

READY, PROGRESS, AWAKE = 0, -1, -2
"""Tickets of what a child says by itself: it serves now; how far it is; it runs, and opens its desk next."""


@dataclass(frozen=True, slots=True)
class ServiceOpening:
    """How the child opens its desk: "package.module:function", imported only there, and its picklable arguments.

    log_folder: where the child writes its diary `log_name`, "" for none.
    """

    target: str
    arguments: tuple[object, ...] = ()
    log_folder: str = ""
    log_name: str = "anak"


@dataclass(frozen=True, slots=True)
class RequestMessage:
    """One request on its way. ticket counts from 1. office: the only one that may answer it, None for any."""

    ticket: int
    login: str
    request: object
    office: OfficeMark | None = None


@dataclass(frozen=True, slots=True)
class StopMessage:
    """Nobody wants the answer to that ticket any more."""

    ticket: int


class Channel:
    """The child's end of the pipe: parcels in, answers and progress out, and a wish to stop in between."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ticket = 0
        self._stopped = False

    def next(self) -> RequestMessage:
        """Waits for a parcel. EOFError when the window is gone."""
        while True:
            message: RequestMessage | StopMessage = self._connection.recv()
            if isinstance(message, RequestMessage):
                self._ticket, self._stopped = message.ticket, False
                return message

    def tell(self, ticket: int, answer: Answer) -> None:
        """Sends an answer."""
        self._connection.send_bytes(_packed(ticket, answer))

    def progress(self, value: object) -> None:
        """Says how far the present work is."""
        self.tell(PROGRESS, Ok(value))

    def stopped(self) -> bool:
        """Whether the present work is not wanted any more, or nobody is there to want it."""
        try:
            while not self._stopped and self._connection.poll():
                message = self._connection.recv()
                self._stopped = isinstance(message, StopMessage) and message.ticket == self._ticket
        except (EOFError, OSError):
            self._stopped = True
        return self._stopped


class ServiceHost:
    """Serves inside the child. A desk that cannot be opened, or lost its share, is opened anew for the next request."""

    def __init__(self, opening: ServiceOpening, wire: Channel) -> None:
        module, _, function = opening.target.partition(":")
        self._make: Callable[..., Service] = getattr(importlib.import_module(module), function)
        self._arguments = opening.arguments
        self._wire = wire
        self._desk: Service | None = None

    def open(self) -> Service:
        """The desk, opened if need be; raises what the opening raises."""
        if self._desk is None:
            desk = self._desk = self._make(*self._arguments)
            if isinstance(desk, ReportsProgress):
                desk.report_to(self._wire.progress)
            if isinstance(desk, Stoppable):
                desk.stop_when(self._wire.stopped)
        return self._desk

    def answer(self, parcel: RequestMessage) -> Answer:
        """Never raises: known troubles are Refused, unknown ones Failed with their trace."""
        request = parcel.request
        try:
            desk = self.open()
            if parcel.office is not None and isinstance(desk, BoundToOffice):
                desk.must_be_for(parcel.office, request)
            return Ok(desk.answer(request, parcel.login))
        except ShareUnavailable as error:
            if error.facts.get("problem") != "busy":
                self.close()
            return Refused(error)
        except OfficeError as error:
            return Refused(error)
        except Exception:
            log.exception("Unexpected fault in %s", type(request).__name__)
            return Failed(Crashed(trace=traceback.format_exc(), request=type(request).__name__))

    def close(self) -> None:
        """Close the desk; a desk on a lost share may be unable to."""
        desk, self._desk = self._desk, None
        if desk is not None:
            with contextlib.suppress(Exception):
                desk.close()


def serve(connection: Connection, opening: ServiceOpening) -> None:
    """Main function of the child: answers until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faults = start_log(Path(opening.log_folder), opening.log_name) if opening.log_folder else None
    wire = Channel(connection)
    clerk = ServiceHost(opening, wire)
    with contextlib.suppress(EOFError, OSError):
        wire.tell(AWAKE, Ok())  # a share that hangs while it is opened must not pass for a slow start
        with contextlib.suppress(Exception):
            clerk.open()
        wire.tell(READY, Ok())
        while True:
            parcel = wire.next()
            wire.tell(parcel.ticket, clerk.answer(parcel))
    clerk.close()
    if faults is not None:
        faults.flush()


def _packed(ticket: int, answer: Answer) -> bytes:
    try:
        return pickle.dumps((ticket, answer))
    except Exception:
        kind = type(answer.value).__name__ if isinstance(answer, Ok) else type(answer).__name__
        return pickle.dumps((ticket, Failed(Crashed(trace=traceback.format_exc(), request=kind))))


class ChildProcess:
    """One child process and the thread that talks to it: one parcel out, one answer back.

    `arrived(ticket, answer)` and `ended()` are called in that thread. `before_sending` runs there too, ahead of each
    parcel. No method blocks, not even for a child that hangs in the kernel.
    """

    def __init__(
        self,
        opening: ServiceOpening,
        arrived: Callable[[int, Answer], None],
        ended: Callable[[], None],
        before_sending: Callable[[RequestMessage], None],
    ) -> None:
        self._opening = opening
        self._arrived = arrived
        self._ended = ended
        self._before_sending = before_sending
        self._process: SpawnProcess | None = None
        self._unwanted = self._dismissed = False
        self._outgoing: deque[RequestMessage | StopMessage | None] = deque()
        self._ear, self._mouth = get_context("spawn").Pipe(duplex=False)
        threading.Thread(target=self._run, name="lane", daemon=True).start()

    @property
    def pid(self) -> int:
        """Process id, 0 before it runs."""
        return (self._process.pid or 0) if self._process else 0

    @property
    def alive(self) -> bool:
        """True while the operating system still has it."""
        return self._process is not None and self._process.is_alive()

    def send(self, parcel: RequestMessage) -> None:
        """Hand over one parcel."""
        self._say(parcel)

    def stop(self, ticket: int) -> None:
        """The answer to that parcel is not wanted any more; it comes all the same, sooner."""
        self._say(StopMessage(ticket))

    def dismiss(self) -> None:
        """Let the child finish what it does and leave; nothing is heard of it any more."""
        self._dismissed = True
        self._say(None)

    def kill(self) -> None:
        """End it now."""
        self._unwanted = True
        if self._process is not None:
            self._process.kill()

    def _say(self, parcel: RequestMessage | StopMessage | None) -> None:
        self._outgoing.append(parcel)
        with contextlib.suppress(OSError):
            self._mouth.send_bytes(b"!")

    def _run(self) -> None:
        with contextlib.suppress(EOFError, OSError):
            self._converse()
        self._ear.close()
        if not self._dismissed:
            self._ended()

    def _converse(self) -> None:
        context = get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=serve, args=(there, self._opening), daemon=True)
        process.start()
        there.close()
        self._process = process
        if self._unwanted:
            process.kill()
        with here:
            while True:
                ready = wait([here, self._ear])
                if here in ready:
                    self._arrived(*pickle.loads(here.recv_bytes()))
                if self._ear in ready:
                    self._ear.recv_bytes()
                    parcel = self._outgoing.popleft()
                    if parcel is None:
                        return
                    if isinstance(parcel, StopMessage):
                        here.send(parcel)
                    else:
                        self._carry(here, parcel)

    def _carry(self, here: Connection, parcel: RequestMessage) -> None:
        try:
            packed = pickle.dumps(parcel)
        except Exception:
            name = type(parcel.request).__name__
            self._arrived(parcel.ticket, Failed(Crashed(trace=traceback.format_exc(), request=name)))
            return
        self._before_sending(parcel)
        here.send_bytes(packed)
