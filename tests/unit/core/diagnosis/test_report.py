"""A diagnosis as Markdown."""

from tests.unit.core.diagnosis.scene import attempt
from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.diagnosis.report import MOST_ATTEMPTS, report
from watchfloor.core.diagnosis.step import Step

URL = "https://user:planted@feeds.example/s?token=planted&scope=all"


def test_it_has_the_verdict_the_findings_and_the_steps() -> None:
    findings = [Finding("not-found", "Nothing there", "404 Not Found.", "Check the path.")]
    text = report(findings, url=URL, at="2026-01-01 12:00 UTC", steps=[Step("answers", "bad", "404")])
    assert "Verdict: **not-found**, 2026-01-01 12:00 UTC" in text
    assert "## Nothing there (`not-found`)" in text
    assert "- Measured: 404 Not Found." in text
    assert "- To do: Check the path." in text
    assert "| answers | no | 404 |" in text


def test_a_healthy_stream_says_so() -> None:
    text = report([], url=URL, facts=[("received", "1,000")])
    assert "Verdict: **healthy**" in text
    assert "| received | 1,000 |" in text


def test_secrets_are_not_in_it() -> None:
    findings = [Finding("unauthorized", "t", f"{URL} sent Bearer planted-more", "a hidden-one b")]
    text = report(findings, url=URL, secrets=["hidden-one"], facts=[("Cookie", "sid=planted")])
    assert "planted" not in text
    assert "hidden-one" not in text


def test_foreign_text_has_no_markup_of_its_own() -> None:
    evil = "a\n# b | c <img src=x> [d](http://e.example) `f` \x1b[31m"
    text = report([Finding("oversize", "t", evil, "a")], url=URL, facts=[("x", evil)])
    assert "\n# b" not in text
    assert "<img" not in text.replace("\\<img", "")
    assert "[d](" not in text.replace("\\[d\\](", "")
    assert "\x1b" not in text
    rows = [line for line in text.splitlines() if line.startswith("| x")]
    assert [row.replace("\\|", "").count("|") for row in rows] == [3]


def test_the_last_attempts_stand_in_it_the_newest_first() -> None:
    made = [attempt("truncated", at_s=1_767_268_800.0 + n, lasted_s=48.0, events=n) for n in range(20)]
    text = report(
        [],
        url=URL,
        attempts=[*made, attempt("closed", detail="a | b planted-more")],
        secrets=["planted-more"],
    )
    rows = text.partition("## Last attempts")[2].splitlines()
    assert rows[2:4] == ["| began | lasted | events | ended |", "|---|---|---|---|"]
    assert rows[4].endswith("| 0 | a \\| b \\[redacted\\] |")
    assert rows[5] == "| 2026-01-01 11:59:31 UTC | 48 s | 19 | It ended with truncated. |"
    assert len([row for row in rows if row.startswith("| 2026")]) == MOST_ATTEMPTS - 1
