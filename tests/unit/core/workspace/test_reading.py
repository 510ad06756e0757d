"""Workspaces as people write them: what is read, what is wrong and where, what is kept."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.feed import BackoffPolicy, BreakerPolicy, Feed, PollingPolicy
from watchfloor.core.link import backoff
from watchfloor.core.profiles.mapping import Mapping
from watchfloor.core.secret.secret import Basic, Bearer, SecretQuery
from watchfloor.core.workspace.problem import WorkspaceError
from watchfloor.core.workspace.reading import read
from watchfloor.core.workspace.workspace import (
    Curve,
    Entry,
    Graph,
    Highlight,
    Layout,
    LogLook,
    Look,
    MapLook,
    Pace,
    Rule,
    Settings,
    View,
)
from watchfloor.core.workspace.writing import write

FULL = """\
# Ours
schema = 2
name = "Situation room"
about = "What the night shift watches"

[settings]
map_events = 500  # the wall is large
graph_span_s = 900

[feeds."World map"]
url = "https://feeds.example.org/api/map-stream?scope=global"
profile = "map_stream"
credential = "night desk"
backoff = "map"
heartbeat_s = 30
colour = "#6E8FB5"

[feeds."World map".headers]
X-Desk = "night"

# Edits
[feeds.wiki]
url = "https://stream.wikimedia.org/v2/stream/recentchange"
ends_on = ["done"]
verify_tls = false

[feeds.wiki.backoff]
initial_s = 2
tries = 4

[feeds.wiki.breaker]
threshold = 3

[feeds.wiki.polling]
url = "https://stream.wikimedia.org/poll"
every_s = 7.5

[feeds.wiki.mapping]
time = "meta.dt"
title = "title"

[feeds.wiki.pace]
kind = "throttle"
delay_s = 0.5

[views."Severe, here"]
query = "severity:>=4"
feeds = ["World map"]
columns = ["time", "summary"]

[rules."Channel down"]
kind = "down"
feed = "wiki"
after_s = 20

[[highlights]]
query = "type:edit"
colour = "#3FB6A8"

[look.log]
filter = "severity:>=3"
columns = ["time", "channel", "summary", "data.user"]

[look.log.widths]
channel = 180

[look.map]
region = "Europe"
span_s = inf
heat = true

[look.panels]
left = "channels 312px"
right = "(inspector 40% / graphs 60%) 388px"
hidden = ["channels"]

[look.panels.floating]
log = [10, -20, 600, 300]

[[graphs]]
kind = "rate"
feed = "wiki"

[[graphs]]
metric = "dewiki"
threshold = 500

[[graphs.beside]]
kind = "field"
feed = "wiki"
metric = "length.new"

