"""Makes the virtual environment and installs the locked packages, when the lock has changed.

Run by `script/bootstrap` as a plain file, before anything is installed: standard library only.
Usage: bootstrap.py runtime|dev
"""

import fcntl
import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "eenplan-installed.json"
LOG = VENV / "eenplan-install.log"
INCLUDED = {"runtime": ["runtime"], "dev": ["dev", "runtime"]}  # what each lock installs
REASONS = {  # what pip or uv wrote -> what to do about it; the first that fits
    "No space left on device": "de schijf is vol",
    "do not match the hashes|hash mismatch": (
        "een pakket is anders dan het slot zegt; haal de broncode opnieuw op"
    ),
    "name resolution|connection|timed out|timeout|unreachable|dns|error sending request": (
        "de pakketbron is niet bereikbaar; zorg voor een netwerkverbinding of stel pip in op een"
        " spiegel"
    ),
    "no matching distribution": "een pakket bestaat niet voor deze Python; gebruik Python 3.11",
    r"\bgcc\b|\bcc\b|\bclang\b|compiler|failed building wheel|python\.h": (
        "een pakket moet hier gebouwd worden en dat lukt niet; installeer een compiler (Debian:"
        " apt-get install build-essential python3-dev) of gebruik Python 3.11"
    ),
    "permission denied|read-only file system": "de map .venv is niet beschrijfbaar",
}


class Refused(Exception):
    """Why there can be no working environment, in one Dutch sentence."""


def prepare(wanted: str) -> None:
    """Leave .venv with the packages of this lock.

    Raises Refused.
    """
    lock = ROOT / "requirements" / f"{wanted}.txt"
    with open(lock) as only_one:
        fcntl.flock(only_one, fcntl.LOCK_EX)
        installed = _installed()
        if installed.get(wanted) == _hash(wanted):
            return
        try:
            if not _usable():
                _make_venv()
            _install(lock)
            _install_product()
            STAMP.write_text(
                json.dumps({"place": str(VENV)} | {name: _hash(name) for name in INCLUDED[wanted]})
            )
        except OSError as error:
            raise Refused(
                f"In de map {ROOT} kan niet geschreven worden ({error.strerror}); zet Eenplan op "
                "een plaats waar dat wel mag."
            ) from error


def _installed() -> dict[str, str]:
    """What the stamp says; nothing when the environment was moved or its Python is gone."""
    try:
        found = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return found if found.get("place") == str(VENV) and os.access(PYTHON, os.X_OK) else {}


def _usable() -> bool:
    """Whether .venv works: whole, of this place, and of a Python that is new enough."""
    question = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        works = subprocess.run([PYTHON, "-c", question], stderr=subprocess.DEVNULL).returncode == 0
        return works and str(VENV) in (VENV / "bin" / "activate").read_text()
    except OSError:
        return False


def _hash(name: str) -> str:
    return hashlib.sha256((ROOT / "requirements" / f"{name}.txt").read_bytes()).hexdigest()


def _make_venv() -> None:
    try:
        import ensurepip  # noqa: F401, PLC0415
        import venv  # noqa: PLC0415
    except ImportError:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Refused(
            f"Deze Python {version} kan geen virtuele omgeving maken; installeer de module venv "
            f"(Debian, Ubuntu: apt-get install python{version}-venv)."
        ) from None
    if VENV.is_symlink():  # making it anew would empty the folder it points at
        raise Refused(f"{VENV} is een koppeling naar een andere map; verwijder ze.")
    if VENV.exists() and not (VENV / "pyvenv.cfg").exists():
        raise Refused(f"{VENV} bestaat, maar is geen virtuele omgeving; verwijder of hernoem het.")
    print("De Python-omgeving wordt gemaakt …", flush=True)
    try:
        venv.EnvBuilder(with_pip=True, clear=True, symlinks=True).create(VENV)
    except subprocess.CalledProcessError as error:
        shutil.rmtree(VENV, ignore_errors=True)
        raise Refused(
            "De virtuele omgeving kan niet gemaakt worden: pip laat zich niet installeren."
        ) from error


def _install(lock: Path) -> None:
    print("De Python-pakketten worden geïnstalleerd; dat duurt ongeveer een minuut …", flush=True)
    options = ["--require-hashes", "-r", str(lock)]
    uv = shutil.which("uv")  # quicker where there is one; pip does the same
    if uv and _ran([uv, "pip", "install", "--quiet", "--python", str(PYTHON), *options]):
        return
    quietly = ["--quiet", "--no-input", "--disable-pip-version-check", "--prefer-binary"]
    quietly += ["--retries", "2"]
    if not _ran([str(PYTHON), "-m", "pip", "install", *quietly, *options]):
        raise Refused(f"De Python-pakketten zijn niet geïnstalleerd: {_reason()} (meer in {LOG}).")


def _ran(command: list[str]) -> bool:
    with open(LOG, "w") as log:
        return (
            subprocess.run(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log).returncode
            == 0
        )


def _reason() -> str:
    said = LOG.read_text(errors="replace")
    for pattern, reason in REASONS.items():
        if re.search(pattern, said, re.IGNORECASE):
            return reason
    return (said.strip().splitlines() or ["geen uitleg"])[-1]


def _install_product() -> None:
    """Put our source on the path and `eenplan` beside the other programs.

    By hand: an editable install would fetch a build tool that no lock names.
    """
    find = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.run([PYTHON, "-c", find], capture_output=True, text=True, check=True)
    (Path(packages.stdout.strip()) / "eenplan.pth").write_text(f"{ROOT / 'src'}\n")
    command = VENV / "bin" / "eenplan"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(str(PYTHON))} -m eenplan.config.cli "$@"\n')
    command.chmod(0o755)


if __name__ == "__main__":
    try:
        prepare(sys.argv[1])
    except Refused as refusal:
        sys.exit(str(refusal))
    except KeyboardInterrupt:
        sys.exit("Onderbroken.")
