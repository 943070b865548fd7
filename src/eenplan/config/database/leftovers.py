"""Traces of a server that was killed.

PostgreSQL removes these itself when no process has the number in its lock file any more. In a
container whose first process does not collect dead children, a killed server keeps its number as
a zombie, and the next start is refused for ever.
"""

import os
import time
from pathlib import Path

PATIENCE_SECONDS = 5


def is_running(pid: int) -> bool:
    """Whether this process does something still: it exists and is not a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return _state(pid) != "Z"


def clear_dead_server(cluster: Path, sockets: Path) -> None:
    """Remove the lock files of a server that is a zombie, once none of its children works there."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (pid := recorded_pid(cluster)) and _state(pid) == "Z" and time.monotonic() < deadline:
        if not any(_works_in(process, cluster) for process in Path("/proc").glob("[0-9]*")):
            for lock in (cluster / "postmaster.pid", sockets / ".s.PGSQL.5432.lock"):
                lock.unlink(missing_ok=True)
            return
        time.sleep(0.1)


def recorded_pid(cluster: Path) -> int | None:
    """The number of the server process, as the server wrote it down."""
    lines = pid_file(cluster)
    return int(lines[0]) if lines and lines[0].strip().isdigit() else None


def pid_file(cluster: Path) -> list[str]:
    """Number, data folder, start time, port, socket folder, …; nothing when no server runs."""
    try:
        return (cluster / "postmaster.pid").read_text().splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return []


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return ""


def _works_in(process: Path, folder: Path) -> bool:
    try:
        return (process / "cwd").resolve() == folder.resolve()
    except OSError:
        return False
