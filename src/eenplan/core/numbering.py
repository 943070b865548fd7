"""Numbers that start again every year, without gaps by crashes and without doubles."""

from django.db import connection

from eenplan.core.models import NumberSeries


def next_numbers(series: str, year: int, count: int = 1) -> range:
    """Return the next `count` numbers of a yearly series; the caller's transaction keeps them.

    One statement makes or raises the counter, so that two first families of a new year do not
    both start it. A rolled-back registration gives its number back.
    """
    table = NumberSeries._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (series, year, last) VALUES (%s, %s, %s) "
            f"ON CONFLICT (series, year) DO UPDATE SET last = {table}.last + EXCLUDED.last "
            "RETURNING last",
            [series, year, count],
        )
        last = cursor.fetchone()[0]
    return range(last - count + 1, last + 1)
