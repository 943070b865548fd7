"""The area of all that cannot be located: each division has one, so that nothing is uncounted."""

from eenplan.territory.models import Area, Division

CODE, NAME = "NTL", "Niet te lokaliseren"
FIRST_DIVISION = {"code": "wijken", "name": "Wijken"}


def unlocated_area_of(division: Division) -> Area:
    """Return the division's "cannot be located" area, made when it is not there yet."""
    return Area.objects.get_or_create(
        division=division, is_unlocated=True, defaults={"code": CODE, "name": NAME}
    )[0]


def primary_division() -> Division:
    """Return the division of the neighbourhood teams; an empty one is made in a town without."""
    division = Division.objects.filter(is_primary=True).first()
    if division is None:
        division, _ = Division.objects.update_or_create(
            code=FIRST_DIVISION["code"],
            defaults={"is_primary": True},
            create_defaults=FIRST_DIVISION | {"is_primary": True},
        )
    return division


def is_placeholder(division: Division) -> bool:
    """Say whether nothing was ever drawn in the division: only what cannot be located is in it."""
    return not division.areas.filter(is_unlocated=False).exists()
