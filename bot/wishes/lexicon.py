"""What the words of a wish are: compounds, names of a form, of people, of known subjects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bot.catalogue.folder import data_folder, read_file
from bot.matching.compounds import Compounds
from bot.matching.concepts import Concepts, Found, Kind, Said, Stems
from bot.matching.stems import stem, words
from bot.matching.words import Words, packaged_words
from bot.wishes.keys import without_form

_FILE = "query_wishwords.txt"
_CIRCUMSTANCES = frozenset(
    {
        "alleinerziehend",
        "behinderung",
        "familienausflug",
        "ferien",
        "frauen",
        "gefluechtete",
        "geld fuer bildung",
        "maenner",
        "psyche",
        "senioren",
        "treffpunkt",
        "vereine",
        "volkshochschule",
    }
)
"""Concepts that say for whom or when something is, where another says what."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """`whole` are the stems that expressions of concepts are made of, `empty` those that tell nothing."""

    words: Words
    concepts: Concepts
    compounds: Compounds
    whole: frozenset[str]
    empty: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    """Read when first needed: commands without wishes must not wait for it."""
    ours = packaged_words()
    empty = ours.weak | ours.stage_stems | _listed()
    whole = frozenset(one for held in ours.concepts for form in held.expressions for one in form)
    return _Lexicon(ours, Concepts(ours.concepts), Compounds(ours.vocabulary, empty), whole, empty)


def _listed() -> frozenset[str]:
    lines = read_file(data_folder(None), _FILE).decode("utf-8-sig").splitlines()
    return frozenset(
        stem(word) for line in lines if not line.startswith("#") for word in words(line)
    )


def parts(word: str) -> tuple[str, ...]:
    """What a folded compound is made of, as stems; nothing when it is none."""
    return _lexicon().compounds.split(word)


def stems(word: str) -> frozenset[str]:
    """What a folded word may stand for: itself, and its parts where no list knows the whole."""
    return frozenset({stem(word), *(() if is_listed(word) else parts(word))})


def is_listed(word: str) -> bool:
    return word in _lexicon().words.vocabulary


def is_small(word: str) -> bool:
    """Whether it says nothing in any question."""
    return word in _lexicon().words.stop


def tells(word: str) -> bool:
    """Whether it may be what is wished for."""
    return not is_small(word) and not word.isdigit() and stem(word) not in _lexicon().empty


def topics(spoken: Sequence[str]) -> list[Found]:
    """The known subjects that folded words speak of, in any language."""
    ours = _lexicon()
    said = [
        Said(stems(word) | ours.words.languages.forms(word), not is_small(word)) for word in spoken
    ]
    return [one for one in ours.concepts.find(said) if one.concept.kind is Kind.TOPIC]


def is_circumstance(found: Found) -> bool:
    return found.concept.name in _CIRCUMSTANCES


def beside(word: str, *, known: bool) -> Iterator[Stems]:
    """What an offer must say for a word; of one with a `known` subject, what else is in it."""
    ours, own = _lexicon(), stem(word)
    telling = tuple(one for one in parts(word) if one not in ours.empty)
    if known:
        yield from ((one,) for one in telling if own not in ours.whole and one not in ours.whole)
    elif telling:
        yield telling
    elif not parts(word) and (bare := without_form(own)) not in ours.empty:
        yield (bare,)


def is_foreign(spoken: Sequence[str]) -> bool:
    """Whether more of the folded words are known from other languages than from German."""
    ours = _lexicon().words
    foreign = [word for word in spoken if ours.languages.speaks(word)]
    german = [word for word in spoken if word in ours.german_stop or word in ours.vocabulary]
    return len(foreign) > len(german)
