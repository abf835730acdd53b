"""What a worker says by itself, and what its outbox holds: for tests of writes in doubt."""

from __future__ import annotations

from models.office_mark import OfficeMark

HERE = OfficeMark("kami", 1)


class Heard:
    """What a worker said by itself."""

    def __init__(self, worker) -> None:
        self.waiting: list[str] = []
        self.offered: list[str] = []
        self.settled: dict[str, object] = {}
        worker.waiting.connect(lambda request: self.waiting.append(request.operation_id))
        worker.leftover.connect(lambda request: self.offered.append(request.operation_id))
        worker.settled.connect(lambda request, answer: self.settled.__setitem__(request.operation_id, answer))


def ids(outbox) -> list[str]:
    return [kept.request.operation_id for kept in outbox.leftovers()]
