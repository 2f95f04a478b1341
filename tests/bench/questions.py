"""The labelled questions, the catalogues they are asked of, and the half not looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from zlib import crc32

from bot.catalogue.catalogues import catalogue_from_file, packaged_catalogue
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town_files import load_town
from bot.evaluate import LabelledQuestion, read_questions

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 6, 1)

Questions = tuple[LabelledQuestion, ...]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    name: str
    catalogue: Callable[[], Catalogue]
    questions: Questions


@cache
def eisenach() -> Catalogue:
    return packaged_catalogue(load_town())


@cache
def omos() -> Catalogue:
    return catalogue_from_file(DATA / "omos" / "offers.csv", load_town())


def eisenach_questions() -> Questions:
    return read_questions(DATA / "eisenach" / "questions.csv")


def omos_questions() -> Questions:
    return read_questions(DATA / "omos" / "questions.csv")


def question_sets() -> tuple[QuestionSet, ...]:
    """What everybody is measured on."""
    return (
        QuestionSet("Eisenach", eisenach, eisenach_questions()),
        QuestionSet("OMoS (foreign pages, untuned)", omos, omos_questions()),
    )


def own_sets() -> tuple[QuestionSet, ...]:
    """What only we are measured on: both halves, and what must be seen as a crisis."""
    questions = eisenach_questions()
    learnt = tuple(one for one in questions if learnt_from(one))
    held_out = tuple(one for one in questions if not learnt_from(one))
    honesty = read_questions(DATA / "eisenach" / "honesty.csv")
    return (
        QuestionSet("Eisenach, learnt from", eisenach, learnt),
        QuestionSet("Eisenach, held out", eisenach, held_out),
        QuestionSet("Eisenach, honesty", eisenach, honesty),
    )


def learnt_from(labelled: LabelledQuestion) -> bool:
    """The half of the development questions that was read while words and rules were written."""
    return crc32(labelled.question.encode()) % 2 == 0
