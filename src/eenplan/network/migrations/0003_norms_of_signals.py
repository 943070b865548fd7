"""The days of signals and meetings, at the values first proposed."""

from datetime import date

from django.db import migrations

SINCE = date(2022, 3, 14)  # as the first norms
PROPOSAL = "voorstel van Eenplan, niet uit een bron"
FIRST = {"signal_days": 14, "meeting_overlap_days": 60, "meeting_empty_days": 2}


def put_in_force(apps, schema_editor):
    norm = apps.get_model("organisation", "Norm")
    for key, value in FIRST.items():
        norm.objects.get_or_create(
            key=key, starts_on=SINCE, defaults={"value": value, "reason": PROPOSAL}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0002_signals_and_meetings"),
        ("organisation", "0002_first_norms"),
    ]
    operations = [migrations.RunPython(put_in_force, migrations.RunPython.noop)]
