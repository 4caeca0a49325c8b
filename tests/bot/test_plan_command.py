import json

import pytest
from typer.testing import CliRunner

from bot.cli import app

NOW = ("--now", "2026-11-25T10:00")


def run(*options: str):
    return CliRunner().invoke(app, ["plan", *options, *NOW])


def planned(*options: str) -> dict:
    result = run("--json", *options)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_plan_has_the_form_of_the_contract():
    found = planned(
        "--days",
        "2",
        "--date",
        "2026-11-28",
        "--must",
        "xiasi",
        "--people",
        "2",
        "--arrive",
        "kaili_south_station@10:00",
    )

    assert [day["date"] for day in found["days"]] == ["2026-11-28", "2026-11-29"]
    stops = [stop for day in found["days"] for stop in day["stops"]]
    assert {"id", "kind", "arrive", "leave", "travel_min", "mode", "cost_cny", "why"} == set(stops[0])
    assert "xiasi" in {stop["id"] for stop in stops}
    assert all(stop["why"] for stop in stops)
    assert found["bound"] is None or found["bound"] >= found["score"]
    assert all(left["why"] for left in found["left_out"])


def test_without_a_date_the_dates_are_null():
    assert planned()["days"][0]["date"] is None


def test_clashing_wishes_are_told_with_exit_code_0():
    found = planned("--date", "2026-12-01", "--must", "village_t")

    assert {"option": "must", "value": "village_t"} in found["impossible"]["clash"]
    assert {"option": "date", "value": "2026-12-01", "to": "2026-12-04"} in found["impossible"]["relax"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--must", "atlantis"), "--must: 'atlantis'"),
        (("--must", "kaili_south_station"), "is a hub"),
        (("--base", "atlantis"), "--base"),
        (("--base", "hotel_kailai"), "on no map"),
        (("--avoid", "boredom"), "--avoid: 'boredom'"),
        (("--interest", "golf"), "--interest: 'golf'"),
        (("--party", "dogs"), "--party"),
        (("--pace", "warp"), "--pace"),
        (("--diet", "keto"), "--diet"),
        (("--days", "0"), "--days: 0"),
        (("--people", "0"), "--people"),
        (("--date", "tomorrow"), "--date"),
        (("--arrive", "kaili_south_station@25:00"), "--arrive"),
        (("--arrive", "kaili_south_station@10"), "--arrive"),
        (("--transport", "broom"), "--transport"),
    ],
)
def test_what_is_unknown_exits_2_and_says_so(options, told):
    result = run(*options)

    assert result.exit_code == 2
    assert told in result.output


def test_a_person_reads_days_and_clashes():
    assert "Day 1" in run("--date", "2026-11-28").output
    assert "cannot be done together" in run("--date", "2026-12-01", "--must", "village_t").output
