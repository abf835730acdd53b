"""A private PostgreSQL server for the tests, from the binaries that the system has, gone when the tests are gone."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path

import psycopg

PUBLIC = tempfile.gettempdir()
"""As it is before the tests get a private one, which the account that PostgreSQL runs as must not enter."""
GUARDED = "dijaga"
"""The one role that must give a password."""
PASSWORD = "sandi uji"
ADMINISTRATOR = "lajur"
LOCALE = ("--encoding=UTF8", "--locale=C.UTF-8")
SETTINGS = """
listen_addresses = '127.0.0.1'
shared_buffers = 32MB
max_wal_size = 256MB
log_min_messages = fatal
"""
ACCESS = f"""
host all {GUARDED} 127.0.0.1/32 scram-sha-256
local all all trust
host all all 127.0.0.1/32 trust
"""
# Stops the server when the tests end in whatever way: then nobody holds the other end of its standard input. It has a
# session of its own, so that Ctrl+C, which ends all programs of a terminal, does not end it before its work.
KEEPER = """
import json, shutil, subprocess, sys
sys.stdin.read()
stop, folder, as_user = sys.argv[1:]
command = [stop, "-D", folder + "/data", "-m", "immediate", "stop"]
subprocess.run(command, **json.loads(as_user), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
shutil.rmtree(folder, ignore_errors=True)
"""


def binaries() -> Path | None:
    """Folder of initdb and pg_ctl, where Debian keeps the newest of them; None where there are none."""
    installed = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if installed:
        return max(installed, key=lambda folder: int(folder.parent.name))
    found = shutil.which("initdb")
    return Path(found).parent if found and shutil.which("pg_ctl") else None


class PostgresServer:
    """One running server with a cluster of its own. `stop` and `start` are for the tests that take it away."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="lajur-pg-", dir=PUBLIC))
        self._as_user: dict[str, object] = _ordinary_user(self._folder)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._initialize()
        command = [sys.executable, "-c", KEEPER, str(programs / "pg_ctl"), str(self._folder), json.dumps(self._as_user)]
        self._keeper = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
        self.start()

    def address(self, database: str, user: str = ADMINISTRATOR, password: str = "") -> str:
        """The address of a database, which need not exist."""
        secret = f":{password}" if password else ""
        return f"postgresql://{user}{secret}@127.0.0.1:{self.port}/{database}"

    def socket_address(self, database: str) -> str:
        """The same over the local socket."""
        return f"postgresql:///{database}?host={self._folder}&port={self.port}&user={ADMINISTRATOR}"

    def create(self, template: str = "template0") -> str:
        """A new database like `template`; its address."""
        name = f"kantor_{uuid.uuid4().hex[:12]}"
        self.run(f'CREATE DATABASE {name} TEMPLATE "{template}"')
        return self.address(name)

    def drop(self, address: str) -> None:
        """Drops a database, also one that is in use."""
        self.run(f"DROP DATABASE IF EXISTS {name_of(address)} WITH (FORCE)")

    def run(self, statement: str, address: str = "") -> None:
        """One statement by the administrator."""
        with psycopg.connect(address or self.address("postgres"), autocommit=True) as connection:
            connection.execute(statement)  # pyright: ignore[reportArgumentType]

    def start(self) -> None:
        """Waits until it answers."""
        options = f"-p {self.port} -k {self._folder}"
        self._call("pg_ctl", "-D", str(self._data), "-w", "-l", str(self._folder / "log"), "-o", options, "start")

    def stop(self, how: str = "immediate") -> None:
        """immediate: like a power cut. fast: clients are sent away."""
        self._call("pg_ctl", "-D", str(self._data), "-w", "-m", how, "stop")

    def close(self) -> None:
        """Stops it and removes all that it kept."""
        self._keeper.communicate()

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _initialize(self) -> None:
        self._call("initdb", "-D", str(self._data), "-U", ADMINISTRATOR, "--auth=trust", "--no-instructions", *LOCALE)
        with (self._data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(SETTINGS)
        (self._data / "pg_hba.conf").write_text(ACCESS, encoding="utf-8")

    def _call(self, program: str, *arguments: str) -> None:
        # To a file: the server would keep a pipe open and the call would never end.
        with (self._folder / "out").open("w+", encoding="utf-8") as told:
            command = [str(self._programs / program), *arguments]
            done = subprocess.run(
                command, cwd=self._folder, stdout=told, stderr=told, check=False, timeout=120, **self._as_user
            )
            told.seek(0)
            assert done.returncode == 0, told.read()


def name_of(address: str) -> str:
    """The database in an address."""
    return address.rpartition("/")[2]


def _ordinary_user(folder: Path) -> dict[str, object]:
    """PostgreSQL refuses to run as root: then the folder is given to another account, which runs it."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("nobody")
    os.chown(folder, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
