"""A PostgreSQL of its own in a folder of its own, and processes on it that may be killed."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from eenplan.config.database import private_server
from eenplan.config.database.leftovers import is_running, recorded_pid

ROOT = Path(__file__).parents[2]
WORKERS, LONGEST = 2, 3600


class Act:
    """A process that does one thing; it can be waited for, or killed where it is."""

    def __init__(self, folder: Path, *words: object) -> None:
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.payments.act", *map(str, words)],
            cwd=ROOT,
            env={
                **kept,
                "EENPLAN_DATA": str(folder),
                "EENPLAN_DATABASE_FAST": "",
                "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
                "DJANGO_SETTINGS_MODULE": "eenplan.config.settings",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def is_ready(self) -> bool:
        """Wait until it is about to begin; say whether it lives."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip() == "ready"

    def is_busy(self) -> bool:
        return self.process.poll() is None

    def kill(self) -> bool:
        """Kill it without warning; say whether there was still something to kill."""
        lived = self.is_busy()
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()
        return lived

    def wait(self) -> dict | None:
        """Return what it says at the end; None when it ended badly."""
        out, _ = self.process.communicate(timeout=LONGEST)
        lines = [line for line in out.splitlines() if line.startswith("{")]
        return json.loads(lines[-1]) if self.process.returncode == 0 and lines else None


class Town:
    """A database with grants to pay."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def act(self, *words: object) -> dict:
        """Do one thing to the end."""
        process = Act(self.folder, *words)
        found = process.wait()
        if found is None:
            assert process.process.stderr is not None
            raise RuntimeError(f"{words}: {process.process.returncode}")
        return found

    def begin(self, *words: object) -> Act:
        return Act(self.folder, *words)

    def workers(self, run: int, size: int) -> list[Act]:
        """Return two workers on a run that are about to begin."""
        begun = [self.begin("work", run, size) for _ in range(WORKERS)]
        for worker in begun:
            worker.is_ready()
        return begun

    def stop_at_once(self) -> None:
        """Stop PostgreSQL without letting it finish anything."""
        pid = recorded_pid(self.folder / "database" / "cluster")
        assert pid is not None
        os.kill(pid, signal.SIGQUIT)
        while is_running(pid):
            time.sleep(0.01)


@contextmanager
def town(grants: int) -> Iterator[Town]:
    """Give a town with so many grants in a database server of its own, and take both away."""
    with tempfile.TemporaryDirectory(prefix="eenplan ") as name:
        Path(name).chmod(0o711)
        folder = Path(name) / "data"
        try:
            private_server.ensure(folder)
            found = Town(folder)
            found.act("make", grants)
            yield found
        finally:
            private_server.leave(folder)


def undisturbed(found: Town, size: int) -> dict:
    """Return what a run comes to when nothing goes wrong."""
    run = found.act("open")["run"]
    for worker in found.workers(run, size):
        worker.wait()
    found.act("freeze", run)
    return found.act("look")


def killed(found: Town, size: int, points: int, seed: int, window: float) -> tuple[int, list[dict]]:
    """Kill processes without warning at random moments, so many times, over as many runs as it
    takes; return how often it hit one alive, and what each run came to."""
    random, hits, seen = Random(seed), 0, []
    while hits < points:
        found.act("clear")
        run = found.act("open")["run"]
        hits += _killed_while_filling(found, run, size, random, window, points - hits)
        while hits < points and len(seen) % 2 == 0:  # every other run: in the freeze as well
            freezing = found.begin("freeze", run)
            freezing.is_ready()
            time.sleep(random.random() * window)
            if not freezing.kill():
                break
            hits += 1
        for worker in found.workers(run, size):
            worker.wait()
        found.act("freeze", run)
        seen.append(found.act("look"))
    return hits, seen


def _killed_while_filling(
    found: Town, run: int, size: int, random: Random, window: float, most: int
) -> int:
    hits, misses = 0, 0
    while hits < most and misses < WORKERS:
        workers = found.workers(run, size)
        for victim in random.sample(workers, random.choice((1, WORKERS))):
            time.sleep(random.random() * window / 2)
            alive = victim.kill()
            hits, misses = hits + alive, misses + (not alive)
            if hits == most:
                break
        for worker in workers:
            worker.kill()
    return hits


def stopped(found: Town, size: int, times: int, seed: int, window: float) -> list[dict]:
    """Stop PostgreSQL at once under two workers, so many times; return what each run came to."""
    random, seen = Random(seed), []
    for time_number in range(times):
        found.act("clear")
        run = found.act("open")["run"]
        at_the_freeze = time_number % 3 == 2
        busy = [found.begin("freeze", run)] if at_the_freeze else found.workers(run, size)
        if at_the_freeze:
            busy[0].is_ready()
        time.sleep(random.random() * window)
        found.stop_at_once()
        for process in busy:
            process.wait()
        private_server.ensure(found.folder)
        for worker in found.workers(run, size):
            worker.wait()
        found.act("freeze", run)
        seen.append(found.act("look"))
    return seen
