from datetime import date

import pytest

from intents.slots.when import find_when

TUESDAY = date(2026, 11, 24)
WEDNESDAY = date(2026, 11, 25)


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
        ("last year", "2025-01-01", "2025-12-31"), ("last weekend", "2026-11-21", "2026-11-22"), ("last summer", "2026-06-01", "2026-08-31"), ("last october", "2026-10-01", "2026-10-31"), ("上周末", "2026-11-21", "2026-11-22"), ("旧年国庆", "2025-10-01", "2025-10-07"), ("last winter", "2025-12-01", "2026-02-28"), ("this yr", "2026-11-24", "2026-12-31"), ("last month", "2026-10-01", "2026-10-31"), ("last week", "2026-11-16", "2026-11-22"),
        ("next weekend", "2026-12-05", "2026-12-06"), ("over the next two weeks", "2026-11-24", "2026-12-08"), ("in a week", "2026-12-01", "2026-12-01"), ("ten days from now", "2026-12-04", "2026-12-04"),
        ("new year's eve", "2026-12-31", "2026-12-31"), ("golden week", "2027-10-01", "2027-10-07"), ("mid-autumn festival", "2027-09-15", "2027-09-17"), ("christmas", "2026-12-24", "2026-12-26"),
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


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("wednesday 2nd dec, just that one day", "2026-12-02", "2026-12-02"), ("saturday the 5th", "2026-12-05", "2026-12-05"), ("friday the 4th", "2026-12-04", "2026-12-04"), ("monday the 30th only", "2026-11-30", "2026-11-30"),
        ("sunday 29 november", "2026-11-29", "2026-11-29"), ("on sat 2 jan", "2027-01-02", "2027-01-02"), ("sunday 13", "2026-12-13", "2026-12-13"), ("saturday (5 dec)", "2026-12-05", "2026-12-05"), ("sunday 2 adults", "2026-11-29", "2026-11-29"), ("friday 9 to 5", "2026-11-27", "2026-11-27"),
        ("星期三12月2号", "2026-12-02", "2026-12-02"), ("换成星期六,5号", "2026-12-05", "2026-12-05"), ("周六(5号)", "2026-12-05", "2026-12-05"), ("4号星期五", "2026-12-04", "2026-12-04"), ("4号5号礼拜五六", "2026-12-04", "2026-12-05"),
        ("weekend of 5-6 dec", "2026-12-05", "2026-12-06"), ("weekend of the 5th", "2026-12-05", "2026-12-06"), ("sat 5 and sun 6 dec", "2026-12-05", "2026-12-06"),
    ],
)  # fmt: skip
def test_a_weekday_beside_a_date_is_that_date(text, start, end):
    found = find_when(text, text, WEDNESDAY)

    assert (str(found.start), str(found.end)) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("fri 11 dec till sunday 13", "2026-12-11", "2026-12-13"), ("fri 8 jan till sunday 10", "2027-01-08", "2027-01-10"), ("sat to mon", "2026-11-28", "2026-11-30"), ("fri to sun", "2026-11-27", "2026-11-29"), ("thu-sat", "2026-11-26", "2026-11-28"),
        ("wed-fri next week", "2026-12-02", "2026-12-04"), ("next friday to next sunday", "2026-12-04", "2026-12-06"), ("friday until the 5th", "2026-11-27", "2026-12-05"), ("between friday and monday", "2026-11-27", "2026-11-30"), ("friday night till sunday lunch", "2026-11-27", "2026-11-29"),
        ("5 & 6 dec", "2026-12-05", "2026-12-06"), ("fri sat sun", "2026-11-27", "2026-11-29"), ("fri, sat and sun", "2026-11-27", "2026-11-29"), ("next week mon tue", "2026-11-30", "2026-12-01"), ("today and tomorrow", "2026-11-25", "2026-11-26"),
        ("12/4、12/5两天", "2026-12-04", "2026-12-05"), ("明后两天", "2026-11-26", "2026-11-27"), ("今明两天", "2026-11-25", "2026-11-26"), ("27、28两天", "2026-11-27", "2026-11-28"), ("27、28号", "2026-11-27", "2026-11-28"), ("周六周日两天", "2026-11-28", "2026-11-29"),
        ("下礼拜二、三两天", "2026-12-01", "2026-12-02"), ("下周五六日", "2026-12-04", "2026-12-06"), ("12月1号2号两天", "2026-12-01", "2026-12-02"), ("1月1号2号", "2027-01-01", "2027-01-02"), ("12月25、26号", "2026-12-25", "2026-12-26"), ("五六号", "2026-12-05", "2026-12-06"), ("28日到30日", "2026-11-28", "2026-11-30"),
    ],
)  # fmt: skip
def test_days_from_until_and_days_one_after_the_other_are_one_run(text, start, end):
    found = find_when(text, text, WEDNESDAY)

    assert (str(found.start), str(found.end)) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("in on the train fri 14:05 with my mum (71, bad knees), we've got till sunday evening", "2026-11-27", "2026-11-29"), ("into the station 11:30 on the 8th of dec, both nights there, train out 18:00 on the 10th", "2026-12-08", "2026-12-10"),
        ("we land 10:15 on 1 january, two kids (4 and 7), back at the airport by 16:00 on the 3rd", "2027-01-01", "2027-01-03"), ("arriving 9:40 on thursday, leaving friday 19:15", "2026-11-26", "2026-11-27"), ("coming thursday 26 nov, going home on saturday", "2026-11-26", "2026-11-28"),
        ("arriving 30 december at noon, back home sunday 3 jan", "2026-12-30", "2027-01-03"), ("周四9:40到凯里南站,周五19:15凯里南走", "2026-11-26", "2026-11-27"), ("礼拜五下午2:05到凯里南站,礼拜日晚上6:40的车离开", "2026-11-27", "2026-11-29"), ("12月11号下昼到,玩到13号", "2026-12-11", "2026-12-13"),
        ("飞机周五下午3点半到,周日晚上7点还是那里飞走", "2026-11-27", "2026-11-29"), ("1月1日上午抵达贵阳,1月3日下午4时要回到机场", "2027-01-01", "2027-01-03"), ("周五晚上才到所以从周六开始算,周六周日周一三天,周一下午坐车回长沙", "2026-11-28", "2026-11-30"),
    ],
)  # fmt: skip
def test_from_the_day_they_come_until_the_day_they_go(text, start, end):
    found = find_when(text, text, WEDNESDAY)

    assert (str(found.start), str(found.end)) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "compare prices on friday and on the 5th", "compare friday and saturday", "is the museum open on friday? and what about the 5th?", "which train arrives on friday and which one leaves on sunday", "we arrive on friday and the show is on sunday", "museum on friday, xijiang on sunday",
        "we arrive friday. is the museum open on sunday", "is it there on friday, how long is the way back on sunday", "周五去西江,周六去肇兴", "周五有雨吗?周日回来还下吗", "周五到凯里的车和周日回贵阳的车几点", "周五和周日哪天人少", "周五三个人", "周五三四点开门吗", "周五日出几点",
    ],
)  # fmt: skip
def test_two_dates_that_are_no_stay_are_two(text):
    found = find_when(text, text, WEDNESDAY)

    assert (found.start, found.end) == (date(2026, 11, 27), date(2026, 11, 27))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("winter treat for two couples: 19-20 december", "2026-12-19", "2026-12-20"), ("圣诞节那几天,12月25号到27号", "2026-12-25", "2026-12-27"), ("今年七十二了,12月8号开始", "2026-12-08", "2026-12-08"), ("26号开始", "2026-11-26", "2026-11-26"), ("27号开始三日", "2026-11-27", "2026-11-27"),
        ("in december? and on the 5th?", "2026-12-01", "2026-12-31"), ("christmas week, arriving 22 dec", "2026-12-22", "2026-12-22"),
    ],
)  # fmt: skip
def test_a_numbered_day_goes_before_a_season_a_month_or_a_feast_of_the_same_sentence(text, start, end):
    found = find_when(text, text, WEDNESDAY)

    assert (str(found.start), str(found.end)) == (start, end)
