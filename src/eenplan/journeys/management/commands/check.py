"""`eenplan check`: Django's own checks, and whether this installation is ready for work."""

from django.core.management.base import CommandError
from django.core.management.commands.check import Command as DjangoCheck
from django.db import OperationalError
from django.utils.timezone import localdate

from eenplan.journeys.installation import problems


class Command(DjangoCheck):
    help = "Kijkt na of de installatie klaar is voor het dagelijkse werk."

    def handle(self, *labels, **options):
        super().handle(*labels, **options)
        if labels or options.get("tags") or options.get("list_tags"):
            return
        try:
            found = problems(on=localdate())
        except OperationalError as error:
            raise CommandError(
                f"De database antwoordt niet: {str(error).splitlines()[0]}"
            ) from None
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write("De installatie is klaar voor het dagelijkse werk.")
