import pytest

from bot.settings import ROOT
from content.load import load_folder
from content.strict_yaml import read
from content.traditional import derive, folder_data, glossary, wordings
from intents.tables import derive_tables

CONTENT = ROOT / "content"


@pytest.fixture(scope="module")
def derived():
    """The Traditional form of every Simplified wording of the real content."""
    texts = {text for data in folder_data(CONTENT) for text in wordings(data)}
    return derive(sorted(texts), glossary(CONTENT))


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("土豆和花生", "馬鈴薯和花生"),  # to a reader in Taiwan the dictionary's word is a peanut
        ("一碗粉面、一锅干锅", "一碗粉麵、一鍋乾鍋"),
        ("网络信号好", "網路訊號好"),
        ("里程20公里", "里程20公里"),
        ("在台江的戏台上", "在台江的戲台上"),
    ],
)
def test_prose_reads_as_a_reader_of_traditional_expects(simplified, traditional):
    assert derive([simplified], glossary(CONTENT)) == {simplified: traditional}


def test_a_name_keeps_the_form_that_its_entry_gives():
    loaded = load_folder(CONTENT)
    named = {entry.names.zh: entry.names.hant for entry in loaded.entries.values() if entry.names.hant}

    found = derive([f"去{name}玩。" for name in named], glossary(CONTENT))

    assert {text: form for text, form in found.items() if named[text[1:-2]] not in form} == {}


def test_no_simplified_only_character_is_left(derived):
    # 糍 (as in 糍粑) is written so in Hong Kong too; only Taiwan's old set lacks it.
    simplified = set(derive_tables().simplified) - {"糍"}

    assert len(derived) > 500
    assert {form: left for form in derived.values() if (left := simplified & set(form))} == {}


def test_every_wording_of_an_entry_has_a_traditional_form(derived):
    loaded = load_folder(CONTENT, derived)
    texts = [fact.text for entry in loaded.entries.values() for fact in entry.facts]

    assert [text.zh for text in texts if not text.hant] == []


def test_a_given_traditional_form_is_not_derived():
    assert list(wordings({"en": "Mill", "zh": "磨坊", "zh-Hant": "磨坊"})) == []
    assert list(wordings([{"en": "Mill", "zh": "磨坊"}, {"zh": "無"}])) == ["磨坊"]


def test_without_a_glossary_or_with_a_broken_one_names_still_count(tmp_path):
    (tmp_path / "mill.yaml").write_text("names: {en: Taipan, zh: 台盘, zh-Hant: 台盤}\n", encoding="utf-8")
    assert glossary(tmp_path) == {"台盘": "台盤"}

    (tmp_path / "traditional.yaml").write_text("- a list\n", encoding="utf-8")
    assert glossary(tmp_path) == {"台盘": "台盤"}


def test_the_glossary_corrects_something():
    pieces = read(CONTENT / "traditional.yaml", "traditional.yaml").data

    assert derive(["土豆"], {}) != derive(["土豆"], pieces)
