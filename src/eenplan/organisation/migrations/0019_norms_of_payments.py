"""The norms of payments come in force, each at the value we propose (as in 0009)."""

from datetime import date

from django.db import migrations

SINCE = date(2022, 3, 14)
PROPOSAL = "voorstel van Eenplan, niet uit een bron"
PROPOSED = {"account_hold_workdays": 2, "withheld_percent": 10}


def put_in_force(apps, schema_editor):
    norm = apps.get_model("organisation", "Norm")
    for key, value in PROPOSED.items():
        norm.objects.get_or_create(
            key=key, starts_on=SINCE, defaults={"value": value, "reason": PROPOSAL}
        )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0018_norms_of_the_committee")]
    operations = [migrations.RunPython(put_in_force, migrations.RunPython.noop)]
