"""The conversations: Telegram in, Telegram out."""

from __future__ import annotations

from handlers import (
    alerts,
    attendance,
    audit,
    calendar,
    chats,
    clearing,
    contacts,
    corrections,
    counter,
    digest,
    erasure,
    errors,
    figures,
    gaps,
    groups,
    guide,
    inline,
    language,
    mydata,
    notices,
    offers,
    paths,
    phrase,
    pictures,
    question,
    rest,
    start,
    talk,
    team,
    tip,
    wish,
    wishes,
)
from handlers.desk import inbox
from handlers.meetings import dates, planning

# Order matters: the first route that takes an update is the only one. Words that mean something
# of their own (erasure, notices) come before the question that any text is; `rest` comes last.
# An invitation comes by /start, and before it.
ROUTES = (
    *team.ROUTES,
    *audit.ROUTES,
    *counter.ROUTES,
    *digest.ROUTES,
    *gaps.ROUTES,
    *figures.ROUTES,
    *pictures.ROUTES,
    *inbox.ROUTES,
    *groups.ROUTES,
    *chats.ROUTES,
    *contacts.ROUTES,
    *attendance.ROUTES,
    *dates.ROUTES,
    *planning.ROUTES,
    *start.ROUTES,
    *guide.ROUTES,
    *offers.ROUTES,
    *calendar.ROUTES,
    *corrections.ROUTES,
    *phrase.ROUTES,
    *inline.ROUTES,
    *language.ROUTES,
    *notices.ROUTES,
    *mydata.ROUTES,
    *erasure.ROUTES,
    *clearing.ROUTES,
    *talk.ROUTES,
    *tip.ROUTES,
    *alerts.ROUTES,
    *wish.ROUTES,
    *wishes.ROUTES,
    *paths.ROUTES,
    *question.ROUTES,
    *rest.ROUTES,
)

ERROR_HANDLER = errors.give_up
