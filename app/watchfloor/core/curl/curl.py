"""A pasted cURL command or address as a feed, with its secrets apart."""

import re
from collections.abc import Iterator

import msgspec

from watchfloor.core.curl.address import address, name_of
from watchfloor.core.curl.curl_feed import pasted_of
from watchfloor.core.curl.curl_flag import SHORT, VALUED
from watchfloor.core.curl.curl_request import CurlFlag, CurlRequest
from watchfloor.core.curl.flag_reader import FlagReader
from watchfloor.core.curl.pasted import CurlError, Pasted, shown_of
from watchfloor.core.curl.shell_word import Flavour, split
from watchfloor.core.curl.word import CommandError, Word
from watchfloor.core.feed import Feed
from watchfloor.core.secret.parting import part
from watchfloor.core.secret.secret import PLACEHOLDER

MOST_CHARACTERS = 1_000_000

_OTHER_TOOLS = (
    (
        r"(?:Invoke-(?:WebRequest|RestMethod)|iwr|irm|\$\w+\s*=\s*(?:New-Object|Invoke))\b",
        "This is a command for PowerShell (Invoke-WebRequest), which is not read",
    ),
    (r"(?:await\s+)?fetch\s*\(", "This is JavaScript (fetch), which is not read"),
    (r"(?:\S*/)?wget(?:\.exe)?\s", "This is a wget command, which is not read"),
    (r"(?:http|https|xh|xhs)\s+\S", "This is an HTTPie command, which is not read"),
    (r"[{\[]", "This is JSON, not a command"),
)
_ADVICE = ". In the browser's developer tools choose “Copy as cURL”"
_PROMPT = re.compile(r"\s*(?:[$%#>❯]|[A-Za-z]:\\[^>\n]*>)\s+(?=\S)")
_PROGRAMS = ("curl", "curl.exe")
_BEFORE = ("sudo", "time", "command", "exec", "env", "nohup")


def pasted(text: str) -> Pasted:
    """A feed from whatever was pasted: an address or a cURL command."""
    stripped = text.strip()
    is_word = bool(stripped) and not re.search(r"\s", stripped) and stripped.lower() not in _PROGRAMS
    is_other = any(re.match(pattern, stripped, re.IGNORECASE) for pattern, _ in _OTHER_TOOLS)
    if is_word and (not is_other or re.match(r"\[[0-9A-Fa-f:.]+\]", stripped)):
        if not re.search(r"[./:]", stripped) and stripped.lower() != "localhost":
            raise CurlError("This is neither an address nor a cURL command", text, text.index(stripped))
        feed, secrets = part(Feed(name="", url=address(stripped)))
        return Pasted(msgspec.structs.replace(feed, name=name_of(feed.url)), secrets)
    return parse_curl(text)


def parse_curl(text: str, flavour: Flavour | None = None) -> Pasted:
    """The feed that a cURL command asks for; `CurlError` says where it cannot be read."""
    if len(text) > MOST_CHARACTERS:
        raise CurlError("The command is too long: over a million characters", text[:80], 0)
    text = text.encode("utf-8", "replace").decode()
    try:
        return _parsed(text, flavour or flavour_of(text))
    except CurlError:
        raise
    except CommandError as error:
        raise CurlError(error.message, text, error.position) from None


def flavour_of(text: str) -> Flavour:
    """cmd where its carets or its doubled quotes show, else bash."""
    if re.search(r"\\\r?\n", text) or re.search(r"(?<!\S)\$?'", text):
        return "bash"
    if re.search(r'\^[ \t]*\r?\n|(?<!\S)\^"|[{,:\[]""|""\s*[:}\]]', text):
        return "cmd"
    return "bash"


def _parsed(text: str, flavour: Flavour) -> Pasted:
    for pattern, sentence in _OTHER_TOOLS:
        if re.match(pattern, text.strip(), re.IGNORECASE):
            raise CurlError(sentence + _ADVICE, text, len(text) - len(text.lstrip()))
    prompt = _PROMPT.match(text)
    covered = " " * prompt.end() + text[prompt.end() :] if prompt else text
    line = split(covered, flavour)
    request = CurlRequest(text)
    reader = FlagReader(request)
    for flag in _flags(_arguments(line.words, text), text):
        if flag.name == "next":
            request.told.append("Only the request before --next was taken.")
            break
        reader.take(flag)
    request.told += [
        f"{variable if variable[:1] in ('$', '`') else '$' + variable} was not filled in: put in its value."
        for word in line.words
        for variable in word.variables
        if not variable.startswith(PLACEHOLDER)
    ]
    if rest := line.rest.strip(" \t\r\n;&"):
        request.told.append(f"What follows the command was left out: {shown_of(rest)}")
    return pasted_of(request)


def _arguments(words: tuple[Word, ...], text: str) -> list[Word]:
    """The words after `curl` itself."""
    for place, word in enumerate(words):
        program = re.split(r"[/\\]", word.text)[-1].lower()
        if program in _PROGRAMS:
            return list(words[place + 1 :])
        if word.text not in _BEFORE and not re.fullmatch(r"[A-Za-z_]\w*=.*", word.text, re.DOTALL):
            raise CurlError("This is not a cURL command: it must begin with “curl”", text, word.position)
    raise CurlError("There is no command: paste an address or a cURL command", text, 0)


def _flags(words: list[Word], text: str) -> Iterator[CurlFlag]:
    """Every flag with its value; a bare word is the address, as with --url."""
    rest = iter(words)
    for word in rest:
        if word.text == "--":
            yield from (CurlFlag("url", "--url", each.text, each.position) for each in rest)
        elif word.text.startswith("--"):
            yield _long(word, rest, text)
        elif word.text.startswith("-") and len(word.text) > 1:
            yield from _short(word, rest, text)
        else:
            yield CurlFlag("url", "--url", word.text, word.position)


def _long(word: Word, rest: Iterator[Word], text: str) -> CurlFlag:
    name, equals, value = word.text[2:].partition("=")
    if name in VALUED and not equals:
        value = _value(word, f"--{name}", rest, text)
    return CurlFlag(name, f"--{name}", value, word.position)


def _short(word: Word, rest: Iterator[Word], text: str) -> Iterator[CurlFlag]:
    """-sNk is three flags; -XPOST has its value in the same word."""
    for place in range(1, len(word.text)):
        letter = word.text[place]
        name = SHORT.get(letter, letter)
        shown = f"-{letter}"
        if name not in VALUED:
            yield CurlFlag(name, shown, "", word.position)
            continue
        value = word.text[place + 1 :] or _value(word, shown, rest, text)
        yield CurlFlag(name, shown, value, word.position)
        return


def _value(word: Word, shown: str, rest: Iterator[Word], text: str) -> str:
    following = next(rest, None)
    if following is None:
        raise CurlError(f"{shown} needs a value after it", text, word.position)
    return following.text
