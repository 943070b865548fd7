"""The norms of what follows on a stay come in force, each at the value we propose."""

from datetime import date

from django.db import migrations

SINCE = date(2022, 3, 14)
PROPOSAL = "voorstel van Eenplan, niet uit een bron"
PROPOSED = {
    "stay_visit_from_days": 3,
    "stay_visit_days": 7,
    "stay_visit_second_days": 28,
    "stay_visit_every_days": 30,
    "host_visit_every_days": 30,
    "visit_late_coordinator_days": 3,
    "visit_late_housing_days": 7,
    "stay_review_days": 90,
    "stay_end_alarm_days": 28,
    "absence_days": 3,
    "short_stay_days": 28,
}


def put_in_force(apps, schema_editor):
    norm = apps.get_model("organisation", "Norm")
    for key, value in PROPOSED.items():
        norm.objects.get_or_create(
            key=key, starts_on=SINCE, defaults={"value": value, "reason": PROPOSAL}
        )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0013_norms_of_offers")]
    operations = [migrations.RunPython(put_in_force, migrations.RunPython.noop)]
