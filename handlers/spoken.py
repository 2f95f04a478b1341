"""Words that mean something of their own, whatever was asked for."""

from __future__ import annotations

import re

WISHING = (
    "(ein(en)? |neuer |mein )?wunsch( abgeben| eintragen)?",
    "(das )?w[üu]e?nsche? ich mir( auch)?",
    "ich (habe|h[äa]e?tte) einen wunsch",
    (
        "(ich )?(m[öo]e?chte|will|w[üu]e?rde) (gerne? )?(einen )?(wunsch|kurs|vorschlag) "
        "([äa]e?u(ss|ß)ern|abgeben|vorschlagen|machen|eintragen)"
    ),
    "(a |new )?wish|i have a wish",
    "bescheid geben(,? wenn es das gibt)?|tell me when it exists",
    "(meine |die )?frage weitergeben|pass (my|the|this) question on",
)
"""A wish is to be asked for; also by the buttons of an answer that is not known by then."""

_STEPS = re.compile(
    r"^\W*((bitte )?(ab)?senden|speichern|[äa]e?ndern|anders schreiben|behalten|ansehen"
    r"|(zur[üu]e?ck)?nehmen|(ich|wir) auch( \d+)?|send|save|change|keep it|me too)\W*$",
    re.IGNORECASE,
)
"""Words of buttons: nobody wishes for them."""

_OWN = re.compile(
    r"^\W*((alle )?(meine )?(daten )?l[öo]e?sch\w*|stopp?|abmelden|hilfe|help|men[üu]|start|anfang"
    r"|datenschutz|privacy|impressum|imprint|(mit )?(einem |ein )?mensch\w*( sprechen)?|talk to a human"
    r"|wegweiser|guide|schritt für schritt( suchen)?|search step by step|(meine |my )(daten|data)"
    r"|meine w[üu]e?nsche|my wishes|(alle )?angebote( nach thema)?|all offers( by topic)?|themen"
    rf"|was kommt als n[äa]e?chstes|what comes next|sprache|language|{'|'.join(WISHING)})\W*$",
    re.IGNORECASE,
)
"""Words that mean something of their own, even where a wish was asked for."""

_NEVER_MIND = re.compile(
    r"^\W*(abbrechen|abbruch|nein( danke)?|zur[üu]e?ck|(doch )?nichts?|doch nicht|egal|cancel|no( thanks)?"
    r"|never mind|verwerfen|discard)\W*$",
    re.IGNORECASE,
)


def is_own(text: str) -> bool:
    return _OWN.match(text) is not None


def is_step(text: str) -> bool:
    return _STEPS.match(text) is not None


def is_never_mind(text: str) -> bool:
    return _NEVER_MIND.match(text) is not None
