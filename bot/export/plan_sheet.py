"""A plan as a sheet to print or to keep on the phone: a PDF, and a picture of the same."""

import struct
from dataclasses import asdict
from typing import Any

from bot.export.calendar_text import Writer
from bot.export.outlines import counties
from bot.export.plan_sources import sources_used
from bot.export.plan_text import DAY_MIN, Located, Teller, shortened
from bot.export.sketch_frame import Spot
from bot.export.sketch_map import Land, Sketch, sketch
from bot.export.typeset import pdf, picture
from bot.messages import File
from bot.planner.model import DayPlan, Plan, Stop, Wishes
from bot.planner.opening import clock

PAGE_WIDTH, PAGE_MARGIN = 595, 51  # of A4, in points
PAGE_MAP, PAGE_MAP_OF_A_DAY = 176, 112  # how high the map is; a day and all that belongs to it shall fit on one page
WIDTH, MARGIN, MAP = 360, 16, 216
# A picture of many days is set smaller, one of more days yet without meals, rests and ways: it must not take 200 kB.
LONG_DAYS, LONG_WIDTH, SHORT_DAYS, SHORT_WIDTH = 4, 450, 5, 480
TALLEST = 2  # times the width: what is taller, Telegram shrinks as a photo until nobody can read it
DOT = "  ·  "
KNOWN = ("exact", "village")


def plan_pdf(writer: Writer, plan: Plan, wishes: Wishes, name: str) -> File:
    """The file `name`: A4 pages with the days, a map, what to know before, and who says so."""
    sheet = sheet_data(Teller(writer, plan, wishes), "page")
    return File("document", name, "application/pdf", pdf(sheet, writer.now))


def plan_picture(writer: Writer, plan: Plan, wishes: Wishes, name: str) -> File:
    """The file `name`: the same as one picture, 1080 pixels wide, to be read on a phone."""
    drawn = picture(sheet_data(Teller(writer, plan, wishes), "picture"))
    width, height = struct.unpack(">II", drawn[16:24])  # where every PNG has them
    return File("document" if height > TALLEST * width else "picture", name, "image/png", drawn)


def sheet_data(teller: Teller, medium: str) -> dict[str, Any]:
    """All that the template sets, worded; `medium` is `page` or `picture`."""
    words, plan, shown = teller.words, teller.plan, _shown(teller, medium)
    language, _, region = {"zh": "zh-CN", "zh-Hant": "zh-TW"}.get(words.language, "en-GB").partition("-")
    return {
        "medium": medium,
        "width": _width(plan, medium),
        "lang": language,
        "region": region,
        "title": teller.plan_title,
        "lines": [*_under_title(teller, medium), *([words.say("sheet.short")] if shown is not teller else [])],
        "map": _map(shown, medium),
        "days": [
            _day(shown, day, number) | {"total": _total(teller, [plan.days[number]])[: 2 if shown is not teller else 3]}
            for number, day in enumerate(shown.plan.days)
        ],
        "cautions": _cautions(teller),
        "sources": {"head": words.say("sheet.sources"), "lines": _sources(teller), "join": words.say("cite.between")},
        "made": words.say("sheet.made", day=words.day(teller.writer.now.date(), weekday=False)),
    }


def _shown(teller: Teller, medium: str) -> Teller:
    """What has room."""
    return shortened(teller) if medium == "picture" and len(teller.plan.days) >= SHORT_DAYS else teller


def _width(plan: Plan, medium: str) -> int:
    """How wide the page or the picture is, in points."""
    if medium == "page":
        return PAGE_WIDTH
    days = len(plan.days)
    return SHORT_WIDTH if days >= SHORT_DAYS else LONG_WIDTH if days >= LONG_DAYS else WIDTH


def _under_title(teller: Teller, medium: str) -> list[str]:
    """The dates, for whom, how they get about and where they sleep; on a picture this is a line for itself."""
    words, wishes = teller.words, teller.wishes
    dates = [day.date for day in teller.plan.days if day.date]
    when = words.span(dates[0], dates[-1]) if dates else words.say("sheet.undated")
    key = "sheet.party_one" if wishes.heads == 1 else "sheet.party_more"
    about = [words.say(key, number=wishes.heads), words.say(f"sheet.transport.{wishes.transport}")]
    base = [words.say("sheet.based", name=teller.both(wishes.base))] if teller.entry(wishes.base) else []
    return [when, DOT.join((*about, *base))] if medium == "page" else [when, DOT.join(about), *base]


def _day(teller: Teller, day: DayPlan, number: int) -> dict[str, Any]:
    words = teller.words
    return {
        "number": number,
        "title": words.say("sheet.day", number=number + 1),
        "date": words.day(day.date) if day.date else "",
        "begins": _end(teller, day.start, "begins", day.origin),
        "stops": _stops_of(teller, day),
        "back": {"mode": day.back.mode, "text": teller.way(day.back)} if day.back else None,
        "ends": _end(teller, day.end, "ends", day.goal),
    }


def _end(teller: Teller, minute: int, key: str, entry_id: str) -> dict[str, Any]:
    """Where a day begins or ends; the base is named above all days."""
    words, at_base = teller.words, entry_id == teller.wishes.base
    return {
        "time": clock(minute),
        "late": _late(teller, minute),
        "what": words.say(f"sheet.{key}"),
        "name": words.say("sheet.at_base") if at_base else teller.name(entry_id),
        "beside": "" if at_base else teller.chinese(entry_id) or teller.simplified(entry_id),
    }


