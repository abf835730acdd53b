"""What kind of place a path is, whether an office may be kept there without losing anything, and making it ready.

Evidence for each refusal: ARCHITECTURE.md, "Storage", and the README of tests/share. Mounts: proc_pid_mountinfo(5).
"""

from __future__ import annotations

import ctypes
import logging
import os
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PureWindowsPath

from models.errors import ShareUnavailable
from models.storage import smb_locking
from models.storage.faults import WAITING, primary_code

MOUNT_TABLE = Path("/proc/self/mountinfo")


@dataclass(frozen=True, slots=True)
class Mount:
    """One mount. options: those of the mount and of its file system, a bare word having the value ""."""

    point: str
    filesystem: str
    source: str
    options: Mapping[str, str]


def mounts(table: str) -> list[Mount]:
    """All mounts of the table, in its order; lines that cannot be read are left out."""
    found: list[Mount] = []
    for line in table.splitlines():
        before, separator, after = line.partition(" - ")
        place, system = before.split(" "), after.split(" ")
        if separator and len(place) >= 6 and len(system) >= 2:
            options = {**_options(place[5]), **_options(system[2] if len(system) > 2 else "")}
            found.append(Mount(_plain(place[4]), system[0], _plain(system[1]), options))
    return found


def mount_of(path: str, table: str) -> Mount | None:
    """The mount that holds an absolute path without links: the longest mount point, the later of two equal ones."""
    best: Mount | None = None
    for each in mounts(table):
        inside = path == each.point or path.startswith(each.point.rstrip("/") + "/")
        if inside and (best is None or len(each.point) >= len(best.point)):
            best = each
    return best


def _options(text: str) -> dict[str, str]:
    pairs = (word.partition("=") for word in text.split(",") if word)
    return {name: value for name, _, value in pairs}


def _plain(text: str) -> str:
    """Blanks and the like are written as \\040."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)


_VARIABLES = {
    "OneDrive": "OneDrive",
    "OneDriveCommercial": "OneDrive",
    "OneDriveConsumer": "OneDrive",
    "DROPBOX": "Dropbox",
    "GOOGLE_DRIVE": "Google Drive",
}
_MARKERS = (
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    (".dropbox.cache", "Dropbox"),
    (".sync_*.db", "Nextcloud"),
    ("._sync_*.db", "Nextcloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
    (".stfolder", "Syncthing"),
)
_NAMES = (
    (r"OneDrive( - .+)?", "OneDrive"),
    (r"Dropbox( \(.+\))?", "Dropbox"),
    (r"Nextcloud\d*", "Nextcloud"),
    (r"ownCloud\d*", "ownCloud"),
    (r"Google ?Drive|My Drive|Drive Saya", "Google Drive"),
    (r"iCloud ?Drive", "iCloud"),
    (r"pCloud ?Drive", "pCloud"),
)


def sync_service(path: Path, environment: Mapping[str, str]) -> str:
    """Name of the program that keeps the folder of `path` in a cloud, "" for an ordinary folder. May touch the disk."""
    folders = [path, *path.parents]
    roots = {Path(environment[key]): service for key, service in _VARIABLES.items() if environment.get(key)}
    for folder in folders:
        for found in (roots.get(folder, ""), _by_name(folder.name), *_by_marker(folder)):
            if found:
                return found
    return ""


def _by_name(name: str) -> str:
    return next((service for pattern, service in _NAMES if re.fullmatch(pattern, name, re.IGNORECASE)), "")


def _by_marker(folder: Path) -> Iterator[str]:
    for pattern, service in _MARKERS:
        try:
            if next(folder.glob(pattern), None) is not None:
                yield service
        except OSError:
            return


REMOTE = 4
"""DRIVE_REMOTE of GetDriveTypeW (winbase.h)."""

_LONGEST = 1024


@dataclass(frozen=True, slots=True)
class Drive:
    """One drive. kind: GetDriveTypeW's number; remote: \\\\server\\share or ""; label and filesystem of its volume."""

    kind: int = 0
    remote: str = ""
    label: str = ""
    filesystem: str = ""


