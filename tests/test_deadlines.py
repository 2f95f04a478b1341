"""Deadlines: whom they concern, when they come, what is said of one that is over."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.births import OLDEST, Birth, Refused, birth, class_in, month_in, school_class
from bot.catalogue.deadlines import Classes, Deadline
from bot.catalogue.offers import AgeRange, Source
from bot.catalogue.yearly import Part, Point, point
from bot.deadlines import AHEAD, Due, Standing, Time, concerning, is_old, next_time, years_on
from bot.growing import Growing

ALL, ANY = Classes(), AgeRange()
NAMES = {"de": "Frist"}
MARCH = Point(3, part=Part.EARLY)
DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))


def deadline(
    ends: Point | None = None,
    begins: Point | None = None,
    *,
    classes: Classes = ALL,
    ages: AgeRange = ANY,
    late: int | None = None,
) -> Deadline:
    return Deadline(
        "x", NAMES, NAMES, begins=begins, ends=ends, classes=classes, ages=ages, late=late
    )


def due(one: Deadline, who: Growing, today: date) -> Due | None:
    return next(iter(concerning([one], who, today)), None)


@pytest.mark.parametrize(
    ("year", "month", "entry"),
    [
        (2020, 1, 2026),
        (2020, 7, 2026),  # six years old in July: school begins on 1 August
        (2020, 8, 2027),  # six years old too late, but for those born on the first day
        (2020, 12, 2027),
        (2016, 2, 2022),  # a leap year
    ],
)
def test_whoever_is_six_on_the_first_of_august_goes_to_school(
    year: int, month: int, entry: int
) -> None:
    assert Growing.since(year, month).entry == entry


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2026, 7, 31), 0),
        (date(2026, 8, 1), 1),
        (date(2026, 12, 31), 1),
        (date(2027, 1, 1), 1),
        (date(2027, 7, 31), 1),
        (date(2027, 8, 1), 2),
        (date(2021, 5, 1), -5),
    ],
)
def test_the_school_year_changes_in_summer_not_at_new_year(day: date, number: int) -> None:
    assert Growing.since(2020, 5).year_of_school(day) == number


@given(number=st.integers(1, 13), today=DAYS)
def test_whoever_is_in_a_class_is_in_it_today(number: int, today: date) -> None:
    who = Growing.in_class(number, today)
    oldest, youngest = who.born

    assert who.year_of_school(today) == number
    assert Growing.since(oldest.year, 9).entry == who.entry
    assert Growing.since(youngest.year, 7).entry == who.entry


def test_ages_are_counted_in_whole_years() -> None:
    who = Growing.since(2020, 2)

    assert who.born == (date(2020, 2, 1), date(2020, 2, 29))
    assert who.age(date(2026, 1, 31)) == AgeRange(5, 5)
    assert who.age(date(2026, 2, 14)) == AgeRange(5, 6)
    assert who.age(date(2026, 2, 28)) == AgeRange(5, 6)
    assert who.age(date(2026, 3, 1)) == AgeRange(6, 6)


@pytest.mark.parametrize(
    ("begins", "ends", "today", "time"),
    [
        # a day of the year: on the day itself it still counts
        (None, Point(11, 30), date(2026, 11, 23), (None, date(2026, 11, 30))),
        (None, Point(11, 30), date(2026, 11, 30), (None, date(2026, 11, 30))),
        (None, Point(11, 30), date(2026, 12, 1), (None, date(2027, 11, 30))),
        # a third of a month, a month
        (MARCH, MARCH, date(2027, 3, 10), (date(2027, 3, 1), date(2027, 3, 10))),
        (MARCH, MARCH, date(2027, 3, 11), (date(2028, 3, 1), date(2028, 3, 10))),
        (Point(2), Point(2), date(2027, 2, 28), (date(2027, 2, 1), date(2027, 2, 28))),
        (Point(2), Point(2), date(2028, 2, 29), (date(2028, 2, 1), date(2028, 2, 29))),
        # 29 February
        (None, Point(2, 29), date(2027, 1, 1), (None, date(2027, 2, 28))),
        (None, Point(2, 29), date(2028, 1, 1), (None, date(2028, 2, 29))),
        (None, Point(2, 29), date(2027, 3, 1), (None, date(2028, 2, 29))),
        # over the turn of the year
        (Point(11), Point(1, 15), date(2026, 11, 23), (date(2026, 11, 1), date(2027, 1, 15))),
        (Point(11), Point(1, 15), date(2026, 12, 31), (date(2026, 11, 1), date(2027, 1, 15))),
        (Point(11), Point(1, 15), date(2027, 1, 1), (date(2026, 11, 1), date(2027, 1, 15))),
        (Point(11), Point(1, 15), date(2027, 1, 16), (date(2027, 11, 1), date(2028, 1, 15))),
    ],
)
def test_the_next_time(
    begins: Point | None, ends: Point, today: date, time: tuple[date | None, date]
) -> None:
    assert next_time(deadline(ends, begins), today) == Time(*time)


def test_what_has_no_date_has_no_next_time() -> None:
    assert next_time(deadline(), date(2026, 11, 23)) is None


@pytest.mark.parametrize(
    ("today", "standing", "ends"),
    [
        (date(2025, 8, 1), None, None),  # more than four years ahead
        (date(2026, 11, 23), Standing.COMING, date(2030, 3, 10)),  # class 1
        (date(2029, 9, 1), Standing.COMING, date(2030, 3, 10)),  # class 4
        (date(2030, 3, 10), Standing.COMING, date(2030, 3, 10)),  # the last day
        (date(2030, 3, 11), Standing.MISSED, date(2030, 3, 10)),  # still class 4
        (date(2030, 7, 31), Standing.MISSED, date(2030, 3, 10)),
        (date(2030, 8, 1), None, None),  # class 5
    ],
)
def test_the_registration_for_year_5(
    today: date, standing: Standing | None, ends: date | None
) -> None:
    """For somebody born in May 2020, who is in class 4 from August 2029."""
    found = due(
        deadline(MARCH, MARCH, classes=Classes(4, 4), late=4), Growing.since(2020, 5), today
    )

    assert (found.standing if found else None) is standing
    assert (found.time.ends if found and found.time else None) == ends


@pytest.mark.parametrize(
    ("today", "standing", "ends"),
    [
        (date(2026, 11, 23), Standing.COMING, date(2026, 11, 30)),
        (date(2026, 11, 30), Standing.COMING, date(2026, 11, 30)),
        (date(2026, 12, 1), Standing.AGAIN, date(2027, 11, 30)),  # just over
        (date(2027, 1, 1), Standing.AGAIN, date(2027, 11, 30)),
        (date(2027, 8, 1), Standing.COMING, date(2027, 11, 30)),  # the next one is nearer
        (date(2030, 11, 30), None, None),  # too late for a place: school comes first
    ],
)
def test_what_comes_every_year_says_next_year_when_it_is_over(
    today: date, standing: Standing | None, ends: date | None
) -> None:
    kita = deadline(Point(11, 30), classes=Classes(None, -1))
    found = due(kita, Growing.since(2025, 3), today)

    assert (found.standing if found else None) is standing
    assert (found.time.ends if found and found.time else None) == ends


@pytest.mark.parametrize(
    ("classes", "ages", "concerned"),
    [
        (Classes(), AgeRange(), False),  # belongs to a path alone
        (Classes(1, 1), AgeRange(), True),
        (Classes(2, 2), AgeRange(), True),  # next year
        (Classes(3, None), AgeRange(), False),
        (Classes(None, 0), AgeRange(), False),
        (Classes(), AgeRange(5, 9), True),
        (Classes(), AgeRange(7, None), True),  # next year
        (Classes(), AgeRange(8, None), False),
        (Classes(), AgeRange(None, 5), False),
        (Classes(1, 1), AgeRange(10, None), False),  # both must hold
    ],
)
def test_what_has_no_date_is_said_when_it_concerns_them_now_or_in_a_year(
    classes: Classes, ages: AgeRange, concerned: bool
) -> None:
    found = due(deadline(classes=classes, ages=ages), Growing.since(2020, 5), date(2026, 11, 23))

    assert found == (
        Due(deadline(classes=classes, ages=ages), Standing.OPEN) if concerned else None
    )


def test_they_are_told_in_the_order_in_which_they_help() -> None:
    everybody = Classes(-10, 20)
    soon = deadline(Point(12, 1), classes=everybody)
    sooner = deadline(Point(11, 30), classes=everybody)
    missed = deadline(Point(5, 10), classes=Classes(-1, -1), late=0)
    undated = deadline(classes=everybody)
    again = deadline(Point(11, 10), classes=everybody)
    later = deadline(MARCH, classes=Classes(2, 2))
    who = Growing.since(2021, 5)

    found = concerning([later, again, undated, missed, soon, sooner], who, date(2026, 11, 23))

    assert [one.deadline for one in found] == [sooner, soon, missed, undated, again, later]


@given(
    today=DAYS,
    born=st.tuples(st.integers(1920, 2040), st.integers(1, 12)),
    month=st.integers(1, 12),
    day=st.integers(1, 31),
    low=st.integers(-5, 13),
)
def test_nothing_that_is_coming_lies_in_the_past_or_concerns_somebody_else(
    today: date, born: tuple[int, int], month: int, day: int, low: int
) -> None:
    who = Growing.since(*born)
    one = deadline(Point(month, day), classes=Classes(low, low + 1), late=low + 1)
    found = due(one, who, today)
    if found is None:
        return
    assert found.time is not None
    assert low <= who.year_of_school(found.time.ends) <= low + 1
    assert (found.time.ends < today) is (found.standing is Standing.MISSED)
    assert found.time.ends <= years_on(today, AHEAD)


def test_a_year_after_leap_day() -> None:
    assert years_on(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert years_on(date(2028, 2, 29), 4) == date(2032, 2, 29)
    assert years_on(date(2026, 11, 23), 1) == date(2027, 11, 23)


@pytest.mark.parametrize(
    ("stated", "old"), [("", True), ("2024-12", True), ("2025", False), ("2026-11", False)]
)
def test_an_old_statement_has_to_be_checked(stated: str, old: bool) -> None:
    assert is_old(Source(date=stated), date(2026, 11, 23)) is old


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("30. November", Point(11, 30)),
        ("30.11.", Point(11, 30)),
        ("30. Nov", Point(11, 30)),  # what a spreadsheet makes of it
        ("29. Februar", Point(2, 29)),
        ("1. März", Point(3, 1)),
        ("März", Point(3)),
        ("Anfang März", Point(3, part=Part.EARLY)),
        ("Mitte Mai", Point(5, part=Part.MIDDLE)),
        ("ende september", Point(9, part=Part.LATE)),
    ],
)
def test_a_time_of_year_is_read_as_people_write_it(cell: str, expected: Point) -> None:
    assert point(cell) == expected


@pytest.mark.parametrize(
    ("part", "first", "last"),
    [
        (Part.EARLY, date(2027, 2, 1), date(2027, 2, 10)),
        (Part.MIDDLE, date(2027, 2, 11), date(2027, 2, 20)),
        (Part.LATE, date(2027, 2, 21), date(2027, 2, 28)),
        (Part.WHOLE, date(2027, 2, 1), date(2027, 2, 28)),
    ],
)
def test_parts_of_a_month(part: Part, first: date, last: date) -> None:
    assert (Point(2, part=part).first(2027), Point(2, part=part).last(2027)) == (first, last)


TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mai 2020", Birth(2020, 5)),
        ("05/2020", Birth(2020, 5)),
        ("5.2020", Birth(2020, 5)),
        ("geboren im mai 2020", Birth(2020, 5)),
        ("mein Kind ist am 14.05.2020 geboren", Birth(2020, 5)),
        ("14. März 2019", Birth(2019, 3)),
        ("Maerz 2019", Birth(2019, 3)),
        ("MRZ 2019", Birth(2019, 3)),
        ("born in December 2025", Birth(2025, 12)),
        ("dezember 2025", Birth(2025, 12)),
        ("okt. 2017", Birth(2017, 10)),
        ("November 2026", Birth(2026, 11)),
        ("Dezember 2026", Refused.NOT_BORN),
        ("01/2027", Refused.NOT_BORN),
        ("13/2020", Refused.NO_SUCH_MONTH),
        ("0/2020", Refused.NO_SUCH_MONTH),
        ("Mai 1850", Refused.TOO_LONG_AGO),
        ("Mai 0000", Refused.TOO_LONG_AGO),
    ],
)
def test_a_month_of_birth_is_read_as_people_write_it(text: str, expected: Birth | Refused) -> None:
    found = month_in(text)

    assert found is not None
    assert birth(*found, TODAY) == expected


def test_somebody_very_old_may_ask() -> None:
    assert birth(2026 - OLDEST, 1, TODAY) == Birth(2026 - OLDEST, 1)
    assert birth(2025 - OLDEST, 12, TODAY) is Refused.TOO_LONG_AGO


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Klasse 4", 4),
        ("4. Klasse", 4),
        ("klasse 13", 13),
        ("Klasse 0", Refused.NO_SUCH_CLASS),
        ("Klasse 15", Refused.NO_SUCH_CLASS),
        ("Klasse 150", Refused.NO_SUCH_CLASS),
    ],
)
def test_a_class_is_read_as_people_write_it(text: str, expected: int | Refused) -> None:
    found = class_in(text)

    assert found is not None
    assert school_class(found) == expected


def test_without_a_number_there_is_no_month_and_no_class() -> None:
    assert month_in("neulich im Mai") is None
    assert class_in("Klasse") is None


@given(text=st.text(max_size=80), number=st.integers())
def test_whatever_somebody_types_is_read_or_refused(text: str, number: int) -> None:
    assert isinstance(birth(*(month_in(text) or (0, 0)), TODAY), Birth | Refused)
    assert isinstance(school_class(class_in(text) or 0), int | Refused)
    assert isinstance(birth(number, number, TODAY), Birth | Refused)
    assert isinstance(school_class(number), int | Refused)
