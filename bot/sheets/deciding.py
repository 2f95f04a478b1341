"""Answers of a file beside what is there: what they change, and what they must not overwrite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.catalogue.problems import N_, CatalogueError, Problem, RefusedError
from bot.desk.acting import By, Done
from bot.desk.actions import decide
from bot.desk.kinds import Kind, Ref
from bot.sheets import words
from bot.sheets.answers import Answer
from bot.sheets.wishes import Offers, mark
from bot.storage import followers, wishes
from bot.storage.units import Db
from bot.storage.wishes import Decision, Wish
from bot.wishes.wish import Status

_WITH_OFFER = {Status.OFFERED, Status.EXISTING}


@dataclass(frozen=True, slots=True)
class Change:
    """`told` is how many people hear of it."""

    wish: Wish
    decision: Decision
    told: int


@dataclass(frozen=True, slots=True)
class Changes:
    """`unchanged` are rows that say what is there already."""

    changes: tuple[Change, ...]
    unchanged: int

    @property
    def told(self) -> int:
        return sum(change.told for change in self.changes)


class _WrongCellError(RefusedError):
    """`column` is where to put it right."""

    def __init__(self, column: str, message: str, **values: object) -> None:
        super().__init__(message, **values)
        self.column = column


def plan(db: Db, answers: Sequence[Answer]) -> Changes:
    """Raises CatalogueError with every row that does not go with what is there."""
    offers = Offers.of(db)
    problems: list[Problem] = []
    changes: list[Change] = []
    for answer in answers:
        try:
            change = _change(db, answer, offers)
        except _WrongCellError as error:
            problems.append(Problem(answer.file, answer.row, error.column, error.reason))
        else:
            changes.extend([change] if change else [])
    if problems:
        raise CatalogueError(problems)
    return Changes(tuple(changes), len(answers) - len(changes))


def apply(db: Db, answers: Sequence[Answer], now: datetime) -> Changes:
    """Compares once more, in the transaction that decides; raises CatalogueError as `plan`."""
    changes = plan(db, answers)
    for change in changes.changes:
        wish = change.wish
        by = By(None, f"sheet:{wish.id}:{wish.version}", now)
        done = decide(db, Ref(Kind.WISH, wish.id), None, change.decision, by)
        if not isinstance(done, Done):
            raise RuntimeError(f"wish {wish.id}: {done}")  # noqa: TRY004 - no matter of types
    return changes


def _change(db: Db, answer: Answer, offers: Offers) -> Change | None:
    wish = wishes.find(db, answer.number)
    if wish is None:
        message = N_("there is no wish with number {number}")
        raise _WrongCellError(words.NUMBER, message, number=answer.number)
    decision = _decision(wish.decision, answer, offers)
    if decision == wish.decision:
        return None
    _check_mark(wish, answer)
    told = sum(one.notices for one in followers.of_wish(db, wish.token))
    return Change(wish, decision, told)


def _decision(old: Decision, answer: Answer, offers: Offers) -> Decision:
    """Another status starts anew; within the same one, what is empty stays."""
    status = answer.status or old.status
    base = old if status == old.status else Decision(status)
    new = replace(
        base,
        answer=answer.answer or base.answer,
        passed_to=answer.passed_to or base.passed_to,
        offer_id=_offer(answer, offers) or base.offer_id,
    )
    _check(new)
    return new


def _offer(answer: Answer, offers: Offers) -> str | None:
    if not answer.offer:
        return None
    if (found := offers.find(answer.offer)) is None:
        message = N_("no offer is called “{text}”; write its title or its id")
        raise _WrongCellError(words.NEW_OFFER, message, text=answer.offer)
    return found


def _check(new: Decision) -> None:
    word = words.STATUSES[new.status]
    if new.status == Status.PASSED_ON and not new.passed_to:
        message = N_("“{status}” needs a word on whom it was passed on to")
        raise _WrongCellError(words.NEW_PASSED_TO, message, status=word)
    if new.status == Status.REFUSED and not new.answer:
        message = N_("“{status}” needs an answer that says why")
        raise _WrongCellError(words.NEW_ANSWER, message, status=word)
    if new.passed_to and new.status != Status.PASSED_ON:
        message = N_("this does not go with “{status}”")
        raise _WrongCellError(words.NEW_PASSED_TO, message, status=word)
    if new.offer_id and new.status not in _WITH_OFFER:
        message = N_("this does not go with “{status}”")
        raise _WrongCellError(words.NEW_OFFER, message, status=word)


def _check_mark(wish: Wish, answer: Answer) -> None:
    """Nothing is overwritten that whoever filled in the sheet did not see."""
    now = mark(wish)
    if answer.mark == now:
        return
    if answer.mark.partition("-")[0] == now.partition("-")[0]:
        message = N_("wish {number} was worded differently meanwhile; look at it again")
        raise _WrongCellError(words.NUMBER, message, number=wish.id)
    raise _WrongCellError(
        words.NUMBER,
        N_("wish {number} was answered meanwhile: “{status}”"),
        number=wish.id,
        status=words.STATUSES[wish.decision.status],
    )