[layouts.wall]
bottom = "log + *graphs"
"""


def test_panels_are_read_in_the_words_that_earlier_versions_kept() -> None:
    found = read('schema = 2\n[look]\npanels = "AdnQ"\n[layouts.wall]\nstate = "AdnQ"\n')
    assert found.workspace.look.panels == Layout(state="AdnQ")
    assert found.workspace.layouts == {"wall": Layout(state="AdnQ")}
    assert found.notes == ()


def test_panels_that_cannot_be_read_are_told_and_kept() -> None:
    found = read('schema = 2\n[layouts.wall]\nleft = "log /"\n[look.panels]\ntop = "(log"\nmore = 1\n')
    assert [str(note) for note in found.notes] == [
        "Line 3: A panel is missing.",
        "Line 5: A bracket is not closed.",
        "Line 6: look.panels.more is not known to this version. It is kept.",
    ]
    assert found.workspace.layouts["wall"].left == "log /"
    assert found.workspace.extra == {"look": {"panels": {"more": 1}}}


def test_everything_a_workspace_can_hold_is_read() -> None:
    found = read(FULL)
    workspace = found.workspace

    assert found.notes == ()
    assert found.schema == 2
    assert (workspace.name, workspace.about) == ("Situation room", "What the night shift watches")
    assert workspace.settings == Settings(map_events=500, graph_span_s=900)
    assert workspace.entries == (
        Entry(
            feed=Feed(
                name="World map",
                url="https://feeds.example.org/api/map-stream?scope=global",
                profile="map_stream",
                backoff=backoff.MAP,
                heartbeat_s=30,
                credential="night desk",
                headers=(("X-Desk", "night"),),
            ),
            colour="#6E8FB5",
        ),
        Entry(
            feed=Feed(
                name="wiki",
                url="https://stream.wikimedia.org/v2/stream/recentchange",
                ends_on=("done",),
                verify_tls=False,
                backoff=BackoffPolicy(initial_s=2, tries=4),
                breaker=BreakerPolicy(threshold=3),
                polling=PollingPolicy(url="https://stream.wikimedia.org/poll", every_s=7.5),
            ),
            mapping=Mapping(time="meta.dt", title="title"),
            pace=Pace(kind="throttle", delay_s=0.5),
        ),
    )
    assert workspace.views == {
        "Severe, here": View(query="severity:>=4", feeds=("World map",), columns=("time", "summary"))
    }
    assert workspace.rules == {"Channel down": Rule(kind="down", feed="wiki", after_s=20)}
    assert workspace.highlights == (Highlight(query="type:edit", colour="#3FB6A8"),)
    assert workspace.look == Look(
        log=LogLook(
            filter="severity:>=3",
            columns=("time", "channel", "summary", "data.user"),
            widths={"channel": 180},
        ),
        map=MapLook(region="Europe", span_s=float("inf"), heat=True),
        panels=Layout(
            left="channels 312px",
            right="(inspector 40% / graphs 60%) 388px",
            hidden=("channels",),
            floating={"log": (10, -20, 600, 300)},
        ),
    )
    field = Curve(kind="field", feed="wiki", metric="length.new")
    assert workspace.graphs == (
        Graph(kind="rate", feed="wiki"),
        Graph(metric="dewiki", threshold=500, beside=(field,)),
    )
    assert workspace.layouts == {"wall": Layout(bottom="log + *graphs")}
    assert workspace.extra == {}
    assert [feed.name for feed in workspace.feeds] == ["World map", "wiki"]
    assert workspace.entry("wiki") is workspace.entries[1]
    assert workspace.entry("nowhere") is None


FEED = 'schema = 2\n\n[feeds.a]\nurl = "https://example.org/"\n'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("schema = 2\nname = \n", "Line 2: Invalid value (column 8)."),
        ('schema = 2\nname = "', "Line 2: Unterminated string."),
        ("schema = 2\n[feeds.a]\n[feeds.a]\n", 'Line 3: Cannot declare'),
        ("[tool.ruff]\nline-length = 1\n", "Line 1: This is no workspace of Watchfloor"),
        ("", "Line 1: This is no workspace"),
        ("schema = 3\n", "Line 1: This workspace has schema 3; this Watchfloor knows 2"),
        ("\nschema = '2'\n", "Line 2: schema must be a whole number"),
        ("schema = true\n", "Line 1: schema must be a whole number"),
        ("schema = 2\nname = 4\n", "Line 2: name must be text, not 4."),
        ("schema = 2\nfeeds = 4\n", "Line 2: feeds must be a table."),
        ("schema = 2\n\n[graphs]\na = 1", "Line 3: graphs must be [[graphs]] tables."),
        ("schema = 2\n[feeds]\na = 4\n", "Line 3: a must be a table, not 4."),
        ("schema = 2\n[feeds.a]\n", "Line 2: The feed 'a' has no url."),
        ('schema = 2\n[feeds.a]\nurl = "ftp://x"\n', "Line 3: url: ftp:// is not a feed's address"),
        ('schema = 2\n[feeds.a]\nurl = "example.org"\n', "Line 3: url must begin with http:// or https://."),
        ('schema = 2\n[feeds." "]\nurl = "http://x"\n', "Line 2: A feed's name must be"),
        (FEED + 'heartbeat_s = "30"\n', "Line 5: heartbeat_s must be a number, not '30'."),
        (FEED + "heartbeat_s = 0\n", "Line 5: heartbeat_s must be from 0.1 to 86400, not 0."),
        (FEED + "heartbeat_s = nan\n", "Line 5: heartbeat_s must be from 0.1 to 86400, not nan."),
        (FEED + "max_event_bytes = 1.5\n", "Line 5: max_event_bytes must be a whole number, not 1.5."),
        (FEED + "verify_tls = 1\n", "Line 5: verify_tls must be true or false, not 1."),
        (FEED + 'format = "xml"\n', "Line 5: format must be one of auto, ndjson, sse, not 'xml'."),
        (FEED + 'ends_on = "done"\n', "Line 5: ends_on must be a list, not 'done'."),
        (FEED + 'profile = "nonsense"\n', "Line 5: The profile 'nonsense' is none of: strategist"),
        (FEED + 'colour = "red"\n', "Line 5: colour must be a colour such as #3FB6A8, not 'red'."),
        (FEED + 'proxy = "proxy:3128"\n', "Line 5: proxy must be system, or begin with http://"),
        (FEED + "headers = { X-A = 1 }\n", "Line 5: headers must be a table of names and values"),
        (FEED + '[feeds.a.headers]\n"X A" = "1"\n', "Line 6: 'X A' cannot be sent as a header."),
        (FEED + 'backoff = "gentle"\n', "Line 5: There is no back-off named 'gentle'. Choose"),
        (FEED + "[feeds.a.backoff]\nmultiplier = 0.5\n", "Line 6: multiplier must be from 1 to 10, not 0.5."),
        (FEED + "[feeds.a.polling]\nevery_s = 5\n", "Line 5: url is missing."),
        (FEED + 'polling = { url = "x" }\n', "Line 5: url must begin with http"),
        (FEED + '[feeds.a.mapping]\ntime = "a["\n', "Line 5: The path for time cannot be read"),
        (FEED + '[feeds.a.pace]\nkind = "fast"\n', "Line 6: kind must be one of all, buffer, debounce,"),
        ("schema = 2\n[settings]\nmap_events = -1\n", "Line 3: map_events must be from 1 to 50000, not -1."),
        ("schema = 2\n[look.log]\ncolumns = [1]\n", "Line 3: columns must be a list, not a list."),
        ('schema = 2\n[[highlights]]\ncolour = "#12"\nquery = "a"\n', "Line 3: colour must be a colour"),
        ('schema = 2\n[[graphs]]\nkind = "metric"\n', "Line 2: A graph of a metric must name it"),
        ('schema = 2\n[[graphs]]\nkind = "rate"\n[[graphs]]\nkind = "pie"', "Line 5: kind must be one of"),
        ("schema = 2\ngraphs = [3]\n", "Line 2: 0 must be a table, not 3."),
        ("schema = 2\nhighlights = [3]\n", "Line 2: 0 must be a table, not 3."),
        ("schema = 2\n[views]\na = 1\n", "Line 3: a must be a table, not 1."),
        (f"schema = {'9' * 5000}\n", "Line 1: "),
        (f"schema = {'[' * 5000}{']' * 5000}\n", "Line 1: Too deeply nested."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(text: str, problem: str) -> None:
    with pytest.raises(WorkspaceError) as caught:
        read(text)

    assert str(caught.value).startswith(problem)


def test_an_unknown_profile_may_be_one_that_a_package_brings() -> None:
    with pytest.raises(
        WorkspaceError, match=r"'tide' is none of: .*, or install the package that brings it\.$"
    ):
        read(FEED + 'profile = "tide"\n')


@pytest.mark.parametrize("proxy", ["system", "http://proxy:3128", "socks5h://127.0.0.1:9050"])
def test_proxies_are_the_systems_or_addresses(proxy: str) -> None:
    assert read(FEED + f'proxy = "{proxy}"\n').workspace.feeds[0].proxy == proxy


def test_all_problems_are_told_at_once_in_order() -> None:
    text = FEED + 'http2 = 1\n[feeds.b]\nurl = 4\n[settings]\nlog_rows = "many"\n'

    with pytest.raises(WorkspaceError) as caught:
        read(text)

    assert [problem.line for problem in caught.value.problems] == [5, 7, 9]


@pytest.mark.parametrize(
    "before",
    [
        'about = """\none\ntwo # no comment\n[feeds.x]\n"""\n',
        "about = '''\none\ntwo'''\n",
        "notes = [\n  1, # one\n  [\n  2]\n]\n",
        "# one\n\n\n#two\n",
        "a.b.'c.d'.\"e\\\\\" = { f = 'x', g = [\n1] }\n",
    ],
)
def test_lines_are_counted_through_whatever_stands_before(before: str) -> None:
    text = "schema = 2\n" + before + "[settings]\nmap_events = 0\n"

    with pytest.raises(WorkspaceError) as caught:
        read(text)
    assert [problem.line for problem in caught.value.problems] == [text.count("\n")]


