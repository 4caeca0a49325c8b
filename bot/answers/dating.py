"""Dates in words: each says whether it was announced, computed or guessed, or that it is over."""

from datetime import date, timedelta

from bot.answers.desk import Desk
from content.calendar import WEEKDAYS, Dated, last_occurrence, lunar_chinese, lunar_day, next_occurrence, occurrences
from content.model import Event
from content.recurrence import Recurrence

OLD_NEWS_DAYS = 400  # a yearly event would have been in the news again


def next_line(desk: Desk, event: Event) -> str:
    """The next occurrence in a sentence; for a one-off that is over, that it is past."""
    words, name = desk.words, desk.name(event)
    rule = event.recurrence
    if rule and rule.calendar == "weekly":
        return words.say("dates.weekly", name=name, when=when_line(desk, event), status=_confirmed(desk, event))
    found = next_occurrence(event, desk.today)
    if found:
        if passed := _passed(event, desk.today):
            return words.say(
                "dates.passed", name=name, passed=words.days(*passed), days=words.days(found.start, found.end)
            )
        key = "dates.on_now" if found.start <= desk.today else f"dates.{found.certainty}"
        return words.say(key, name=name, days=words.days(found.start, found.end), lunar=_lunar(desk, event, found))
    return _undated(desk, event)


def _passed(event: Event, today: date) -> tuple[date, date] | None:
    """The days of this year's estimate where they are over: whoever asks for this year's must not get next year's."""
    rule = event.recurrence
    over = [day for day in (rule.estimates if rule else ()) if day.year == today.year and day < today]
    return (over[-1], over[-1]) if over else None


def weekly_on(desk: Desk, event: Event, first: date, last: date) -> str | None:
    """Whether a weekly event is on in the days asked for, and else when it is next; None where it is not weekly."""
    rule = event.recurrence
    if rule is None or rule.calendar != "weekly":
        return None
    words, name = desk.words, desk.name(event)
    found = occurrences(event, first, last)
    if found:
        days = words.say("list.join").join(words.day(item.start) for item in found[:3])
        return words.say("dates.weekly_yes", name=name, days=days, status=_confirmed(desk, event))
    after = next(iter(occurrences(event, last, last + timedelta(days=370))), None)
    coming = words.day(after.start) if after else words.say("dates.unannounced")
    return words.say("dates.weekly_no", name=name, period=words.days(first, last), days=coming)


def _undated(desk: Desk, event: Event) -> str:
    """What is known of an event that has no date to come: that it is over, its usual months, when it last was."""
    words, name, rule = desk.words, desk.name(event), event.recurrence
    last = last_occurrence(event, desk.today)
    if rule and rule.calendar == "once" and last:
        return words.say("dates.past_once", name=name, days=_span(desk, event, last))
    if rule and rule.months:
        months = words.say("list.join").join(words.month(month) for month in rule.months)
        return words.say("dates.usual_months", name=name, months=months)
    if last:
        return words.say("dates.not_announced_last", name=name, days=words.days(last.start, last.end))
    if reported := _old_news(desk, event):
        return words.say("dates.reported_once", name=name, date=words.month_year(reported))
    return words.say("dates.not_announced", name=name)


def _old_news(desk: Desk, event: Event) -> date | None:
    """The day of the newest report of the event, where that is so old that it may have been the only time."""
    told = [fact.dated.latest for fact in event.facts if not fact.source.startswith("derived:")]
    newest = max((day for day in told if day), default=None)
    return newest if newest and (desk.today - newest).days > OLD_NEWS_DAYS else None


def past_line(desk: Desk, event: Event) -> str | None:
    """When a source last reported it, where the first line does not say so."""
    rule, last = event.recurrence, last_occurrence(event, desk.today)
    if last is None or (rule and rule.calendar in ("once", "weekly")):
        return None
    if next_occurrence(event, desk.today) is None and not (rule and rule.months):
        return None
    return desk.words.say("dates.last", days=desk.words.days(last.start, last.end))


def when_line(desk: Desk, event: Event) -> str:
    """The event's time in a few words, for a line of a list."""
    words, rule = desk.words, event.recurrence
    if rule and rule.calendar == "weekly":
        return _weekly(desk, event, rule)
    found = next_occurrence(event, desk.today)
    if found:
        return dated_line(desk, found)
    last = last_occurrence(event, desk.today)
    return words.say("dates.was", days=_span(desk, event, last)) if last else words.say("dates.unannounced")


def dated_line(desk: Desk, item: Dated) -> str:
    """The dates with how sure they are."""
    sure = desk.words.say(f"certainty.{item.certainty}")
    return desk.words.say("list.noted", text=desk.words.days(item.start, item.end), note=sure)


def _weekly(desk: Desk, event: Event, rule: Recurrence) -> str:
    words = desk.words
    days = words.say("list.join").join(words.weekday(WEEKDAYS.index(day)) for day in rule.weekdays)
    hours = "–".join(clock for clock in (rule.start_time, rule.end_time) if clock)
    clock = rule.times.text.say(desk.language) if rule.times else hours
    key = "dates.every_day" if len(rule.weekdays) == len(WEEKDAYS) else "dates.every"
    every = words.say(key, days=days, clock=clock).strip()
    season = _season(desk, rule)
    return words.say("dates.in_season", when=every, season=season) if season else every


def _season(desk: Desk, rule: Recurrence) -> str:
    """The months a weekly event runs in, "September to March"; empty where it runs all year."""
    months = set(rule.months)
    # A season begins with the month whose foregoing month is not in it, also across the new year.
    starts = [month for month in rule.months if (month - 2) % 12 + 1 not in months]
    ends = [month for month in rule.months if month % 12 + 1 not in months]
    if len(starts) != 1:
        return desk.words.say("list.join").join(desk.words.month(month) for month in rule.months)
    return desk.words.say("dates.range", first=desk.words.month(starts[0]), last=desk.words.month(ends[0]))


def _span(desk: Desk, event: Event, last: Dated) -> str:
    rule = event.recurrence
    days = desk.words.days(last.start, last.end)
    return desk.words.say("dates.roughly", days=days) if rule and rule.approximate else days


def _lunar(desk: Desk, event: Event, found: Dated) -> str:
    if not event.recurrence or event.recurrence.calendar != "lunar":
        return ""
    if desk.language == "en":
        month, day = lunar_day(found.start)
        return desk.words.say("dates.lunar", day=f"{month}/{day}")
    return desk.words.say("dates.lunar", day=desk.words.in_script(lunar_chinese(found.start)))


def _confirmed(desk: Desk, event: Event) -> str:
    rule = event.recurrence
    if rule and rule.months and desk.today.month not in rule.months:
        return desk.words.say("dates.off_season")
    if not rule or not rule.confirmed:
        return desk.words.say("dates.unconfirmed")
    return desk.words.say("dates.confirmed", date=desk.words.as_of(rule.confirmed))
