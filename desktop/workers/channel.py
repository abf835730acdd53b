"""Both ends of one child process: the host that serves in it, and the thread that talks to it. No Qt."""

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
"""Tickets of what a child says by itself: it serves now; how far its work is; it runs, and opens its service next."""


@dataclass(frozen=True, slots=True)
class ServiceOpening:
    """How the child opens its service: "package.module:function", imported only there, and its picklable arguments.

    log_folder: where the child writes its diary `log_name`, "" for none.
    """

    target: str
    arguments: tuple[object, ...] = ()
    log_folder: str = ""
    log_name: str = "anak"


@dataclass(frozen=True, slots=True)
class RequestMessage:
    """One request on its way to the child. ticket: from 1 up. office: the only one that may answer it, None for any."""

    ticket: int
    login: str
    request: object
    office: OfficeMark | None = None


@dataclass(frozen=True, slots=True)
class StopMessage:
    """Nobody wants the answer to the request of that ticket any more."""

    ticket: int


class Channel:
    """The child's end of the pipe: requests in, answers and progress out, and the wish to stop in between."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ticket = 0
        self._stopped = False

    def next(self) -> RequestMessage:
        """Wait for the next request. EOFError when the window's process is gone."""
        while True:
            message: RequestMessage | StopMessage = self._connection.recv()
            if isinstance(message, RequestMessage):
                self._ticket, self._stopped = message.ticket, False
                return message

    def tell(self, ticket: int, answer: Answer) -> None:
        """Send the answer to the request of that ticket."""
        self._connection.send_bytes(_packed(ticket, answer))

    def progress(self, value: object) -> None:
        """Tell how far the present work is."""
        self.tell(PROGRESS, Ok(value))

    def stopped(self) -> bool:
        """Whether the present work is not wanted any more, or the window's process is gone. Returns at once."""
        try:
            while not self._stopped and self._connection.poll():
                message = self._connection.recv()
                self._stopped = isinstance(message, StopMessage) and message.ticket == self._ticket
        except (EOFError, OSError):
            self._stopped = True
        return self._stopped


class ServiceHost:
    """Answers inside the child. A service that cannot be opened, or lost its share, is opened anew for the next one."""

    def __init__(self, opening: ServiceOpening, channel: Channel) -> None:
        module, _, function = opening.target.partition(":")
        self._open_service: Callable[..., Service] = getattr(importlib.import_module(module), function)
        self._arguments = opening.arguments
        self._channel = channel
        self._service: Service | None = None

    def open(self) -> Service:
        """The service, opened if need be; raises what the opening raises."""
        if self._service is None:
            service = self._service = self._open_service(*self._arguments)
            if isinstance(service, ReportsProgress):
                service.report_to(self._channel.progress)
            if isinstance(service, Stoppable):
                service.stop_when(self._channel.stopped)
        return self._service

    def answer(self, message: RequestMessage) -> Answer:
        """Never raises: known troubles are Refused, unknown ones Failed with their trace."""
        request = message.request
        try:
            service = self.open()
            if message.office is not None and isinstance(service, BoundToOffice):
                service.must_be_for(message.office, request)
            return Ok(service.answer(request, message.login))
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
        """Close the service, if it is open; one on a lost share may be unable to."""
        service, self._service = self._service, None
        if service is not None:
            with contextlib.suppress(Exception):
                service.close()


def serve(connection: Connection, opening: ServiceOpening) -> None:
    """Main function of the child: answers until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faults = start_log(Path(opening.log_folder), opening.log_name) if opening.log_folder else None
    channel = Channel(connection)
    host = ServiceHost(opening, channel)
    with contextlib.suppress(EOFError, OSError):
        channel.tell(AWAKE, Ok())  # a share that hangs while it is opened must not pass for a slow start
        with contextlib.suppress(Exception):
            host.open()
        channel.tell(READY, Ok())
        while True:
            message = channel.next()
            channel.tell(message.ticket, host.answer(message))
    host.close()
    if faults is not None:
        faults.flush()


def _packed(ticket: int, answer: Answer) -> bytes:
    try:
        return pickle.dumps((ticket, answer))
    except Exception:
        kind = type(answer.value).__name__ if isinstance(answer, Ok) else type(answer).__name__
        return pickle.dumps((ticket, Failed(Crashed(trace=traceback.format_exc(), request=kind))))


class ChildProcess:
    """One child process and the thread that talks to it: one request out, one answer back.

    `arrived(ticket, answer)` and `ended()` are called in that thread. `before_sending` runs there too, ahead of each
    request. No method blocks, not even for a child that hangs in the kernel.
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
        self._wake_reader, self._wake_writer = get_context("spawn").Pipe(duplex=False)
        threading.Thread(target=self._run, name="worker", daemon=True).start()

    @property
    def pid(self) -> int:
        """Process id, 0 before it runs."""
        return (self._process.pid or 0) if self._process else 0

    @property
    def alive(self) -> bool:
        """True while the operating system still has it."""
        return self._process is not None and self._process.is_alive()

    def send(self, message: RequestMessage) -> None:
        """Hand over one request."""
        self._post(message)

    def stop(self, ticket: int) -> None:
        """The answer to that request is not wanted any more; one comes all the same, sooner."""
        self._post(StopMessage(ticket))

    def dismiss(self) -> None:
        """Let the child finish what it does and leave; nothing is heard of it any more."""
        self._dismissed = True
        self._post(None)

    def kill(self) -> None:
        """End it now."""
        self._unwanted = True
        if self._process is not None:
            self._process.kill()

    def _post(self, message: RequestMessage | StopMessage | None) -> None:
        self._outgoing.append(message)
        with contextlib.suppress(OSError):
            self._wake_writer.send_bytes(b"!")

    def _run(self) -> None:
        with contextlib.suppress(EOFError, OSError):
            self._converse()
        self._wake_reader.close()
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
                ready = wait([here, self._wake_reader])
                if here in ready:
                    self._arrived(*pickle.loads(here.recv_bytes()))
                if self._wake_reader in ready:
                    self._wake_reader.recv_bytes()
                    message = self._outgoing.popleft()
                    if message is None:
                        return
                    if isinstance(message, StopMessage):
                        here.send(message)
                    else:
                        self._send_request(here, message)

    def _send_request(self, here: Connection, message: RequestMessage) -> None:
        try:
            packed = pickle.dumps(message)
        except Exception:
            name = type(message.request).__name__
            self._arrived(message.ticket, Failed(Crashed(trace=traceback.format_exc(), request=name)))
            return
        self._before_sending(message)
        here.send_bytes(packed)
