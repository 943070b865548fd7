"""Without these norms nobody could say when an answer is late: at the values first proposed."""

from datetime import date

from django.db import migrations

SINCE = date(2022, 3, 14)  # as the first norms
PROPOSAL = "voorstel van Eenplan, niet uit een bron"
FIRST = {
    "referral_answer_days": 10,
    "referral_escalation_days": 5,
    "referral_link_days": 14,
    "consent_days": 183,
    "question_days_housing": 3,
    "question_days_foreigners_law": 5,
    "question_days_health": 3,
    "question_days_legal": 5,
    "question_days_psychological": 5,
    "question_days_other": 5,
}


def put_in_force(apps, schema_editor):
    norm = apps.get_model("organisation", "Norm")
    for key, value in FIRST.items():
        norm.objects.get_or_create(
            key=key, starts_on=SINCE, defaults={"value": value, "reason": PROPOSAL}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0001_referrals_questions_and_ties"),
        ("organisation", "0002_first_norms"),
    ]
    operations = [migrations.RunPython(put_in_force, migrations.RunPython.noop)]
