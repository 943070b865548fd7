"""What a case weighs, what is left alone when cases are spread anew, and how far one looks ahead.

The values are those of organisation/norms.py on the day this was written.
"""

from datetime import date

from django.db import migrations

SINCE = date(2022, 3, 14)
PROPOSAL = "voorstel van Eenplan, niet uit een bron"
FIRST = {
    "hours_intake": "6",
    "hours_active": "3",
    "hours_follow_up": "1",
    "hours_minors": "3",
    "hours_interpreter": "1",
    "hours_care": "1.5",
    "hours_protection": "0.5",
    "intake_days": "60",
    "follow_up_days": "60",
    "full_time_hours": "38",
    "direct_contact_share": "40",
    "contact_weeks": "4",
    "rebalance_settle_days": "30",
    "rebalance_legal_days": "14",
    "rebalance_tolerance": "10",
    "forecast_weeks": "8",
}


def put_in_force(apps, schema_editor):
    norm = apps.get_model("organisation", "Norm")
    for key, value in FIRST.items():
        norm.objects.get_or_create(
            key=key, starts_on=SINCE, defaults={"value": value, "reason": PROPOSAL}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0007_norm_of_corrections"),
        ("organisation", "0008_first_diplomas"),
    ]
    operations = [migrations.RunPython(put_in_force, migrations.RunPython.noop)]
