from django.db import migrations, models
from django.db.models.functions import Lower
from django.utils.timezone import localdate

# A version of the checklist that has a first day stands, with its questions. Only while no
# inspection uses it may that day be taken back.
CHECKLIST_STANDS = """
CREATE FUNCTION housing_checklist_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.starts_on IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.starts_on IS NULL AND NEW.number = OLD.number AND NOT EXISTS (
        SELECT 1 FROM housing_inspection WHERE checklist_id = OLD.id
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'checklist_stands: version % is in force', OLD.number
        USING ERRCODE = 'check_violation', CONSTRAINT = 'checklist_stands';
END $$;

CREATE TRIGGER checklist_stands BEFORE UPDATE OR DELETE ON housing_checklist
    FOR EACH ROW EXECUTE FUNCTION housing_checklist_stands();

CREATE FUNCTION housing_question_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    version housing_checklist;
BEGIN
    -- Who puts the version in force waits for this question, or this question for the version.
    SELECT * INTO version FROM housing_checklist
        WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.checklist_id ELSE NEW.checklist_id END
        FOR SHARE;
    IF version.starts_on IS NOT NULL
        OR (TG_OP = 'UPDATE' AND NEW.checklist_id <> OLD.checklist_id) THEN
        RAISE EXCEPTION 'checklist_stands: version % is in force', version.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'checklist_stands';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER question_stands BEFORE INSERT OR UPDATE OR DELETE ON housing_checklistitem
    FOR EACH ROW EXECUTE FUNCTION housing_question_stands();
"""
NO_CHECKLIST_STANDS = """
DROP TRIGGER question_stands ON housing_checklistitem;
DROP FUNCTION housing_question_stands();
DROP TRIGGER checklist_stands ON housing_checklist;
DROP FUNCTION housing_checklist_stands();
"""

# Guests who found a roof by themselves stay where they live: their stay began before the offer came
# in, so nobody could look at the dwelling first. As with the people (host_checked_before_stay).
INSPECTED = """
CREATE OR REPLACE FUNCTION housing_stay_is_inspected() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    house housing_dwelling;
    until date;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.place_id = OLD.place_id AND NEW.starts_on = OLD.starts_on THEN
        RETURN NEW;
    END IF;
    -- A verdict that is being written waits for this stay, or this stay for the verdict.
    SELECT dwelling.* INTO house FROM housing_dwelling dwelling
        JOIN housing_place place ON place.dwelling_id = dwelling.id
        WHERE place.id = NEW.place_id FOR KEY SHARE OF dwelling;
    {found}
    until := housing_inspected_until(house.id, NEW.starts_on);
    IF until IS NULL OR until <= NEW.starts_on THEN
        RAISE EXCEPTION 'inspected_before_stay: place % has no approval on %', NEW.place_id, NEW.starts_on
            USING ERRCODE = 'check_violation', CONSTRAINT = 'inspected_before_stay';
    END IF;
    RETURN NEW;
END $$;
"""
FOUND = """
    IF EXISTS (
        SELECT 1 FROM housing_offer promise WHERE promise.id = house.offer_id
            AND promise.found_privately AND NEW.starts_on <= promise.received_on
    ) THEN
        RETURN NEW;
    END IF;
"""


def stop_what_was_not_used(apps, schema_editor):
    """A reason that was out of use cannot be chosen from today on."""
    reasons = apps.get_model("housing", "RefusalReason")
    reasons.objects.filter(is_used=False).update(ends_on=localdate())


def use_what_did_not_stop(apps, schema_editor):
    reasons = apps.get_model("housing", "RefusalReason")
    reasons.objects.exclude(ends_on=None).update(is_used=False)


class Migration(migrations.Migration):
    dependencies = [("housing", "0009_from_proposal_to_stay")]

    operations = [
        migrations.AlterField(
            model_name="rehousing",
            name="reason",
            field=models.CharField(
                choices=[
                    ("STOPPED", "de opvang is stilgelegd"),
                    ("LOST", "verliet de opvang zonder eigen woning"),
                    ("RAN_OUT", "het verblijf liep af"),
                    ("ENDS_SOON", "het verblijf loopt binnenkort af"),
                    ("UNSUITED", "de plaats past niet (meer)"),
                    ("PLACE_GOES", "de plaats valt weg"),
                ],
                max_length=10,
                verbose_name="reden",
            ),
        ),
        migrations.AddField(
            model_name="refusalreason",
            name="ends_on",
            field=models.DateField(blank=True, null=True, verbose_name="niet meer te kiezen vanaf"),
        ),
        migrations.RunPython(stop_what_was_not_used, use_what_did_not_stop),
        migrations.RemoveField(model_name="refusalreason", name="is_used"),
        migrations.AddConstraint(
            model_name="refusalreason",
            constraint=models.UniqueConstraint(
                models.F("side"),
                Lower("label"),
                condition=models.Q(ends_on=None),
                name="one_reason_of_a_name",
            ),
        ),
        migrations.AlterField(
            model_name="checklist",
            name="starts_on",
            field=models.DateField(blank=True, null=True, verbose_name="vanaf"),
        ),
        migrations.AddConstraint(
            model_name="checklist",
            constraint=models.UniqueConstraint(
                models.F("starts_on"), nulls_distinct=False, name="one_checklist_from_a_day"
            ),
        ),
        migrations.RunSQL(CHECKLIST_STANDS, NO_CHECKLIST_STANDS),
        migrations.RunSQL(INSPECTED.format(found=FOUND), INSPECTED.format(found="")),
    ]
