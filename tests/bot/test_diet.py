"""What someone can eat: nothing offered that was excluded, nothing told as sure, a card for the cook every time."""

import re
from itertools import combinations

import pytest
from conftest import at

from bot.answers import answer
from bot.answers.desk import Question
from bot.dialogue.state import ChatState
from bot.dialogue.turns import take_turn
from bot.messages import Incoming
from bot.render.text import text
from content.model import Dish

LANGUAGES = ("en", "zh", "zh-Hant")
MEATLESS = ("vegetarian", "vegan", "no_pungents", "jain")
UNLISTED = ("dairy", "sesame", "shellfish", "msg", "coriander", "dog_meat", "nuts", "kosher", "pregnancy")
SAFE = re.compile(r"\bsafe(?:r|ly|st)?\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def vocabulary(guide):
    return guide.catalogue.reference.vocabulary


@pytest.fixture(scope="module")
def dishes(guide):
    return {dish.id: dish for dish in guide.catalogue.of_kind("dish") if isinstance(dish, Dish)}


@pytest.fixture(scope="module")
def told(guide):
    """A function: the reply to a diet question on some subjects."""
    moment = at("2026-11-24 10:00")

    def reply(said, *subjects, language="en", intent="diet", **slots):
        return answer(Question(intent, subjects, slots, said), guide.desk(language, moment))

    return reply


def offered(reply):
    """The ids of the dishes that a general answer offers: those to be picked by number."""
    return set(reply.listed)


def names_of(vocabulary):
    """Every ingredient and way of eating with a word for it that names nothing longer."""
    return {**vocabulary.contains, **vocabulary.diets}


def labels(vocabulary, language="en"):
    """Each need by what it is called, but for the one that is told where none is named."""
    found = {word: need.text.say(language) for word, need in names_of(vocabulary).items()}
    return {word: label for word, label in found.items() if not getattr(names_of(vocabulary)[word], "general", False)}


def broken(vocabulary, dish, word):
    """What in the dish's figures speaks against offering it to someone with this need."""
    if dish.diet is None:
        return "no figures"
    diet = vocabulary.diets.get(word)
    without = diet.without if diet else (word,)
    held = set(without) & set(dish.diet.contains)
    if held:
        return f"holds {held}"
    if word in MEATLESS and dish.diet.vegetarian != "yes":
        return "not told as vegetarian"
    if word in ("not_spicy", "children", "chilli") and dish.diet.spicy[1] > 0:
        return "spicy"
    return "nobody tells" if word in UNLISTED else None


def test_no_dish_is_offered_against_a_need(told, vocabulary, dishes):
    asked = {word: offered(told(label)) for word, label in labels(vocabulary).items()}
    wrong = [
        (word, i, fault) for word, ids in asked.items() for i in ids if (fault := broken(vocabulary, dishes[i], word))
    ]

    assert wrong == []
    assert all(asked[word] for word in (*MEATLESS, "not_spicy", "children", "halal", "peanuts", "pork"))


def test_of_several_needs_every_one_is_held(told, vocabulary, dishes):
    known = labels(vocabulary)
    some = 0
    for pair in combinations(known, 2):
        for i in offered(told(f"{known[pair[0]]}, {known[pair[1]]}")):
            some += 1
            assert [(pair, i, broken(vocabulary, dishes[i], word)) for word in pair] == [(pair, i, None)] * 2

    assert some > 500


@pytest.mark.parametrize("word", UNLISTED)
def test_what_the_sources_do_not_record_is_told_and_nothing_offered(told, vocabulary, word):
    reply = told(vocabulary.diets[word].en)

    assert "My sources don't say enough" in reply.head
    assert offered(reply) == set()
    assert vocabulary.diets[word].show.text in text(reply)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_need_gets_its_card_in_simplified_and_with_pinyin_in_english_only(told, vocabulary, language):
    for word, label in labels(vocabulary, language).items():
        shown, show = text(told(label, language=language)), names_of(vocabulary)[word].show

        assert (word, show.text in shown) == (word, True)
        assert (word, show.pinyin in shown) == (word, language == "en")


def test_the_cards_of_several_needs_stand_below_each_other(told, vocabulary):
    shown = text(told("吃素，又对花生过敏", language="zh"))

    assert f"{vocabulary.contains['peanuts'].show.text}\n{vocabulary.diets['vegetarian'].show.text}" in shown


def test_every_word_said_finds_the_need_that_lists_it(told, vocabulary):
    needs = names_of(vocabulary)
    lost = [
        (word, form)
        for word, need in needs.items()
        for form in need.said
        if need.show.text not in text(told(form, language="zh"))
    ]

    assert lost == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_answer_calls_a_dish_safe(told, vocabulary, dishes, language):
    for word, label in labels(vocabulary, language).items():
        assert (word, SAFE.findall(text(told(label, language=language)))) == (word, [])
        assert "安全" not in text(told(label, language=language))
    for dish in dishes:
        assert (dish, SAFE.findall(text(told("vegan, nut allergy", dish)))) == (dish, [])


def test_a_dish_that_is_named_is_judged_as_its_figures_say(told, vocabulary, dishes):
    for dish in dishes.values():
        if dish.form == "menu":
            continue
        for word, label in labels(vocabulary).items():
            head = told(label, dish.id).head
            if "fits as described" in head or head.startswith("No description"):
                assert (dish.id, word, broken(vocabulary, dish, word)) == (dish.id, word, None)


@pytest.mark.parametrize(
    ("said", "dish", "language", "written"),
    [
        ("can a vegan eat rice tofu?", "mi_doufu", "en", "Rice tofu fits as described (vegan), but ask about stock"),
        ("is there peanut in rice tofu?", "mi_doufu", "en", "Rice tofu contains peanuts"),
        ("I'm celiac", "mi_doufu", "en", "No description of rice tofu lists wheat. That is no proof"),
        ("is sour-soup fish halal", "sour_soup_fish", "en", "does not fit (halal): alcohol"),
        ("不吃辣能吃米豆腐吗", "mi_doufu", "zh", "不适合（不辣）：辣椒、微辣"),
        ("我食素", "sour_soup_fish", "zh-Hant", "不適合（素食）：魚"),
        ("回民能喝凯里酸汤吗", "sour_soup", "zh", "说不准，点菜前先问"),
        ("vegetarian", "sixteen_pots", "en", "I can't say whether it fits (vegetarian)"),
    ],
)
def test_the_first_line_answers_for_a_dish(told, said, dish, language, written):
    assert written in told(said, dish, language=language).head


def test_the_name_of_the_dish_names_no_need(told, vocabulary):
    shown = text(told("is rice tofu ok for someone who eats no egg", "mi_doufu"))

    assert vocabulary.contains["soy"].show.text not in shown
    assert vocabulary.contains["egg"].show.text in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_allergen_that_is_known_comes_before_what_may_be_eaten(told, guide, language):
    reply = told("peanuts 花生", language=language)
    name = guide.desk(language, at("2026-11-24 10:00")).name(guide.catalogue.get("mi_doufu"))

    assert name.lower() in reply.head.lower()
    assert "mi_doufu" not in offered(reply)


def test_halal_is_never_told_as_fitting(told):
    for said, language in (("halal food", "en"), ("清真", "zh")):
        shown = text(told(said, language=language))

        assert "Fits as described" not in shown
        assert "按介绍适合" not in shown
        assert "not yet halal" in shown or "不等于清真" in shown
    assert told("halal", "ciba").head.startswith("Nothing in the descriptions of rice cake speaks against it (halal)")


@pytest.mark.parametrize(
    ("said", "language", "written"),
    [("halal food please", "en", "No list of halal restaurants"), ("清真", "zh", "红酸汤用料酒发酵")],
)
def test_halal_is_answered_with_what_the_topic_says(told, said, language, written):
    assert written in text(told(said, language=language))


@pytest.mark.parametrize("said", ["vegan with a peanut allergy", "vegetarian, pregnant, no alcohol", "vegan, no soy"])
def test_a_list_for_vegetarians_never_follows_a_food_to_avoid(told, said):
    assert "picks are" not in text(told(said))


def test_what_a_route_says_of_dog_meat_is_told_to_who_asks(told):
    assert "before ordering" in text(told("we don't eat dog meat", "xiasi_river"))


def test_pregnancy_gets_no_medical_advice(told):
    reply = told("I'm pregnant")

    assert "no medical advice: ask a doctor" in reply.head
    assert "Known to contain alcohol" in reply.head


def test_dishes_of_a_route_and_of_a_menu_each_stand_in_their_class(told):
    route, menu = told("vegetarian", "city_sour_day"), told("peanut allergy", "twelve_sours")

    assert "fits as described (vegetarian): rice tofu." in route.head.lower()
    assert "does not fit: sour-soup claypot rice noodles (pork, offal)" in route.head.lower()
    assert "does not fit: sour-soup rice tofu (peanuts)" in menu.head.lower()


def test_an_eatery_whose_dishes_nobody_lists_is_told_as_unknown(guide, told):
    silent = next(entry.id for entry in guide.catalogue.of_kind("eatery") if not entry.serves)

    assert "I don't know what is served there" in told("vegan", silent).head


def test_a_need_that_has_no_word_gets_the_card_for_any(told, vocabulary):
    assert vocabulary.diets["other_needs"].show.text in text(told("I have gout, what can I eat?"))


def test_what_is_in_a_dish_is_answered_for_the_food_that_is_named(told):
    head = told("does it have gluten?", "zimei_rice", intent="ingredients").head

    assert head.startswith("No description of Sisters’ rice lists wheat")
    assert "contains egg" in told("is there egg in it", "sour_soup_noodles", intent="ingredients").head


def test_every_answer_stands_on_the_figures_of_the_dishes_it_names(told):
    reply = told("vegan")

    assert offered(reply) <= {fact.subject for fact in reply.facts}
    assert reply.citations


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_fits_a_phone_screen_with_room_for_each_further_card(told, vocabulary, language):
    long = {}
    for word, label in labels(vocabulary, language).items():
        shown = text(told(label, language=language))
        cards = sum(need.show.text in shown for need in names_of(vocabulary).values())
        if len(shown) >= 700 + 180 * cards:
            long[word] = len(shown)

    assert long == {}


FOLLOWED = [
    ["I'm vegetarian", ("what about vegan?", "(vegan)"), ("and my kid?", "(vegan, children)")],
    ["我吃素", ("那清真呢", "（素食、清真）"), ("那小孩呢", "（素食、清真、小孩）")],
    ["我食素", ("咁細路呢", "（素食、小孩）")],
    [
        "can a vegan eat rice tofu?",
        ("and peanuts?", "Rice tofu contains peanuts"),
        ("is it halal?", "whether it fits (halal)"),
    ],
    ["我对花生过敏", ("那吃素呢", "（不含花生、素食）")],
]


@pytest.mark.parametrize("turns", FOLLOWED, ids=lambda turns: turns[0])
def test_a_follow_up_asks_the_next_need(guide, now, turns):
    state = take_turn(guide, Incoming("c", text=turns[0]), ChatState(), now).state
    for said, written in turns[1:]:
        turn = take_turn(guide, Incoming("c", text=said), state, now)
        state = turn.state

        assert (said, turn.intent) == (said, "diet")
        assert written in text(turn.reply)


@pytest.mark.parametrize("said", ["which dishes are not spicy?", "vegan options", "food without egg"])
def test_which_dishes_there_are_is_asked_of_all_though_one_was_spoken_of(guide, now, said):
    state = take_turn(guide, Incoming("c", text="can my kid eat rice tofu?"), ChatState(), now).state
    turn = take_turn(guide, Incoming("c", text=said), state, now)

    assert (turn.intent, len(turn.reply.listed) > 1) == ("diet", True)


@pytest.fixture
def talked(guide, now):
    """A function: the last turn of a conversation; "[label" presses the button of the last answer that begins so."""

    def talk(*lines, state=None):
        state, turn = state or ChatState(), None
        for line in lines:
            pressed = (
                (button.data for button in turn.reply.buttons if button.label.startswith(line[1:])) if turn else ()
            )
            incoming = Incoming("c", button=next(pressed)) if line.startswith("[") else Incoming("c", text=line)
            turn = take_turn(guide, incoming, state, now)
            state = turn.state
        return turn

    return talk


ADDED_UP = [
    (["allergic to peanuts", "vegetarian"], {"peanuts", "vegetarian"}),
    (["vegetarian", "and no alcohol", "egg allergy too"], {"vegetarian", "alcohol", "egg"}),
    (["my kid is 2", "not spicy"], {"children", "not_spicy"}),
    (["halal", "tickets for Xiasi", "soy"], {"halal"}),
    (["我对花生过敏", "我吃素", "也不喝酒"], {"peanuts", "vegetarian", "alcohol"}),
    (["我食素", "我唔食得辣"], {"vegetarian", "not_spicy"}),
    (["vegetarian", "I can eat fish"], {"pescatarian"}),
    (["vegan", "i can eat eggs"], {"vegetarian"}),
    (["allergic to peanuts", "vegetarian too", "no more allergy"], {"vegetarian"}),
    (["allergic to peanuts", "vegan", "without the vegan"], {"peanuts"}),
    (["allergic to peanuts", "without the vegan"], {"peanuts"}),
    (["allergic to peanuts", "can i eat peanuts?"], {"peanuts"}),
    (["fish allergy", "i can eat chicken but not fish"], {"fish"}),
    (["halal", "start over"], set()),
    (["no egg", "/start"], set()),
    (["我唔食得海鮮", "我可以食魚"], {"shellfish"}),
    (["我吃素", "不吃素了"], set()),
    (["我对花生过敏", "我能吃花生吗"], {"peanuts"}),
    (["我對花生過敏", "重新嚟過"], set()),
]


@pytest.mark.parametrize(("lines", "needs"), ADDED_UP, ids=lambda value: " > ".join(value) if value else "")
def test_needs_add_up_until_they_are_taken_back(talked, lines, needs):
    assert needs <= set(talked(*lines).state.needs)
    assert needs or talked(*lines).state.needs == ()


def test_what_is_taken_back_is_no_longer_kept(talked):
    assert set(talked("vegetarian", "I can eat fish").state.needs) == {"pescatarian"}
    assert set(talked("allergic to peanuts", "vegan", "without the vegan").state.needs) == {"peanuts"}
    assert set(talked("allergic to peanuts", "vegetarian too", "no more allergy").state.needs) == {"vegetarian"}
    assert set(talked("我唔食得海鮮", "我可以食魚").state.needs) == {"shellfish"}


def test_an_offer_after_a_second_need_holds_to_the_first(talked, vocabulary, dishes):
    listed = talked("allergic to peanuts", "vegetarian").reply.listed

    assert listed
    assert [(i, broken(vocabulary, dishes[i], word)) for i in listed for word in ("peanuts", "vegetarian")] == [
        (i, None) for i in listed for _ in range(2)
    ]


def test_needs_are_kept_as_words_of_the_vocabulary_and_not_told_with_the_turn(talked, vocabulary):
    turn = talked("I am allergic to groundnuts")

    assert turn.state.needs == ("peanuts",)
    assert "peanuts" not in str(turn.slots)


def test_what_somebody_else_eats_is_answered_for_her_alone(talked):
    turn = talked("I'm allergic to peanuts", "my friend is halal, what can she eat")

    assert "(halal)" in text(turn.reply)
    assert "This is for halal alone" in text(turn.reply)
    assert "peanuts" in talked("is rice tofu ok", state=turn.state).reply.head


@pytest.mark.parametrize(
    ("lines", "begins", "holds"),
    [
        (["allergic to peanuts", "can i eat rice tofu"], "No. ", "peanuts"),
        (["allergic to peanuts", "vegan", "is rice tofu ok"], "No. ", "peanuts"),
        (["is rice tofu ok for someone with a peanut allergy"], "No. ", "peanuts"),
        (["vegetarian", "what about sour soup chicken"], "No. ", "chicken"),
        (["no alcohol", "is rice wine ok for me"], "No. ", "alcohol"),
        (["vegan", "is there peanut in rice tofu?"], "Rice tofu contains peanuts", "peanuts"),
        (["我对花生过敏", "那米豆腐呢"], "不能吃。", "花生"),
        (["我对花生过敏", "酸汤鱼可以吗"], "酸汤鱼的介绍里没有写花生", "不等于没有"),
        (["清真", "血浆鸭能吃吗"], "不能吃。", "动物血"),
        (["我對花生過敏", "米豆腐可唔可以食"], "不能吃。", "花生"),
        (["halal", "is fish sauce hotpot ok"], "Fish-sauce hotpot: I can't say", "the full recipe"),
        (["allergic to peanuts", "rice tofu"], "For you (no peanuts): does not fit", "peanuts"),
        (["vegan", "[Sisters", "ingredients"], "For you (vegan): fits as described", "ask about stock"),
        (["我食素", "酸湯雞"], "按您的忌口（素食）：不適合", "雞肉"),
    ],
    ids=lambda value: " > ".join(value) if isinstance(value, list) else "",
)
def test_a_dish_named_later_is_judged_by_what_was_said_before(talked, lines, begins, holds):
    head = talked(*lines).reply.head

    assert head.startswith(begins)
    assert holds in head


@pytest.mark.parametrize(
    ("lines", "out"),
    [
        (["my kid is 2", "drinks?"], ("mijiu", "blueberry_wine")),
        (["allergic to peanuts", "vegetarian", "what else can I eat"], ("mi_doufu", "sour_soup_fish")),
        (["我不吃鱼", "小吃"], ("yanyu", "sour_soup_fish")),
        (["我食素", "有咩飲"], ("sour_soup_beef", "sour_soup_fish")),
        (["no pork", "noodles?"], ("sour_soup_noodles",)),
    ],
    ids=" > ".join,
)
def test_a_list_of_food_leaves_out_what_does_not_fit(talked, lines, out):
    turn = talked(*lines)

    assert turn.reply.listed
    assert not set(out) & set(turn.reply.listed)
    assert set(turn.state.needs)


def test_where_to_eat_puts_last_the_places_whose_food_does_not_fit_and_leads_to_the_card(talked, guide, vocabulary):
    beef_only = next(e.id for e in guide.catalogue.of_kind("eatery") if e.serves == ("sour_soup_beef",))

    assert beef_only in talked("where to eat").reply.listed
    assert beef_only not in talked("vegetarian", "where to eat").reply.listed
    shown = text(talked("vegetarian", "where to eat", "[Diet").reply)
    assert vocabulary.diets["vegetarian"].show.text in shown


@pytest.mark.parametrize(
    "lines",
    [
        ["allergic to peanuts", "vegetarian", "card"],
        ["allergic to peanuts", "vegetarian", "card pls"],
        ["allergic to peanuts", "vegetarian", "card for the cook"],
        ["allergic to peanuts", "vegetarian", "show me in chinese"],
        ["allergic to peanuts", "vegetarian", "what do i say to the cook"],
        ["我对花生过敏", "我吃素", "给厨师看的"],
        ["我对花生过敏", "我吃素", "中文怎么说"],
        ["我對花生過敏", "我食素", "俾廚師睇嗰張"],
    ],
    ids=lambda value: value[-1],
)
def test_the_card_alone_is_given_again_with_all_needs(talked, vocabulary, lines):
    head = talked(*lines).reply.head

    assert head.startswith(vocabulary.contains["peanuts"].show.text)
    assert vocabulary.diets["vegetarian"].show.text in head


def test_a_bank_card_is_not_the_card_for_the_cook(talked):
    assert talked("vegan", "can i pay by card").intent == "money"


def test_a_recipe_told_only_in_part_is_never_offered_where_it_matters(told, vocabulary, dishes):
    partly = {dish.id for dish in dishes.values() if dish.diet and dish.diet.partly}
    strict = {word: label for word, label in labels(vocabulary).items() if not names_of(vocabulary)[word].by_figures}

    assert "fish_sauce_hotpot" in partly
    assert {word: offered(told(label)) & partly for word, label in strict.items()} == {word: set() for word in strict}


@pytest.mark.parametrize("said", ["halal", "no alcohol", "i have celiac disease", "清真", "我不喝酒"])
def test_what_is_certain_of_a_recipe_told_in_part_still_rules_it_out(talked, said):
    assert "fish_sauce_hotpot" not in talked(said).reply.listed
    assert talked("fish allergy", "is fish sauce hotpot ok").reply.head.startswith("No. ")


@pytest.mark.parametrize(
    "said", ["where to eat", "vegan restaurants", "noodles", "where can i eat noodles", "哪里有粉吃", "去邊度食"]
)
def test_no_list_names_the_place_that_asks_visitors_to_stay_away(talked, guide, said):
    kept_out = [e for e in guide.catalogue.of_kind("eatery") if "not_for_visitors" in e.tags]
    turn = talked(said)

    assert kept_out
    assert not {entry.id for entry in kept_out} & set(turn.reply.listed)
    assert not any(entry.id in button.data for entry in kept_out for button in turn.reply.buttons)


def test_named_it_is_answered_with_the_request_to_stay_away(talked):
    assert "Please do not intrude" in text(talked("funeral home noodles").reply)
    assert "别去打扰" in text(talked("二龙殡仪馆米粉").reply)


NEEDS_SAID = {
    "fish": ["i dont eat fish", "no fish for me", "我不吃鱼", "我唔食魚"],
    "dairy": ["can't have dairy", "my daughter can't have milk", "我不能喝牛奶", "唔飲得奶"],
    "shellfish": ["no seafood for us", "不能吃海鲜", "唔食得海鮮"],
    "egg": ["i cant have eggs", "不能吃鸡蛋", "我唔食得蛋"],
    "pork": ["i avoid pork", "我不吃猪肉", "我唔食豬肉"],
    "goat": ["no mutton for us", "我老婆不吃羊肉", "我唔食羊"],
    "children": ["my kid is 2", "宝宝一岁半", "我個仔兩歲"],
}


@pytest.mark.parametrize(("word", "said"), [(word, said) for word, lines in NEEDS_SAID.items() for said in lines])
def test_a_need_is_understood_as_people_say_it(talked, word, said):
    turn = talked(said)

    assert (turn.intent, turn.outcome) == ("diet", "answer")
    assert word in turn.state.needs
    assert "vegetarian" not in turn.state.needs


@pytest.mark.parametrize("said", ["soy", "what about lamb", "does sour soup fish have gluten"])
def test_a_food_named_after_a_diet_question_is_one_more(talked, said):
    turn = talked("no egg", said)

    assert turn.intent == "diet"
    assert len(turn.state.needs) == 2


def test_eating_in_a_place_told_in_prose_leads_to_the_card_too(talked):
    turn = talked("i have a nut allergy", "where to eat in xiasi")

    assert "I don't know what these kitchens use" in text(turn.reply)
    assert "Diet" in [button.label for button in turn.reply.buttons]
