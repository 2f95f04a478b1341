"""What was stored before the desk was built is still there, and can be worked on."""

from __future__ import annotations

from datetime import UTC, datetime

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from bot.desk import actions, pending
from bot.desk.acting import By, Done
from bot.desk.kinds import Kind, Ref
from bot.storage.engine import open_engine
from bot.storage.units import Storage

pytest_plugins = ["tests.databases"]

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)

BEFORE = "0006"
ROWS = (
    (
        "INSERT INTO passed_question (id, token, text, language, created_at)"
        " VALUES (7, 'a', 'Wo jodelt man?', 'de', :now)"
    ),
    (
        "INSERT INTO correction (id, offer_id, kind, language, message, created_at)"
        " VALUES (8, 'vhs-1', 'time', 'de', 5, :now)"
    ),
    (
        "INSERT INTO wish (id, token, text, language, place, time, sensitive, source, status, answer,"
        " passed_to, threshold, created_at, changed_at)"
        " VALUES (9, 'b', 'Jodeln', 'de', '', '', false, 'chat', 'arrived', '', '', 8, :now, :now)"
    ),
)


def fill(db: Connection) -> None:
    """A database as it was before."""
    config = Config()
    config.set_main_option("script_location", "bot.storage:migrations")
    config.attributes["connection"] = db
    command.upgrade(config, BEFORE)
    for row in ROWS:
        db.execute(text(row), {"now": NOW.replace(tzinfo=None).isoformat(" ", "microseconds")})


def test_what_was_there_is_pending_now(empty_url: str) -> None:
    engine = open_engine(empty_url)
    with engine.connect() as db, db.begin():
        fill(db)
    engine.dispose()

    with Storage.open(empty_url) as storage:
        page = storage.read_now(pending.page)
        found = {(item.kind, item.number, item.text, item.topic) for item in page.items}
        assert found == {
            (Kind.QUESTION, 7, "Wo jodelt man?", None),
            (Kind.CORRECTION, 8, "", None),
            (Kind.WISH, 9, "Jodeln", None),
        }
        ref, by = Ref(Kind.WISH, 9), By(None, "a", NOW)
        done = storage.write_now(lambda db: actions.set_topic(db, ref, 0, "musik", by))
        assert isinstance(done, Done)
        assert done.item.topic == "musik"
