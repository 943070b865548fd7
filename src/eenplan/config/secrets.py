"""The secret key of this installation: made once, readable by its own account only."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from eenplan.config.database.errors import DatabaseUnavailable
from eenplan.config.database.location import make_folder, unwritable

LENGTH_BYTES = 50


def secret_key(data_dir: Path, environ: Mapping[str, str] = os.environ) -> str:
    """EENPLAN_SECRET_KEY, or else the key in the data folder, which is made the first time.

    Two processes that start at once get the same key: the file appears complete or not at all.

    Raises DatabaseUnavailable when the data folder cannot be written or the key not be read.
    """
    if given := environ.get("EENPLAN_SECRET_KEY"):
        return given
    file = data_dir / "secret_key"
    try:
        if not file.exists():
            make_folder(data_dir)
            _write_once(file)
        key = file.read_text().strip()
    except OSError as error:
        raise unwritable(data_dir) from error
    if not key:
        raise DatabaseUnavailable(f"Het bestand {file} is leeg; verwijder het en begin opnieuw.")
    return key


def _write_once(file: Path) -> None:
    draft = file.with_name(f".secret_key-{os.getpid()}-{secrets.token_hex(4)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(secrets.token_urlsafe(LENGTH_BYTES) + "\n")
    try:
        os.link(draft, file)
    except FileExistsError:
        pass  # another process was first: its key counts
    finally:
        draft.unlink()
