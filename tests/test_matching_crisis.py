"""Cries for help, and the harmless questions that look like them: pairs that must differ."""

from __future__ import annotations

import pytest

from bot.matching.answer import Danger
from bot.matching.crisis import Heard, Listener
from bot.matching.stems import words
from bot.matching.words import packaged_words

HARM, VIOLENCE = Danger.SELF_HARM, Danger.VIOLENCE
LISTENER = Listener(packaged_words().alarms)


def hear(text: str) -> Heard:
    said = words(text)
    return LISTENER.hear(said, frozenset(said))


@pytest.mark.parametrize(
    ("danger", "crisis", "harmless"),
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
def test_what_is_meant_decides(danger: Danger, crisis: str, harmless: str) -> None:
    assert hear(crisis).danger is danger
    assert hear(harmless).danger is None


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
    assert hear(text).danger is None


@pytest.mark.parametrize("text", ["Frauenhaus", "Fortbildung häusliche Gewalt erkennen"])
def test_the_matter_alone_is_delicate(text: str) -> None:
    heard = hear(text)
    assert heard.danger is None
    assert heard.delicate


@pytest.mark.parametrize(
    ("text", "danger"),
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
def test_spelling_does_not_matter(text: str, danger: Danger) -> None:
    assert hear(text).danger is danger


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