def test_a_column_that_there_is_not_is_told_and_kept() -> None:
    found = read('schema = 2\n[look.log]\ncolumns = ["time", "title", "data.a[", "data.b"]\n')
    told = [str(note) for note in found.notes]

    assert told[0].startswith("Line 3: There is no column 'title'. Choose from: time, channel, type")
    assert told[1].startswith("Line 3: ")
    assert "a[" in told[1]
    assert len(told) == 2
    assert found.workspace.look.log.columns == ("time", "title", "data.a[", "data.b")


def test_a_flood_of_problems_is_cut_short() -> None:
    with pytest.raises(WorkspaceError, match=r"… and 12 more\."):
        read("schema = 2\n" + "\n".join(f"[views.v{number}]\nquery = 1" for number in range(20)))


def test_what_is_unknown_is_told_and_kept() -> None:
    text = (
        'schema = 2\nmood = "calm"\n\n[settings]\nmap_events = 400\nsound = true\n\n'
        '[feeds.a]\nurl = "https://example.org/"\nowner = "ops"\n\n'
        '[feeds.a.backoff]\nmax_s = 9\nshape = "sine"\n\n'
        '[feeds.a.weather]\nrain = [1, 2.5]\n\n[views.v]\nquery = "x"\nstarred = 1979-05-27\n\n'
        '[[graphs]]\nkind = "rate"\nsmooth = 3\n\n[plugins.x]\ny = { z = 1 }\n'
    )
    found = read(text)

    assert [str(note) for note in found.notes] == [
        "Line 2: mood is not known to this version. It is kept.",
        "Line 6: settings.sound is not known to this version. It is kept.",
        "Line 10: feeds.a.owner is not known to this version. It is kept.",
        "Line 14: feeds.a.backoff.shape is not known to this version. It is kept.",
        "Line 16: feeds.a.weather is not known to this version. It is kept.",
        "Line 21: views.v.starred is not known to this version. It is kept.",
        "Line 25: graphs.0.smooth is not known to this version. It is kept.",
        "Line 27: plugins is not known to this version. It is kept.",
    ]
    written = write(found.workspace)
    for words in ('mood = "calm"', "sound = true", 'owner = "ops"', 'shape = "sine"', "rain = [1, 2.5]",
                  "starred = 1979-05-27", "smooth = 3", "[plugins.x.y]\nz = 1"):  # fmt: skip
        assert words in written
    assert read(written).workspace == found.workspace