def drive_of(letter: str) -> Drive:
    """The drive "Z:"; an unknown one where this is not Windows."""
    if sys.platform != "win32":
        return Drive()
    root = f"{letter}\\"
    kind = int(ctypes.windll.kernel32.GetDriveTypeW(ctypes.c_wchar_p(root)))
    remote = ctypes.create_unicode_buffer(_LONGEST)
    length = ctypes.c_ulong(_LONGEST)
    answer = ctypes.windll.mpr.WNetGetConnectionW(ctypes.c_wchar_p(letter), remote, ctypes.byref(length))
    label, filesystem = ctypes.create_unicode_buffer(_LONGEST), ctypes.create_unicode_buffer(_LONGEST)
    ctypes.windll.kernel32.GetVolumeInformationW(
        ctypes.c_wchar_p(root), label, _LONGEST, None, None, None, filesystem, _LONGEST
    )
    return Drive(kind, remote.value if answer == 0 else "", label.value, filesystem.value)


GOOD_OPTIONS = "vers=3.1.1,cache=strict,actimeo=0,closetimeo=0,nosharesock"
"""Options of mount.cifs with which nothing was lost in the laboratory."""


class PlaceKind(StrEnum):
    """Kinds of places."""

    LOCAL = "local"
    SMB = "smb"  # by Windows
    CIFS = "cifs"  # by Linux
    NFS = "nfs"
    GVFS = "gvfs"
    FUSE = "fuse"
    WEBDAV = "webdav"
    GUEST_FOLDER = "guest_folder"  # of a virtual machine: locks do not reach the host
    OTHER_NETWORK = "other_network"
    SYNC = "sync"


