"""The command `eenplan`, in a process of its own on the day of a test.

`python -m tests.support.on_day 2026-11-23 handovers` is what `eenplan handovers` would do then.
"""

import sys

import time_machine

from eenplan.config.cli import main

if __name__ == "__main__":
    with time_machine.travel(f"{sys.argv[1]}T10:00:00+01:00", tick=True):
        main(sys.argv[2:])
