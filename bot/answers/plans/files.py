"""A plan to take along: as a document, a picture, a calendar, a track, a link."""

from dataclasses import replace

from bot.answers.desk import Desk, Question
from bot.answers.plans.standing import standing_on
from bot.answers.plans.wording import dates, day_lines
from bot.export.calendar_text import Writer
from bot.export.plan_calendar import plan_calendar
from bot.export.plan_sheet import plan_pdf, plan_picture
from bot.export.plan_track import plan_track
from bot.messages import File, KeepPlan, Reply
from bot.planner.model import Plan, Trip
from bot.planner.stored import token, written


def taken_along(question: Question, desk: Desk, trip: Trip, plan: Plan) -> Reply:
    """The plan in the form asked for; the plan itself where none is."""
    if question.form == "link":
        return _link(desk, trip)
    if question.form in ("pdf", "picture", "ics", "gpx"):
        return _file(desk, question.form, trip, plan)
    days = dates(desk, plan)
    head = desk.words.say("trip.shown", days=days) if days else desk.words.say("trip.shown_undated")
    lines = [line for number, day in enumerate(plan.days) for line in day_lines(desk, number, day)]
    return standing_on(desk, Reply(head, tuple(lines)), plan, list(range(len(plan.days))))


def _file(desk: Desk, form: str, trip: Trip, plan: Plan) -> Reply:
    writer = Writer(desk.catalogue, desk.words, desk.now)
    first = plan.days[0].date
    name = f"plan-{first}" if first else f"plan-{len(plan.days)}-days"
    file: File | None = None
    if form == "pdf":
        file = plan_pdf(writer, plan, trip.wishes, f"{name}.pdf")
    elif form == "picture":
        file = plan_picture(writer, plan, trip.wishes, f"{name}.png")
    elif form == "gpx":
        file = plan_track(writer, plan, trip.wishes, f"{name}.gpx")
    else:
        file = plan_calendar(writer, plan, trip.wishes, f"{name}.ics")
    if file is None:
        return Reply(desk.words.say("trip.file.no_dates"))
    reply = Reply(desk.words.say(f"trip.file.{form}"), extras=(file,))
    return standing_on(desk, reply, plan, list(range(len(plan.days))))


def _link(desk: Desk, trip: Trip) -> Reply:
    """The link that opens the plan, and the plan to be stored under it."""
    text = written(replace(trip.as_it_is, earlier=()))
    name = token(text)
    link = desk.links.to_plan(name)
    if link is None:
        return Reply(desk.words.say("trip.file.no_link"))
    return Reply(desk.words.say("trip.file.link", link=link), effects=(KeepPlan(name, text),))
