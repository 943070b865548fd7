"""Who holds a case holds an open one: counting a caseload need not look at the cases."""

from django.db import migrations

# Looked at when the transaction ends: closing a case ends its assignment in the same one.
PROMISE = """
CREATE FUNCTION cases_closed_case_is_held_by_nobody() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- Through jsonb, for the row is one of either table.
    "case" bigint := CASE WHEN TG_TABLE_NAME = 'cases_case' THEN NEW.id
        ELSE (to_jsonb(NEW) ->> 'case_id')::bigint END;
BEGIN
    IF EXISTS (SELECT 1 FROM cases_case WHERE id = "case" AND closed_on IS NOT NULL) AND EXISTS (
        SELECT 1 FROM cases_assignment WHERE case_id = "case" AND ends_on IS NULL
    ) THEN
        RAISE EXCEPTION 'case % is closed and held', "case"
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_case_is_held_by_nobody';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER closed_case_is_held_by_nobody
    AFTER INSERT OR UPDATE ON cases_case DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.closed_on IS NOT NULL)
    EXECUTE FUNCTION cases_closed_case_is_held_by_nobody();
CREATE CONSTRAINT TRIGGER closed_case_is_held_by_nobody
    AFTER INSERT OR UPDATE ON cases_assignment DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.ends_on IS NULL)
    EXECUTE FUNCTION cases_closed_case_is_held_by_nobody();
"""
NO_PROMISE = """
DROP TRIGGER closed_case_is_held_by_nobody ON cases_assignment;
DROP TRIGGER closed_case_is_held_by_nobody ON cases_case;
DROP FUNCTION cases_closed_case_is_held_by_nobody();
"""

# What an earlier version left open on a closed case ends with the case.
END_WITH_THE_CASE = """
UPDATE cases_assignment held SET ends_on = greatest("case".closed_on, held.starts_on)
    FROM cases_case "case"
    WHERE "case".id = held.case_id AND "case".closed_on IS NOT NULL AND held.ends_on IS NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_second_looks_wait")]

    operations = [
        migrations.RunSQL(END_WITH_THE_CASE, migrations.RunSQL.noop),
        migrations.RunSQL(PROMISE, NO_PROMISE),
    ]
