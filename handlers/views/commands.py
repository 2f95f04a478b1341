"""The commands in Telegram's menu."""

from __future__ import annotations

from collections.abc import Collection

from bot.i18n import Say
from bot.people.roles import Role, may

Commands = tuple[tuple[str, str], ...]
"""Names and what they do."""


def of_roles(say: Say, held: Collection[Role]) -> Commands:
    """What those with these roles can do beside what everybody can."""
    staff = (
        (say.text("inbox"), say.text("What is waiting for you")),
        (say.text("gaps"), say.text("What is missing, and what there is")),
        (say.text("report"), say.text("Figures, and what they mean")),
        (say.text("meeting"), say.text("Plan a meeting of a working group")),
        (say.text("enter"), say.text("Enter a wish for somebody")),
        (say.text("weekletter"), say.text("Weekly letter and notices")),
    )
    admin = (
        (say.text("team"), say.text("Who has access")),
        (say.text("trail"), say.text("Who did what")),
    )
    return (*(staff if may(held, Role.STAFF) else ()), *(admin if may(held, Role.ADMIN) else ()))


def listed(say: Say) -> Commands:
    """Command and description, in the order people need them."""
    return (
        (say.text("guide"), say.text("Search step by step")),
        (say.text("offers"), say.text("All offers by topic")),
        (say.text("wish"), say.text("Say what is missing")),
        (say.text("mywishes"), say.text("Your wishes, and what became of them")),
        (say.text("groups"), say.text("Working groups, and how to join one")),
        (say.text("dates"), say.text("Meetings: yours, and the next ones")),
        (say.text("language"), say.text("Choose the language")),
        (say.text("help"), say.text("How it works")),
        (say.text("privacy"), say.text("What happens to your data")),
        (say.text("mydata"), say.text("What is stored about you")),
        (say.text("delete"), say.text("Delete all my data")),
        (say.text("imprint"), say.text("Who is responsible")),
    )
