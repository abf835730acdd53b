"""Two closed networks in a namespace of their own: one for the share, which can be cut, one for control."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from tests.share.lab.processes import Process, call, succeeds, wait_for

SERVER = "10.77.0.1"
_CONTROL = "10.78.0.1"
_BRIDGES = (("share", SERVER, "02:77:00:00:00:01"), ("control", _CONTROL, "02:78:00:00:00:01"))
"""The host's two cards. A bridge left to itself takes the number of a cable, and hears that one even when it is cut."""


def share_address(w: int) -> str:
    """Address of workstation w on the network of the share."""
    return f"10.77.0.{10 + w}"


def control_address(w: int) -> str:
    """Address of workstation w on the network that is never cut and never slowed."""
    return f"10.78.0.{10 + w}"


def socket_of(cable: str) -> str:
    """The end of a cable that a workstation plugs into."""
    return f"{cable}-pc"


class Network:
    """The namespace `name` and what is in it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.file = Path("/run/netns") / name

    def make(self) -> None:
        """Builds it; what is there already stays."""
        if not self.file.exists():
            call("ip", "netns", "add", self.name)
        self._ip("link", "set", "lo", "up")
        for bridge, address, card in _BRIDGES:
            if not self._has(bridge):
                self._ip("link", "add", bridge, "address", card, "type", "bridge")
                self._ip("addr", "add", f"{address}/24", "dev", bridge)
            self._ip("link", "set", bridge, "up")

    def make_cables(self, w: int) -> None:
        """The two cables of a workstation, each from a switch to a socket.

        A pair of veth, not a tap: a tap signals a message before it can be read, and the kernel of a workstation on
        another processor then sleeps until the next one (seen as 0.2 s, a retransmission, once in some 300 messages).
        """
        for cable, bridge in ((f"s{w}", "share"), (f"c{w}", "control")):
            if not self._has(cable):
                self._ip("link", "add", cable, "type", "veth", "peer", "name", socket_of(cable))
                for end in (cable, socket_of(cable)):  # the host itself answers at the bridge only
                    self._ip("link", "set", end, "arp", "off")
                self._ip("link", "set", cable, "master", bridge)
            self._ip("link", "set", socket_of(cable), "up")
            self._ip("link", "set", cable, "up")

    def cut(self, w: int) -> None:
        """Takes the cable out of the switch: no message reaches either side."""
        self._ip("link", "set", f"s{w}", "nomaster")

    def restore(self, w: int) -> None:
        """Puts it back."""
        self._ip("link", "set", f"s{w}", "master", "share")

    def is_cut(self, w: int) -> bool:
        """Whether the cable of the share is out."""
        return "master share" not in self._ip("link", "show", f"s{w}")

    def inside(self, *argv: object) -> tuple[object, ...]:
        """A command line that runs in the namespace."""
        return ("nsenter", f"--net={self.file}", "--", *argv)

    def listens(self, port: int) -> bool:
        """Whether somebody listens on that port of the server's address."""
        found = call(*self.inside("ss", "-Hltn", f"sport = :{port}"))
        return f"{SERVER}:{port}" in found

    def connect(self, address: str, port: int, seconds: float) -> socket.socket:
        """A connection inside the namespace; only this thread visits it, and only for a moment."""
        home = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
        there = os.open(self.file, os.O_RDONLY)
        try:
            os.setns(there, os.CLONE_NEWNET)
            try:
                made = socket.socket()
            finally:
                os.setns(home, os.CLONE_NEWNET)
        finally:
            os.close(there)
            os.close(home)
        made.settimeout(seconds)
        try:
            made.connect((address, port))
        except OSError:
            made.close()
            raise
        return made

    def remove(self) -> None:
        """Ends whatever still runs inside, all of it ours, and takes the namespace away."""
        if not self.file.exists():
            return
        left = [Process.of(int(pid)) for pid in call("ip", "netns", "pids", self.name).split()]
        for each in left:
            each.send(9)
        wait_for("the last processes of the laboratory end", lambda: not any(each.alive for each in left), 10)
        call("ip", "netns", "del", self.name)

    def _has(self, link: str) -> bool:
        return succeeds("ip", "-n", self.name, "link", "show", link)

    def _ip(self, *argv: str) -> str:
        return call("ip", "-n", self.name, *argv)
