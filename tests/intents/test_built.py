from bot.app import built_folder
from bot.settings import read_settings
from intents import built


def test_what_is_saved_is_read_back_the_same(guide, tmp_path):
    original = built.load(built_folder(read_settings()))

    built.save(original, {"门": "門"}, tmp_path / "one")
    again = built.load(tmp_path / "one")

    assert again.linear.labels == original.linear.labels
    assert (again.linear.weights == original.linear.weights).all()
    assert (again.exact.keys == original.exact.keys).all()
    assert again.exact.intents == tuple(original.exact.intents)
    assert built.load_traditional(tmp_path / "one") == {"门": "門"}


def test_a_second_process_with_the_same_result_does_no_harm(guide, tmp_path):
    original = built.load(built_folder(read_settings()))

    built.save(original, {}, tmp_path / "one")
    built.save(original, {}, tmp_path / "one")

    assert [path.name for path in tmp_path.iterdir()] == ["one"]


def test_the_name_of_the_result_follows_every_byte_of_its_sources(tmp_path):
    file = tmp_path / "phrases.yaml"
    file.write_text("a", encoding="utf-8")
    before = built.digest([file])
    file.write_text("b", encoding="utf-8")

    assert built.digest([file]) != before
