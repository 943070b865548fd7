"""No step is added to a closed case, whatever code writes it.

The row of the case is locked as a foreign key does, so that a step written at the moment of closing
waits for it and then sees that the case is closed.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION cases_refuse_step_in_closed_case() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    closed date;
BEGIN
    IF NEW.done_on IS NOT NULL THEN
        RETURN NEW;
    END IF;
    SELECT closed_on INTO closed FROM cases_case WHERE id = NEW.case_id FOR KEY SHARE;
    IF closed IS NOT NULL THEN
        RAISE EXCEPTION 'case % is closed', NEW.case_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'no_step_in_a_closed_case';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER no_step_in_a_closed_case
    BEFORE INSERT ON cases_step FOR EACH ROW EXECUTE FUNCTION cases_refuse_step_in_closed_case();
"""

BACKWARD = """
DROP TRIGGER no_step_in_a_closed_case ON cases_step;
DROP FUNCTION cases_refuse_step_in_closed_case();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_handover")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
