"""The rule of an event's dates in words: every Friday, lunar 1/16, the first tiger day of a month."""

from datetime import date, datetime, time, timedelta

from bot.answers.desk import Desk
from content.almanac import lunar_chinese, lunar_day
from content.calendar import WEEKDAYS, Dated
from content.model import Event
from content.recurrence import Recurrence

LASTS = timedelta(hours=3)  # where only the beginning is known, and by day until the evening
EVENING = "18:00"
RUN = 3  # so many weekdays in a row are told as "Friday to Sunday"


def every(desk: Desk, rule: Recurrence) -> str:
    """When something that comes round every few weeks is on: "every Friday to Sunday 19:00–21:30, March to May"."""
    words = desk.words
    hours = clock(desk, rule)
    if rule.calendar == "weekly":
        key = "rule.every_day" if len(rule.weekdays) == len(WEEKDAYS) else "rule.weekly"
        told = words.say(key, days=_weekdays(desk, rule), clock=hours)
    elif rule.calendar == "cycle":
        told = words.say("rule.cycle", days=rule.cycle_days, clock=hours)
    else:
        animals = _joined(desk, [words.say(f"animal.{animal}") for animal in rule.animals])
        told = words.say("rule.animal_days", animals=animals, clock=hours)
    season = _season(desk, rule)
    return words.say("rule.in_season", when=told.strip(), season=season) if season else told.strip()


def clock(desk: Desk, rule: Recurrence) -> str:
    """The hours it keeps, in words or as times; empty where none are known."""
    if rule.times:
        return rule.times.text.say(desk.language)
    if rule.start_time and rule.end_time:
        return f"{rule.start_time}–{rule.end_time}"
    return desk.words.say("rule.from", clock=rule.start_time) if rule.start_time else ""


def is_over(desk: Desk, event: Event) -> bool:
    """True where its hours are over for today; one that begins late may end after midnight."""
    rule = event.recurrence
    if rule is None or rule.start_time is None:
        return False
    begins = _at(desk, rule.start_time)
    ends = _at(desk, rule.end_time) if rule.end_time else max(begins + LASTS, _at(desk, EVENING))
    return desk.now >= (ends if ends > begins else ends + timedelta(days=1))


def _at(desk: Desk, clock: str) -> datetime:
    return datetime.combine(desk.today, time.fromisoformat(clock), desk.now.tzinfo)


def _weekdays(desk: Desk, rule: Recurrence) -> str:
    numbers = sorted(WEEKDAYS.index(day) for day in rule.weekdays)
    names = [desk.words.weekday(number) for number in numbers]
    if len(numbers) >= RUN and numbers[-1] - numbers[0] == len(numbers) - 1:
        return desk.words.say("dates.range", first=names[0], last=names[-1])
    return _joined(desk, names)


def _joined(desk: Desk, names: list[str]) -> str:
    if len(names) == 2:
        return desk.words.say("compare.join").join(names)
    return desk.words.say("list.join").join(names)


def _season(desk: Desk, rule: Recurrence) -> str:
    """The months it runs in, "September to March"; empty where it runs all year."""
    months = set(rule.months)
    # A season begins with the month whose foregoing month is not in it, also across the new year.
    starts = [month for month in rule.months if (month - 2) % 12 + 1 not in months]
    ends = [month for month in rule.months if month % 12 + 1 not in months]
    if len(starts) != 1 or starts == ends:
        return _joined(desk, [desk.words.month(month) for month in rule.months])
    return desk.words.say("dates.range", first=desk.words.month(starts[0]), last=desk.words.month(ends[0]))


def yearly(desk: Desk, event: Event, found: Dated) -> str:
    """From which rule a date of a yearly event comes; empty where it is reported or happens once."""
    words, rule = desk.words, event.recurrence
    if rule is None or found.rule not in ("lunar", "gregorian", "miao"):
        return ""
    if found.rule == "miao" and rule.animal:
        told = words.say(
            "rule.miao" if rule.from_day == 1 else "rule.miao_from",
            nth=words.say(f"nth.{rule.nth}"),
            animal=words.say(f"animal.{rule.animal}"),
            month=rule.month,
            day=rule.from_day,
        )
    elif found.rule == "lunar":
        told = words.say("rule.lunar")
    else:
        told = words.say("rule.gregorian", day=words.day_of_year(found.start))
    return words.say("rule.every_years", rule=told, years=rule.every_years) if rule.every_years else told


def lunar(desk: Desk, day: date) -> str:
    """The lunar month and day: "1/16", 正月十六."""
    if desk.language != "en":
        return desk.words.in_script(lunar_chinese(day))
    month, number = lunar_day(day)
    leap = desk.words.say("rule.leap") if month < 0 else ""
    return f"{leap}{abs(month)}/{number}"


def lunar_note(desk: Desk, event: Event, found: Dated) -> str:
    """The lunar date to stand beside the ordinary one, for what the lunar calendar sets; else empty."""
    by_moon = event.recurrence is not None and event.recurrence.calendar in ("lunar", "miao")
    return desk.words.say("dates.lunar", day=lunar(desk, found.start)) if by_moon else ""
