"""A ready German request for an offer, what it means, and for whom it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from markupsafe import Markup

from bot.catalogue.offers import Contact
from bot.catalogue.phrasebook import PhraseLanguage, Whom
from bot.i18n import DEFAULT, SOURCE, Say, base
from bot.message import Button, Message, Row
from bot.phrases.asking import AGES, Asking, Choices
from bot.phrases.wording import Wording
from handlers.views import buttons, facts, phrase_age
from handlers.views.phrase_age import PICK, Page
from handlers.views.scene import Scene


def opened(scene: Scene, own: str, back: str) -> Message | None:
    """What a code shows: the request, or the choice of an age; None where its offer is gone.

    What was forged into the code counts as not chosen.
    """
    _, key, whom, age, language = (*own.split(":"), *[""] * 4)[:5]
    found = scene.catalogue.by_key.get(_whole(key) or 0)
    if found is None:
        return None
    choices = Choices(scene.catalogue.town, found)
    asking = _asking(choices, whom, age)
    page = Page(found, asking, help_language(scene, language), back)
    if age.startswith(PICK) and AGES[asking.whom]:
        decade = _whole(age.removeprefix(PICK))
        return phrase_age.ages(scene.say, page, choices.ages(asking.whom), decade)
    return request(scene, page)


def _asking(choices: Choices, whom: str, age: str) -> Asking:
    possible = choices.possible()
    chosen = next((one for one in possible if one.value == whom), possible[0])
    if not age:
        return choices.likely(chosen)
    years = _whole(age)
    return Asking(chosen, years if years in AGES[chosen] else None)


def _whole(part: str) -> int | None:
    return int(part) if part.isascii() and part.isdigit() and len(part) <= 9 else None


def help_language(scene: Scene, chosen: str) -> str:
    """Whose meaning comes first: the chosen one, else the one of their Telegram, else English."""
    known = {language.code for language in scene.catalogue.town.phrasebook.languages}
    if chosen in known:
        return chosen
    spoken = base(scene.telegram)
    return spoken if spoken in known - {DEFAULT} else SOURCE


def request(scene: Scene, page: Page) -> Message:
    say, contact = scene.say, scene.catalogue.next_step(page.offer)
    choices = Choices(scene.catalogue.town, page.offer)
    wording = Wording.of(choices)
    lines = [
        say.html("<b>Say it in German</b>\nShow it, read it out on the phone or send it:"),
        Markup("\n<blockquote>{}</blockquote>").format(wording.request(page.asking)),
        *_meanings(wording, page),
        Markup("\n<b>{}:</b> {}").format(say.text("Contact"), _reach(contact)),
    ]
    if contact.email:
        lines.append(say.html("Write your name below the e-mail."))
    return Message(Markup("\n").join(lines), tuple(_rows(say, page, choices, contact)))


def explain(say: Say) -> Message:
    """For those who type the words of the button."""
    text = say.html(
        "I write the German sentence for one offer. Open an offer and press “Say it in German” "
        "below it. There you also read what the sentence means."
    )
    return Message(text, ((Button(say.text("All offers by topic"), buttons.TOPICS),),))


def _meanings(wording: Wording, page: Page) -> Iterator[Markup]:
    """Each on lines of its own, so that every script runs in its own direction."""
    languages = {language.code: language for language in wording.book.languages}
    shown = () if page.language == DEFAULT else dict.fromkeys((page.language, SOURCE))
    for code in (code for code in shown if code in languages):
        yield _meaning(languages[code], wording.request(page.asking, code))


def _meaning(language: PhraseLanguage, text: str) -> Markup:
    told = Markup("\n<b>{}</b>\n{}").format(language.name, text)
    note = Markup("\n<i>{}</i>").format(language.unchecked) if language.unchecked else ""
    return told + note


def _reach(contact: Contact) -> str:
    name = f"{contact.name}: " if contact.name else ""
    return name + (facts.reach(contact) or facts.site(contact.url))


def _rows(say: Say, page: Page, choices: Choices, contact: Contact) -> Iterator[Row]:
    asking, wording = page.asking, Wording.of(choices)
    copies = [Button.copy(say.text("Copy the sentence"), wording.request(asking))]
    if contact.email:
        copies.append(Button.copy(say.text("Copy the text for an e-mail"), wording.mail(asking)))
    if contact.phone:
        copies.append(Button.copy(say.text("Copy number"), contact.phone))
    if contact.email:
        copies.append(Button.copy(say.text("Copy e-mail"), contact.email))
    yield from _rows_of(copies, 2)
    if contact.url and not facts.reach(contact):
        yield (Button.link(say.text("Website"), contact.url),)
    yield from _rows_of(_persons(say, page, choices), 2)
    if asking.whom is not Whom.WORK:
        label = say.text("Say the age") if asking.age is None else say.text("Change the age")
        yield (Button(label, page.code(asking.whom, PICK)),)
    yield from _rows_of(_languages(choices, page), 4)
    card = buttons.with_back(f"{buttons.OFFER}:{page.offer.key}", page.back)
    yield (buttons.back(say, card),)


def _persons(say: Say, page: Page, choices: Choices) -> Iterator[Button]:
    """The others for whom one could ask."""
    names = {
        Whom.CHILD: say.text("For my child"),
        Whom.SELF: say.text("For myself"),
        Whom.CARE: say.text("For a person I look after"),
        Whom.WORK: say.text("I ask for my work"),
    }
    for whom in choices.possible():
        if whom is not page.asking.whom:
            yield Button(names[whom], page.code(whom))


def _languages(choices: Choices, page: Page) -> Iterator[Button]:
    for language in choices.book.languages:
        if language.code != page.language:
            yield Button(language.name, page.code(page.asking.whom, page.age, language.code))


def _rows_of(choices: Iterable[Button], width: int) -> Iterator[Row]:
    rest = iter(choices)
    while row := tuple(islice(rest, width)):
        yield row
