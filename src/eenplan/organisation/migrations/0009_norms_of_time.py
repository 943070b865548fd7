"""The working day, the alarm after a home visit and the follow-up of no-shows have a first value.

The values are those of organisation/norms.py on the day this was written.
"""

from datetime import date

from django.db import migrations

SINCE = date(2022, 3, 14)
PROPOSAL = "voorstel van Eenplan, niet uit een bron"
FIRST = {
    "workday_start": "8.5",
    "workday_end": "17",
    "return_grace_minutes": "30",
    "no_show_limit": "2",
}


def put_in_force(apps, schema_editor):
    norm = apps.get_model("organisation", "Norm")
    for key, value in FIRST.items():
        norm.objects.get_or_create(
            key=key, starts_on=SINCE, defaults={"value": value, "reason": PROPOSAL}
        )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0008_norms_of_load")]
    operations = [migrations.RunPython(put_in_force, migrations.RunPython.noop)]
