"""How a serving process collects its garbage: asked of a process of its own."""

import subprocess
import sys

ASKED = """
import gc, eenplan.config.wsgi
print(gc.isenabled(), gc.get_freeze_count() > 10_000, gc.get_threshold()[0])
"""


def test_what_was_loaded_is_set_apart_and_cycles_are_still_looked_for():
    told = subprocess.run(
        [sys.executable, "-c", ASKED], capture_output=True, text=True, check=True, timeout=120
    )

    assert told.stdout.split() == ["True", "True", "50000"]
