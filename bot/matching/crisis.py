"""Hears when somebody is in danger: self-harm, violence, abuse; and tells it from a professional question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.matching.answer import Danger
from bot.matching.crisis_lexicon import NOTHING, Lexicon, Meanings
from bot.matching.crisis_tables import Alarms
from bot.matching.crisis_traits import traits
from bot.matching.crisis_weights import Likeness

ALARM, ALARM_WITH_A_TOPIC = 0.0, 0.4
"""From here on somebody is in danger; who names something the town offers must be much louder.

Chosen for authors whose examples were not learnt from (tests/bench/crisis.py) and everyday questions.
"""

_BESIDE_DANGER = frozenset(
    {
        "alleinerziehend",
        "erziehung",
        "fotografieren",
        "frauen",
        "garten",
        "gewaltschutz",
        "handy",
        "heirat",
        "holzarbeit",
        "jugendamt",
        "lsbtiq",
        "maenner",
        "notdienst",
        "psyche",
        "religion",
        "rueckenschule",
        "selbsthilfe",
        "sozialberatung",
        "sterben und trauer",
        "sucht",
        "trennung",
        "wein und bier",
        "weiß nicht weiter",
    }
)
"""Topics whose words people in danger use about as often as others do."""

_FILLERS = frozenset(
    [
        "also",
        "bitte",
        "eben",
        "echt",
        "hallo",
        "halt",
        "hm",
        "ja",
        "naja",
        "oh",
        "so",
        "und",
        "wirklich",
    ]
)
"""Said around a sentence while somebody looks for words; they must not make a danger less loud."""

_OF_AGE = 18
_BEFORE_AGE = frozenset({"bin", "im", "m", "am", "erst"})


@dataclass(frozen=True, slots=True)
class Heard:
    """`danger` is None when nobody is in danger; `delicate` when the matter is touched all the same.

    `young` says that the speaker seems to be a child or a teenager.
    """

    danger: Danger | None
    delicate: bool
    young: bool = False


class Listener:
    """Weighs how much a question is like those of people in danger."""

    def __init__(self, alarms: Alarms) -> None:
        self._lexicon = Lexicon(alarms.families)
        self._weights = alarms.weights

    def hear(self, said: Sequence[str], topics: Iterable[str] = ()) -> Heard:
        """`said` are the folded words of a question, `topics` the concepts recognised in it."""
        meant = list(map(self._lexicon.meanings, said))
        like = self._weights.liken(traits(said, meant))
        bare = _bare(said)
        if len(said[bare]) < len(said):
            telling = self._weights.liken(traits(said[bare], meant[bare]))
            like = max(like, telling, key=lambda one: one.alarm)
        meanings = NOTHING.union(*meant)
        enough = ALARM if _BESIDE_DANGER.issuperset(topics) else ALARM_WITH_A_TOPIC
        return Heard(
            _danger(like) if like.alarm > enough else None,
            delicate="<matter>" in meanings,
            young=_is_young(said, meanings),
        )


def _bare(said: Sequence[str]) -> slice:
    """Where the words lie without the fillers before and after them."""
    telling = [place for place, word in enumerate(said) if word not in _FILLERS]
    return slice(telling[0], telling[-1] + 1) if telling else slice(None)


def _danger(like: Likeness) -> Danger:
    return Danger.VIOLENCE if like.violence > 0 else Danger.SELF_HARM


def _is_young(said: Sequence[str], meanings: Meanings) -> bool:
    """The age somebody says of themselves decides, else whom they speak of."""
    ages = [int(age) for before, age in pairwise(said) if before in _BEFORE_AGE and _is_age(age)]
    if ages:
        return ages[0] < _OF_AGE
    return "<young>" in meanings and "<grown>" not in meanings


def _is_age(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) <= 2
