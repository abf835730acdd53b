"""The charts of the reports page and of the periodic report, by name. Pure."""

from __future__ import annotations

from enum import StrEnum


class Chart(StrEnum):
    """TIMES: length of each step against its standard. ON_TIME: part within the limit. OPEN: open and late projects
    over time. FLOW: the same by step, stacked. THROUGHPUT: entered and ended. ROUNDS: first-pass rate. LOAD: persons.
    """

    TIMES = "times"
    ON_TIME = "on_time"
    OPEN = "open"
    FLOW = "flow"
    THROUGHPUT = "throughput"
    ROUNDS = "rounds"
    LOAD = "load"
