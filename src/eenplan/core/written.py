"""A promise for migrations: rows that stay as they were written."""

from django.db import migrations


def stays_as_written(
    table: str, *, may_change: tuple[str, ...] = (), may_go: bool = False
) -> migrations.RunSQL:
    """Return the trigger that refuses to change a row but for some columns, and to delete it.

    The refusal is an IntegrityError that names the promise: `<table>_stays_as_written`.
    """
    name = f"{table}_stays_as_written"
    columns = ", ".join(f"'{column}'" for column in may_change)
    acts = "UPDATE" if may_go else "UPDATE OR DELETE"
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} BEFORE {acts} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION core_stays_as_written({columns});",
        f"DROP TRIGGER {name} ON {table};",
    )
