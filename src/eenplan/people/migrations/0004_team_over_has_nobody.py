"""A team that is over has nobody in its care, whatever code writes the rows.

The row of the team is share-locked by whoever puts a household in its care: an ending at that
moment waits, or is seen.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION people_check_team_is_there() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    over_on date;
BEGIN
    SELECT ends_on INTO over_on FROM organisation_team WHERE id = NEW.team_id FOR SHARE;
    IF over_on IS NOT NULL AND (NEW.ends_on IS NULL OR NEW.ends_on > over_on) THEN
        RAISE EXCEPTION 'team_over_has_nobody: team % is over on %', NEW.team_id, over_on
            USING ERRCODE = 'check_violation', CONSTRAINT = 'team_over_has_nobody',
                TABLE = 'people_teamcare';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION people_check_nobody_left() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM people_teamcare
        WHERE team_id = NEW.id AND (ends_on IS NULL OR ends_on > NEW.ends_on)
    ) THEN
        RAISE EXCEPTION 'team_over_has_nobody: team % still has households in its care', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'team_over_has_nobody',
                TABLE = 'organisation_team';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER team_over_has_nobody
    AFTER INSERT OR UPDATE OF team_id, ends_on ON people_teamcare
    FOR EACH ROW EXECUTE FUNCTION people_check_team_is_there();

CREATE TRIGGER team_over_has_nobody
    AFTER UPDATE OF ends_on ON organisation_team
    FOR EACH ROW WHEN (NEW.ends_on IS NOT NULL) EXECUTE FUNCTION people_check_nobody_left();
"""

BACKWARD = """
DROP TRIGGER team_over_has_nobody ON organisation_team;
DROP TRIGGER team_over_has_nobody ON people_teamcare;
DROP FUNCTION people_check_nobody_left();
DROP FUNCTION people_check_team_is_there();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_handover"),
        ("organisation", "0006_size_steps_only"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
