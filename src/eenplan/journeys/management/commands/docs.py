"""`eenplan docs`: the reference pages that are made from the code."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from eenplan.benefits.run_lifecycle_doc import run_lifecycle
from eenplan.core.lifecycle_doc import page
from eenplan.engines.deadlines.page import terms_page
from eenplan.engines.entitlement.page import parameters_page
from eenplan.housing.lifecycle_doc import place_lifecycle
from eenplan.journeys.placing.rules_doc import placement_rules
from eenplan.network.lifecycle_doc import referral_lifecycle
from eenplan.network.signal_lifecycle_doc import meeting_lifecycle, signal_lifecycle
from eenplan.organisation.lifecycle_doc import cell_lifecycle
from eenplan.organisation.norms_doc import norms_table
from eenplan.organisation.roles_doc import roles_table

LIFECYCLES = (
    place_lifecycle,
    referral_lifecycle,
    signal_lifecycle,
    meeting_lifecycle,
    cell_lifecycle,
    run_lifecycle,
)
PAGES = {
    "roles.md": roles_table,
    "lifecycles.md": lambda: page(LIFECYCLES),
    "norms.md": norms_table,
    "placement-rules.md": placement_rules,
    "parameters-of-rights.md": parameters_page,
    "legal-terms.md": terms_page,
}


class Command(BaseCommand):
    help = "Schrijft docs/reference uit de code; met --check alleen nakijken."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--check",
            action="store_true",
            help="schrijf niets; stop met code 1 als een pagina niet meer klopt",
        )
        parser.add_argument(
            "--folder",
            type=Path,
            default=settings.REPOSITORY / "docs" / "reference",
            help="waar de pagina's staan",
        )

    def handle(self, *, check: bool, folder: Path, **options):
        pages = {folder / name: make() for name, make in PAGES.items()}
        stale = [path for path, text in pages.items() if _content(path) != text]
        if check and stale:
            names = ", ".join(path.name for path in stale)
            raise CommandError(f"Niet meer juist: {names}. Voer `eenplan docs` uit.")
        if check:
            self.stdout.write("De pagina's in docs/reference kloppen.")
            return
        folder.mkdir(parents=True, exist_ok=True)
        for path in stale:
            path.write_text(pages[path], encoding="utf-8")
        self.stdout.write(f"{len(pages)} pagina's, {len(stale)} geschreven.")


def _content(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
