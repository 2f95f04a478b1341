"""Words that staff take out are gone: from every table, and from the files."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.desk import actions, redaction
from bot.desk.acting import Conflict, Refused
from bot.desk.kinds import Kind
from bot.storage import asked, drafts, engine
from bot.storage.units import Storage
from bot.storage.wishes import Content, Decision
from bot.wishes.similar import similar
from bot.wishes.wish import Status
from tests.desk import ANNA, NOW, TOM, Desk

pytest_plugins = ["tests.databases"]

SECRET = "Xylophonkurs für Quirin Zwackelmann"
MARKS = (b"Zwackelmann", b"zwack", b"Quirin", b"quiri")


@pytest.fixture
def desk(storage: Storage) -> Desk:
    return Desk(storage)


@pytest.mark.parametrize("wal", [False, True])
def test_nothing_of_them_is_left_in_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wal: bool
) -> None:
    monkeypatch.setattr(engine, "wal_is_safe", lambda _version: wal)
    with Storage.open(f"sqlite:///{tmp_path / 'bot.db'}") as storage:
        desk = Desk(storage)
        for number in range(60):
            desk.wish(f"Kurs {number} für Leute mit viel Zeit")
        refs = [desk.wish(SECRET, ANNA), desk.question(SECRET), desk.tip(SECRET)]
        about = desk.tip("Die Musikschule", about=SECRET)
        for number in range(60):
            desk.wish(f"Werkstatt {number} für Leute ohne Zeit")
        content = Content(SECRET, "de")
        desk.write(lambda db: asked.keep(db, 5, SECRET, language="de", now=NOW))
        desk.write(lambda db: drafts.keep(db, "asked:x", content, NOW))
        desk.does(actions.decide, refs[0], Decision(Status.WORKING, "Wir fragen nach."))
        assert found(tmp_path)

        desk.does(redaction.redact, refs[0], "Xylophonkurs")
        asyncio.run(storage.tidy())
        assert found(tmp_path) == []
        assert [desk.item(ref).text for ref in refs] == ["Xylophonkurs"] * 3
        assert desk.item(about).about == ""
    assert found(tmp_path) == []


def found(folder: Path) -> list[str]:
    """Where something of them still lies, journals and indexes included."""
    return [file.name for file in folder.iterdir() if any(m in file.read_bytes() for m in MARKS)]


def test_a_wish_is_found_by_its_new_words(desk: Desk) -> None:
    ref = desk.wish(SECRET)
    desk.does(redaction.redact, ref, "Xylophonkurs")

    def alike(text: str) -> list[int]:
        near = desk.read(lambda db: similar(db, Content(text, "de")))
        return [one.wish.id for one in near]

    assert alike("Xylophon lernen") == [ref.number]
    assert alike("Zwackelmann") == []


def test_what_has_its_result_is_not_found_by_new_words_either(desk: Desk) -> None:
    ref = desk.wish(SECRET)
    desk.does(actions.decide, ref, Decision(Status.EXISTING))
    desk.does(redaction.redact, ref, "Xylophonkurs")

    assert desk.rows()["wish_key"] == []


def test_it_is_noted_that_it_happened_and_nothing_of_the_words(desk: Desk) -> None:
    ref = desk.wish(SECRET)
    other = desk.question(SECRET)
    desk.does(redaction.redact, ref, "Xylophonkurs")

    noted = desk.rows()["audit"]
    assert sorted((row[3], row[4], row[5]) for row in noted) == [
        ("redact", other.kind, other.number),
        ("redact", ref.kind, ref.number),
    ]
    assert "Zwackelmann" not in str(desk.rows())


def test_other_items_of_other_words_stay(desk: Desk) -> None:
    ref, other = desk.wish(SECRET), desk.wish("Xylophon für alle")
    desk.does(redaction.redact, ref, "Xylophonkurs")

    assert desk.item(other).text == "Xylophon für alle"
    assert desk.item(other).version == 0


def test_words_that_changed_meanwhile_are_read_first(desk: Desk) -> None:
    ref = desk.wish(SECRET)
    seen = desk.item(ref).version
    desk.does(redaction.redact, ref, "Xylophonkurs", person=TOM)

    result = desk.write(lambda db: redaction.redact(db, ref, seen, "Xylophon", desk.by()))
    assert isinstance(result, Conflict)
    assert desk.item(ref).text == "Xylophonkurs"


@pytest.mark.parametrize(
    ("words", "refused"),
    [(" … ", Refused.INCOMPLETE), ("x" * (redaction.LONGEST + 1), Refused.LONG)],
)
def test_other_words_need_words(desk: Desk, words: str, refused: Refused) -> None:
    ref = desk.wish(SECRET)

    assert desk.write(lambda db: redaction.redact(db, ref, 0, words, desk.by())) is refused
    assert desk.item(ref).text == SECRET


@pytest.mark.parametrize("kind", [Kind.CORRECTION, Kind.DEAD])
def test_where_there_are_no_words_there_is_nothing_to_take_out(desk: Desk, kind: Kind) -> None:
    ref = desk.correction() if kind is Kind.CORRECTION else desk.dead()

    result = desk.write(lambda db: redaction.redact(db, ref, 0, "Anderes", desk.by()))
    assert result is Refused.WRONG_KIND
