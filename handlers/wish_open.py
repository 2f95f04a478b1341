"""Where somebody stands in a wish: what was asked last, and whether a text is still meant for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from telegram import Update

from handlers.context import Context
from handlers.views import buttons

PATIENCE = timedelta(minutes=30)
"""How long a text is taken for the answer to what was asked; afterwards it is a question."""

PROMPT = frozenset({"", "t"})
"""Steps at which the next text is the wish."""

SPOKEN = (
    "(ein(en)? |neuer |mein )?wunsch( abgeben| eintragen)?",
    "(das )?w[üu]e?nsche? ich mir( auch)?",
    "ich (habe|h[äa]e?tte) einen wunsch",
    "(a |new )?wish|i have a wish",
    "bescheid geben(,? wenn es das gibt)?|tell me when it exists",
    "(meine |die )?frage weitergeben|pass (my|the|this) question on",
)
"""A wish is to be asked for; also by the buttons of an answer that is not known by then."""

_OWN = re.compile(
    r"^\W*((alle )?(meine )?(daten )?l[öo]e?sch\w*|stopp?|abmelden|hilfe|help|men[üu]|start|anfang"
    r"|datenschutz|privacy|impressum|imprint|(mit )?(einem |ein )?mensch\w*( sprechen)?|talk to a human"
    r"|wegweiser|guide|schritt für schritt( suchen)?|search step by step|(meine |my )(daten|data)"
    r"|meine w[üu]e?nsche|my wishes|(alle )?angebote( nach thema)?|all offers( by topic)?|themen"
    rf"|was kommt als n[äa]e?chstes|what comes next|sprache|language|{'|'.join(SPOKEN)})\W*$",
    re.IGNORECASE,
)
"""Words that mean something of their own, even where a wish was asked for."""

_NEVER_MIND = re.compile(
    r"^\W*(abbrechen|abbruch|nein( danke)?|zur[üu]e?ck|(doch )?nichts?|doch nicht|egal|cancel|no( thanks)?"
    r"|never mind|verwerfen|discard)\W*$",
    re.IGNORECASE,
)
_JOINING = re.compile(r"^\W*(ich auch|me too)\b", re.IGNORECASE)
_BELOW = f"|{buttons.APART}"
"""Behind the code of a card: the person has had another answer since."""


@dataclass(frozen=True, slots=True)
class Open:
    """`step` is the letter of what was shown, `token` the draft, `value` the wish that was joined.

    `near`: just now, and last.
    """

    step: str
    token: str
    value: str
    near: bool

    @property
    def asks(self) -> bool:
        """Whether any text is the wish."""
        return self.near and self.step in PROMPT


def is_own(text: str) -> bool:
    return _OWN.match(text) is not None


def is_joining(text: str) -> bool:
    return _JOINING.match(text) is not None


def is_never_mind(text: str) -> bool:
    return _NEVER_MIND.match(text) is not None


async def find(update: Update, context: Context, conversation: str = buttons.WISH) -> Open | None:
    """What is open; None when the last card is none of this conversation."""
    code = await context.open_card(update)
    own, below = buttons.without_back(code)
    letter, step, token, value = (*own.split(":"), "", "", "")[:4]
    if letter != conversation:
        return None
    shown, message = await context.card_shown_at(update), update.effective_message
    # By when it was written: what waited while we were away was in time.
    late = message is not None and shown is not None and message.date - shown > PATIENCE
    return Open(step, token, value, near=not (below or late))


async def leave(update: Update, context: Context) -> bool:
    """Another answer comes now: what is written next is for that. Never takes the update."""
    opened = await find(update, context)
    if opened is not None and opened.step in PROMPT:
        await context.keep_card(update, "")
    elif opened is not None and opened.near:
        await context.keep_card(update, f"{buttons.WISH}:{opened.step}:{opened.token}{_BELOW}")
    return False