def _late(teller: Teller, minute: int) -> str:
    return teller.words.say("sheet.next_day") if minute >= DAY_MIN else ""


def _stops_of(teller: Teller, day: DayPlan) -> list[dict[str, Any]]:
    """The stops; a name to show that stands right above is not told again."""
    numbers, before = teller.numbers(day), (None, *(stop.id for stop in day.stops))
    return [
        _stop(teller, stop, str(numbers.get(stop.id or "", "")), stop.id != last)
        for stop, last in zip(day.stops, before, strict=False)
    ]


def _stop(teller: Teller, stop: Stop, number: str, tells_name: bool) -> dict[str, Any]:
    words, point = teller.words, teller.point(stop.id)
    phones = () if stop.around else teller.phones(stop.id)
    told = [teller.kind(stop), words.duration(stop.minutes), teller.cost(stop)]
    return {
        "kind": stop.kind,
        "time": clock(stop.arrive),
        "late": _late(teller, stop.arrive),
        "until": clock(stop.leave),
        "leg": {"mode": stop.leg.mode, "text": teller.way(stop.leg)} if stop.leg else None,
        "number": number,
        "exact": bool(point and point.precision in KNOWN),
        "about": [part for part in told if part],
        "title": teller.title(stop),
        "chinese": teller.chinese(stop.id) if tells_name else "",
        "simplified": teller.simplified(stop.id) if tells_name else "",
        "pinyin": teller.pinyin(stop.id) if tells_name else "",
        "phone": words.say("sheet.phone", numbers=words.say("sheet.phone_join").join(phones)) if phones else "",
        "cautions": teller.cautions(stop),
    }


def _total(teller: Teller, days: list[DayPlan]) -> list[str]:
    """How long one is on the way, and what is known of the cost."""
    words, stops = teller.words, [stop for day in days for stop in day.stops if stop.kind != "rest"]
    known = sum(stop.cost_cny or 0 for stop in stops)
    parts = [words.say("sheet.travel", time=words.duration(sum(day.travel_min for day in days)))]
    some = any(stop.cost_cny is None for stop in stops)
    if known or not some:
        parts.append(words.say("sheet.known_cost", cost=teller.yuan(known) if known else words.say("sheet.free")))
    return [*parts, words.say("sheet.some_unknown" if some else "sheet.rides_extra")]


def _cautions(teller: Teller) -> dict[str, Any]:
    """What to know before one goes; of several days, what they come to together."""
    words, days = teller.words, list(teller.plan.days)
    whole = [words.say("list.titled", name=words.say("sheet.all_days"), text=DOT.join(_total(teller, days)))]
    lines = [*teller.other_cautions(), words.say("sheet.unsure")]
    return {"head": words.say("sheet.before"), "lines": lines, "total": whole if len(days) > 1 else []}


def _sources(teller: Teller) -> list[dict[str, str | None]]:
    join = teller.words.say("cite.comma")
    found = [
        {"text": join.join((used.label, used.dated)), "about": used.about, "link": used.link}
        for used in sources_used(teller)
    ]
    return found or [{"text": teller.words.say("sheet.no_sources"), "about": "", "link": None}]


def _map(teller: Teller, medium: str) -> dict[str, Any] | None:
    """The map with the words under it; None where no point of the plan is known."""
    words, days = teller.words, teller.plan.days
    courses = [[(point.lat, point.lon) for _, point in teller.course(day)] for day in days]
    reference = teller.catalogue.reference
    names = {label.zh: label.text.say(words.language) for label in reference.vocabulary.counties.values()}
    land = Land(counties(reference.outlines), names)
    width = _width(teller.plan, medium) - 2 * (PAGE_MARGIN if medium == "page" else MARGIN)
    spots = [*_stops(teller), *_ends(teller)]
    high = MAP if medium != "page" else PAGE_MAP if len(days) > 1 else PAGE_MAP_OF_A_DAY
    drawn = sketch(spots, courses, land, width, high)
    return _with_key(teller, drawn) if drawn else None


def _with_key(teller: Teller, drawn: Sketch) -> dict[str, Any]:
    words, told = teller.words, ("north", "exact", "ring", "ends", "line", *(["credit"] if drawn.rings else []))
    return asdict(drawn) | {
        "scale": words.say("sheet.km", km=f"{drawn.scale_km:g}"),
        "days": [words.say("sheet.day", number=number) for number in range(1, len(teller.plan.days) + 1)],
        "key": {name: words.say(f"sheet.map.{name}") for name in told},
    }


def _stops(teller: Teller) -> list[Spot]:
    """The numbered points, each once a day."""
    found: dict[tuple[int, int], Spot] = {}
    for number, day in enumerate(teller.plan.days):
        for entry_id, place in teller.numbers(day).items():
            if point := teller.point(entry_id):
                found.setdefault((number, place), _spot(teller, (entry_id, point), number, str(place)))
    return list(found.values())


def _ends(teller: Teller) -> list[Spot]:
    """Where days begin and end, each point once."""
    ids = [entry_id for day in teller.plan.days for entry_id in (day.origin, day.goal)]
    points = {(point.lat, point.lon): (one, point) for one in ids if (point := teller.point(one))}
    return [_spot(teller, located, -1, "") for located in points.values()]


def _spot(teller: Teller, located: Located, day: int, label: str) -> Spot:
    entry_id, point = located
    return Spot(day, label, teller.name(entry_id), point.lat, point.lon, point.precision in KNOWN)
