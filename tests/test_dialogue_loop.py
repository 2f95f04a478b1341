"""The whole loop, all of it typed: asked, missed, wished, checked, met, decided, offered, told."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tests.arriving import JAPANESE, arrive, catch_up
from tests.circle import Circle, at
from tests.house import Citizen, Rig

STAFF, ANNA, BERT, OLENA, MEMBER = range(5)
OTHERS = (("de", "Bert"), ("uk", "Olena"), ("de", "Frau Blau"))


@dataclass
class Town:
    """Five people. `told` is what each was told without having said anything."""

    circle: Circle
    people: list[Citizen]
    told: list[tuple[int, str]] = field(default_factory=list)

    def gathers(self, when: str) -> None:
        self.circle.enters(self.people[MEMBER])
        self.circle.plans(when)

    def heard(self, who: int) -> list[str]:
        """What they were told since this was asked last; of meetings the first line."""
        mine = [text for one, text in self.told if one == who]
        self.told = [one for one in self.told if one[0] != who]
        return [text.partition("\n")[0] if who == MEMBER else text for text in mine]

    def says(self, who: int, *texts: str) -> str:
        """The last answer."""
        return [self.people[who].says(text).text for text in texts][-1]

    def passes(self, until: str) -> None:
        """Time, and with it what is owed is sent."""
        self.circle.rig.hands.now = at(until).start
        catch_up(self.circle.rig)
        before = [len(one.person.reads()) for one in self.people]
        while self.circle.send():
            pass
        for who, one in enumerate(self.people):
            self.told += [(who, seen.text) for seen in one.person.reads()[before[who] :]]


@pytest.fixture
def town(rig: Rig) -> Town:
    circle = Circle(rig)
    others = [rig.citizen(*one) for one in OTHERS]
    people = [circle.staff, circle.anna, *others]
    rig.api.bot.started |= {one.person.id for one in people}
    return Town(circle, people)


def test_everybody_who_wished_hears_of_it_once(town: Town) -> None:
    says = town.says

    # Three people ask; there is nothing. Two wish, one joins.
    assert "steht dazu noch nichts" in says(ANNA, "Gibt es einen Japanischkurs?")
    assert "Nr. 1" in says(ANNA, "/wunsch Japanisch lernen", "Absenden")
    assert "steht dazu noch nichts" in says(BERT, "Wo kann ich Japanisch lernen?")
    assert "Sie sind dabei" in says(BERT, "/wunsch Japanisch lernen am Abend", "Ich auch")
    assert "Genau das habe ich nicht gefunden." in says(OLENA, "Чи є курс японської мови?")
    assert "Nr. 2" in says(OLENA, "/wunsch Курс японської мови", "Absenden", "Absenden")

    # Staff see what is missing, and that it is.
    gaps = says(STAFF, "/luecken")
    assert "Sprachen, Alter nicht genannt\n4 Fälle: 1 Wunsch, 1 „Ich auch“, 2 Fragen" in gaps
    says(STAFF, "Sprachen, Alter nicht genannt", "Art der Lücke festlegen")
    assert "(Defizit)" in says(STAFF, "Geprüft: fehlt wirklich")

    # A working group talks about it, and its member does not forget the date.
    assert "In einer Gruppe mit: 2" in says(STAFF, "/eingang 1", "Gruppe", "2")
    handed = says(STAFF, "/eingang 1", "An Arbeitsgruppe geben", "Leitbild")
    assert "an eine Arbeitsgruppe gegeben" in handed
    town.gathers("2026-12-01 18:00")
    town.passes("2026-11-30 17:00")
    assert town.heard(MEMBER) == ["Morgen ist das Treffen."]
    for who in (ANNA, BERT, OLENA):
        [news] = town.heard(who)
        assert "Die Arbeitsgruppe „Leitbild“ berät darüber." in news

    # What it decided goes back to everybody who wished.
    town.passes("2026-12-02 10:00")
    says(STAFF, "/termin", "Vergangene Treffen", "Ziele", "Ergebnisse eintragen")
    says(STAFF, "Japanisch lernen", "Die vhs fragt an.", "Antworten: Geplant")
    assert "erfahren es jetzt" in says(STAFF, "ja")
    town.passes("2026-12-02 12:00")
    for who in (ANNA, BERT, OLENA):
        [news] = town.heard(who)
        assert "Geplant\n\nDie vhs fragt an." in news

    # The offer comes, and everybody hears of it once.
    arrive(town.circle.rig, JAPANESE)
    assert "(3 Menschen)" in says(STAFF, "/eingang neue Angebote", "Japanisch für Anfänger")
    assert "2 Wünsche stehen auf „Gibt es jetzt“" in says(STAFF, "ja")
    for moment in ("2026-12-02 13:00", "2026-12-02 17:30", "2026-12-03 17:30"):
        town.passes(moment)
    for who in (ANNA, BERT, OLENA):
        [news] = town.heard(who)
        assert "Gibt es jetzt" in news
