"""The report for staff: each figure with what is counted, since when, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup

from bot.gaps import naming
from bot.gaps.figures import Came, Figures
from bot.gaps.values import Kind
from bot.i18n import Say
from bot.matching.answer import Outcome
from bot.message import Button, Message
from bot.wishes.wish import Source
from handlers.views import buttons, pictures


def report(say: Say, told: Figures) -> Message:
    paragraphs = [
        _head(say, told),
        *_questions(say, told),
        *_wishes(say, told),
        *_gaps(say, told),
        _offers(say, told),
        say.html(
            "<b>Who is missing</b>\nWho has no Telegram is in these figures only if somebody enters "
            "their wish with /enter."
        ),
    ]
    rows = ((Button(say.text("Show the gaps"), buttons.GAPS),), (pictures.button(say),))
    return Message(Markup("\n\n").join(paragraphs), rows)


def _head(say: Say, told: Figures) -> Markup:
    period = told.period
    head = say.html(
        "<b>Report</b>, {since} to {until}",
        since=say.day(told.since or period.since),
        until=say.day(period.until),
    )
    if told.since is None:
        return head + "\n" + say.html("Nothing was counted yet.")
    return head


def _questions(say: Say, told: Figures) -> Iterator[Markup]:
    yield _headed(
        say.html("<b>Questions: {number}</b>", number=say.number(told.asked)),
        say.html(
            "Counted are questions about offers in the chat: {match} had a fitting offer, {near} "
            "nearly one, {none} had none. Missing: small talk, other matters, and every emergency, "
            "which we never count.",
            match=say.number(told.questions[Outcome.MATCH]),
            near=say.number(told.questions[Outcome.NEAR]),
            none=say.number(told.questions[Outcome.NONE]),
        ),
    )


def _wishes(say: Say, told: Figures) -> Iterator[Markup]:
    met = sum(one.met for one in told.came.values())
    yield _headed(
        say.html("<b>Wishes: {number}</b>", number=say.number(told.wished)),
        _ways(say, told, lambda one: one.wishes),
        say.html(
            "Each wish counts once, also the {met} for which there is an offer by now. Missing: "
            "what was withdrawn or is long over.",
            met=say.number(met),
        ),
    )
    yield _headed(
        say.html("<b>“Me too”: {number}</b>", number=say.number(told.supported)),
        _ways(say, told, lambda one: one.supports),
        say.html(
            "So many people joined a wish; it counts where the wish came in. Missing: who left again."
        ),
    )


def _ways(say: Say, told: Figures, figure: Callable[[Came], int]) -> Markup:
    """As "Chat 3 · Telefon 0": also the ways by which nothing came."""
    parts = (
        f"{naming.source(say, one)} {say.number(figure(told.came.get(one, Came())))}"
        for one in Source
    )
    return Markup.escape(" · ".join(parts))


def _gaps(say: Say, told: Figures) -> Iterator[Markup]:
    kinds = ((naming.short_kind(say, one), told.kinds.get(one, 0)) for one in Kind)
    parts = [f"{name} {say.number(number)}" for name, number in kinds if number]
    yield _headed(
        say.html("<b>Gaps: {number} cases</b>", number=say.number(told.cases)),
        Markup.escape(" · ".join(parts)),
        say.html(
            "Counted are wishes without an offer so far, every “Me too” and questions without a "
            "fitting offer, also nearly fitting ones. Who asks in vain and then wishes counts twice; "
            "what nobody says is missing."
        ),
    )
    yield _headed(
        say.html("<b>Deficits: {number}</b>", number=say.number(told.deficits)),
        say.html(
            "So many topics at one age were checked and are really missing. Missing: what nobody "
            "checked yet."
        ),
    )


def _offers(say: Say, told: Figures) -> Markup:
    return _headed(
        say.html("<b>Offers: {number}</b>", number=say.number(told.offers)),
        say.html(
            "So many are in our list today; {with_age} state an age, {confirmed} are confirmed. "
            "Missing: what we do not know of.",
            with_age=say.number(told.with_age),
            confirmed=say.number(told.confirmed),
        ),
    )


def _headed(*lines: Markup) -> Markup:
    return Markup("\n").join(line for line in lines if line)
