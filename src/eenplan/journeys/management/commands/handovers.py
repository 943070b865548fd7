"""`eenplan handovers`: carries out the handovers of many households that were decided."""

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate
from tqdm import tqdm

from eenplan.cases.selectors import progress_of
from eenplan.journeys import handing_over


class Command(BaseCommand):
    help = (
        "Voert de overdrachten uit die beslist zijn, gezin per gezin.\n"
        "Een onderbroken overdracht gaat door waar ze stopte."
    )

    def handle(self, **options):
        runs = handing_over.unfinished_runs()
        for run in runs:
            waiting = sum(team["waiting"] for team in progress_of(run))
            with tqdm(total=waiting, desc=str(run), unit="gezin", disable=None) as bar:
                handing_over.carry_out(run, on=localdate(), progress=bar.update)
            teams = progress_of(run)
            done, skipped = (sum(team[name] for team in teams) for name in ("done", "skipped"))
            self.stdout.write(f"{run}: {done} gedaan, {skipped} overgeslagen.")
        if not runs:
            self.stdout.write("Er is niets over te dragen.")
