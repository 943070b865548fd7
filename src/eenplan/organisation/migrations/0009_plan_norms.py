"""The norm of the plan starts in force like the others, at its proposed value."""

from datetime import date

from django.db import migrations

SINCE = date(2022, 3, 14)
FIRST = {"plan_review_days": (90, "voorstel van Eenplan, niet uit een bron")}


def put_in_force(apps, schema_editor):
    norm = apps.get_model("organisation", "Norm")
    for key, (value, reason) in FIRST.items():
        norm.objects.get_or_create(
            key=key, starts_on=SINCE, defaults={"value": value, "reason": reason}
        )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0008_first_diplomas")]
    operations = [migrations.RunPython(put_in_force, migrations.RunPython.noop)]
