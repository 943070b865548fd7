"""One script per figure; each prints one JSON object with its rivals measured in the same run."""

import sys
from pathlib import Path

# `python -m benchmarks.…` must also run from a checkout where the package is not installed.
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
