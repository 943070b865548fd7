"""Where the data live: the server of DATABASE_URL, or else a private PostgreSQL of our own."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dj_database_url

from eenplan.config.database.errors import DatabaseUnavailable

KEPT_OPEN_SECONDS = 60


def data_dir(environ: Mapping[str, str], base_dir: Path) -> Path:
    """The folder of this installation: EENPLAN_DATA, or else `var` beside the source."""
    return Path(environ.get("EENPLAN_DATA") or Path(base_dir) / "var").expanduser().absolute()


def databases(environ: Mapping[str, str], base_dir: Path) -> dict[str, Any]:
    """The value of settings.DATABASES.

    EENPLAN_DATABASE_FAST=1 selects a second private server, which does not wait for the disk. It
    is for tests: a power cut may cost its data, so it keeps them apart from the others.

    Raises DatabaseUnavailable when DATABASE_URL cannot be read as an address.
    """
    if url := environ.get("DATABASE_URL"):
        try:
            return {
                "default": dict(
                    dj_database_url.parse(
                        url, conn_max_age=KEPT_OPEN_SECONDS, conn_health_checks=True
                    )
                )
            }
        except ValueError as error:
            raise DatabaseUnavailable(
                "DATABASE_URL is geen geldig adres; verwacht wordt "
                "postgres://gebruiker:wachtwoord@server:5432/databank."
            ) from error
    private = {
        "data_dir": data_dir(environ, base_dir),
        "fast": environ.get("EENPLAN_DATABASE_FAST") == "1",
    }
    return {
        "default": {
            "ENGINE": "eenplan.config.database.backend",
            "NAME": "eenplan",
            "USER": "eenplan",
            "PORT": "5432",
            "CONN_MAX_AGE": KEPT_OPEN_SECONDS,
            "CONN_HEALTH_CHECKS": True,
            "PRIVATE_SERVER": private,
        }
    }
