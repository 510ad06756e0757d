"""Words as bash itself splits them, and as Windows' programs do."""

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchfloor.core.curl.shell_word import Flavour, quoted, split
from watchfloor.core.curl.word import CommandError

_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)


def _bash(command: str) -> list[str]:
    """What bash hands to a program of this command."""
    script = "curl() { printf '%s\\0' \"$@\"; }\n" + command
    done = subprocess.run(
        [shutil.which("bash") or "bash", "--norc", "-c", script],
        capture_output=True,
        check=True,
        env={"LC_ALL": "C.UTF-8"},
    )
    return done.stdout.decode().split("\0")[:-1]


def _ours(command: str) -> list[str]:
    return [word.text for word in split(command, "bash").words][1:]


@pytest.mark.parametrize(
    "arguments",
    [
        r"""a 'b c' "d e" f\ g h\"i""",
        r"""'it'\''s' "say \"hi\" \n \\ \$x \`" '' "" x''y""",
        r"""$'a\tb\n\x41\101\u00e9\U0001F600\'\"\\\?\e' $'\cA' $'\q'""",
        r"""$'\xc3\xa9' $'\303\251'""",
        "one \\\n two 'th\nree' \"fo\\\nur\" five\\\n-six",
        "--data={a:[1]} a=b@c%d+e:f,g.h/i-j_k",
        "mixed\"double\"'single'$'ansi'plain $\"local\"",
        "a 2>/dev/null b > /dev/null 2>&1",
        "é 日本 😀",
    ],
)
def test_words_are_those_that_bash_makes(arguments: str) -> None:
    if ">" in arguments:
        assert _ours("curl " + arguments) == ["a", "b"]
    else:
        assert _ours("curl " + arguments) == _bash("curl " + arguments)


@settings(max_examples=40)
@given(st.lists(_TEXT, min_size=1, max_size=6))
def test_what_is_quoted_comes_back_from_bash_and_from_us(texts: list[str]) -> None:
    command = "curl " + " ".join(map(quoted, texts))

    assert _bash(command) == texts
    assert _ours(command) == texts


def test_what_needs_no_quotes_gets_none() -> None:
    assert quoted("https://e.org/a-b_c.d%20") == "https://e.org/a-b_c.d%20"
    assert quoted("") == "''"
    assert quoted("a b") == "'a b'"
    assert quoted("!") == "'!'"


def test_positions_are_those_of_the_text() -> None:
    assert [(word.text, word.position) for word in split("a  'b' \\\n c", "bash").words] == [
        ("a", 0),
        ("b", 3),
        ("c", 10),
    ]
    assert [(word.text, word.position) for word in split('a ^"b^"  ^\n c', "cmd").words] == [
        ("a", 0),
        ("b", 3),
        ("c", 12),
    ]


def test_the_command_ends_where_a_shell_ends_it() -> None:
    assert split("a b | c", "bash").rest == "| c"
    assert split("a b && c", "bash").rest == "&& c"
    assert split("a b\nc d", "bash").rest == "c d"
    assert split("a b & c", "cmd").rest == "& c"
    assert split("a b\nc d", "cmd").rest == "c d"


def test_variables_stay_as_written_and_are_named() -> None:
    word = split('"a $B ${C} $(d e) `f` $5 $"', "bash").words[0]

    assert word.text == "a $B ${C} $(d e) `f` $5 $"
    assert word.variables == ("B", "C", "$(d e)", "`f`")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (r"a b\c d\\e", ["a", "b\\c", "d\\\\e"]),
        (r'a "b c" "d\"e" "f\\" "g""h"', ["a", "b c", 'd"e', "f\\", 'g"h']),
        ("a b^&c ^^ d^%e", ["a", "b&c", "^", "d%e"]),
        ('a "b^c & d"', ["a", "b^c & d"]),
        ('a ^"b^\n\nc^" d', ["a", "b\nc", "d"]),
        ('a ^"b^\\^\\c^"', ["a", "b\\c"]),
        ("a ^\r\n  b", ["a", "b"]),
    ],
)
def test_words_are_those_that_windows_makes(command: str, words: list[str]) -> None:
    assert [word.text for word in split(command, "cmd").words] == words


@pytest.mark.parametrize("command", ["a 'b", 'a "b', "a $'b", "a ${b", "a `b", "a $(b", 'a "$(b"'])
def test_what_is_not_closed_is_pointed_at(command: str) -> None:
    with pytest.raises(CommandError, match="never closed") as caught:
        split(command, "bash")

    assert command[caught.value.position] in "'\"$`"


def _split_or_position(text: str, flavour: Flavour) -> int:
    """The last place that the splitter names for this text, in its words or in its error."""
    try:
        words = split(text, flavour).words
    except CommandError as error:
        return error.position
    return max((word.position for word in words), default=0)


@given(st.text(alphabet="a '\"\\^$`{}()|&;<>\n\r#xu0=é", max_size=60))
def test_no_text_breaks_the_splitter(text: str) -> None:
    assert 0 <= _split_or_position(text, "bash") <= len(text)
    assert 0 <= _split_or_position(text, "cmd") <= len(text)
