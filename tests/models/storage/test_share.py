"""Places of every kind: which are taken, which are refused, and the remedy that goes with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from models.administration.create_office import create_office
from models.errors import ShareUnavailable
from models.requests import AddMember
from models.storage.database import open_office
from models.storage.share import Drive, Place, PlaceKind, Surroundings, caution, look_at, mount_of, mounts, refusal
from tests.models.office import SOP, START, Office
from views.words.trouble_words import TroubleWords
from views.words.words import Words

GOOD = "rw,vers=3.1.1,cache=strict,username=lajur,actimeo=0,closetimeo=0"
TABLE = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/root rw
30 22 0:30 / /srv/kantor rw,relatime shared:9 - cifs //server/data {options}
31 30 0:31 / /srv/kantor/dalam\\040arsip rw - ext4 /dev/sdb1 rw
32 22 0:32 / /srv/nfs rw - nfs4 server:/data rw,vers=4.2{nfs}
33 22 0:33 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
34 22 0:34 / /srv/rclone rw - fuse.rclone cloud: rw
35 22 0:35 / /srv/ntfs rw - fuseblk /dev/sdc1 rw
36 22 0:36 / /srv/vm rw - vboxsf data rw
37 22 0:37 / /srv/ceph rw - ceph mon:/ rw
38 22 0:38 / /srv/web rw - fuse.davfs https://awan rw
broken line
"""


def linux(options: str = GOOD, nfs: str = "", environment: Mapping[str, str] | None = None) -> Surroundings:
    table = TABLE.format(options=options, nfs=nfs)
    return Surroundings(False, table, environment or {}, lambda _: Drive())


def windows(drive: Drive, environment: Mapping[str, str] | None = None) -> Surroundings:
    return Surroundings(True, "", environment or {}, lambda _: drive)


def problem(place: Place) -> str:
    refused = refusal(place)
    return "" if refused is None else str(refused.facts["problem"])


def test_the_longest_mount_point_holds_the_path_and_the_later_of_two_covers_the_earlier():
    table = TABLE.format(options=GOOD, nfs="") + "40 22 0:40 / /srv/kantor rw - tmpfs none rw\n"
    covering = mount_of("/srv/kantor/lajur.db", table)
    inner = mount_of("/srv/kantor/dalam arsip/lajur.db", table)
    neighbour = mount_of("/srv/kantorlain/lajur.db", table)
    assert covering
    assert covering.filesystem == "tmpfs"
    assert inner
    assert (inner.filesystem, inner.point) == ("ext4", "/srv/kantor/dalam arsip")
    assert neighbour
    assert neighbour.point == "/"


def test_a_table_that_makes_no_sense_names_no_mount():
    assert mounts("\n- \n1 2 3 - ext4 x\n 22 1 254:0 / - \n") == []
    assert mount_of("/srv", "") is None
    assert look_at("/srv", Surroundings(False, "", {}, lambda _: Drive())).kind is PlaceKind.LOCAL


@pytest.mark.parametrize(
    ("path", "expected", "why"),
    [
        ("/srv/kantor/lajur.db", PlaceKind.CIFS, ""),
        ("/srv/kantor/dalam arsip/lajur.db", PlaceKind.LOCAL, ""),
        ("/srv/nfs/lajur.db", PlaceKind.NFS, ""),
        ("/run/user/1000/gvfs/smb-share:server=a,share=b/lajur.db", PlaceKind.GVFS, "gvfs"),
        ("/srv/rclone/lajur.db", PlaceKind.FUSE, "fuse"),
        ("/srv/ntfs/lajur.db", PlaceKind.LOCAL, ""),
        ("/srv/vm/lajur.db", PlaceKind.GUEST_FOLDER, "guest_folder"),
        ("/srv/ceph/lajur.db", PlaceKind.OTHER_NETWORK, ""),
        ("/srv/web/lajur.db", PlaceKind.WEBDAV, "webdav"),
    ],
)
def test_each_kind_of_mount_is_told_apart(path: str, expected: PlaceKind, why: str):
    place = look_at(path, linux())
    assert (place.kind, problem(place)) == (expected, why)


@pytest.mark.parametrize(
    ("options", "why", "found"),
    [
        (GOOD, "", ""),
        (GOOD.replace("strict", "none"), "", ""),
        (GOOD.replace(",closetimeo=0", ""), "", ""),
        (GOOD.replace("actimeo=0", "acregmax=0,acdirmax=0"), "", ""),
        (GOOD + ",nobrl", "cifs_no_byte_locks", "nobrl"),
        (GOOD + ",nolock", "cifs_no_byte_locks", "nolock"),
        (GOOD.replace("actimeo=0", "actimeo=1"), "cifs_stale_attributes", "actimeo=1"),
        (GOOD.replace("actimeo=0,", ""), "cifs_stale_attributes", "acregmax=1"),
        (GOOD.replace("actimeo=0", "acregmax=0,acdirmax=30"), "cifs_stale_attributes", "acdirmax=30"),
        (GOOD.replace("closetimeo=0", "closetimeo=1"), "cifs_stale_attributes", "closetimeo=1"),
        (GOOD.replace("strict", "loose"), "cifs_loose_cache", "cache=loose"),
        (GOOD.replace("strict", "singleclient"), "cifs_loose_cache", "cache=singleclient"),
    ],
)
def test_a_cifs_mount_is_taken_only_when_it_locks_and_remembers_nothing(options: str, why: str, found: str):
    place = look_at("/srv/kantor/lajur.db", linux(options))
    refused = refusal(place)
    assert problem(place) == why
    assert refused is None or refused.facts["found"] == found


