"""A household that has members has a reference person among them, whatever code writes the rows.

Checked when the transaction commits, so that a registration may write members in any order and a
handing over of the role may end one row before it starts the next.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION people_check_reference_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    checked bigint;
BEGIN
    IF TG_TABLE_NAME = 'people_household' THEN
        checked := NEW.id;
        IF NOT EXISTS (SELECT 1 FROM people_household WHERE id = checked) THEN
            RETURN NULL;
        END IF;
        IF NOT EXISTS (
            SELECT 1 FROM people_householdmember
            WHERE household_id = checked AND relation = 'REFERENCE'
        ) THEN
            RAISE EXCEPTION 'household % has no reference person', checked
                USING ERRCODE = 'check_violation', CONSTRAINT = 'household_keeps_reference_person';
        END IF;
        RETURN NULL;
    END IF;
    FOREACH checked IN ARRAY CASE TG_OP
        WHEN 'INSERT' THEN ARRAY[NEW.household_id]
        WHEN 'DELETE' THEN ARRAY[OLD.household_id]
        ELSE ARRAY[NEW.household_id, OLD.household_id] END
    LOOP
        IF EXISTS (
            SELECT 1 FROM people_householdmember WHERE household_id = checked AND ends_on IS NULL
        ) AND NOT EXISTS (
            SELECT 1 FROM people_householdmember
            WHERE household_id = checked AND ends_on IS NULL AND relation = 'REFERENCE'
        ) THEN
            RAISE EXCEPTION 'household % is left without a reference person', checked
                USING ERRCODE = 'check_violation', CONSTRAINT = 'household_keeps_reference_person';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER household_keeps_reference_person
    AFTER INSERT OR UPDATE OR DELETE ON people_householdmember
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION people_check_reference_person();

CREATE CONSTRAINT TRIGGER household_starts_with_reference_person
    AFTER INSERT ON people_household
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION people_check_reference_person();
"""

BACKWARD = """
DROP TRIGGER household_starts_with_reference_person ON people_household;
DROP TRIGGER household_keeps_reference_person ON people_householdmember;
DROP FUNCTION people_check_reference_person();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
