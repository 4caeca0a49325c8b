"""Every figure of the article's tourism part that a visitor could care about stands in the content and can be asked for.

Left: the figure as the Chinese and as the English fact writes it, and the entry. Right: a question that must bring it up.
"""

import pytest

from bot.dialogue.state import ChatState
from bot.dialogue.turns import take_turn
from bot.messages import Incoming

SEED = "seed:000_cc49dd7517f012a2.txt"
PRESSES = 2
FIGURES = [
    # Xiasi
    ("2024年4月", "April 2024", "xiasi", "How much is the entrance to Xiasi?", "下司古镇门票多少钱"),
    ("80余场", "over 80", "xiasi", "What is there to see in Xiasi?", "下司古镇有什么好玩的"),
    ("80余场", "more than 80", "xiasi_shows", "Tell me about the Xiasi shows", "介绍一下下司的演艺"),
    ("夜游和灯光秀", "light shows", "xiasi_lights", "Tell me about the Xiasi light show", "下司灯光秀介绍一下"),
    ("80余场", "over 80", "xiasi_yangming_show", "What is the Yangming show in Xiasi?", "阳明先生悟道是什么演出"),
    ("80余场", "over 80", "xiasi_wedding_show", "What is the Xiasi Wedding show?", "下司喜事是什么"),
    ("迎宾", "welcoming act", "xiasi_dog_dance", "What is the Xiasi dog welcome dance?", "下司犬迎宾舞是什么"),
    ("巡游", "parade", "xiasi_dog_parade", "What is the Xiasi dog parade?", "下司犬巡游是什么"),
    ("下司犬主题活动", "dog activities", "xiasi_ten_dogs", "Tell me about the Ten Beautiful Dogs", "十犬十美是什么"),
    ("7月23日", "23 July", "xiasi_prefecture_day", "Tell me about the Xiasi Prefecture Day", "趣看下司是什么"),
    ("2024年国庆", "2024 National Day", "xiasi_national_day", "What is the Ode to Xiasi?", "下司颂是什么"),
    ("第一家以犬为主题", "first dog-themed", "dog_post_office", "What is the dog post office?", "旺旺邮局是什么"),
    ("第一家以犬为主题", "first dog-themed", "xiasi_dog", "What are the highlights of the Xiasi dog?", "下司犬有什么看点"),
    ("250多条", "More than 250", "xiasi_dog", "Tell me about the Xiasi dog", "介绍一下下司犬"),
    ("300万", "3 million views", "xiasi_dog", "What is a Xiasi dog?", "下司犬是什么"),
    ("157.94万", "1.5794 million", "xiasi", "Tell me about Xiasi", "介绍一下下司古镇"),
    ("4.99亿元", "499 million yuan", "xiasi", "What is Xiasi?", "下司古镇是什么地方"),
    ("157.94万", "1.5794 million", "city_facts", "Give me some facts about Kaili", "凯里有哪些数据"),
    # The Miao-Dong garden: craft market and Village T
    ("615家", "615", "xiulitao", "What is Xiulitao?", "绣里淘是什么"),
    ("3500万元", "35 million yuan", "xiulitao", "What are the highlights of Xiulitao?", "绣里淘有什么看点"),
    ("40万人次", "400,000", "xiulitao_market", "What is the Xiulitao intangible-heritage craft market?", "介绍一下绣里淘非遗集市"),
    ("54场", "54 shows", "village_t", "What is Village T?", "村T是什么"),
    ("20多个机构", "over 20 organisations", "village_t", "Tell me about Village T", "介绍一下村T"),
    ("20余个自然村寨", "20 villages", "village_t", "What is the Village T show about?", "贵州村T是什么"),
    ("1万余人", "10,000 performers", "village_t", "Tell me about the Village T show", "村T走秀是什么"),
    ("2万余人", "20,000 spectators", "village_t", "What is cun T?", "村T走秀介绍一下"),
    ("破亿", "100 million", "village_t", "What is the Village T?", "讲讲村T"),
    ("CGTN", "CGTN", "village_t", "What are the highlights of Village T?", "村T有什么看点"),
    ("54场", "54 shows", "miao_dong_garden", "What is there to see in the Miao-Dong Garden?", "苗侗风情园有什么看的"),
    # Xianglu Mountain, its park and its road of bends
    ("游园活动", "May Day", "xianglu_may_day", "What is the May Day party at Xianglu Mountain?", "香炉山游园会是什么"),
    ("2024年", "2024", "climbing_festival", "What is the hill-climbing festival?", "爬坡节是什么"),
    ("国潮旅拍", "guochao", "village_t_xianglu_2024", "Tell me about the Village T National Day special at Xianglu Mountain", "介绍一下村T国庆香炉山专场"),
    ("爬坡节", "climbing festival", "xianglu_medical_park", "Tell me about the Xianglu medicine culture park", "香炉山中华医学文化园是什么"),
    ("通村公路", "village road", "shisandaoguai", "What are the thirteen bends?", "香炉山十三道拐是什么"),
    ("2025年1月9日", "9 January 2025", "xianglu", "When is the best time to visit Xianglu Mountain?", "香炉山什么时候去最好"),
    ("2025年1月9日", "9 January", "weather", "Does it snow in Kaili in winter?", "凯里冬天下雪吗"),
    # Events that draw visitors
    ("150多人", "150 riders", "moto_carnival", "Tell me about the motorcycle carnival", "介绍一下摩托嘉年华"),
    ("3万余人次", "30,000 visits", "moto_carnival", "What is the motorcycle carnival?", "摩托车嘉年华是什么"),
    ("全国专项赛", "cooking contest", "sour_soup_conference", "What is the sour soup conference?", "酸汤产业发展大会是什么"),
    ("民族巡游", "ethnic parade", "sour_soup_conference", "Tell me about the sour soup conference", "介绍一下酸汤大会"),
    ("3条美食旅游线路", "Three food-tour routes", "food_routes", "What are the official food routes?", "官方美食旅游线路有哪些"),
    ("酸汤美食之都", "capital of sour-soup food", "city_facts", "What is Kaili known for?", "凯里是什么之都"),
    # Food
    ("凯里菜单", "Kaili Menu", "twelve_sours", "What is the history of the twelve sours?", "十二道酸味的来历"),
    ("十六锅", "sixteen", "sixteen_pots", "Tell me about the sixteen hotpots", "凯里十六锅是什么"),
    ("特色早餐", "breakfast", "ten_noodles", "What are the ten noodles?", "十全十粉是什么"),
    ("4万吨", "40,000 t", "red_sour_soup", "What is the history of red sour soup?", "红酸汤的来历"),
    ("皮薄", "thin skin", "red_sour_soup", "What is in red sour soup?", "红酸汤用什么做的"),
    ("平良贡米", "tribute rice", "pingliang_rice", "What is Pingliang rice?", "平良贡米是什么"),
    ("一等奖", "first prize", "shuli_plum", "What is a Shuli honey plum?", "淑里蜂糖李是什么"),
    # Staying and getting about
    ("星级酒店12家", "12 star-rated hotels", "lodging_overview", "How many star hotels are there in Kaili?", "凯里有多少家星级酒店"),
    ("四星8家", "8 of them four-star", "lodging_overview", "Where can I stay in Kaili?", "凯里住哪里好"),
    ("等级民宿20家", "20 graded homestays", "lodging_overview", "Where should I stay in Kaili?", "凯里有民宿吗"),
    ("精品级2家", "2 of the top", "lodging_overview", "Where can I stay in Kaili?", "凯里住宿推荐"),
    ("高端商务酒店4家", "four upscale", "lodging_overview", "Which hotels are there in Kaili?", "凯里有什么酒店"),
    ("四星级", "four-star", "hotel_hexie_qianjin", "Tell me about the Hexie Qianjin Hotel", "和谐黔锦酒店怎么样"),
    ("“村BA”的公交车", "bus from Kaili South to the Village BA", "ride_bus_village_ba", "Is there a bus to the Village BA?", "去村BA的公交车"),
    ("“村BA”的公交车", "bus from Kaili South", "taipan", "How do I get to Taipan?", "台盘怎么去"),
    ("高铁快巴1号线", "Express Bus Line 1", "ride_express_1", "What is the HSR express bus line 1?", "高铁快巴1号线是什么"),
    ("高铁快巴1号线", "Express Bus Line 1", "kaili_south_station", "Is there an express bus from Kaili South station?", "凯里南站有快巴公交吗"),
    ("旅游包车", "charter coaches", "village_super", "How do I get to the Village Super League?", "村超怎么去"),
    ("旅游直通车服务中心", "direct-shuttle centre", "xiasi", "Is there a direct shuttle to Xiasi?", "去下司古镇有直通车吗"),
    ("旅游直通车服务中心", "direct-shuttle centre", "ride_xiasi_shuttle", "Tell me about the Xiasi shuttle", "下司直通车怎么坐"),
    ("旅游包车", "charter coaches", "ride_rongjiang_charter", "Is there a charter coach to the Village Super League?", "榕江旅游包车是什么"),
    ("2家租车", "two rental firms", "ride_car_rental", "Can I rent a car in Kaili?", "凯里可以租车吗"),
    ("异地还车", "returns elsewhere", "ride_car_rental", "Where can I rent a car?", "租车可以异地还车吗"),
    # The town
    ("连续第6年", "sixth year", "city_facts", "Tell me some facts about Kaili", "凯里上榜百强县几年了"),
    ("中国优秀旅游城市", "excellent tourist city", "city_facts", "Tell me about Kaili", "介绍一下凯里"),
    ("开业不久", "newly opened", "kaixuan_outlets", "What is Kaixuan Outlets?", "凯旋奥特莱斯是什么"),
]  # fmt: skip


@pytest.mark.parametrize(("zh", "en", "entry_id"), sorted({row[:3] for row in FIGURES}))
def test_the_figure_stands_in_a_fact_that_names_the_article(guide, zh, en, entry_id):
    found = [fact for fact in guide.catalogue.get(entry_id).facts if zh in fact.zh and en in fact.en]

    assert found
    assert SEED in {fact.source for fact in found}


def told(guide, question, now):
    """All that a visitor reads who asks, then presses for more."""
    turn = take_turn(guide, Incoming("seed", text=question), ChatState(), now)
    read = [turn.reply]
    for _ in range(PRESSES):
        more = [button.data for button in turn.reply.buttons if (button.data or "").startswith("v1|more|")]
        if not more:
            break
        turn = take_turn(guide, Incoming("seed", button=more[0]), turn.state, now)
        read.append(turn.reply)
    return "\n".join(line for reply in read for line in (reply.head, *reply.lines))


CASES = [(row[3], row[1]) for row in FIGURES] + [(row[4], row[0]) for row in FIGURES]


@pytest.mark.parametrize(("question", "figure"), CASES, ids=[question for question, _ in CASES])
def test_a_question_brings_the_figure_up(guide, now, question, figure):
    assert figure.lower() in told(guide, question, now).lower()
