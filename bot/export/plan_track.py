"""A plan as a GPX file, for navigation apps: the places as waypoints, and a route a day."""

from typing import TYPE_CHECKING

from bot.export.calendar_text import Writer
from bot.export.plan_text import Teller
from bot.messages import File
from bot.planner.model import DayPlan, Plan, Wishes

if TYPE_CHECKING:  # loaded only where a file is made
    from gpxpy.gpx import GPX, GPXRoute


def plan_track(writer: Writer, plan: Plan, wishes: Wishes, name: str) -> File:
    """The file `name`: every point of the plan in WGS-84, and the order of each day's stops as straight lines."""
    from gpxpy.gpx import GPX

    teller, gpx, words = Teller(writer, plan, wishes), GPX(), writer.words
    gpx.creator = f"{writer.catalogue.town.id} visitor guide"
    gpx.name = teller.plan_title
    gpx.description = f"{words.say('sheet.track.straight')} {words.say('sheet.unsure')}"
    gpx.time = writer.now
    _add_waypoints(gpx, teller)
    for number, day in enumerate(plan.days, 1):
        gpx.routes.append(_route(teller, day, number))
    return File("document", name, "application/gpx+xml", gpx.to_xml(version="1.1").encode())


def _add_waypoints(gpx: "GPX", teller: Teller) -> None:
    from gpxpy.gpx import GPXWaypoint

    ids = [one for day in teller.plan.days for one in (day.origin, *(stop.id for stop in day.stops), day.goal)]
    for one in dict.fromkeys(ids):
        if one and (point := teller.point(one)):
            said = teller.words.say(f"map.{point.precision}")
            gpx.waypoints.append(GPXWaypoint(point.lat, point.lon, name=teller.both(one), description=said))


def _route(teller: Teller, day: DayPlan, number: int) -> "GPXRoute":
    from gpxpy.gpx import GPXRoute, GPXRoutePoint

    words = teller.words
    name = words.say("sheet.day", number=number)
    if day.date:
        name = words.say("sheet.track.day", day=name, text=words.day(day.date))
    route = GPXRoute(name=name, description=words.say("sheet.track.straight"), number=number)
    course = teller.course(day)
    route.points = [GPXRoutePoint(point.lat, point.lon, name=teller.both(one)) for one, point in course]
    return route
