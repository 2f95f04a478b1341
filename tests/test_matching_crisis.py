"""Cries for help, and the harmless questions that look like them: pairs that must differ."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.answer import Danger, Outcome
from bot.matching.crisis import Heard, Listener
from bot.matching.stems import words
from bot.matching.words import packaged_words
from tests.matching import packaged_matcher

HARM, VIOLENCE = Danger.SELF_HARM, Danger.VIOLENCE
LISTENER = Listener(packaged_words().alarms)


MATCHER, TODAY = packaged_matcher(), date(2026, 3, 2)


def hear(text: str) -> Heard:
    return LISTENER.hear(words(text))


def danger(text: str) -> Danger | None:
    """What the whole search makes of it."""
    return MATCHER.answer(text, TODAY).danger


@pytest.mark.parametrize(
    ("expected", "crisis", "harmless"),
    [
        (HARM, "Ich will nicht mehr leben", "Ich lebe nicht mehr in Eisenach"),
        (HARM, "Ich will sterben", "Kurs: Sterben begleiten im Hospiz"),
        (HARM, "ich sterbe heute noch, ich will das so", "ich sterbe vor hunger"),
        (HARM, "Ich bringe mich um", "Die Grammatik bringt mich noch um den Verstand"),
        (HARM, "Ich bring mich um", "Wie bringe ich meinem Sohn Radfahren bei?"),
        (HARM, "Ich häng mich auf", "Excel hängt sich auf"),
        (HARM, "Ich steh auf der Brücke und will springen", "Turmspringen für Anfänger"),
        (HARM, "hab alle Tabletten geschluckt", "Ich nehme Tabletten, darf ich zum Herzsport?"),
        (HARM, "Meine Tochter ritzt sich", "Meine Tochter schneidet gern Papier"),
        (HARM, "ich schneide mir die Arme auf", "Rosen schneiden lernen"),
        (HARM, "Ich habe Suizidgedanken", "Fortbildung Suizidprävention für Lehrkräfte"),
        (HARM, "ohne mich wärt ihr besser dran", "ohne Auto komme ich nicht zum Kurs"),
        (HARM, "hab den Abschiedsbrief geschrieben", "Wer hilft mir beim Schreiben von Briefen?"),
        (HARM, "i want to kill myself", "this commute is killing me, any online course?"),
        (HARM, "I don't want to live anymore", "I don't live in the town anymore"),
        (VIOLENCE, "Mein Mann schlägt mich", "Mein Sohn will Schlagzeug lernen"),
        (VIOLENCE, "Papa haut mich", "Ich haue gern auf die Pauke, gibt es ein Orchester?"),
        (VIOLENCE, "er hat mich gewürgt", "Judo: werden Würgegriffe unterrichtet?"),
        (VIOLENCE, "mein Ex bedroht mich", "Mir droht die Kündigung der Wohnung, wer berät?"),
        (VIOLENCE, "ich habe Angst vor meinem Vater", "ich habe Angst vor der Prüfung"),
        (VIOLENCE, "ich trau mich nicht nach Hause", "ich trau mich nicht Deutsch zu sprechen"),
        (VIOLENCE, "mama sperrt mich im keller ein", "Escape Room: wo wird man eingesperrt?"),
        (VIOLENCE, "mein Onkel fasst mich an", "Mein Onkel fasst sich kurz in seinem Vortrag"),
        (VIOLENCE, "Ich wurde vergewaltigt", "Vortrag über sexualisierte Gewalt im Sport"),
        (VIOLENCE, "er erpresst mich mit Nacktbildern", "Fotos bearbeiten lernen"),
        (VIOLENCE, "ich soll meinen Cousin heiraten", "Wir wollen heiraten, Tanzkurs?"),
        (VIOLENCE, "mein Ex verfolgt mich", "Ausstellung: Verfolgung im Mittelalter"),
        (VIOLENCE, "my boyfriend hits me", "my son hits the ball too low, tennis coach?"),
        (VIOLENCE, "dad beats my mum", "he beat me 6-0, I need tennis lessons"),
        (VIOLENCE, "zuhause werde ich geschlagen", "Wie lange muss Sahne geschlagen werden?"),
    ],
)
def test_what_is_meant_decides(expected: Danger, crisis: str, harmless: str) -> None:
    assert danger(crisis) is expected
    assert danger(harmless) is None


@pytest.mark.parametrize(
    "text",
    [
        "Workshop gegen Gewalt in der Familie, für Fachkräfte",
        "Ich will mich nicht umbringen, ich suche nur eine Beratung",
        "Niemand schlägt mich, es war nur ein Witz",
        "Warum bringt sich Werther um?",
        "Facharbeit über Zwangsheirat",
        "Ehrenamt bei der Telefonseelsorge",
    ],
)
def test_a_profession_a_book_or_a_denial_is_no_danger(text: str) -> None:
    assert danger(text) is None


@pytest.mark.parametrize("text", ["Frauenhaus", "Fortbildung häusliche Gewalt erkennen"])
def test_the_matter_alone_is_delicate(text: str) -> None:
    assert danger(text) is None
    assert hear(text).delicate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ich will mich umbrigen", HARM),
        ("ich wil mir das lebn nemen", HARM),
        ("mein freund hat mich vergewaltikt", VIOLENCE),
        ("er verprügeltt mich", VIOLENCE),
        ("Ich wünschte ich wär tot", HARM),
        ("ich wuenschte ich waer tot", HARM),
        ("ICH WILL STERBEN", HARM),
    ],
)
def test_spelling_does_not_matter(text: str, expected: Danger) -> None:
    assert danger(text) is expected


@pytest.mark.parametrize(
    ("text", "young"),
    [
        ("mein papa haut mich", True),
        ("ich bin 14 und will sterben", True),
        ("i'm 15 and they beat me", True),
        ("ich bin 34 und mein papa schlägt mich", False),
        ("mein mann schlägt mich", False),
        ("meine tochter wird in der schule verprügelt", False),
        ("ich will nicht mehr leben", False),
    ],
)
def test_whether_somebody_seems_young(text: str, young: bool) -> None:
    assert hear(text).young is young


def test_nothing_said_is_nothing_heard() -> None:
    assert hear("") == Heard(None, delicate=False)


@pytest.mark.parametrize(
    "text",
    [
        "ich selbst",
        "für mich selbst",
        "für mich",
        "schlagen",
        "leben",
        "verletzt",
        "Someone I look after",
        "ich will telefonieren",
        "ich will mit rauchen aufhören",
    ],
)
def test_a_word_or_two_of_everyday_life_are_no_alarm(text: str) -> None:
    assert packaged_matcher().answer(text, date(2026, 11, 23)).outcome is not Outcome.CRISIS


FILLERS = "also ja hm naja halt eben bitte hallo echt wirklich oh so und"
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
    assert danger(text)


@given(
    st.sampled_from([text for pair in PAIRS for text in pair]),
    st.lists(st.sampled_from(FILLERS.split()), max_size=3),
    st.lists(st.sampled_from(FILLERS.split()), max_size=3),
)
def test_a_little_noise_around_does_not_hide_it(
    text: str, before: list[str], after: list[str]
) -> None:
    assert danger(" ".join([*before, text, *after]))


@given(st.text(max_size=256))
def test_any_text_is_heard(text: str) -> None:
    assert danger(text) in (None, *Danger)


def test_no_everyday_word_alone_is_an_alarm() -> None:
    everyday = "ich du er sie es wir der die das und mein ist will möchte kann nicht mehr zu hallo"
    for word in words(everyday):
        assert danger(word) is None


@pytest.mark.parametrize(
    "text",
    [
        "mein mann trinkt zu viel",
        "Meine Frau ist letztes Jahr gestorben und ich bin oft traurig",
        "ich fühle mich einsam seit dem Umzug",
        "Wir haben Schulden und bekommen Mahnungen",
        "Meine Tochter ist traurig, weil ihre beste Freundin weggezogen ist",
    ],
)
def test_sorrow_is_no_acute_danger(text: str) -> None:
    assert danger(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "meine freundin ritzt sich",
        "Ein Schüler von mir will sich umbringen",
        "meine Nachbarin wird von ihrem Mann geschlagen",
        "my friend wants to kill herself",
        "ichwillnichtmehrleben",
        "meinmannschlägtmich",
    ],
)
def test_who_tells_of_somebody_else_or_runs_words_together_is_heard(text: str) -> None:
    assert danger(text)