@dataclass(frozen=True, slots=True)
class Place:
    """A looked-at path. mount: mount point, drive or UNC share; source: what is mounted there; options: of the mount
    (Linux); service: name of the program that copies a sync folder."""

    path: str
    kind: PlaceKind
    filesystem: str = ""
    mount: str = ""
    source: str = ""
    options: Mapping[str, str] = field(default_factory=dict[str, str])
    service: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is asked about the machine; tests put their own answers here."""

    windows: bool
    mount_table: str
    environment: Mapping[str, str]
    drive: Callable[[str], Drive]

    @classmethod
    def real(cls) -> Surroundings:
        """This machine."""
        table = MOUNT_TABLE.read_text(encoding="utf-8", errors="surrogateescape") if MOUNT_TABLE.exists() else ""
        return cls(sys.platform == "win32", table, os.environ, drive_of)


_NFS = frozenset({"nfs", "nfs4"})
_GUEST_FOLDERS = frozenset({"vboxsf", "vmhgfs", "prl_fs", "fuse.vmhgfs-fuse"})
_OTHER_NETWORKS = frozenset(
    {"9p", "afs", "ceph", "coda", "fuse.glusterfs", "gfs2", "lustre", "ncpfs", "ocfs2", "orangefs", "virtiofs"}
)
_LOCAL_FUSE = frozenset(
    {"fuse.bindfs", "fuse.cryfs", "fuse.encfs", "fuse.fuse-overlayfs", "fuse.gocryptfs", "fuse.mergerfs", "fuseblk"}
)


def look_at(path: str | Path, surroundings: Surroundings | None = None) -> Place:
    """What kind of place `path` is. It need not exist; never raises for a path that cannot be reached."""
    around = surroundings or Surroundings.real()
    place = _on_windows(str(path), around) if around.windows else _on_linux(Path(path), around)
    if place.kind is not PlaceKind.LOCAL:
        return place
    service = sync_service(Path(path).absolute(), around.environment)
    return Place(place.path, PlaceKind.SYNC, place.filesystem, place.mount, service=service) if service else place


def refusal(place: Place) -> ShareUnavailable | None:
    """Why no office may be kept there, with the remedy among the facts; None where it may."""
    if place.kind is PlaceKind.CIFS:
        return _cifs_refusal(place)
    problems = {
        PlaceKind.GVFS: "gvfs",
        PlaceKind.FUSE: "fuse",
        PlaceKind.WEBDAV: "webdav",
        PlaceKind.GUEST_FOLDER: "guest_folder",
        PlaceKind.SYNC: "sync_folder",
    }
    if place.kind in problems:
        return _refused(place, problems[place.kind])
    if place.kind is PlaceKind.NFS:
        local = place.options.get("local_lock", "none")
        if "nolock" in place.options or local in {"all", "posix"}:
            found = "nolock" if "nolock" in place.options else f"local_lock={local}"
            return _refused(place, "nfs_no_locks", found)
    return None


def caution(place: Place) -> str:
    """A code where the place is accepted without having been proven ("nfs", "other_network"); "" otherwise."""
    return place.kind.value if place.kind in {PlaceKind.NFS, PlaceKind.OTHER_NETWORK} else ""


def _cifs_refusal(place: Place) -> ShareUnavailable | None:
    options = place.options
    for word in ("nobrl", "nolock"):
        if word in options:
            return _refused(place, "cifs_no_byte_locks", word)
    cache = options.get("cache", "strict")
    if cache not in {"strict", "none"}:
        return _refused(place, "cifs_loose_cache", f"cache={cache}")
    # A kernel that was given no equal times names those of files and folders apart.
    ages = ("actimeo",) if "actimeo" in options else ("acregmax", "acdirmax")
    for name in ages:
        if options.get(name, "1") != "0":
            return _refused(place, "cifs_stale_attributes", f"{name}={options.get(name, '1')}")
    if options.get("closetimeo", "0") != "0":  # older kernels do not know it and do not name it
        return _refused(place, "cifs_stale_attributes", f"closetimeo={options['closetimeo']}")
    return None


def _refused(place: Place, problem: str, found: str = "") -> ShareUnavailable:
    facts = {"path": place.path, "mount": place.mount, "found": found, "service": place.service}
    return ShareUnavailable(problem=problem, remedy=GOOD_OPTIONS, **facts)


def _on_linux(path: Path, around: Surroundings) -> Place:
    real = os.path.realpath(path)
    mount = mount_of(real, around.mount_table)
    if re.match(r"/run/user/\d+/gvfs(/|$)", real):
        return Place(real, PlaceKind.GVFS, mount=mount.point if mount else "")
    if mount is None:
        return Place(real, PlaceKind.LOCAL)
    kind = _kind_of(mount.filesystem)
    return Place(real, kind, mount.filesystem, mount.point, mount.source, dict(mount.options))


def _kind_of(filesystem: str) -> PlaceKind:
    if filesystem in {"cifs", "smb3", "smbfs"}:
        return PlaceKind.CIFS
    if filesystem in _NFS:
        return PlaceKind.NFS
    if "gvfs" in filesystem:
        return PlaceKind.GVFS
    if filesystem in _GUEST_FOLDERS:
        return PlaceKind.GUEST_FOLDER
    if filesystem in _OTHER_NETWORKS:
        return PlaceKind.OTHER_NETWORK
    if "davfs" in filesystem:
        return PlaceKind.WEBDAV
    if filesystem.startswith("fuse") and filesystem not in _LOCAL_FUSE:
        return PlaceKind.FUSE
    return PlaceKind.LOCAL


def _on_windows(path: str, around: Surroundings) -> Place:
    text = re.sub(r"^\\\\\?\\(UNC\\)?", lambda found: "\\\\" if found[1] else "", path)
    anchor = PureWindowsPath(text).drive
    if anchor.startswith("\\\\"):
        return Place(path, _network_kind(text), mount=anchor, source=anchor)
    drive = around.drive(anchor) if anchor else Drive()
    if drive.kind == REMOTE or drive.remote:
        return Place(path, _network_kind(drive.remote), drive.filesystem, anchor, drive.remote)
    if drive.label.casefold().startswith("google drive"):
        return Place(path, PlaceKind.SYNC, drive.filesystem, anchor, service="Google Drive")
    return Place(path, PlaceKind.LOCAL, drive.filesystem, anchor)


def _network_kind(address: str) -> PlaceKind:
    """WebDAV wears the clothes of SMB: \\\\server@SSL\\DavWWWRoot."""
    return PlaceKind.WEBDAV if re.search(r"@SSL\b|@\d+\b|\\DavWWWRoot\b", address, re.IGNORECASE) else PlaceKind.SMB


PlaceLook = Callable[[Path], Place]


def make_ready(path: Path, look: PlaceLook = look_at) -> ShareUnavailable | None:
    """To be called before the first connection to the database `path`.

    Raises ShareUnavailable where nothing may be kept there. Answers ShareUnavailable(problem=cifs_locks_refused) where
    it may be read but not written, because SQLite's locks cannot be made to work.
    """
    place = look(path)
    refused = refusal(place)
    if refused is not None:
        raise refused
    if place.kind is not PlaceKind.CIFS:
        return None
    try:
        smb_locking.install()
        smb_locking.prove(path.parent)
    except smb_locking.CannotOverride as error:
        logging.getLogger(__name__).warning("SQLite's locks cannot be mended: %s", error)
    except (sqlite3.Error, OSError) as error:
        if primary_code(error) not in WAITING:
            return None  # read-only, full or gone: the first real write says so
        logging.getLogger(__name__).warning("SQLite's locks do not work: %s", error)
    else:
        return None
    return ShareUnavailable(problem="cifs_locks_refused", path=place.path, mount=place.mount)
