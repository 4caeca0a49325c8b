"""Positions sent to the guide: answered, and nowhere written down."""

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="module")
ODD = (26.58173, 107.98341)


async def test_a_position_is_in_no_log_even_at_debug(visitor, served):
    ada = visitor()
    ada.say("nearest parking")
    await ada.next_reply()
    ada.share_location(*ODD)

    reply = await ada.next_reply()
    assert "Parking" in reply.text
    assert not any(digits in served.output for digits in ("58173", "98341", "26.58", "107.98"))


async def test_map_links_reach_the_phone_as_links(visitor, guide):
    ada = visitor()
    ada.say("How do I get to Xiasi?")
    await ada.next_reply()
    ada.press("v1|map|xiasi|")

    told, _ = await ada.replies(2)
    rows = told.json["reply_markup"]["inline_keyboard"]
    urls = [button["url"] for row in rows for button in row if "url" in button]
    assert len(urls) == 4
    assert all(url.startswith("https://") for url in urls)
