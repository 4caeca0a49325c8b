"""Dates in words: each says whether it was announced, computed or guessed, or that it is over."""

from datetime import date, timedelta

from bot.answers import rules
from bot.answers.desk import Desk
from content.calendar import HORIZON, Dated, first_occurrence, next_occurrence, occurrences, past_occurrences
from content.compared import compared
from content.model import Event
from content.recurrence import Recurrence

OLD_NEWS_DAYS = 400  # a yearly event would have been in the news again
JUST_PASSED = timedelta(days=60)  # whoever asks for this year's must not simply get next year's
SHOWN_PAST = 3


def next_line(desk: Desk, event: Event) -> str:
    """The next occurrence in a sentence; for a one-off that is over, that it is past."""
    words, name = desk.words, desk.name(event)
    if event.recurrence and event.recurrence.regular:
        return regular_line(desk, event, event.recurrence)
    found = next_occurrence(event, desk.today)
    if found is None:
        return _undated(desk, event)
    if passed := _just_passed(event, desk.today) if found.start > desk.today else None:
        days = _in_both(desk, event, found)
        told = {"name": name, "passed": _in_both(desk, event, passed), "days": days, "missed": _missed(desk, event)}
        return words.say("dates.passed", **told)
    return _told(desk, event, found)


def _told(desk: Desk, event: Event, found: Dated) -> str:
    """An occurrence that is not over: its days, and whether it was announced, reckoned or guessed."""
    words, name, days = desk.words, desk.name(event), _in_both(desk, event, found)
    if found.start <= desk.today:
        key = "dates.on_now" if found.certainty == "announced" else "dates.on_now_reckoned"
        return words.say(key, name=name, days=days)
    rule = rules.yearly(desk, event, found)
    if found.certainty == "estimated" and rule and event.recurrence:
        missed = _missed(desk, event)
        if found.start > desk.today + HORIZON:
            days = words.month_year(found.start)
            return words.say("dates.guessed_far", name=name, month=days, rule=rule, missed=missed)
        return words.say("dates.guessed", name=name, days=days, rule=rule, missed=missed)
    key = "dates.reckoned" if found.certainty == "computed" else f"dates.{found.certainty}"
    return words.say(key, name=name, days=days, rule=rule)


def _in_both(desk: Desk, event: Event, found: Dated) -> str:
    """The days in both calendars."""
    days, lunar = desk.words.span(found.start, found.end), rules.lunar_note(desk, event, found)
    return desk.words.say("list.noted", text=days, note=lunar) if lunar else days


def _missed(desk: Desk, event: Event) -> str:
    """In which years the rule was off, and by how many days; empty where no source contradicts it."""
    off = [item for item in compared(event) if not item.agrees]
    if not off:
        return ""
    years = desk.words.say("list.join").join(map(str, dict.fromkeys(item.year for item in off)))
    days = sorted({abs(item.days_off) for item in off if item.days_off is not None})
    told = "–".join(map(str, dict.fromkeys((days[0], days[-1])))) if days else "?"
    return desk.words.say("dates.missed", years=years, days=told)


def _just_passed(event: Event, today: date) -> Dated | None:
    """What the rule gave for the last weeks, where no source reports that it took place."""
    over = [item for item in occurrences(event, today - JUST_PASSED, today) if item.end < today]
    return over[-1] if over and over[-1].rule != "reported" else None


def regular_line(desk: Desk, event: Event, rule: Recurrence) -> str:
    """What comes round every few weeks: when, as of when that was so, and the next day by that rule."""
    key, date_ = _standing(desk, rule)
    return desk.words.say(
        f"dates.regular_{key}", name=desk.name(event), when=rules.every(desk, rule), date=date_, next=_next(desk, event)
    )


def _standing(desk: Desk, rule: Recurrence) -> tuple[str, str]:
    """How the rule stands today, and as of when in words."""
    return rule.standing(desk.today), desk.words.as_of(rule.confirmed) if rule.confirmed else ""


def standing_note(desk: Desk, rule: Recurrence) -> str:
    """As of when the rule was so, in a few words."""
    key, date_ = _standing(desk, rule)
    return desk.words.say(f"dates.note_{key}", date=date_)


def _next(desk: Desk, event: Event) -> str:
    rule, found = event.recurrence, next_occurrence(event, desk.today)
    if rule and rule.months and desk.today.month not in rule.months:
        return desk.words.say("dates.off_season")
    if found is None:
        return ""
    today = found.start == desk.today
    return desk.words.say("dates.regular_today" if today else "dates.regular_next", day=desk.words.day(found.start))


