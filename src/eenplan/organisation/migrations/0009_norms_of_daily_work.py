"""The norms of the daily work come in force, each at the value we propose.

As in 0002: an installation starts with every norm in force, so that nothing is refused for want of
one. The values are those of organisation/norms.py on the day this was written.
"""

from datetime import date

from django.db import migrations

SINCE = date(2022, 3, 14)
PROPOSAL = "voorstel van Eenplan, niet uit een bron"
PROPOSED = {
    "contact_correction_days": 14,
    "plan_review_days": 90,
    "read_along_days": 30,
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
    "signal_days": 14,
    "meeting_overlap_days": 60,
    "meeting_empty_days": 2,
    "hours_intake": 6,
    "hours_active": 3,
    "hours_follow_up": 1,
    "hours_minors": 3,
    "hours_interpreter": 1,
    "hours_care": 1.5,
    "hours_protection": 0.5,
    "intake_days": 60,
    "follow_up_days": 60,
    "full_time_hours": 38,
    "direct_contact_share": 40,
    "contact_weeks": 4,
    "rebalance_settle_days": 30,
    "rebalance_legal_days": 14,
    "rebalance_tolerance": 10,
    "forecast_weeks": 8,
    "workday_start": 8.5,
    "workday_end": 17,
    "return_grace_minutes": 30,
    "no_show_limit": 2,
    "directory_fresh_days": 180,
}


def put_in_force(apps, schema_editor):
    norm = apps.get_model("organisation", "Norm")
    for key, value in PROPOSED.items():
        norm.objects.get_or_create(
            key=key, starts_on=SINCE, defaults={"value": value, "reason": PROPOSAL}
        )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0008_first_diplomas")]
    operations = [migrations.RunPython(put_in_force, migrations.RunPython.noop)]
