"""What kind of place a path is, and whether an office may be kept there without losing anything.

Evidence for each refusal: ARCHITECTURE.md, "Storage", and the README of tests/share.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PureWindowsPath

from models.errors import ShareUnavailable
from models.storage.share_mounts import MOUNT_TABLE, mount_of
from models.storage.share_sync import sync_service
from models.storage.share_windows import REMOTE, Drive, drive_of

GOOD_OPTIONS = "vers=3.1.1,cache=strict,actimeo=0,closetimeo=0,nosharesock"
"""Options of mount.cifs with which nothing was lost in the laboratory."""


class Kind(StrEnum):
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
    kind: Kind
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
    if place.kind is not Kind.LOCAL:
        return place
    service = sync_service(Path(path).absolute(), around.environment)
    return Place(place.path, Kind.SYNC, place.filesystem, place.mount, service=service) if service else place


def refusal(place: Place) -> ShareUnavailable | None:
    """Why no office may be kept there, with the remedy among the facts; None where it may."""
    if place.kind is Kind.CIFS:
        return _cifs_refusal(place)
    problems = {
        Kind.GVFS: "gvfs",
        Kind.FUSE: "fuse",
        Kind.WEBDAV: "webdav",
        Kind.GUEST_FOLDER: "guest_folder",
        Kind.SYNC: "sync_folder",
    }
    if place.kind in problems:
        return _refused(place, problems[place.kind])
    if place.kind is Kind.NFS:
        local = place.options.get("local_lock", "none")
        if "nolock" in place.options or local in {"all", "posix"}:
            found = "nolock" if "nolock" in place.options else f"local_lock={local}"
            return _refused(place, "nfs_no_locks", found)
    return None


def caution(place: Place) -> str:
    """A code where the place is accepted without having been proven ("nfs", "other_network"); "" otherwise."""
    return place.kind.value if place.kind in {Kind.NFS, Kind.OTHER_NETWORK} else ""


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
        return Place(real, Kind.GVFS, mount=mount.point if mount else "")
    if mount is None:
        return Place(real, Kind.LOCAL)
    kind = _kind_of(mount.filesystem)
    return Place(real, kind, mount.filesystem, mount.point, mount.source, dict(mount.options))


def _kind_of(filesystem: str) -> Kind:
    if filesystem in {"cifs", "smb3", "smbfs"}:
        return Kind.CIFS
    if filesystem in _NFS:
        return Kind.NFS
    if "gvfs" in filesystem:
        return Kind.GVFS
    if filesystem in _GUEST_FOLDERS:
        return Kind.GUEST_FOLDER
    if filesystem in _OTHER_NETWORKS:
        return Kind.OTHER_NETWORK
    if "davfs" in filesystem:
        return Kind.WEBDAV
    if filesystem.startswith("fuse") and filesystem not in _LOCAL_FUSE:
        return Kind.FUSE
    return Kind.LOCAL


def _on_windows(path: str, around: Surroundings) -> Place:
    text = re.sub(r"^\\\\\?\\(UNC\\)?", lambda found: "\\\\" if found[1] else "", path)
    anchor = PureWindowsPath(text).drive
    if anchor.startswith("\\\\"):
        return Place(path, _network_kind(text), mount=anchor, source=anchor)
    drive = around.drive(anchor) if anchor else Drive()
    if drive.kind == REMOTE or drive.remote:
        return Place(path, _network_kind(drive.remote), drive.filesystem, anchor, drive.remote)
    if drive.label.casefold().startswith("google drive"):
        return Place(path, Kind.SYNC, drive.filesystem, anchor, service="Google Drive")
    return Place(path, Kind.LOCAL, drive.filesystem, anchor)


def _network_kind(address: str) -> Kind:
    """WebDAV wears the clothes of SMB: \\\\server@SSL\\DavWWWRoot."""
    return Kind.WEBDAV if re.search(r"@SSL\b|@\d+\b|\\DavWWWRoot\b", address, re.IGNORECASE) else Kind.SMB
