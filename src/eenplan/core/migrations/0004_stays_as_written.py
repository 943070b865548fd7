"""One trigger function for rows that are never changed, but for the columns a table names."""

from django.db import migrations

KEEP = """
CREATE FUNCTION core_stays_as_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR
        (to_jsonb(NEW) - coalesce(TG_ARGV, '{}')::text[])
        IS DISTINCT FROM (to_jsonb(OLD) - coalesce(TG_ARGV, '{}')::text[])
    THEN
        RAISE EXCEPTION '% of % %', TG_NAME, TG_TABLE_NAME, OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0003_cache_table")]

    operations = [migrations.RunSQL(KEEP, "DROP FUNCTION core_stays_as_written();")]
