"""What was wrong with something that was written, as a sentence of its own."""

from __future__ import annotations

from markupsafe import Markup

from bot.catalogue.problems import Reason
from bot.i18n import Say


def sentence(say: Say, wrong: Reason) -> Markup:
    """Reasons are worded as what follows "row 3:"."""
    said = say.html(wrong.message, **wrong.values)
    return said[:1].upper() + said[1:] + ("" if said.endswith((".", "!", "?")) else ".")