def regular_on(desk: Desk, event: Event, first: date, last: date) -> str | None:
    """Whether something regular is on in the days asked for, and else when it is next; None where it is not regular."""
    rule = event.recurrence
    if rule is None or not rule.regular:
        return None
    words, name = desk.words, desk.name(event)
    found = occurrences(event, first, last)
    key, date_ = _standing(desk, rule)
    status = words.say(f"dates.status_{key}", date=date_)
    if found:
        days = words.say("list.join").join(words.day(item.start) for item in found[:3])
        clock = rules.clock(desk, rule)
        days = f"{days} {clock}" if clock else days
        likely = "past" if last < desk.today else "yes" if key == "now" else "perhaps"
        return words.say(f"dates.regular_{likely}", name=name, days=days, status=status)
    if rule.months and not {first.month, last.month} & set(rule.months):
        return words.say("dates.regular_off", name=name, period=words.days(first, last), status=status)
    after = first_occurrence(event, last, last + HORIZON)
    coming = words.day(after.start) if after else words.say("dates.unannounced")
    return words.say("dates.regular_no", name=name, period=words.days(first, last), days=coming, status=status)


def in_the_days(desk: Desk, event: Event, first: date, last: date) -> str:
    """When the event is in the days asked for; else that it is not known to be then, and what is known."""
    found = first_occurrence(event, first, last)
    if found is None:
        return desk.words.say("dates.not_then", period=desk.words.days(first, last), known=next_line(desk, event))
    if found.end < desk.today:
        return desk.words.say("list.titled", name=desk.name(event), text=dated_line(desk, event, found))
    return _told(desk, event, found)


def _undated(desk: Desk, event: Event) -> str:
    """What is known of an event that has no date to come: that it is over, its usual months, when it last was."""
    words, name, rule = desk.words, desk.name(event), event.recurrence
    past = past_occurrences(event, desk.today)
    if rule and rule.calendar == "once" and past:
        return words.say("dates.past_once", name=name, days=_roughly(desk, event, past[0]))
    if rule and rule.cycle_days:
        return words.say("dates.cycle_unknown", name=name, days=rule.cycle_days)
    if past:
        days = words.say("cite.between").join(words.span(item.start, item.end) for item in past[:SHOWN_PAST])
        return words.say("dates.not_announced_last", name=name, days=days) + _usual(desk, rule) + _news(desk)
    if usual := _usual(desk, rule):
        return words.say("dates.not_announced_yet", name=name) + usual + _news(desk)
    if reported := _old_news(desk, event):
        return words.say("dates.reported_once", name=name, date=words.month_year(reported)) + _news(desk)
    return words.say("dates.not_announced", name=name) + _news(desk)


def _news(desk: Desk) -> str:
    """Whom to ask for a date."""
    return desk.words.say("dates.news", ask=desk.ask)


def _usual(desk: Desk, rule: Recurrence | None) -> str:
    if rule is None or not rule.months:
        return ""
    months = desk.words.say("list.join").join(desk.words.month(month) for month in rule.months)
    key = "dates.usual_now" if desk.today.month in rule.months else "dates.usual_months"
    return desk.words.say(key, months=months)


def _old_news(desk: Desk, event: Event) -> date | None:
    """The day of the newest report of the event, where that is so old that it may have been the only time."""
    told = [fact.dated.latest for fact in event.facts if not fact.source.startswith("derived:")]
    newest = max((day for day in told if day), default=None)
    return newest if newest and (desk.today - newest).days > OLD_NEWS_DAYS else None


def past_line(desk: Desk, event: Event) -> str | None:
    """When a source last reported it, where the first line does not say so."""
    rule, past = event.recurrence, past_occurrences(event, desk.today)
    if not past or (rule and (rule.calendar == "once" or rule.regular)) or next_occurrence(event, desk.today) is None:
        return None
    return desk.words.say("dates.last", days=desk.words.span(past[0].start, past[0].end))


def when_line(desk: Desk, event: Event) -> str:
    """The event's time in a few words, for a line of a list."""
    words, rule = desk.words, event.recurrence
    if rule and rule.regular:
        return words.say("list.noted", text=rules.every(desk, rule), note=standing_note(desk, rule))
    found = next_occurrence(event, desk.today)
    if found:
        return dated_line(desk, event, found)
    past = past_occurrences(event, desk.today)
    return words.say("dates.was", days=_roughly(desk, event, past[0])) if past else words.say("dates.unannounced")


def item_line(desk: Desk, event: Event, item: Dated) -> str:
    """The time of one instance in a few words: what comes round every few weeks by its rule, the rest by its days."""
    return when_line(desk, event) if item.weekly else dated_line(desk, event, item)


def dated_line(desk: Desk, event: Event, item: Dated) -> str:
    """The dates with how sure they are."""
    sure = desk.words.say("certainty.past" if item.end < desk.today else f"certainty.{item.certainty}")
    if item.end < desk.today and item.certainty != "announced":
        sure = desk.words.say("certainty.past_reckoned")
    lunar = rules.lunar_note(desk, event, item)
    note = desk.words.say("cite.between").join((lunar, sure)) if lunar else sure
    return desk.words.say("list.noted", text=desk.words.span(item.start, item.end), note=note)


def _roughly(desk: Desk, event: Event, last: Dated) -> str:
    rule = event.recurrence
    days = desk.words.span(last.start, last.end)
    return desk.words.say("dates.roughly", days=days) if rule and rule.approximate else days
