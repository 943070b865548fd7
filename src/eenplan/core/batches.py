"""What happens by itself to many things at once: one that goes wrong stops none of the others."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

Row = TypeVar("Row")
log = logging.getLogger(__name__)


class SomeFailed(Exception):
    """Part of a job went wrong; the rest of it was done."""


def each_apart(rows: Iterable[Row], do: Callable[[Row], int | bool], *, job: str) -> int:
    """Do something with every row, whatever happens to the others; return the sum of the answers.

    What goes wrong is logged with the row. Raises SomeFailed at the end, so that the job counts as
    failed: whoever looks after the house sees it, and a command ends with an error.
    `do` has a transaction of its own.
    """
    done, failed = 0, []
    for row in rows:
        try:
            done += int(do(row))
        except Exception:  # whatever it is: the other rows have nothing to do with it
            log.exception("%s: %s went wrong", job, _name(row))
            failed.append(_name(row))
    if failed:
        raise SomeFailed(f"{job}: {len(failed)} went wrong: {', '.join(failed[:5])}; done {done}")
    return done


def _name(row: object) -> str:
    """Return what to call a row in a log: kind and key, never a name of somebody."""
    if isinstance(row, tuple):
        return " ".join(_name(part) for part in row)
    key = getattr(row, "pk", None)
    if key is not None:
        return f"{type(row).__name__} {key}"
    return row if isinstance(row, str) else getattr(row, "__name__", type(row).__name__)
