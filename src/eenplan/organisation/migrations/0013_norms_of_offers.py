"""The norms about offers of housing come in force, each at the value we propose; as in 0009."""

from datetime import date

from django.db import migrations

SINCE = date(2022, 3, 14)
PROPOSAL = "voorstel van Eenplan, niet uit een bron"
PROPOSED = {
    "offer_silences": 2,
    "offer_answer_days": 7,
    "offer_call_workdays": 5,
    "offer_visit_workdays": 10,
    "offer_yield_days": 180,
    "offer_empty_days": 90,
    "offer_remember_days": 365,
}


def put_in_force(apps, schema_editor):
    norm = apps.get_model("organisation", "Norm")
    for key, value in PROPOSED.items():
        norm.objects.get_or_create(
            key=key, starts_on=SINCE, defaults={"value": value, "reason": PROPOSAL}
        )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0012_norms_of_placing")]
    operations = [migrations.RunPython(put_in_force, migrations.RunPython.noop)]