def test_secrets_are_taken_out_and_told() -> None:
    text = (
        'schema = 2\n\n[feeds.a]\nurl = "https://ana:hunter2@example.org/?token=t0ken-t0ken&x=1"\n'
        'api_key = "k3y-k3y-k3y"\n# Bearer c0mment-c0mment\n[feeds.a.headers]\n'
        'Authorization = "Bearer s3cret-s3cret"\n'
    )
    found = read(text)

    assert found.secrets["a"] == (
        Bearer(token="s3cret-s3cret"),
        Basic(user="ana", password="hunter2"),
        SecretQuery(name="token", value="t0ken-t0ken"),
    )
    assert found.workspace.feeds == [Feed(name="a", url="https://example.org/?x=1")]
    assert [note.line for note in found.notes] == [3, 5, 7]
    for words in ("hunter2", "t0ken-t0ken", "s3cret-s3cret", "k3y-k3y-k3y", "c0mment-c0mment"):
        assert words not in repr(found)
        assert words not in write(found.workspace)


def test_a_query_that_cannot_be_read_does_not_cost_the_workspace() -> None:
    found = read('schema = 2\n[views.v]\nquery = "severity:>="\n')

    assert found.workspace.views["v"].query == "severity:>="
    assert found.notes[0].line == 3
    assert "The query of the view 'v' cannot be read" in found.notes[0].sentence


def test_windows_line_ends_and_a_byte_order_mark_are_no_trouble() -> None:
    found = read("\ufeff" + FULL.replace("\n", "\r\n"))

    assert found.workspace == read(FULL).workspace


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    _outcome(text)


@given(st.integers(0, len(FULL)), st.integers(0, 30), st.text(max_size=8))
def test_no_damage_breaks_the_reader(start: int, length: int, patch: str) -> None:
    _outcome(FULL[:start] + patch + FULL[start + length :])


_VALUE = st.sampled_from(
    [
        *("1", "-1", "0.5", "-inf", "inf", "true", '""', '"x"', "[]", "[1]", '["a"]', "{}", "{ a = 1 }"),
        *("[[1], {}]", "1979-05-27", "07:32:00", "[{ a = 1 }]", '"""\n# no\n"""', "9223372036854775808"),
    ]
)
_KEY = st.sampled_from(
    [
        *("name", "schema", "url", "profile", "backoff", "breaker", "polling", "mapping", "pace", "headers"),
        *("colour", "ends_on", "tries", "every_s", "kind", "size", "query", "feeds", "columns", "settings"),
        *("graphs", "layouts", "views", "feed", "view", "'a.b'", '"\\u00e9"'),
    ]
)


@given(st.lists(st.tuples(st.lists(_KEY, min_size=1, max_size=3), _VALUE), max_size=8))
def test_no_tree_breaks_the_reader(pairs: list[tuple[list[str], str]]) -> None:
    _outcome("".join(f"{'.'.join(keys)} = {value}\n" for keys, value in pairs))


def _outcome(text: str) -> None:
    """A workspace that can be written and read again, or a sentence with a line of the file."""
    try:
        found = read(text)
    except WorkspaceError as error:
        problems = error.problems
    else:
        problems = []
        again = read(write(found.workspace)).workspace
        bare = [msgspec.structs.replace(each, comments={}) for each in (again, found.workspace)]
        assert bare[0] == bare[1]
        assert write(again) == write(found.workspace)
    assert all(1 <= problem.line <= text.count("\n") + 1 and problem.sentence for problem in problems)
