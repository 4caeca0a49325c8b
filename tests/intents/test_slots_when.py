from datetime import date

import pytest

from intents.slots.when import find_when

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("this coming sunday", "2026-11-29", "2026-11-29"), ("coming sunday", "2026-11-29", "2026-11-29"), ("sunday night", "2026-11-29", "2026-11-29"),
        ("last friday", "2026-11-20", "2026-11-20"), ("till the 5th", "2026-12-05", "2026-12-05"), ("on the 30th", "2026-11-30", "2026-11-30"),
        ("the 1st to the 7th", "2026-12-01", "2026-12-07"), ("from the 1st to the 7th of october", "2027-10-01", "2027-10-07"), ("1st-3rd may", "2027-05-01", "2027-05-03"),
        ("dec 24-26", "2026-12-24", "2026-12-26"), ("december 30 to january 2", "2026-12-30", "2027-01-02"), ("30 december to 2 january", "2026-12-30", "2027-01-02"),
        ("24/12", "2026-12-24", "2026-12-24"), ("12/24/2026", "2026-12-24", "2026-12-24"), ("24/12/26", "2026-12-24", "2026-12-24"), ("july and august", "2027-07-01", "2027-08-31"),
        ("mid-april", "2027-04-11", "2027-04-20"), ("end of december", "2026-12-21", "2026-12-31"), ("late in may", "2027-05-21", "2027-05-31"), ("next march", "2027-03-01", "2027-03-31"),
        ("march 2027", "2027-03-01", "2027-03-31"), ("tonite", "2026-11-24", "2026-11-24"), ("2nite", "2026-11-24", "2026-11-24"), ("at the moment", "2026-11-24", "2026-11-24"),
        ("is it open now?", "2026-11-24", "2026-11-24"), ("tommorow", "2026-11-25", "2026-11-25"), ("tmrw evening", "2026-11-25", "2026-11-25"), ("day after tomorrow", "2026-11-26", "2026-11-26"),
        ("last year", "2025-01-01", "2025-12-31"), ("this yr", "2026-11-24", "2026-12-31"), ("last month", "2026-10-01", "2026-10-31"), ("last week", "2026-11-16", "2026-11-22"),
        ("next weekend", "2026-12-05", "2026-12-06"), ("over the next two weeks", "2026-11-24", "2026-12-08"), ("in a week", "2026-12-01", "2026-12-01"), ("ten days from now", "2026-12-04", "2026-12-04"),
        ("new year's eve", "2027-01-01", "2027-01-03"), ("golden week", "2027-10-01", "2027-10-07"), ("mid-autumn festival", "2027-09-15", "2027-09-17"), ("christmas", "2026-12-24", "2026-12-26"),
        ("in the autumn", "2026-09-01", "2026-11-30"), ("jintian", "2026-11-24", "2026-11-24"), ("guo qing", "2027-10-01", "2027-10-07"), ("xia ge zhoumo", "2026-12-05", "2026-12-06"),
        ("in 2027", "2027-01-01", "2027-12-31"), ("fri-sun", "2026-11-27", "2026-11-29"), ("between 3 and 7 may", "2027-05-03", "2027-05-07"), ("3rd of march 2027", "2027-03-03", "2027-03-03"),
        ("大年初六", "2027-02-11", "2027-02-11"), ("初六回广州", "2027-02-11", "2027-02-11"), ("除夕", "2027-02-05", "2027-02-05"), ("元月", "2027-01-01", "2027-01-31"),
        ("四月尾", "2027-04-21", "2027-04-30"), ("七八月", "2027-07-01", "2027-08-31"), ("3月到5月", "2027-03-01", "2027-05-31"), ("去年", "2025-01-01", "2025-12-31"),
        ("上个月", "2026-10-01", "2026-10-31"), ("上周五", "2026-11-20", "2026-11-20"), ("下下周三", "2026-12-09", "2026-12-09"), ("下个week", "2026-11-30", "2026-12-06"),
        ("5号到7号", "2026-12-05", "2026-12-07"), ("28号", "2026-11-28", "2026-11-28"), ("明年3月8号", "2027-03-08", "2027-03-08"), ("2027年3月8日", "2027-03-08", "2027-03-08"),
        ("十二月三号到五号", "2026-12-03", "2026-12-05"), ("三天后", "2026-11-27", "2026-11-27"), ("两周后", "2026-12-08", "2026-12-08"), ("未来一个月", "2026-11-24", "2026-12-24"),
        ("听晚", "2026-11-25", "2026-11-25"), ("听日朝早", "2026-11-25", "2026-11-25"), ("今晚", "2026-11-24", "2026-11-24"), ("琴日", "2026-11-23", "2026-11-23"), ("大后天", "2026-11-27", "2026-11-27"),
        ("十一期间", "2027-10-01", "2027-10-07"), ("国庆连假", "2027-10-01", "2027-10-07"), ("端午节", "2027-06-09", "2027-06-11"), ("元宵", "2027-02-20", "2027-02-20"), ("年底", "2026-12-01", "2026-12-31"),
        ("十一月", "2026-11-01", "2026-11-30"), ("农历六月六日", "2027-07-09", "2027-07-09"), ("腊月二十八", "2027-02-04", "2027-02-04"), ("礼拜六下午", "2026-11-28", "2026-11-28"), ("本周日", "2026-11-29", "2026-11-29"),
        ("12月24", "2026-12-24", "2026-12-24"), ("2月29日", "2028-02-29", "2028-02-29"), ("今年国庆", "2026-10-01", "2026-10-07"), ("明年五一", "2027-05-01", "2027-05-05"), ("下个月5号", "2026-12-05", "2026-12-05"), ("next week on friday", "2026-12-04", "2026-12-04"), ("friday next week", "2026-12-04", "2026-12-04"),
        ("christmas next year", "2027-12-24", "2027-12-26"), ("去年国庆", "2025-10-01", "2025-10-07"), ("下周的周五", "2026-12-04", "2026-12-04"), ("国庆前一周", "2027-09-24", "2027-09-30"), ("the day before christmas", "2026-12-23", "2026-12-23"),
        ("first weekend of april", "2027-04-03", "2027-04-04"), ("the last friday in march", "2027-03-26", "2027-03-26"), ("arrive friday 9pm and leave sunday", "2026-11-27", "2026-11-29"), ("周五晚上过来,周日下午回", "2026-11-27", "2026-11-29"),
    ],
)  # fmt: skip
def test_the_days_meant(text, start, end):
    found = find_when(text, text, TUESDAY)

    assert found is not None
    assert (str(found.start), str(found.end)) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "lately", "these days", "public holidays", "at night", "10pm", "till six", "a day before", "in advance", "two weeks ahead", "in the evening", "late arvo", "sunrise", "every evening", "all night",
        "rainy season", "最近有活动吗", "近期", "这几天", "这两天", "雨季", "旺季", "节假日", "早上", "半夜两点", "晚上十一点", "八点多才到", "提前一天", "前一周", "开始前三天", "大半夜", "平时", "on february 30", "5/12", "2月30日",
    ],
)  # fmt: skip
def test_a_time_that_is_no_date_is_text_only(text):
    found = find_when(text, text, TUESDAY)

    assert found is not None
    assert found.start is None
    assert found.text