@pytest.mark.parametrize("nfs", [",nolock", ",local_lock=all", ",local_lock=posix"])
def test_nfs_without_locks_is_refused_and_with_locks_taken_with_caution(nfs: str):
    assert problem(look_at("/srv/nfs/lajur.db", linux(nfs=nfs))) == "nfs_no_locks"
    taken = look_at("/srv/nfs/lajur.db", linux(nfs=",local_lock=none"))
    assert (problem(taken), caution(taken)) == ("", "nfs")
    assert caution(look_at("/srv/kantor/lajur.db", linux())) == ""


@pytest.mark.parametrize(
    ("path", "drive", "expected", "mount"),
    [
        ("C:\\Data\\lajur.db", Drive(kind=3, filesystem="NTFS"), PlaceKind.LOCAL, "C:"),
        ("Z:\\Lajur\\lajur.db", Drive(kind=4, remote="\\\\server\\data"), PlaceKind.SMB, "Z:"),
        ("Z:\\Lajur\\lajur.db", Drive(kind=4), PlaceKind.SMB, "Z:"),
        ("\\\\server\\data\\lajur.db", Drive(), PlaceKind.SMB, "\\\\server\\data"),
        ("\\\\?\\UNC\\server\\data\\lajur.db", Drive(), PlaceKind.SMB, "\\\\server\\data"),
        ("\\\\?\\Z:\\lajur.db", Drive(kind=4), PlaceKind.SMB, "Z:"),
        ("//server/data/lajur.db", Drive(), PlaceKind.SMB, "\\\\server\\data"),
        ("\\\\awan@SSL\\DavWWWRoot\\lajur.db", Drive(), PlaceKind.WEBDAV, "\\\\awan@SSL\\DavWWWRoot"),
        ("W:\\lajur.db", Drive(kind=4, remote="\\\\awan@SSL\\berkas"), PlaceKind.WEBDAV, "W:"),
        ("G:\\lajur.db", Drive(kind=3, label="Google Drive", filesystem="FAT32"), PlaceKind.SYNC, "G:"),
        ("lajur.db", Drive(), PlaceKind.LOCAL, ""),
    ],
)
def test_windows_drives_and_addresses_are_told_apart(path: str, drive: Drive, expected: PlaceKind, mount: str):
    place = look_at(path, windows(drive))
    assert (place.kind, place.mount) == (expected, mount)


@pytest.mark.parametrize(
    ("folder", "marker", "service"),
    [
        ("OneDrive - BPS Provinsi Bengkulu", "", "OneDrive"),
        ("Dropbox (Kantor)", "", "Dropbox"),
        ("Nextcloud", "", "Nextcloud"),
        ("Google Drive", "", "Google Drive"),
        ("Awan", ".sync_4f0c.db", "Nextcloud"),
        ("Awan", ".dropbox.cache", "Dropbox"),
        ("Awan", ".tmp.drivedownload", "Google Drive"),
        ("Awan", ".stfolder", "Syncthing"),
        ("Arsip Dropbox lama", "", ""),
        ("Awan", "catatan.db", ""),
    ],
)
def test_a_folder_that_a_cloud_copies_is_known_by_name_or_marker(
    tmp_path: Path, folder: str, marker: str, service: str
):
    inside = tmp_path / folder / "Lajur"
    inside.mkdir(parents=True)
    if marker:
        (tmp_path / folder / marker).touch()
    place = look_at(inside / "lajur.db", linux())
    assert (place.service, problem(place)) == (service, "sync_folder" if service else "")


def test_a_onedrive_of_any_name_is_known_by_the_environment(tmp_path: Path):
    around = linux(environment={"OneDriveCommercial": str(tmp_path)})
    assert look_at(tmp_path / "a" / "lajur.db", around).service == "OneDrive"
    assert look_at(tmp_path.parent / "lajur.db", around).service == ""


def test_this_machine_answers_for_its_own_disk(tmp_path: Path):
    place = look_at(tmp_path / "lajur.db")
    assert refusal(place) is None
    assert place.path == str((tmp_path / "lajur.db").resolve())


def test_an_office_on_a_wrong_mount_is_neither_opened_nor_made(office: Office, tmp_path: Path):
    def look(path: Path) -> Place:
        return look_at(f"/srv/kantor/{path.name}", linux(GOOD + ",nobrl"))

    with pytest.raises(ShareUnavailable) as opening:
        open_office(office.place, look=look)
    first = AddMember(operation_id="", login="tono", name="Tono Santoso", roles=())
    with pytest.raises(ShareUnavailable):
        create_office(tmp_path / "baru.db", sop=SOP, now=START, first=first, look=look)
    assert not list(tmp_path.glob("*baru*"))
    sentence = TroubleWords(Words(), None).sentence(opening.value)
    assert "nobrl" in sentence
    assert "vers=3.1.1,cache=strict,actimeo=0,closetimeo=0,nosharesock" in sentence


@pytest.mark.parametrize(
    "refused_kind",
    [
        PlaceKind.CIFS,
        PlaceKind.NFS,
        PlaceKind.GVFS,
        PlaceKind.FUSE,
        PlaceKind.WEBDAV,
        PlaceKind.GUEST_FOLDER,
        PlaceKind.SYNC,
    ],
)
def test_every_refusal_is_a_whole_sentence_of_its_own(refused_kind: PlaceKind):
    sentences: set[str] = set()
    for options in ({"nobrl": ""}, {"actimeo": "1"}, {"cache": "loose"}, {"nolock": ""}):
        place = Place("/srv/x/lajur.db", refused_kind, mount="/srv/x", options=options, service="Dropbox")
        refused = refusal(place)
        if refused is not None:
            sentences.add(TroubleWords(Words(), None).sentence(refused))
    assert sentences
    for sentence in sentences:
        assert sentence.startswith("Data tidak dibuka: ")
        assert sentence.endswith(".")
        assert "{" not in sentence
