"""A corrected letter says why; a decision is told in the ways the law knows."""

import datetime

from django.conf import settings
from django.db import migrations, models

TOLD = """
CREATE FUNCTION benefits_told_as_the_law_asks() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    sent record;
BEGIN
    -- Who replaces the letter waits for this, or this for who replaces it.
    SELECT letter.kind, decided_on INTO sent FROM benefits_letter letter
        LEFT JOIN benefits_decision decision ON decision.id = letter.decision_id
        WHERE letter.id = NEW.letter_id FOR SHARE OF letter;
    IF sent.kind = 'DECISION' AND (NEW.how = 'POST' OR NEW.sent_on < sent.decided_on) THEN
        RAISE EXCEPTION 'a decision is not told like this'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'told_as_the_law_asks';
    END IF;
    IF EXISTS (SELECT 1 FROM benefits_letter WHERE replaces_id = NEW.letter_id) THEN
        RAISE EXCEPTION 'replaced_letter_stays_here: letter %', NEW.letter_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'replaced_letter_stays_here';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER told_as_the_law_asks BEFORE INSERT ON benefits_notification
    FOR EACH ROW EXECUTE FUNCTION benefits_told_as_the_law_asks();
"""
NOT_TOLD = """
DROP TRIGGER told_as_the_law_asks ON benefits_notification;
DROP FUNCTION benefits_told_as_the_law_asks();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("benefits", "0005_the_committee"),
        ("people", "0004_team_over_has_nobody"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="earlier_lacked",
            field=models.BooleanField(
                default=False, verbose_name="de vorige brief was niet volledig"
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="why",
            field=models.CharField(blank=True, max_length=400, verbose_name="waarom opnieuw"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                models.F("application"),
                models.F("kind"),
                condition=models.Q(
                    ("kind__in", ("RECEIPT", "FORWARDED", "FORWARDED_TOLD")), ("replaces", None)
                ),
                name="one_first_letter_of_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("earlier_lacked", False), ("replaces", None), ("why", "")),
                    models.Q(("replaces__isnull", False), models.Q(("why", ""), _negated=True)),
                    _connector="OR",
                ),
                name="corrected_letter_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("how", "EBOX"), _negated=True),
                    ("sent_on__gte", datetime.date(2024, 4, 21)),
                    _connector="OR",
                ),
                name="ebox_since_it_is_allowed",
            ),
        ),
        migrations.RunSQL(TOLD, NOT_TOLD),
    ]
