"""How other languages speak of ages, school classes, days and prices, for the rules that read them.

Everything is compared folded; a word ends with "*" where endings follow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.matching.answer import Daytime
from bot.matching.stems import fold


def _any(*lists: str) -> str:
    """A pattern for any of the words in lists parted by ";"."""
    words = [fold(word.strip()) for text in lists for word in text.split(";")]
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(word.replace("*", r"\w*").replace(" ", r"\s+") for word in longest_first)


YEARS = _any(
    "years old;year old;year olds;year;years;yo;yrs",
    "років;роки;рік;року;річн*;рочк*",
    "лет;года;год;годик*;летн*;летк*",
    "سنة;سنوات;سنين;عام;أعوام;عاما",
    "سال;ساله;سالگی;سالمه;سالشه;ساله ام;سال دارد",
    "yaş*",
    "lat;lata;rok;latek;letni*;latk*;roczn*",
    "ani;an;anișori",
)
OF_AGE = _any("aged;age;turns", "віком;мені;йому;їй", "возраст;мне;ему;ей", "عمره;عمرها;عمري;بعمر")
OF_AGE_BEFORE = rf"(?:{OF_AGE}|{_any('w wieku;wiek', 'vârsta;vârsta de', 'yaşı', 'سن')})"

BETWEEN = _any("to;and;or", "до;та;и;і", "ile;ve;do;i;la;și", "إلى;و", "تا")
CLASS_AFTER = _any(
    "grade;class;graders;grader", "клас*", "класс*", "klas*", "sınıf*", "الصف;صف", "کلاس"
)
CLASS_BEFORE = _any("year", "клас*", "класс*", "klas*;klasa", "clasa a;clasa", "الصف;صف", "کلاس")
ORDINAL = r"(?:\s*-?\s*(?:st|nd|rd|th|и|го|му|ого|ом|ем|а|ei|ej|y|inci|nci|uncu))?\.?"
"""What may follow a number: "5th", "5-го"; German says "5."."""

NUMBERS: Mapping[str, int] = {
    fold(word): number
    for number, words in enumerate(
        (
            "zero",
            "one;один;однорічн;одно;bir;jeden;un",
            "two;два;две;дві;дво;двух;ثلاثه;iki;dwa;dwu;doi;دو",
            "three;три;трьох;трех;ثلاث;سه;üç;trzy;trzech;trei",
            "four;чотири;чотирьох;четыре;четырех;أربع;چهار;dört;cztery;czterech;patru",
            "five;п'ять;пять;пяти;п'яти;خمس;پنج;beş;pięć;pięcio;cinci",
            "six;шість;шести;шесть;ست;شش;altı;sześć;sześcio;șase",
            "seven;сім;семи;семь;سبع;هفت;yedi;siedem;siedmio;șapte",
            "eight;вісім;восьми;восемь;ثماني;هشت;sekiz;osiem;ośmio;opt",
            "nine;дев'ять;девять;девяти;تسع;نه;dokuz;dziewięć;dziewięcio;nouă",
            "ten;десять;десяти;عشر;ده;on;dziesięć;dziesięcio;zece",
            "eleven;одинадцять;одиннадцать;یازده;onbir;jedenaście;unsprezece",
            "twelve;дванадцять;двенадцать;دوازده;oniki;dwanaście;doisprezece",
        )
    )
    for word in words.split(";")
    if word != "ثلاثه"
}

FREE = _any(
    "free of charge;for free;free;no cost;without paying",
    "безкоштовн*;безоплатн*;безплатн*",
    "бесплатн*;besplatn*;bezkoshtovn*",
    "مجاني*;مجانا;بلا مقابل;بدون مقابل;ببلاش",
    "رایگان;مجانی;بدون هزینه",
    "ücretsiz;bedava;parasız",
    "bezpłatn*;darmow*;za darmo;gratis",
    "gratuit*;gratis;fără plată",
)

DAYS: Sequence[str] = (
    _any("monday;mondays", "понеділ*;понедельник*", "الاثنين;الإثنين", "دوشنبه", "pazartesi*;poniedział*;luni;lunea"),
    _any("tuesday;tuesdays", "вівтор*;вторник*", "الثلاثاء", "سه شنبه;سهشنبه", "salı*;wtor*;marți;marțea"),
    _any("wednesday;wednesdays", "серед*;сред*", "الأربعاء", "چهارشنبه", "çarşamba*;środ*;miercuri*"),
    _any("thursday;thursdays", "четвер*", "الخميس", "پنجشنبه;پنج شنبه", "perşembe*;czwart*;joi;joia"),
    _any("friday;fridays", "п'ятниц*;пятниц*", "الجمعة", "جمعه", "cuma;cuma günü;cumaları;piąt*;vineri;vinerea"),
    _any("saturday;saturdays", "субот*;суббот*", "السبت", "شنبه", "cumartesi*;sobot*;sâmbăt*"),
    _any("sunday;sundays", "неділ*;воскресен*", "الأحد", "یکشنبه;یک شنبه", "pazar;pazar günü;pazarları;niedziel*;duminic*"),
)  # fmt: skip
WEEKEND = _any(
    "weekend;weekends", "вихідні;вихідних;на вихідних;выходн*", "نهاية الأسبوع;عطلة الأسبوع",
    "آخر هفته;آخرهفته", "hafta sonu;haftasonu;weekend*",
)  # fmt: skip
TODAY = _any("today;tonight", "сьогодні;сегодня", "اليوم", "امروز", "bugün;dzisiaj;dziś;astăzi")
TOMORROW = _any("tomorrow", "завтра", "غدا", "فردا", "yarın;jutro;mâine")
PARTS: Mapping[Daytime, str] = {
    Daytime.MORNING: _any(
        "morning;mornings;in the morning", "вранці;зранку;утром;ранком", "صباحا;الصباح", "صبح;صبح ها",
        "sabah;sabahları;rano;przed południem;dimineața;dimineata",
    ),
    Daytime.AFTERNOON: _any(
        "afternoon;afternoons;after school", "вдень;після обіду;після школи;днем;после обеда;после школы",
        "بعد الظهر;العصر", "بعد از ظهر;عصر", "öğleden sonra;okuldan sonra;po południu;po szkole;după-amiaza;după amiază",
    ),
    Daytime.EVENING: _any(
        "evening;evenings;after work", "ввечері;увечері;вечор*;вечірн*;вечером;вечерн*;після роботи;после работы",
        "مساء;المساء;مسائي*", "شب;عصرها;بعد از کار", "akşam*;wieczor*;wieczór;po pracy;seara;seară;după muncă",
    ),
}  # fmt: skip
HOLIDAYS = _any(
    "summer holidays;school holidays;holidays;vacation;easter holidays;half term", "канікул*;каникул*;kanikul*",
    "عطلة الصيف;العطلة الصيفية;العطلة المدرسية;عطلة مدرسية", "تعطیلات*",
    "yaz tatili*;okul tatili*;tatilde;wakacj*;ferie;ferii;vacanț*",
)  # fmt: skip
