"""Starting up: the address, the secret key, processes that end together, errors in one line."""

import os
import socket
import stat
import sys
import time
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db.utils import ProgrammingError
from django.http.request import split_domain_port, validate_host
from psycopg.errors import UndefinedTable

from eenplan.config import bootstrap, cli
from eenplan.config.hosts import allowed_hosts
from eenplan.config.secrets import secret_key
from eenplan.core.management.port import refusal
from eenplan.core.management.supervisor import Stopped, asked_to_stop, run_together


def test_a_busy_port_is_refused_with_a_way_out():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"PORT={port + 1} script/start" in (refusal("127.0.0.1", str(port)) or "")
    assert refusal("127.0.0.1", str(port)) is None


@pytest.mark.parametrize("port", ["", "abc", "0", "65536", "8000.5", "-1", "²"])
def test_a_port_is_a_number(port: str):
    assert "PORT" in (refusal("127.0.0.1", port) or "")


def test_the_secret_key_is_made_once_and_kept_private(tmp_path: Path):
    data = tmp_path / "data"
    first = secret_key(data, {})
    assert len(first) >= 50
    assert secret_key(data, {}) == first
    assert stat.S_IMODE((data / "secret_key").stat().st_mode) == 0o600
    assert [file.name for file in data.iterdir()] == ["secret_key"]
    assert secret_key(data, {"EENPLAN_SECRET_KEY": "given"}) == "given"


def alive(marker: str) -> int:
    """How many processes have this word in their command."""
    found = 0
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found += marker in file.read_text().split("\0")
        except OSError:
            continue
    return found


def sleeper(marker: str) -> list[str]:
    return [sys.executable, "-c", "import time; time.sleep(60)", marker]


def test_when_one_process_ends_the_others_are_stopped():
    marker = f"one-ends-{os.getpid()}"
    with asked_to_stop():
        ended = run_together(
            {"blijver": sleeper(marker), "afhaker": [sys.executable, "-c", "raise SystemExit(3)"]},
            lambda: True,
        )
    assert (ended.name, ended.process.returncode) == ("afhaker", 3)
    assert alive(marker) == 0


def test_a_signal_stops_everything():
    marker = f"all-stop-{os.getpid()}"

    def then_stop() -> bool:
        assert alive(marker) == 2
        os.kill(os.getpid(), 15)
        time.sleep(1)
        return True

    with pytest.raises(Stopped), asked_to_stop():
        run_together({"a": sleeper(marker), "b": sleeper(marker)}, then_stop)
    assert alive(marker) == 0


def test_a_refused_command_is_one_line_and_exit_code_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def refuse(arguments: list[str]) -> None:
        raise CommandError("Dat kan niet.")

    monkeypatch.setattr(cli, "execute_from_command_line", refuse)
    with pytest.raises(SystemExit) as end:
        cli.main(["place"])
    assert end.value.code == 1
    assert capsys.readouterr().err == "Dat kan niet.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["place", "--nergens"], "eenplan place: onbekend argument: --nergens"),
        (["import"], "eenplan import: er ontbreekt een argument: SOORT"),
        (["demo", "--households", "veel"], "--households: 'veel' is geen geldige waarde"),
        (["place", "--format", "xml"], "'xml' bestaat niet; kies uit 'table', 'csv', 'json'"),
        (["plaec"], "De opdracht “plaec” bestaat niet. Bedoelde u “place”?"),
    ],
)
def test_a_wrong_argument_is_told_in_dutch_and_exit_code_two(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit) as end:
        cli.main(arguments)
    said = capsys.readouterr().err
    assert end.value.code == 2
    assert sentence in said
    assert "usage" not in said and "error" not in said


def test_a_database_without_tables_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def refuse(arguments: list[str]) -> None:
        raise ProgrammingError("relation does not exist") from UndefinedTable()

    monkeypatch.setattr(cli, "execute_from_command_line", refuse)
    with pytest.raises(SystemExit) as end:
        cli.main(["place"])
    assert end.value.code == 2
    assert "eenplan migrate" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environment", "answers", "refuses"),
    [
        ({}, "127.0.0.1:8000", "evil.example"),
        ({"HOST": "192.168.1.7"}, "192.168.1.7:80", "192.168.1.8"),
        ({"HOST": "::1"}, "[::1]:8000", "[::2]"),
        ({"HOST": "0.0.0.0"}, "localhost", "evil.example"),
        ({"EENPLAN_ALLOWED_HOSTS": "eenplan.example, www.example"}, "www.example", "localhost"),
        ({"EENPLAN_ALLOWED_HOSTS": "*"}, "evil.example", None),
    ],
)
def test_the_site_answers_to_this_computer_and_to_what_the_environment_says(
    environment: dict[str, str], answers: str, refuses: str | None
):
    hosts = allowed_hosts(environment)
    assert validate_host(split_domain_port(answers)[0], hosts)
    assert refuses is None or not validate_host(split_domain_port(refuses)[0], hosts)


def test_the_overview_names_each_command_of_the_product_with_one_line():
    lines = [line.split() for line in cli.overview().splitlines() if line.startswith("  ")]
    assert {"check", "start"} <= {words[0] for words in lines}
    assert all(len(words) > 2 for words in lines)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("error: command 'gcc' failed: No such file or directory", "compiler"),
        ("Failed to establish a new connection: [Errno -3]", "pakketbron"),
        ("ERROR: No matching distribution found for numpy==2.4.6", "voor deze Python"),
        ("OSError: [Errno 28] No space left on device", "schijf"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS", "slot"),
    ],
)
def test_why_the_packages_were_not_installed(
    said: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    log = tmp_path / "log"
    log.write_text(said)
    monkeypatch.setattr(bootstrap, "LOG", log)
    assert reason in bootstrap._reason()
