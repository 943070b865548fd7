"""The private PostgreSQL starts by itself, is shared, and is gone when nobody uses it any more."""

import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest

from eenplan.config.database import databases, private_server
from eenplan.config.database.errors import DatabaseUnavailable
from eenplan.config.database.leftovers import is_running, recorded_pid

USER_OF_THE_SERVER = """
import sys
from pathlib import Path
from eenplan.config.database import private_server
print(private_server.ensure(Path(sys.argv[1]), fast=True), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder with a short path that the account of the server can enter."""
    with tempfile.TemporaryDirectory(prefix="één plan ") as name:
        Path(name).chmod(0o711)
        data = Path(name) / "data"
        yield data
        private_server.leave(data)


def another_user(folder: Path) -> subprocess.Popen[str]:
    """A second process that uses the server until its input ends."""
    user = begin(folder)
    assert answered(user)
    return user


def begin(folder: Path) -> subprocess.Popen[str]:
    source = Path(private_server.__file__).parents[3]
    return subprocess.Popen(
        [sys.executable, "-c", USER_OF_THE_SERVER, str(folder)],
        env={"PYTHONPATH": str(source)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def answered(user: subprocess.Popen[str]) -> str:
    assert user.stdout is not None
    return user.stdout.readline()


def leave(user: subprocess.Popen[str]) -> None:
    user.communicate()
    assert user.returncode == 0


def server_of(folder: Path, home: str = "database-fast") -> int | None:
    return recorded_pid(folder / home / "cluster")


def ask(sockets: Path, question: LiteralString) -> object:
    with psycopg.connect(
        host=str(sockets), port=5432, user="eenplan", dbname="eenplan"
    ) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def test_the_last_one_out_stops_the_server(folder: Path):
    sockets = private_server.ensure(folder, fast=True)
    server = server_of(folder)
    user = another_user(folder)

    private_server.leave(folder)
    assert ask(sockets, "SELECT 1") == 1
    assert server_of(folder) == server

    leave(user)
    assert server_of(folder) is None
    assert server is not None
    assert not is_running(server)


def test_a_server_left_behind_by_a_killed_user_is_joined_and_stopped(folder: Path):
    user = another_user(folder)
    user.send_signal(signal.SIGKILL)
    user.communicate()
    server = server_of(folder)
    assert server is not None

    private_server.ensure(folder, fast=True)
    assert server_of(folder) == server

    private_server.leave(folder)
    assert server_of(folder) is None


def test_a_killed_server_is_started_again_with_its_data(folder: Path):
    sockets = private_server.ensure(folder, fast=False)
    with psycopg.connect(host=str(sockets), port=5432, user="eenplan", dbname="eenplan") as db:
        db.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    server = server_of(folder, "database")
    assert server is not None
    subprocess.run(["kill", "-9", str(server)], check=True)
    while is_running(server):
        time.sleep(0.01)

    assert ask(private_server.ensure(folder, fast=False), "SELECT answer FROM kept") == 42


def test_four_processes_at_once_share_one_new_server(folder: Path):
    users = [begin(folder) for _ in range(4)]
    assert len({answered(user) for user in users}) == 1
    for user in users:
        leave(user)
    assert server_of(folder) is None


def test_cyrillic_letters_have_capitals_and_trigrams(folder: Path):
    sockets = private_server.ensure(folder, fast=True)
    assert ask(sockets, "SELECT upper('олена')") == "ОЛЕНА"
    with psycopg.connect(host=str(sockets), port=5432, user="eenplan", dbname="eenplan") as db:
        db.execute("CREATE EXTENSION pg_trgm")
        row = db.execute("SELECT similarity('Олена', 'Олени') > 0.3").fetchone()
    assert row == (True,)


def test_a_path_too_long_for_a_socket_gets_a_short_one(folder: Path):
    long = folder / ("long" * 30)
    sockets = private_server.ensure(long, fast=True)
    assert ask(sockets, "SELECT 1") == 1
    private_server.leave(long)
    shutil.rmtree(sockets)


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(folder: Path):
    folder.write_text("a file, not a folder")
    with pytest.raises(DatabaseUnavailable, match="kan niet geschreven worden") as refusal:
        private_server.ensure(folder, fast=True)
    assert "\n" not in str(refusal.value)


def test_the_environment_chooses_the_database(tmp_path: Path):
    own = databases({}, tmp_path)["default"]
    assert own["PRIVATE_SERVER"] == {"data_dir": tmp_path / "var", "fast": False}

    other = databases({"DATABASE_URL": "postgres://jan:x@db.example:5433/welfare"}, tmp_path)
    assert other["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert other["default"]["HOST"] == "db.example"

    with pytest.raises(DatabaseUnavailable, match="DATABASE_URL"):
        databases({"DATABASE_URL": "gobbledygook"}, tmp_path)
