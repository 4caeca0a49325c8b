"""Links that open a point, or a search, in the maps people use; each map takes its own datum."""

from urllib.parse import quote, urlencode

from bot.messages import Button
from bot.wording import Words
from content.figures import Coordinates

SRC = "webapp.visitors.guide"  # the services ask who sends their users
AMAP = "https://uri.amap.com"
# How far out a map opens that can be told: a street, a village, the country around.
ZOOM = {"exact": 16, "village": 14, "approximate": 12, "area": 12}
# Outside mainland China the other maps reach everybody; there they are blocked or off the road.
ORDER = {"en": ("google", "osm", "amap", "baidu"), "zh": ("amap", "baidu", "google", "osm")}


def map_links(words: Words, point: Coordinates, chinese: str, note: str) -> tuple[Button, ...]:
    """Buttons that open the point in four maps, those of the reader's language first.

    chinese: the name the Chinese maps show; note: what they show under it.
    """
    made = {
        "google": f"https://www.google.com/maps/search/?{_query(api=1, query=f'{point.lat:.5f},{point.lon:.5f}')}",
        "osm": _osm(point),
        **_chinese_maps(point, chinese, note),
    }
    order = ORDER.get(words.language, ORDER["zh"])
    return tuple(Button(words.say(f"maps.{service}"), url=made[service]) for service in order)


def search_link(label: str, keyword: str) -> Button:
    """A button that searches the map around wherever the phone then is; nobody's position is in it."""
    return Button(label, url=f"{AMAP}/search?{_query(keyword=keyword, view='map', src=SRC, callnative=1)}")


def _osm(point: Coordinates) -> str:
    lat, lon = f"{point.lat:.5f}", f"{point.lon:.5f}"
    return f"https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map={ZOOM[point.precision]}/{lat}/{lon}"


def _chinese_maps(point: Coordinates, name: str, note: str) -> dict[str, str]:
    """Amap in GCJ-02 and Baidu in BD-09, the datums they draw in; beyond mainland China both take WGS-84 as it is."""
    import geocoordinates_ffi as datums  # type: ignore[import-untyped]

    amap, baidu = (point.lat, point.lon), (point.lat, point.lon)
    abroad = datums.out_of_china(lat=point.lat, lon=point.lon)
    if not abroad:
        shifted = datums.wgs84_to_gcj02(datums.Wgs84(lat=point.lat, lon=point.lon))
        again = datums.gcj02_to_bd09(shifted)
        amap, baidu = (shifted.lat, shifted.lon), (again.lat, again.lon)
    marker = _query(
        position=f"{amap[1]:.5f},{amap[0]:.5f}",
        name=name,
        coordinate="wgs84" if abroad else "gaode",
        callnative=1,
        src=SRC,
    )
    pin = _query(
        location=f"{baidu[0]:.5f},{baidu[1]:.5f}",
        title=name,
        content=note,
        zoom=ZOOM[point.precision],
        output="html",
        coord_type="wgs84" if abroad else "bd09ll",
        src=SRC,
    )
    return {"amap": f"{AMAP}/marker?{marker}", "baidu": f"https://api.map.baidu.com/marker?{pin}"}


def _query(**values: object) -> str:
    """The values as a query string: spaces as %20, which apps read more surely than a plus; commas as they are."""
    return urlencode(values, safe=",", quote_via=quote)
