"""A SQLite file is known by where it really lies, and refused where other machines reach it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.schema.files import database_file, network_share, refuse_network_share

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
fileserver:/kull /srv/kull nfs4 rw,vers=4.2 0 0
/dev/sdb1 /srv/kull/local xfs rw 0 0
//files/felles /mnt/felles\\040omr\\303\\245de cifs rw 0 0
me@host:/ /home/me/far fuse.sshfs rw 0 0
portal /home/me/near fuse.portal rw 0 0
/dev/sdc1 /over ext4 rw 0 0
files:/over /over nfs rw 0 0
"""


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("/var/lib/kull/kull.db", None),
        ("/srv/kull/kull.db", "nfs4"),
        ("/srv/kull/local/kull.db", None),
        ("/srv/kullebunden/kull.db", None),
        ("/home/me/far/kull.db", "fuse.sshfs"),
        ("/home/me/near/kull.db", None),
        ("/over/kull.db", "nfs"),
    ],
)
def test_the_deepest_mount_tells_whether_a_file_lies_on_a_network_share(file: str, kind: str | None) -> None:
    assert network_share(Path(file), MOUNTS) == kind


def test_a_mount_with_a_space_in_its_name_is_read() -> None:
    assert network_share(Path("/mnt/a b/kull.db"), "x / ext4 rw 0 0\ny /mnt/a\\040b cifs rw 0 0\n") == "cifs"


def test_where_no_mount_is_listed_nothing_is_refused() -> None:
    assert network_share(Path("/kull.db"), "") is None


def test_a_database_here_and_one_without_a_file_are_let_pass(tmp_path: Path) -> None:
    refuse_network_share(tmp_path / "kull.db")
    refuse_network_share(None)


@pytest.mark.parametrize(
    "address",
    [
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file:x?mode=memory&uri=true",
        "postgresql://u:p@host/kull",
    ],
)
def test_in_memory_and_on_a_server_there_is_no_file(address: str) -> None:
    assert database_file(address) is None


def test_however_it_is_spelt_the_file_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "real").mkdir()
    file = tmp_path / "real" / "kull.db"
    file.touch()
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "other.db").symlink_to(file)
    monkeypatch.chdir(tmp_path)
    spelt = [
        f"sqlite:///{file}",
        f"sqlite+pysqlite:///{file}",
        "sqlite:///real/kull.db",
        "sqlite:///./link/../real/kull.db",
        f"sqlite:///{tmp_path}/link/kull.db",
        "sqlite:///other.db",
        f"sqlite:///file:{file}?uri=true",
    ]
    assert {database_file(address) for address in spelt} == {Path(os.path.realpath(file))}
