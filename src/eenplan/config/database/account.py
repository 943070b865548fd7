"""The operating system account that runs the private server.

PostgreSQL refuses to run as root, so under root it runs as `postgres`, or else as `nobody`.
Anyone else runs it as themselves.
"""

import os
import pwd
import subprocess
from pathlib import Path
from typing import Any

from eenplan.config.database.errors import DatabaseUnavailable

Account = pwd.struct_passwd
ENVIRONMENT = {"PATH": os.defpath, "LANG": "C.UTF-8", "TZ": "UTC"}  # no PGDATA, no PGPORT


def own_account() -> Account:
    """The account of this process.

    Raises DatabaseUnavailable when it has a number only: PostgreSQL wants a name.
    """
    try:
        return pwd.getpwuid(os.geteuid())
    except KeyError as error:
        raise DatabaseUnavailable(
            f"De gebruiker met nummer {os.geteuid()} heeft op deze computer geen naam, en "
            "zonder naam draait PostgreSQL niet; gebruik een gewone gebruiker of zet DATABASE_URL."
        ) from error


def server_account(cluster: Path) -> Account:
    """Who runs the server over these data: their owner if they exist already."""
    if os.geteuid() != 0:
        return own_account()
    if cluster.exists() and (owner := cluster.stat().st_uid) != 0:
        try:
            return pwd.getpwuid(owner)
        except KeyError as error:
            raise DatabaseUnavailable(
                f"De databank in {cluster} is van gebruiker nummer {owner}, die hier niet bestaat; "
                "geef de map een andere eigenaar of kies een andere map met EENPLAN_DATA."
            ) from error
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise DatabaseUnavailable(
        "PostgreSQL draait niet als root en er is geen account postgres of nobody; "
        "start Eenplan als gewone gebruiker of zet DATABASE_URL."
    )


def switch_to(account: Account) -> dict[str, Any]:
    """Arguments for subprocess that make the new process run as that account."""
    if os.geteuid() == account.pw_uid:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def run_as(
    account: Account, command: list[str], output: int | None
) -> subprocess.CompletedProcess[str]:
    """Run a program as that account, with nothing of our own environment.

    `output` is where its text goes. It must not be a pipe for a program that leaves a server
    behind: the server keeps the pipe open, and we would wait for ever.
    """
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output == subprocess.PIPE else output,
        cwd="/",
        env=ENVIRONMENT,
        text=True,
        check=False,
        **switch_to(account),
    )


def can_use(account: Account, path: Path) -> bool:
    """Whether that account can enter this folder, or run this program."""
    if os.geteuid() == account.pw_uid:
        return os.access(path, os.X_OK)
    try:
        return run_as(account, ["test", "-x", str(path)], subprocess.DEVNULL).returncode == 0
    except OSError as error:
        raise DatabaseUnavailable(
            f"PostgreSQL draait niet als root, en overgaan naar het account {account.pw_name} "
            "mag hier niet; start Eenplan als gewone gebruiker of zet DATABASE_URL."
        ) from error
