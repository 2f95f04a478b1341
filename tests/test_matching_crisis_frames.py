"""Frames: both orders of their parts, the order inside a part, and how far apart words may stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.answer import Danger
from bot.matching.crisis import Listener
from bot.matching.crisis_frames import END, Reader, Scene, holds
from bot.matching.crisis_lexicon import Lexicon, Repairs
from bot.matching.stems import words
from bot.matching.words import packaged_words

FAMILIES = {"kin": ("vater", "stief*"), "hits": ("schlag*", "haut"), "me": ("mich", "uns")}
PATTERNS = ("mehr", "nicht", "leben", "nie", "wieder", "*kurs", END)
LEXICON = Lexicon(FAMILIES, PATTERNS)
ALARMS = packaged_words().alarms
LISTENER = Listener(ALARMS)
FILLERS = "also ja hm naja halt eben bitte hallo echt wirklich oh so und"


def found(frame: str, text: str) -> bool:
    scene = Scene([LEXICON.meanings(word) for word in (*text.split(), END)])
    return any(holds(one, scene) for one in Reader().read(frame))


@pytest.mark.parametrize(
    ("frame", "text", "holding"),
    [
        ("<kin> <hits> <me>", "vater schlagt mich", True),
        ("<kin> <hits> <me>", "stiefvater hat schlagend oft auch mich", True),
        ("<kin> <hits> <me>", "mich schlagt vater", False),
        ("<kin> + <hits> <me>", "haut mich der vater", True),
        ("<kin> + <hits> <me>", "der vater haut mich", True),
        ("<hits> <me>", "haut a b c mich", False),
        ("nicht_mehr leben", "nicht mehr leben", True),
        ("nicht_mehr leben", "nicht gut mehr leben", False),
        ("nie_wieder|nicht leben", "nie wieder leben", True),
        ("nie_wieder|nicht leben", "nicht leben", True),
        ("nie_wieder|nicht leben", "nie leben", False),
        ("nicht mehr $", "ich kann nicht mehr", True),
        ("nicht mehr $", "nicht mehr lange", False),
        ("*kurs", "backkurs", True),
    ],
)
def test_how_a_frame_is_read(frame: str, text: str, holding: bool) -> None:
    assert found(frame, text) is holding


def test_far_parts_do_not_belong_together() -> None:
    assert found("<kin> + <hits>", "vater " + "a " * 11 + "haut")
    assert not found("<kin> + <hits>", "vater " + "a " * 12 + "haut")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("umbrigen", ["umbring"]), ("xmbringen", []), ("umbr", []), ("umbringenderweise", [])],
)
def test_a_slip_is_repaired(typed: str, meant: list[str]) -> None:
    assert Repairs(["umbring*", "*bringen"]).of(typed) == meant


PAIRS = [
    ("mein vater schlägt mich", "mich schlägt mein vater"),
    ("er hat mich gewürgt", "gewürgt hat er mich"),
    ("ich will mich umbringen", "umbringen will ich mich"),
    ("ich will nicht mehr leben", "leben will ich nicht mehr"),
    ("ich bin allen eine last", "eine last bin ich allen"),
    ("ich habe alle tabletten geschluckt", "geschluckt habe ich alle tabletten"),
    ("ich springe von der brücke", "von der brücke spring ich"),
    ("ich ritze mich wieder", "wieder ritz ich mich"),
    ("mein ex bedroht mich mit einem messer", "mit einem messer bedroht mich mein ex"),
    ("ich habe angst vor meinem vater", "vor meinem vater hab ich angst"),
    ("mein vater sperrt mich im keller ein", "im keller hat mich mein vater eingesperrt"),
    ("mein trainer hat mich angefasst", "angefasst hat mich mein trainer"),
    ("er erpresst mich mit nacktbildern", "mit nacktbildern erpresst er mich"),
    ("meine eltern zwingen mich zu heiraten", "ich werde von meinen eltern zur heirat gezwungen"),
    ("mein ex verfolgt mich", "ich werde von meinem ex verfolgt"),
    ("meine freundin wird von ihrem mann geschlagen", "ihr mann schlägt meine freundin"),
    ("ich habe mein kind geschlagen", "mein kind habe ich geschlagen"),
    ("ich hab einen abschiedsbrief geschrieben", "geschrieben ist mein abschiedsbrief schon"),
]


@pytest.mark.parametrize("text", [text for pair in PAIRS for text in pair])
def test_both_orders_are_heard(text: str) -> None:
    assert LISTENER.hear(words(text)).danger


@given(
    st.sampled_from([text for pair in PAIRS for text in pair]),
    st.lists(st.sampled_from(FILLERS.split()), max_size=8),
    st.lists(st.sampled_from(FILLERS.split()), max_size=8),
)
def test_noise_around_does_not_hide_it(text: str, before: list[str], after: list[str]) -> None:
    assert LISTENER.hear([*before, *words(text), *after]).danger


@given(st.text(max_size=256))
def test_any_text_is_heard(text: str) -> None:
    said = words(text)
    assert LISTENER.hear(said, frozenset(said)).danger in (None, *Danger)


def test_every_family_in_a_frame_is_known() -> None:
    named = {
        name[1:-1]
        for sign in ALARMS.signs
        for frame in sign.frames
        for item in frame.items
        for name in item.meanings
        if name.startswith("<")
    }
    assert named <= set(ALARMS.families)


def test_no_sign_is_given_by_an_everyday_word() -> None:
    everyday = words("ich du er sie es wir der die das und mein ist will möchte kann nicht mehr zu")
    for word in everyday:
        assert LISTENER.hear([word]).danger is None
