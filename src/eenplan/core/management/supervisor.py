"""Keeps a few processes running together: they start together, and they end together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType

POLITE_SECONDS = 15
PR_SET_PDEATHSIG = 1
MEANING_STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_C_LIBRARY = ctypes.CDLL(None)


class Stopped(Exception):
    """Somebody asked us to stop: Ctrl-C, a closed terminal, or the service manager."""


@dataclass
class Child:
    """One process under supervision; `name` is what people call it."""

    name: str
    process: subprocess.Popen[bytes]


@contextmanager
def asked_to_stop() -> Iterator[None]:
    """Within this block the signals that mean "stop" raise Stopped, the first time only."""

    def stop(number: int, frame: FrameType | None) -> None:
        _no_more_signals()
        raise Stopped

    before = {each: signal.signal(each, stop) for each in MEANING_STOP}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _no_more_signals() -> None:
    for each in MEANING_STOP:
        signal.signal(each, signal.SIG_IGN)


def run_together(commands: dict[str, list[str]], when_begun: Callable[[], bool]) -> Child:
    """Run these commands until one of them ends; stop the others and return that one.

    `when_begun` is asked several times a second until it says True.

    Raises Stopped, after everything has stopped, when we were asked to stop.
    """
    children: list[Child] = []
    try:
        for name, command in commands.items():
            children.append(Child(name, _begin(command)))
        begun = False
        while True:
            for child in children:
                if child.process.poll() is not None:
                    return child
            begun = begun or when_begun()
            time.sleep(0.1)
    finally:
        _no_more_signals()
        _end(children)


def _begin(command: list[str]) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches us alone, and we stop the others in order.
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,
    )


def _end_with_parent() -> None:
    """Ask the kernel for a SIGTERM when our parent is gone, even after a kill -9."""
    _C_LIBRARY.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _end(children: list[Child]) -> None:
    for child in children:
        child.process.terminate()
    deadline = time.monotonic() + POLITE_SECONDS
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0.0, deadline - time.monotonic()))
    for child in children:  # whatever they left behind, such as workers of a killed server
        with suppress(ProcessLookupError):
            os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()
