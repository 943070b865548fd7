"""A private PostgreSQL: started by the first connection, shared, stopped by the last one out.

Every process that uses the server holds a shared lock on `users.lock`. The kernel drops that lock
when the process ends, however it ends. A process that leaves tries to lock it alone: if that
succeeds nobody else is left, and it stops the server. After a `kill -9` of the only user the
server stays up; the next user joins it and stops it as usual.

`start.lock` makes starting and stopping wait for each other. There is no TCP port: the server
listens on a socket in a folder that only its own account and root can enter, and lets in only
those two (peer authentication). See `location` for the folders and `account` for the account.
"""

import atexit
import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from eenplan.config.database.errors import DatabaseUnavailable
from eenplan.config.database.leftovers import is_running
from eenplan.config.database.location import find_home
from eenplan.config.database.server import Server, opened

_joined: dict[tuple[Path, bool], "Share"] = {}
_one_at_a_time = threading.RLock()


def ensure(data_dir: Path, *, fast: bool = False) -> Path:
    """The socket folder of the server for this data folder, started if it was not running.

    Cheap when this process has joined already. A server that crashed is started again. With
    `fast` the data are kept apart and do not survive a power cut.

    Raises DatabaseUnavailable with one Dutch sentence when there can be no server.
    """
    with _one_at_a_time:
        share = _joined.get((data_dir, fast))
        if share is not None and share.is_alive():
            return share.server.sockets
        try:
            if share is None:
                home, account = find_home(data_dir, "database-fast" if fast else "database")
                share = Share(Server(home, account, fast))
            share.take()
        except OSError as error:
            raise DatabaseUnavailable(
                f"De databank in {data_dir} kan niet starten: {error.strerror} ({error.filename})."
            ) from error
        _joined[data_dir, fast] = share
        return share.server.sockets


def leave(data_dir: Path) -> None:
    """Stop using the servers of this data folder; the others this process joined stay its own."""
    with _one_at_a_time:
        for key in [key for key in _joined if key[0] == data_dir]:
            _joined.pop(key).give_up()


def leave_all() -> None:
    """Stop using every server this process has joined. Runs at exit."""
    for data_dir in {data_dir for data_dir, _fast in list(_joined)}:
        leave(data_dir)


class Share:
    """This process's share in a server: a lock that the kernel drops when the process ends."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._pid: int | None = None
        self._lock: IO[str] | None = None

    def is_alive(self) -> bool:
        """Whether the server that was joined still runs; asks the kernel only."""
        return self._pid is not None and is_running(self._pid)

    def take(self) -> None:
        with self._nobody_else_starts_or_stops():
            if self._lock is None:
                self._lock = opened(self.server.home / "users.lock")
            fcntl.flock(self._lock, fcntl.LOCK_SH)
            if not self.server.answers():
                self.server.start()
            self.server.furnish()
            self._pid = self.server.pid()

    def give_up(self) -> None:
        with self._nobody_else_starts_or_stops():
            if self._lock is None:
                return
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass  # somebody else is still in
            else:
                self.server.stop()
            self.drop()

    def drop(self) -> None:
        """Let go of the lock without looking whether anybody is left."""
        if self._lock is not None:
            self._lock.close()
        self._lock = self._pid = None

    @contextmanager
    def _nobody_else_starts_or_stops(self) -> Iterator[None]:
        with opened(self.server.home / "start.lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _in_a_forked_child() -> None:
    """The shares are the parent's. A copy of its lock, kept open here, would keep the server up."""
    global _one_at_a_time
    _one_at_a_time = threading.RLock()
    while _joined:
        _joined.popitem()[1].drop()


atexit.register(leave_all)
os.register_at_fork(after_in_child=_in_a_forked_child)
