"""Houses and land somebody owns (KB2002 art. 25-26)."""

import numpy as np

from eenplan.engines.entitlement.columns import ESTATE, UNSAID
from eenplan.engines.entitlement.holdings import Holdings
from eenplan.engines.entitlement.numbers import (
    WHOLE,
    Mask,
    Numbers,
    floor_zero,
    least,
    part,
    pick,
    summed,
)

ARTICLE = "KB2002 art. 25-26"


class Estate(Holdings):
    """What houses and land count for."""

    def counted(self) -> Numbers:
        """Return what counts, a year, per person."""
        at, person, home = self.of_kind(ESTATE)
        if not len(at):
            return np.zeros(self.size, dtype=np.int64)
        rows = self.rows
        then = self.days.at(home)
        built = rows.built[at] == 1
        self._refuse_several(person, built)
        base = self._by_cadastral_income(at, person, home)
        abroad, unknown = rows.abroad[at] == 1, rows.cadastral[at] == UNSAID
        rent, foreign = rows.rent[at], rows.foreign[at]
        elsewhere = pick(rent != UNSAID, rent, floor_zero(foreign))
        look = self.tape.look("estate_abroad", then, abroad, home)
        self.step(
            "Goed in het buitenland zonder kadastraal inkomen",
            elsewhere,
            ARTICLE,
            person,
            look,
            where=abroad & unknown,
        )
        base = pick(abroad & unknown, elsewhere, base)
        self._refuse_unvalued(unknown & ~abroad | (unknown & (rent < 0) & (foreign < 0)), home)
        higher = ~unknown & (rent > base)
        look = self.tape.look("estate_rent", then, higher, home)
        self.step("De ontvangen huur is hoger", rent, ARTICLE, person, look, where=higher)
        base = pick(higher, rent, base)
        return self._less_interest(at, person, home, base)

    def _by_cadastral_income(self, at: Numbers, person: Numbers, home: Numbers) -> Numbers:
        rows, tape = self.rows, self.tape
        then = self.days.at(home)
        built, income = rows.built[at] == 1, rows.cadastral[at]
        keys = (("home_exemption", built), ("home_child", built), ("home_factor", built))
        free, child, factor = (tape.look(key, then, which, home) for key, which in keys)
        land = tape.look("land_exemption", then, ~built, home)
        times = tape.look("land_factor", then, ~built, home)
        children = self.table.households.children[home]
        exempt = pick(built, free.number + children * child.number, land.number)
        share, known = rows.share[at], income != UNSAID
        shared = tape.look("estate_share", then, share < WHOLE, home)
        own = floor_zero(part(floor_zero(income), share) - part(exempt, share))
        base = own * pick(built, factor.number, times.number)
        self.step(
            "Mede-eigendom: het eigen deel van kadastraal inkomen en vrijstelling",
            part(floor_zero(income), share),
            ARTICLE,
            person,
            shared,
            where=(share < WHOLE) & known,
        )
        self.step(
            "Bebouwd goed: kadastraal inkomen min vrijstelling, maal drie",
            base,
            ARTICLE,
            person,
            free,
            child,
            factor,
            where=built & known,
        )
        self.step(
            "Onbebouwd goed: kadastraal inkomen min vrijstelling, maal drie",
            base,
            ARTICLE,
            person,
            land,
            times,
            where=~built & known,
        )
        return base

    def _less_interest(self, at: Numbers, person: Numbers, home: Numbers, base: Numbers) -> Numbers:
        interest = self.rows.interest[at]
        then = self.days.at(home)
        cap = self.tape.look("mortgage_cap", then, interest > 0, home)
        off = least(interest, part(base, cap.number))
        self.step(
            "Hypotheekintrest, hoogstens de helft",
            -off,
            ARTICLE,
            person,
            cap,
            where=interest > 0,
        )
        return summed(person, base - off, self.size)

    def _refuse_several(self, person: Numbers, built: Mask) -> None:
        for kind in (built, ~built):
            many = summed(person, kind.astype(np.int64), self.size) > 1
            self.tape.refuse(
                "several_properties",
                "meer dan één bebouwd of onbebouwd goed van dezelfde persoon: de bron zegt niet of "
                "de vrijstelling eenmaal geldt of per goed.",
                many,
                self.people.household,
            )

    def _refuse_unvalued(self, unvalued: Mask, home: Numbers) -> None:
        self.tape.refuse(
            "estate_without_value",
            "een onroerend goed zonder kadastraal inkomen, huur of buitenlands inkomen.",
            unvalued,
            home,
        )
