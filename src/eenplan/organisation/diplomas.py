"""The diplomas known at the start; what counts for what on a day stands in the database.

Accepted for a social investigation are those the article of seed 000 names; it was not compared
with the law. The other two are those it asks to widen the list to.
"""

from datetime import date

SINCE = date(2022, 3, 31)
SOURCE = "Vanden Broele over de cel Oekraïne van OCMW Gent, 2022"
ACCEPTED = ("Maatschappelijk werk", "Sociale verpleegkunde")
ASKED_FOR = ("Vormingsleergang Sociaal en Pedagogisch Werk", "Bachelor psychologie")
