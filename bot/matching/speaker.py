"""Hears when the person who asks says to be a child; a parent who names a child's age is none."""

from __future__ import annotations

import re

from bot.matching.ages import SPELLED

_NO_CHILD = 16
_YOUNGEST = 6
_LAST_CLASS = 9
"""Its pupils are 14 or 15 years old."""

_SPELLED = [*SPELLED[_YOUNGEST:], "funfzehn"]
_NUMBERS = {name: number for number, name in enumerate(_SPELLED, _YOUNGEST)}
_N = rf"(\d{{1,2}}|{'|'.join(_SPELLED)})"
_I_AM = r"\b(?:bin|i am|i[ '’]m)\s+"
_BARELY = r"(?:(?:jetzt|schon|erst|gerade|fast|noch|ca|etwa|auch|only|just|now)\s+)*"
_WHO = r"(?:(?:eine?|a)\s+)?(?:(?:schuler\w*|junge|madchen|boy|girl)[\s,(]+)?"
_OLD = r"(?:[\s-]*(?:jahrige?[rsn]?|jahre?|j|years?|yo)\b)?"
# What else could be counted after "bin": minutes, weeks of a pregnancy, years in a job.
_NOTHING_ELSE = (
    r"(?=\W*$|\s*[,.;!?)](?!\d|\s*kl)|\s+(?:alt|jung|old|und(?!\s+\d)|and|aber|oder"
    r"|schuler\w*|junge|madchen|will|mochte|wurde|suche|brauche|hab|habe|kann|darf|wo|was|wie"
    r"|wohne|gehe|spiele|lerne)\b)"
)
_AGE = re.compile(_I_AM + _BARELY + _WHO + _N + _OLD + _NOTHING_ELSE)
_NEXT = re.compile(
    r"\b(?:ich\s+werde|werde\s+ich)\s+" + _BARELY + r"(?:bald\s+)?" + _N + _NOTHING_ELSE
)
_CLASS = re.compile(
    r"\bich\s+(?:bin|gehe?|komme?|besuche?)\s+(?:\w+\s+)?(?:in\s+)?(?:der|die)\s+(\d{1,2})\W*kl(?:asse)?\b"
)
_TEACHES = re.compile(r"lehr|erzieh|unterricht|begleit")


def is_child(folded: str) -> bool:
    """Whether somebody says, in a folded text, to be under 16 themselves."""
    ages = [_number(found) for found in _AGE.findall(folded)]
    ages += [_number(found) - 1 for found in _NEXT.findall(folded)]
    if ages:
        return all(_YOUNGEST <= age < _NO_CHILD for age in ages)
    found = _CLASS.search(folded)
    return found is not None and int(found[1]) <= _LAST_CLASS and not _TEACHES.search(folded)


def _number(said: str) -> int:
    return _NUMBERS.get(said) or int(said)
