"""The day the first centre sent an application on, and who found this centre incompetent."""

from django.conf import settings
from django.db import migrations, models

# What was withdrawn is not decided on, and what was decided on is not withdrawn: each waits for the
# other when they come at once.
APART = """
CREATE FUNCTION benefits_withdrawn_is_not_decided() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    withdrawn date;
BEGIN
    IF TG_TABLE_NAME = 'benefits_decision' THEN
        SELECT withdrawn_on INTO withdrawn FROM benefits_application
            WHERE id = NEW.application_id FOR SHARE;
        IF withdrawn IS NULL THEN
            RETURN NEW;
        END IF;
    ELSIF NEW.withdrawn_on IS NULL
        OR NOT EXISTS (SELECT 1 FROM benefits_decision WHERE application_id = NEW.id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'an application is withdrawn or decided on, not both'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'withdrawn_is_not_decided';
END $$;

CREATE TRIGGER withdrawn_is_not_decided BEFORE INSERT ON benefits_decision
    FOR EACH ROW EXECUTE FUNCTION benefits_withdrawn_is_not_decided();
CREATE TRIGGER withdrawn_is_not_decided BEFORE UPDATE OF withdrawn_on ON benefits_application
    FOR EACH ROW EXECUTE FUNCTION benefits_withdrawn_is_not_decided();
"""
TOGETHER = """
DROP TRIGGER withdrawn_is_not_decided ON benefits_application;
DROP TRIGGER withdrawn_is_not_decided ON benefits_decision;
DROP FUNCTION benefits_withdrawn_is_not_decided();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("benefits", "0003_the_centre"),
        ("people", "0004_team_over_has_nobody"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="application",
            name="sent_on",
            field=models.DateField(blank=True, null=True, verbose_name="daar doorgezonden op"),
        ),
        migrations.AddField(
            model_name="competencecheck",
            name="is_by_chair",
            field=models.BooleanField(default=False, verbose_name="beslist door de voorzitter"),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_received_on", None),
                    models.Q(
                        ("first_received_on__lte", models.F("handed_in_on")),
                        models.Q(
                            ("sent_on", None),
                            models.Q(
                                ("sent_on__gte", models.F("first_received_on")),
                                ("sent_on__lte", models.F("handed_in_on")),
                            ),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="forwarded_days_in_order",
            ),
        ),
        migrations.RunSQL(APART, TOGETHER),
    ]
