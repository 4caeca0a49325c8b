import pytest

from content.strict_yaml import MAX_BYTES, read


def written(tmp_path, text):
    path = tmp_path / "some.yaml"
    path.write_text(text, encoding="utf-8")
    return read(path, "some.yaml")


@pytest.mark.parametrize("scalar", ["10:00", "1e3", "yes", "2026-11-24", "0855", "012", "0x1F", "3.50", "off"])
def test_every_scalar_stays_the_text_it_was_written_as(tmp_path, scalar):
    document = written(tmp_path, f"key: {scalar}\n")

    assert document.data == {"key": scalar}
    assert document.problems == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("names",), 1),
        (("names", "zh"), 3),
        (("facts",), 5),
        (("facts", 0), 6),
        (("facts", 1, "en"), 9),
        (("facts", 1, "nothing_here"), 8),
        (("tags", 1), 4),
        (("unheard_of",), 1),
    ],
)
def test_a_value_knows_its_line_and_an_absent_one_that_of_what_is_around_it(tmp_path, path, line):
    document = written(
        tmp_path,
        'names:\n  en: Hill\n  zh: 山\ntags: [a, b]\nfacts:\n  - about: x\n    en: "one\n      two"\n'.replace(
            '    en: "one\n      two"\n', "    en: one\n  - about: y\n    en: two\n"
        ),
    )

    assert document.line(path) == line


def test_a_quoted_empty_text_and_a_quoted_null_are_text(tmp_path):
    document = written(tmp_path, "one: ''\ntwo: 'null'\n")

    assert document.data == {"one": "", "two": "null"}
    assert document.problems == []


@pytest.mark.parametrize("nothing", ["", " ~", " null", "   # unknown"])
def test_a_key_without_a_value_is_a_problem(tmp_path, nothing):
    document = written(tmp_path, f"one: 1\ntwo:{nothing}\n")

    assert [(problem.line, problem.message.split(";")[0]) for problem in document.problems] == [
        (2, "two: has no value")
    ]


def test_a_sign_inside_text_is_no_anchor(tmp_path):
    document = written(tmp_path, "url: https://example.org/?a=1&b=2\nname: Salt & Pepper\nquoted: '&x'\n")

    assert document.problems == []


def test_a_repeated_key_keeps_its_first_value_and_names_both_lines(tmp_path):
    document = written(tmp_path, "a: 1\nb: 2\na: 3\n")

    assert document.data == {"a": "1", "b": "2"}
    assert [str(problem) for problem in document.problems] == [
        "some.yaml:3: a: stands twice (first on line 1); keep one"
    ]


def test_the_largest_file_allowed_is_read(tmp_path):
    text = "a: 1\n#"

    document = written(tmp_path, text + "x" * (MAX_BYTES - len(text)))

    assert document.data == {"a": "1"}


def test_an_absent_file_is_a_problem_and_no_error(tmp_path):
    document = read(tmp_path / "absent.yaml", "absent.yaml")

    assert document.data is None
    assert [problem.line for problem in document.problems] == [1]
