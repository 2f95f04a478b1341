"""Where no server is set up: what is owed by e-mail fails when it is due, for staff to see."""

from __future__ import annotations

import logging
from datetime import datetime

from bot.outbox import Outbox
from bot.storage import deliveries
from bot.storage.deliveries import Outcome
from bot.storage.outbox import Channel, State
from bot.storage.units import Db

log = logging.getLogger(__name__)

AT_ONCE = 200
"""As many as are given up in one transaction; what is left waits for the next tick."""

_OWNER = "off.mail"


def give_up(db: Db, now: datetime, *, box: Outbox) -> None:
    """By the rules that hold for all that is sent: what is no longer due is not given up, but dropped.

    What an earlier process with a server may have sent stands as unknown.
    """
    ready, _ = box.claim(db, _OWNER, now, AT_ONCE, Channel.MAIL)
    ended = [
        Outcome(one.id, State.UNKNOWN if one.again else State.FAILED, reason="off", counted=False)
        for one, _message in ready
    ]
    deliveries.settle(db, _OWNER, ended, now)
    if ended:
        log.error("%s e-mails cannot be sent: BOT_SMTP_URL is not set", len(ended))
