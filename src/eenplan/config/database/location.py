"""The folders of the private server, in a place that its account can reach."""

import hashlib
import os
import tempfile
from pathlib import Path

from eenplan.config.database.account import Account, can_use, server_account
from eenplan.config.database.errors import DatabaseUnavailable

SHARED_BY_ROOT = Path("/var/lib/eenplan")
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107  # bytes: sun_path of Linux, less the closing zero


def find_home(data_dir: Path, name: str) -> tuple[Path, Account]:
    """The folder `name` in the data folder, made if need be, and the account of its server.

    Root may keep the data folder below a closed folder, such as its own home. The account of the
    server cannot enter that, and opening it would open everything else in it. So then the
    database lives under /var/lib/eenplan, in a folder named after the data folder, and a note in
    the data folder says so. Once there, it stays there.

    Raises DatabaseUnavailable when neither place will do.
    """
    own = data_dir / name
    account = server_account(own / "cluster")
    elsewhere = SHARED_BY_ROOT / _digest(data_dir) / name
    if not (own / "cluster").exists() and (elsewhere / "cluster").exists():
        return elsewhere, server_account(elsewhere / "cluster")
    make_folder(data_dir)
    make_folder(own)
    note = data_dir / f"{name}.txt"
    if can_use(account, own):
        if note.exists():
            note.unlink()
        return own, account
    if (own / "cluster").exists():
        raise DatabaseUnavailable(
            f"Het account {account.pw_name}, dat de databank uitvoert, kan niet in de map {own}; "
            "zet de gegevens op een toegankelijke plaats en noem die in EENPLAN_DATA."
        )
    for folder in (SHARED_BY_ROOT, elsewhere.parent, elsewhere):
        make_folder(folder)
    if not can_use(account, elsewhere):
        raise DatabaseUnavailable(
            f"Het account {account.pw_name}, dat de databank uitvoert, kan niet in {own} en niet "
            f"in {elsewhere}; noem in EENPLAN_DATA een map die voor dat account toegankelijk is."
        )
    note.write_text(f"De databank staat in {elsewhere}.\n")
    return elsewhere, account


def socket_folder(home: Path) -> Path:
    """Where the server listens: beside its data, or in a short path if that one is too long."""
    folder = home / "run"
    if len(os.fsencode(folder / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        return folder
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if os.geteuid() == 0 or not (runtime and os.access(runtime, os.W_OK)):
        runtime = "/run" if os.access("/run", os.W_OK) else tempfile.gettempdir()
    short = Path(runtime) / f"eenplan-{_digest(home)}"
    if len(os.fsencode(short / SOCKET_NAME)) > LONGEST_SOCKET_PATH:
        raise DatabaseUnavailable(
            f"Het pad {folder} is te lang voor de databank (hoogstens {LONGEST_SOCKET_PATH} "
            "tekens met de naam van de socket); noem in EENPLAN_DATA een map met een korter pad."
        )
    return short


def make_folder(folder: Path, owner: Account | None = None) -> None:
    """Make this folder unless it is there.

    With `owner` it is closed to all others, and one that somebody else put there is refused.
    Without, others may pass through (for root, whose server has another account) but not look.
    """
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        if owner is None:
            return
    except OSError as error:
        raise unwritable(folder) from error
    else:
        folder.chmod(0o700 if owner or os.geteuid() != 0 else 0o711)
        if owner and os.geteuid() != owner.pw_uid:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
    if owner and (folder.is_symlink() or folder.stat().st_uid != owner.pw_uid):
        raise DatabaseUnavailable(
            f"De map {folder} is niet van het account {owner.pw_name}, dat de databank uitvoert; "
            "verwijder die map of kies een andere met EENPLAN_DATA."
        )


def unwritable(path: Path) -> DatabaseUnavailable:
    return DatabaseUnavailable(
        f"In {path} kan niet geschreven worden; maak die map beschrijfbaar of noem in "
        "EENPLAN_DATA een andere."
    )


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:12]
