"""The agreement between a household and who offers it a place: its fixed texts and the document."""

from eenplan.housing.agreements.document import facts_of, render
from eenplan.housing.agreements.texts import VERSION, Texts, languages, texts_in

__all__ = ["VERSION", "Texts", "facts_of", "languages", "render", "texts_in"]
