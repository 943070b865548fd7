#!/usr/bin/env python3
"""The same as the console command `eenplan`, without installing anything."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "src"))

from eenplan.config.cli import main

if __name__ == "__main__":
    main()
