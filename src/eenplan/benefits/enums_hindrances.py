"""The words of what stands in the way of a payment: sanctions, and what came before them."""

from django.db import models


class Fault(models.TextChoices):
    """What a sanction is for (RMI art. 30)."""

    DECLARATION = "DECLARATION", "onjuiste of onvolledige aangifte"
    FRAUD = "FRAUD", "bedrog"
    PROJECT = "PROJECT", "het GPMI niet nageleefd"


class Heard(models.TextChoices):
    """What became of the right to be heard (RMI art. 20)."""

    HEARD = "HEARD", "gehoord"
    DID_NOT_COME = "DID_NOT_COME", "uitgenodigd, niet gekomen"
    DID_NOT_ASK = "DID_NOT_ASK", "ingelicht over het hoorrecht, vroeg het niet"
