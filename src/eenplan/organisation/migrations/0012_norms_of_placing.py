"""What placing weighs comes in force, each at the value we propose.

As in 0002: an installation starts with every norm in force. The values are those of
organisation/norms.py on the day this was written.
"""

from datetime import date

from django.db import migrations

SINCE = date(2022, 3, 14)
PROPOSAL = "voorstel van Eenplan, niet uit een bron"
PROPOSED = {
    "offer_reconfirm_days": 30,
    "placement_hold_hours": 24,
    "placement_shortest_days": 1,
    "placement_long_days": 365,
    "placement_rent_ceiling": 1200,
    "placement_near_metres": 5000,
    "placement_floor_percent": 95,
    "weight_roof": 5000,
    "weight_person": 400,
    "weight_no_roof": 1800,
    "weight_friends": 900,
    "weight_hotel": 600,
    "weight_waiting_day": 10,
    "weight_wish": 170,
    "weight_near": 120,
    "weight_space": 300,
    "weight_needs": 100,
    "weight_length": 170,
    "weight_rent": 120,
    "weight_soon": 90,
    "weight_keep": 50,
}


def put_in_force(apps, schema_editor):
    norm = apps.get_model("organisation", "Norm")
    for key, value in PROPOSED.items():
        norm.objects.get_or_create(
            key=key, starts_on=SINCE, defaults={"value": value, "reason": PROPOSAL}
        )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0011_days_a_team_is_open")]
    operations = [migrations.RunPython(put_in_force, migrations.RunPython.noop)]