@pytest.mark.parametrize(
    "text",
    [
        "离我最近的厕所", "how do i get there", "how may i help", "the 5th floor", "28号线", "5号楼", "下面怎么走", "good morning", "早上好", "wifi 2000 yuan", "day 2 and day 3", "plan 2days",
        "一点都不好", "有点远", "two days", "三天", "初中生", "route 12", "spring rolls", "mar sat on the mat", "see it all in 2 days", "北京时间", "下午好", "成日落雨", "冬瓜", "周边有什么", "8 people",
    ],
)  # fmt: skip
def test_what_is_no_time_is_none(text):
    assert find_when(text, text, TUESDAY) is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("at night in january", "january"),
        ("晚上去国庆", "国庆"),
        ("a day before 5 december", "a day before 5 december"),
        ("at 9 am on friday", "on friday"),
        ("最近想去,国庆行吗", "国庆"),
    ],
)
def test_a_date_goes_before_a_time_of_day(text, written):
    assert find_when(text, text, TUESDAY).text == written


def test_a_feast_that_is_on_is_the_present_one():
    found = find_when("中秋", "中秋", date(2026, 9, 26))

    assert (found.start, found.end) == (date(2026, 9, 25), date(2026, 9, 27))


def test_the_31st_skips_the_months_that_have_none():
    found = find_when("on the 31st", "on the 31st", date(2026, 11, 1))

    assert found.start == date(2026, 12, 31)
