"""`eenplan start`: prepares the database and the assets, then serves until Ctrl-C."""

import hashlib
import os
import socket
import sys
import time
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection, transaction
from django.utils.module_loading import import_string

from eenplan.core.management.port import refusal
from eenplan.core.management.supervisor import Stopped, asked_to_stop, run_together

WEB_WORKERS, THREADS_EACH, JOBS_AT_ONCE = 2, 4, 4
PATIENCE_SECONDS = 60


class Command(BaseCommand):
    help = "Start Eenplan: databank, website en achtergrondtaken, tot u Ctrl-C drukt."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000")
        parser.add_argument(
            "--reset-demo", action="store_true", help="wis de eigen databank en begin opnieuw"
        )
        parser.add_argument(
            "--no-demo", action="store_true", help="laad geen demogemeente in een lege databank"
        )

    def handle(
        self, *, host: str, port: str, reset_demo: bool, no_demo: bool, **options: Any
    ) -> None:
        if reason := refusal(host, port):
            raise CommandError(reason)
        os.environ["HOST"] = host  # the web server answers to it, also when an option said so
        with suppress(Stopped), asked_to_stop():
            self._prepare(reset_demo, no_demo)
            accounts = demo_accounts()
            connection.close()
            ended = run_together(processes(host, port), Announcement(self, host, port, accounts))
            raise CommandError(
                f"De {ended.name} is onverwacht gestopt (code {ended.process.returncode}); "
                "alles is nu gestopt."
            )
        self.stdout.write("Eenplan is gestopt.")

    def _prepare(self, reset_demo: bool, no_demo: bool) -> None:
        connection.ensure_connection()
        if reset_demo:
            self._say("De databank wordt gewist …")
            wipe()
        self._say("De databank wordt bijgewerkt …")
        call_command("migrate", interactive=False, verbosity=0)
        if not no_demo and not get_user_model().objects.exists():
            self._say("De demogemeente wordt geladen …")
            with transaction.atomic():  # all of it or nothing, also when interrupted
                call_command("demo")
        collect_assets()

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


class Announcement:
    """Tells once, when the site answers, where it is and who can sign in."""

    def __init__(
        self, command: BaseCommand, host: str, port: str, accounts: list[tuple[str, str]]
    ) -> None:
        self.command, self.host, self.port, self.accounts = command, host, port, accounts
        self.deadline = time.monotonic() + PATIENCE_SECONDS

    def __call__(self) -> bool:
        try:
            socket.create_connection((self.host, int(self.port)), timeout=1).close()
        except OSError:
            if time.monotonic() > self.deadline:
                raise CommandError("De webserver antwoordt niet; alles is nu gestopt.") from None
            return False
        host = f"[{self.host}]" if ":" in self.host else self.host
        lines = [f"Eenplan draait op http://{host}:{self.port}/ (Ctrl-C stopt alles)."]
        if self.accounts:
            password = import_string("eenplan.organisation.demo_accounts.PASSWORD")
            lines.append(f"Demoaccounts, allemaal met wachtwoord {password}:")
            width = max(len(username) for username, _ in self.accounts)
            lines += [f"  {username:{width}}  {role}" for username, role in self.accounts]
        self.command.stdout.write("\n".join(lines))
        self.command.stdout.flush()
        return True


def processes(host: str, port: str) -> dict[str, list[str]]:
    """What runs beside the database, by the name it has for people."""
    module, _, name = str(settings.WSGI_APPLICATION).rpartition(".")
    python = sys.executable
    web = [python, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", port]
    web += ["--workers", str(WEB_WORKERS), "--blocking-threads", str(THREADS_EACH)]
    web += ["--no-access-log", "--log-level", "warning"]
    # A worker that is told to stop while it is still loading misses that, and would serve on.
    web += ["--workers-kill-timeout", "5", f"{module}:{name}"]
    jobs = [python, "-m", "django", "procrastinate", "worker"]
    jobs += ["--concurrency", str(JOBS_AT_ONCE), "--shutdown-graceful-timeout", "10"]
    return {"webserver": web, "taakverwerker": jobs}


def wipe() -> None:
    """Empty the private database.

    Raises CommandError for a database of somebody else, or one that is in use.
    """
    if "PRIVATE_SERVER" not in connection.settings_dict:
        raise CommandError(
            "--reset-demo wist alleen de eigen databank van Eenplan, niet die van DATABASE_URL."
        )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        if cursor.fetchone()[0]:
            raise CommandError("Eenplan draait nog op deze databank; stop het eerst met Ctrl-C.")
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


def demo_accounts() -> list[tuple[str, str]]:
    """Those demo accounts that exist: the name to sign in with, and what that person does."""
    accounts = import_string("eenplan.organisation.demo_accounts.ACCOUNTS")
    present = set(
        get_user_model()
        .objects.filter(username__in=[username for username, _ in accounts])
        .values_list("username", flat=True)
    )
    return [(username, role) for username, role in accounts if username in present]


def collect_assets() -> None:
    """Gather and compress the static files, unless they are the same as the last time."""
    print_of_files = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = os.stat(storage.path(path))
            print_of_files.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    if stamp.exists() and stamp.read_text() == print_of_files.hexdigest():
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(print_of_files.hexdigest())
