"""A ready German request for an offer, what it means, and the choice of person and age."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from bot.catalogue.offers import Contact, Offer
from bot.catalogue.phrasebook import PhraseLanguage, Whom
from bot.i18n import DEFAULT, SOURCE, Say, base
from bot.message import Button, Message, Row
from bot.phrases import Asking, Phrases
from handlers.views import buttons, facts
from handlers.views.scene import Scene

PICK = "?"
"""In place of an age: let me choose one; "?60" from 60 to 69."""
UNSAID = "-"
"""In place of an age: do not say it."""

_DECADE = 10
_MANY = 20
"""More ages than this are chosen by decade first."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a button of ours says: the request, the language of its meaning, and the way back."""

    offer: Offer
    asking: Asking
    language: str
    back: str

    def code(self, whom: Whom, age: str = "", language: str = "") -> str:
        """Of the same page with something else chosen; without an age the likely one."""
        own = f"{buttons.PHRASE}:{self.offer.key}:{whom.value}:{age}:{language or self.language}"
        return buttons.with_back(own, self.back)

    @property
    def age(self) -> str:
        return UNSAID if self.asking.age is None else str(self.asking.age)


def help_language(scene: Scene, chosen: str) -> str:
    """Whose meaning comes first: the chosen one, else the one of their Telegram, else English."""
    known = {language.code for language in scene.catalogue.town.phrasebook.languages}
    if chosen in known:
        return chosen
    spoken = base(scene.telegram)
    return spoken if spoken in known - {DEFAULT} else SOURCE


def request(scene: Scene, page: Page) -> Message:
    say, phrases = scene.say, Phrases(scene.catalogue.town.phrasebook, page.offer)
    contact = scene.catalogue.next_step(page.offer)
    lines = [
        say.html("<b>Say it in German</b>\nShow it, read it out on the phone or send it:"),
        Markup("\n<blockquote>{}</blockquote>").format(phrases.request(page.asking)),
        *_meanings(phrases, page),
        Markup("\n<b>{}:</b> {}").format(say.text("Contact"), _reach(contact)),
    ]
    if contact.email:
        lines.append(say.html("Write your name below the e-mail."))
    return Message(Markup("\n").join(lines), tuple(_rows(scene, page, phrases, contact)))


def ages(scene: Scene, page: Page, decade: int | None) -> Message:
    """The choice of an age, for grown-ups by decade first."""
    say, whom = scene.say, page.asking.whom
    found = Phrases(scene.catalogue.town.phrasebook, page.offer).ages(whom)
    if decade is not None:
        found = tuple(age for age in found if decade <= age < decade + _DECADE) or found
    choices = list(_decades(page, found) if len(found) > _MANY else _years(page, found))
    unsaid = Button(say.text("Without the age"), page.code(whom, UNSAID))
    rows = [*_rows_of(choices, 5), (unsaid,), (buttons.back(say, page.code(whom)),)]
    return Message(say.html("How many years old? This goes into the German sentence."), tuple(rows))


def explain(say: Say) -> Message:
    """For those who type the words of the button."""
    text = say.html(
        "I write the German sentence for one offer. Open an offer and press “Say it in German” "
        "below it. There you also read what the sentence means."
    )
    return Message(text, ((Button(say.text("All offers by topic"), buttons.TOPICS),),))


def _meanings(phrases: Phrases, page: Page) -> Iterator[Markup]:
    """Each on lines of its own, so that every script runs in its own direction."""
    languages = {language.code: language for language in phrases.book.languages}
    shown = () if page.language == DEFAULT else dict.fromkeys((page.language, SOURCE))
    for code in (code for code in shown if code in languages):
        yield _meaning(languages[code], phrases.request(page.asking, code))


def _meaning(language: PhraseLanguage, text: str) -> Markup:
    told = Markup("\n<b>{}</b>\n{}").format(language.name, text)
    note = Markup("\n<i>{}</i>").format(language.unchecked) if language.unchecked else ""
    return told + note


def _reach(contact: Contact) -> str:
    name = f"{contact.name}: " if contact.name else ""
    return name + (facts.reach(contact) or facts.site(contact.url))


def _rows(scene: Scene, page: Page, phrases: Phrases, contact: Contact) -> Iterator[Row]:
    say, asking = scene.say, page.asking
    copies = [Button.copy(say.text("Copy the sentence"), phrases.request(asking))]
    if contact.email:
        copies.append(Button.copy(say.text("Copy the text for an e-mail"), phrases.mail(asking)))
    if contact.phone:
        copies.append(Button.copy(say.text("Copy number"), contact.phone))
    if contact.email:
        copies.append(Button.copy(say.text("Copy e-mail"), contact.email))
    yield from _rows_of(copies, 2)
    if contact.url and not facts.reach(contact):
        yield (Button.link(say.text("Website"), contact.url),)
    yield from _rows_of(_persons(say, page, phrases), 2)
    if asking.whom is not Whom.WORK:
        label = say.text("Say the age") if asking.age is None else say.text("Change the age")
        yield (Button(label, page.code(asking.whom, PICK)),)
    yield from _rows_of(_languages(phrases, page), 4)
    card = buttons.with_back(f"{buttons.OFFER}:{page.offer.key}", page.back)
    yield (buttons.back(say, card),)


def _persons(say: Say, page: Page, phrases: Phrases) -> Iterator[Button]:
    """The others for whom one could ask."""
    names = {
        Whom.CHILD: say.text("For my child"),
        Whom.SELF: say.text("For myself"),
        Whom.CARE: say.text("For a person I look after"),
        Whom.WORK: say.text("I ask for my work"),
    }
    for whom in phrases.possible():
        if whom is not page.asking.whom:
            yield Button(names[whom], page.code(whom))


def _languages(phrases: Phrases, page: Page) -> Iterator[Button]:
    for language in phrases.book.languages:
        if language.code != page.language:
            yield Button(language.name, page.code(page.asking.whom, page.age, language.code))


def _decades(page: Page, found: tuple[int, ...]) -> Iterator[Button]:
    for first in sorted({age - age % _DECADE for age in found}):
        code = page.code(page.asking.whom, f"{PICK}{first}")
        yield Button(f"{first}–{first + _DECADE - 1}", code)


def _years(page: Page, found: tuple[int, ...]) -> Iterator[Button]:
    for age in found:
        yield Button(str(age), page.code(page.asking.whom, str(age)))


def _rows_of(choices: Iterable[Button], width: int) -> Iterator[Row]:
    rest = iter(choices)
    while row := tuple(islice(rest, width)):
        yield row
