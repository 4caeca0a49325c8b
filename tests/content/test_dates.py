from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.dates import parse_as_of


@pytest.mark.parametrize(
    ("written", "begins", "latest"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-04", date(2024, 4, 1), date(2024, 4, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024-04-09", date(2024, 4, 9), date(2024, 4, 9)),
        ("about 2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2019-05; repeated 2024-03", date(2024, 3, 1), date(2024, 3, 31)),
        ("2008; repeated about 2012 and 2014-02", date(2014, 2, 1), date(2014, 2, 28)),
    ],
)
def test_a_date_spans_all_the_days_it_can_mean(written, begins, latest):
    said = parse_as_of(written)

    assert (said.begins, said.latest, said.undated, said.written) == (begins, latest, False, written)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("undated", None),
        ("undated, after 2022", "after 2022"),
        ("undated, before 2019-06", "before 2019-06"),
        ("undated, about 2022-2023", "about 2022-2023"),
        ("undated, National Day", "National Day"),
    ],
)
def test_an_undated_source_has_no_age_but_may_give_a_hint(written, hint):
    said = parse_as_of(written)

    assert (said.undated, said.latest, said.hint) == (True, None, hint)
    assert said.age_days(date(2026, 11, 24)) is None


@pytest.mark.parametrize(
    "written",
    ["", "2024-13", "2024-00", "2024-02-30", "0000", "24-04", "2024/04", "2024-4", "April 2024", "2024年4月",
     "２０２４", "about", "undated after 2022", "undated, ", "2024-04; repeated",
     " 2024", "2024\n", "2024-04-09T10:00"],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_how_to_write_one(written):
    with pytest.raises(ValueError, match="write 2024-04, 2024, 'about 2018' or 'undated, after 2022'"):
        parse_as_of(written)


def test_age_counts_from_the_last_day_it_can_mean():
    assert parse_as_of("2024-04").age_days(date(2024, 5, 1)) == 1


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_lies_in_the_span_of_its_month_and_year(day):
    for written in (f"{day:%Y-%m-%d}", f"{day:%Y-%m}", f"{day:%Y}"):
        said = parse_as_of(written)
        assert said.begins <= day <= said.latest
