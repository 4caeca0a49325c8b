"""Maps: each service in its own datum, with a name it can read, nearest first to the reader's language."""

from urllib.parse import parse_qs, urlsplit

import pytest

from bot.answers import answer
from bot.answers.desk import Question
from bot.answers.maplinks import map_links, search_link
from bot.render.jsonl import reply_object
from bot.render.telegram import keyboard
from content.figures import Coordinates
from content.travel import distance_km

LANGUAGES = ("en", "zh", "zh-Hant")


def point(lat, lon, precision="exact"):
    return Coordinates(lat=lat, lon=lon, precision=precision, source="our own survey", as_of="2026-11")


def links(words, where, name="灯笼桥"):
    """The four addresses by host."""
    return {urlsplit(button.url).hostname: button.url for button in map_links(words, where, name, "某县")}


def asked(url):
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def pair(written, *, lon_first=False):
    first, second = map(float, written.split(","))
    return (second, first) if lon_first else (first, second)


def test_western_maps_get_the_point_as_it_is(guide):
    found = links(guide.words["en"], point(26.58, 107.98))
    osm = asked(found["www.openstreetmap.org"])

    assert pair(asked(found["www.google.com"])["query"]) == (26.58, 107.98)
    assert (float(osm["mlat"]), float(osm["mlon"])) == (26.58, 107.98)
    assert found["www.openstreetmap.org"].endswith("#map=16/26.58000/107.98000")


def test_amap_gets_the_point_in_its_datum(guide):
    amap = asked(links(guide.words["en"], point(26.58, 107.98))["uri.amap.com"])
    lat, lon = pair(amap["position"], lon_first=True)

    assert distance_km(26.58, 107.98, lat, lon) * 1000 == pytest.approx(569, abs=2)
    assert amap["coordinate"] == "gaode"
    assert amap["callnative"] == "1"


def test_baidu_gets_the_point_in_its_datum(guide):
    baidu = asked(links(guide.words["en"], point(26.58, 107.98))["api.map.baidu.com"])
    lat, lon = pair(baidu["location"])

    assert 1.05 < distance_km(26.58, 107.98, lat, lon) < 1.2
    assert (baidu["coord_type"], baidu["output"]) == ("bd09ll", "html")


def test_beyond_china_nothing_is_shifted(guide):
    found = links(guide.words["en"], point(48.8584, 2.2945))
    amap, baidu = asked(found["uri.amap.com"]), asked(found["api.map.baidu.com"])

    assert pair(amap["position"], lon_first=True) == (48.8584, 2.2945)
    assert pair(baidu["location"]) == (48.8584, 2.2945)
    assert (amap["coordinate"], baidu["coord_type"]) == ("wgs84", "wgs84")


@pytest.mark.parametrize("precision", ["village", "approximate", "area"])
def test_a_coarse_point_opens_farther_out(guide, precision):
    def zooms(where):
        found = links(guide.words["en"], where)
        osm = found["www.openstreetmap.org"].split("#map=")[1].split("/")[0]
        return int(osm), int(asked(found["api.map.baidu.com"])["zoom"])

    exact, coarse = zooms(point(26.58, 107.98)), zooms(point(26.58, 107.98, precision))

    assert all(far < near for far, near in zip(coarse, exact, strict=True))


@pytest.mark.parametrize(("language", "first"), [("en", "google"), ("zh", "amap"), ("zh-Hant", "amap")])
def test_the_maps_that_work_for_the_reader_come_first(guide, language, first):
    buttons = map_links(guide.words[language], point(26.58, 107.98), "灯笼桥", "某县")

    assert buttons[0].label == guide.words[language].say(f"maps.{first}")
    assert len({button.label for button in buttons}) == 4


def test_names_with_signs_of_their_own_arrive_whole(guide):
    name = '灯笼桥 & "古渡"?#=1'
    found = links(guide.words["zh"], point(26.58, 107.98), name)

    assert asked(found["uri.amap.com"])["name"] == name
    assert asked(found["api.map.baidu.com"])["title"] == name
    assert all(url.isascii() and " " not in url and url.startswith("https://") for url in found.values())


def test_a_search_tells_the_word_and_nobodys_place():
    url = search_link("Search", "厕所").url

    assert asked(url)["keyword"] == "厕所"
    assert not {"center", "location", "position", "city"} & set(asked(url))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_with_a_point_opens_in_four_maps_on_each_channel(guide, now, language):
    desk = guide.desk(language, now)
    mapped = [entry for entry in guide.catalogue if guide.catalogue.point(entry)]
    assert len(mapped) > 100

    for entry in mapped:
        reply = answer(Question("map", (entry.id,)), desk)
        urls = [button.url for button in reply.buttons if button.url]
        in_telegram = [b.url for row in keyboard(reply.buttons).inline_keyboard for b in row if b.url]
        in_json = [button["url"] for button in reply_object(reply)["buttons"] if "url" in button]
        assert len(urls) == 4
        assert in_telegram == in_json == urls
        assert len(reply.extras) == 1


@pytest.mark.parametrize(
    ("said", "language"),
    [("show Xiasi on the map", "en"), ("打开下司的地图", "zh"), ("下司的定位发我", "zh"), ("下司地圖", "zh-Hant")],
)
def test_the_map_asked_for_in_words_is_the_map(guide, now, said, language):
    reply = answer(Question("getting_there", ("xiasi",), {}, said), guide.desk(language, now))

    assert [extra.id for extra in reply.extras] == ["xiasi"]


@pytest.mark.parametrize("said", ["how do I get to Xiasi", "下司怎么去", "how far is Xiasi on the map"])
def test_the_way_asked_for_is_the_way(guide, now, said):
    assert answer(Question("getting_there", ("xiasi",), {}, said), guide.desk("en", now)).extras == ()
