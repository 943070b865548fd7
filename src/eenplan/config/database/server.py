"""Making, starting and stopping one PostgreSQL server; who may do so when is decided elsewhere."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from eenplan.config.database.account import ENVIRONMENT, Account, run_as, switch_to
from eenplan.config.database.binaries import programs_for
from eenplan.config.database.errors import DatabaseUnavailable
from eenplan.config.database.leftovers import clear_dead_server, is_running, pid_file, recorded_pid
from eenplan.config.database.location import make_folder, socket_folder, unwritable

PATIENCE_SECONDS = 120
LOG_KEPT_BYTES = 10_000_000
SETTINGS = ("listen_addresses=", "max_connections=300", "timezone=UTC", "log_timezone=UTC")
# The defaults of PostgreSQL are for a disk that turns and for very little memory.
SETTINGS += ("shared_buffers=512MB", "random_page_cost=1.1", "work_mem=16MB", "jit=off")
FAST_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
PRODUCT = sql.Identifier("eenplan")

_launched_here: list[subprocess.Popen[bytes]] = []  # so that their end is collected


class Server:
    """The server whose files are in `home`, run by `account`."""

    def __init__(self, home: Path, account: Account, fast: bool) -> None:
        self.home, self.account, self.fast = home, account, fast
        self.cluster, self.log = home / "cluster", home / "server.log"
        recorded = pid_file(self.cluster)
        self.sockets = Path(recorded[4]) if len(recorded) > 4 else socket_folder(home)

    def answers(self) -> bool:
        """Whether the server takes connections; waits while it is starting up or stopping."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        question = make_conninfo(host=str(self.sockets), port=5432).encode()
        while (answer := PGconn.ping(question)) == Ping.REJECT and time.monotonic() < deadline:
            time.sleep(0.05)
        return answer == Ping.OK

    def pid(self) -> int | None:
        return recorded_pid(self.cluster)

    def start(self) -> None:
        programs = programs_for(self.cluster, self.account, self.home.parent)
        self.sockets = socket_folder(self.home)
        make_folder(self.sockets, self.account)
        if not self.cluster.exists():
            self._create(programs)
        self._write_who_may_enter()
        if self.log.exists() and self.log.stat().st_size > LOG_KEPT_BYTES:
            self.log.unlink()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._launched(programs):
            said = self._last_words()
            busy = "already exists" in said or "still in use" in said
            if not busy or time.monotonic() > deadline:
                raise DatabaseUnavailable(f"PostgreSQL start niet: {said} (meer in {self.log})")
            time.sleep(0.2)  # a server that was killed, or is stopping, needs a moment to be gone

    def furnish(self) -> None:
        """Make the role and the database of the product, unless they are there.

        The role owns its database and is no administrator: as in a municipality's own server.
        """
        try:
            with psycopg.connect(
                host=str(self.sockets),
                port=5432,
                user="postgres",
                dbname="postgres",
                autocommit=True,
            ) as administrator:
                if not administrator.execute(
                    "SELECT FROM pg_roles WHERE rolname = 'eenplan'"
                ).rowcount:
                    statement = sql.SQL("CREATE ROLE {} LOGIN CREATEDB")
                    administrator.execute(statement.format(PRODUCT))
                if not administrator.execute(
                    "SELECT FROM pg_database WHERE datname = 'eenplan'"
                ).rowcount:
                    statement = sql.SQL("CREATE DATABASE {} OWNER {}")
                    administrator.execute(statement.format(PRODUCT, PRODUCT))
        except psycopg.Error as error:
            said = str(error).strip().splitlines()[-1]
            raise DatabaseUnavailable(f"De eigen databank laat ons niet toe: {said}") from error

    def stop(self) -> None:
        """Stop the server in order: what it holds is written, open connections are ended."""
        pid = self.pid()
        if pid is None or not self.answers():
            return
        os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.pid() == pid and is_running(pid) and time.monotonic() < deadline:
            time.sleep(0.02)
            self._collect()

    def _create(self, programs: Path) -> None:
        """Make the data folder. It gets its name last, so half a one is never taken for a whole."""
        unfinished = self.cluster.with_name("cluster.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        make_folder(unfinished, self.account)
        command = [str(programs / "initdb"), "-D", str(unfinished), "--username=postgres"]
        # Not --no-locale: with that, upper() and pg_trgm pass over every Cyrillic letter.
        command += ["--auth=peer", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"]
        command += ["--no-sync"] if self.fast else []
        done = run_as(self.account, command, subprocess.PIPE)
        if done.returncode:
            said = (done.stdout.strip().splitlines() or ["geen uitleg"])[-1]
            raise DatabaseUnavailable(f"De databank in {self.home} kan niet gemaakt worden: {said}")
        unfinished.rename(self.cluster)

    def _write_who_may_enter(self) -> None:
        """Root and the account of the server, each as administrator or as the product."""
        people = sorted({"root", self.account.pw_name})
        lines = [f'app "{who}" {role}\n' for who in people for role in ("postgres", "eenplan")]
        (self.cluster / "pg_hba.conf").write_text("local all all peer map=app\n")
        (self.cluster / "pg_ident.conf").write_text("".join(lines))

    def _launched(self, programs: Path) -> bool:
        """Start the server and wait until it answers; False if it gave up."""
        clear_dead_server(self.cluster, self.sockets)
        quoted = str(self.sockets).replace('"', '""')
        settings = [*SETTINGS, f'unix_socket_directories="{quoted}"']
        settings += FAST_SETTINGS if self.fast else ()
        command = [str(programs / "postgres"), "-D", str(self.cluster)]
        with opened(self.log) as log:
            log.write("---\n")
            log.flush()
            process = subprocess.Popen(
                command + [word for setting in settings for word in ("-c", setting)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=ENVIRONMENT,
                start_new_session=True,  # Ctrl-C in the terminal is not meant for the database
                **switch_to(self.account),
            )
        _launched_here.append(process)
        while process.poll() is None:
            if self.answers():
                return True
            time.sleep(0.02)
        self._collect()
        return False

    def _last_words(self) -> str:
        """Why the last attempt to start failed, from the log of the server."""
        attempt = self.log.read_text(errors="replace").rpartition("---\n")[2]
        fatal = [line.partition("FATAL:")[2] for line in attempt.splitlines() if "FATAL:" in line]
        return (fatal or attempt.splitlines()[-1:] or ["geen uitleg"])[0].strip()

    @staticmethod
    def _collect() -> None:
        _launched_here[:] = [process for process in _launched_here if process.poll() is None]


def opened(path: Path) -> IO[str]:
    """The file, made if need be, for its owner only."""
    try:
        return open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "a")
    except OSError as error:
        raise unwritable(path.parent) from error
