"""The curated words of a question: plain files that staff can read and change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.catalogue.folder import data_folder, folder_with, read_file
from bot.catalogue.offers import AgeRange
from bot.catalogue.problems import N_, CatalogueError, Problem, Reason
from bot.catalogue.table import read_table
from bot.matching.concepts import Concept, Kind, Stems
from bot.matching.crisis_tables import Alarms, read_alarms
from bot.matching.expressions import Families, read_expressions, without_families
from bot.matching.languages import Languages, listed, read_phrases
from bot.matching.stems import stem, words

_CONCEPTS = "query_words.csv"
_FAMILY = "family"
_KINDS = ", ".join([*(kind.value for kind in Kind), _FAMILY])
_ENDINGS = ("innen", "in", "en", "er", "es", "n", "s", "e")


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of life: its words, the ages it means and the target groups it belongs to.

    Its words are people: a "Grundschülerin" has an age, a "Grundschule" is a place, with the same stem.
    """

    forms: frozenset[str]
    stems: frozenset[str]
    ages: AgeRange
    groups: tuple[str, ...]

    def means(self, word: str) -> bool:
        """Whether a folded word, in whatever inflection, is one of its people."""
        return word in self.forms or any(
            word.endswith(ending) and word.removesuffix(ending) in self.forms for ending in _ENDINGS
        )


@dataclass(frozen=True)
class Words:
    """`stop` says nothing, `weak` only the form of an offer (a course, a club); `weak` are stems.

    `vocabulary` holds every German word of the concepts, so that typing errors in them can be repaired.
    """

    stop: frozenset[str]
    weak: frozenset[str]
    stages: tuple[Stage, ...]
    concepts: tuple[Concept, ...]
    vocabulary: frozenset[str]
    languages: Languages
    alarms: Alarms

    @cached_property
    def german_stop(self) -> frozenset[str]:
        return frozenset(word for word in self.stop if not self.languages.speaks(word))

    @cached_property
    def stage_stems(self) -> frozenset[str]:
        return frozenset(one for stage in self.stages for one in stage.stems)


@cache
def packaged_words() -> Words:
    return read_words(data_folder(None))


def town_words(own: Path | None) -> Words:
    """A town's own words, each file that it does not have being ours.

    Raises CatalogueError when a file cannot be used.
    """
    return packaged_words() if own is None else read_words(own)


def read_words(folder: Traversable) -> Words:
    """The curated words out of a data folder. Those of a crisis are always ours: they were learnt."""
    listed_rows = list(_rows(folder, _CONCEPTS, ("concept", "kind", "people_say", "offers_say")))
    families = {
        row["concept"]: row["people_say"].split(";")
        for row in listed_rows
        if row["kind"] == _FAMILY
    }
    concepts = [row for row in listed_rows if row["kind"] != _FAMILY]
    filler = frozenset(_listed(folder, "query_stopwords_languages.txt"))
    foreign = _foreign(
        _rows(folder, "query_words_languages.csv", ("concept", "people_say")),
        frozenset(map(listed, filler)),
    )
    return Words(
        stop=frozenset(_listed(folder, "query_stopwords.txt")) | filler,
        weak=frozenset(map(stem, _listed(folder, "query_weakwords.txt"))),
        stages=tuple(
            map(
                _stage, _rows(folder, "query_stages.csv", ("words", "age_min", "age_max", "groups"))
            )
        ),
        concepts=tuple(_concept(row, foreign[row["concept"]], families) for row in concepts),
        alarms=read_alarms(data_folder(None)),
        vocabulary=frozenset(
            word
            for row in listed_rows
            for word in words(f"{without_families(row['people_say'])} {row['offers_say']}")
        ),
        languages=Languages((phrase for said in foreign.values() for phrase in said), filler),
    )


def _foreign(
    rows: Iterable[dict[str, str]], filler: frozenset[str]
) -> defaultdict[str, list[Stems]]:
    """What people say in other languages, by concept."""
    said: defaultdict[str, list[Stems]] = defaultdict(list)
    for row in rows:
        said[row["concept"]] += (
            _telling(phrase, filler) for phrase in read_phrases(row["people_say"])
        )
    return said


def _telling(phrase: Stems, filler: frozenset[str]) -> Stems:
    """Without small words where two others remain: their order and number vary."""
    telling = tuple(one for one in phrase if one not in filler)
    return telling if len(telling) > 1 else phrase


def _content(folder: Traversable, name: str) -> bytes:
    return read_file(folder_with(folder, name), name)


def _rows(folder: Traversable, name: str, needed: tuple[str, ...]) -> Iterator[dict[str, str]]:
    table = read_table(_content(folder, name), name, needed)
    return (dict(zip(table.header, one.cells, strict=False)) for one in table.records)


def _listed(folder: Traversable, name: str) -> Iterator[str]:
    for line in _content(folder, name).decode("utf-8-sig", errors="replace").splitlines():
        if not line.startswith("#"):
            yield from words(line)


def _stage(row: dict[str, str]) -> Stage:
    low, high = (_number(row[end]) for end in ("age_min", "age_max"))
    forms = frozenset(words(row["words"]))
    return Stage(
        forms, frozenset(map(stem, forms)), AgeRange(low, high), tuple(row["groups"].split(";"))
    )


def _concept(row: dict[str, str], foreign: Iterable[Stems], families: Families) -> Concept:
    return Concept(
        name=row["concept"],
        kind=_kind(row["kind"]),
        expressions=(*read_expressions(row["people_say"], families), *foreign),
        targets=tuple(read_expressions(row["offers_say"])),
        near=tuple(filter(None, row.get("near", "").split(";"))),
        from_age=_number(row.get("from_age", "")),
    )


def _kind(text: str) -> Kind:
    try:
        return Kind(text)
    except ValueError as error:
        reason = Reason(N_("“{text}” is none of {kinds}"), {"text": text, "kinds": _KINDS})
        raise CatalogueError([Problem(_CONCEPTS, None, "kind", reason)]) from error


def _number(cell: str) -> float | None:
    try:
        return float(cell) if cell else None
    except ValueError as error:
        reason = Reason(N_("“{text}” is not an age; write 6 or 6,5"), {"text": cell})
        raise CatalogueError([Problem(_CONCEPTS, None, "from_age", reason)]) from error
