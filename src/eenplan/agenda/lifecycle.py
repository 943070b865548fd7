"""What may become of a visit at the desk, and of an appointment."""

from eenplan.agenda.enums import OUTCOMES, AppointmentState as A, VisitState as V

NEXT_OF_VISIT: dict[V, set[V]] = {
    V.WAITING: {V.CALLED, V.LEFT},
    V.CALLED: {V.WAITING, *OUTCOMES},
}

NEXT_OF_APPOINTMENT: dict[A, set[A]] = {
    A.PLANNED: {A.HELD, A.NO_SHOW, A.CANCELLED},
    A.NO_SHOW: {A.HELD},  # somebody came late after all
}
