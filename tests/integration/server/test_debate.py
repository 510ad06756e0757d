"""The debate: phases and utterances, pause and resume, interventions, many listeners."""

import asyncio
from typing import Any

import pytest

from tests.integration.server.conftest import Serve, Site, paced

BASE = "/api/debates"


async def create(site: Site, **motion: Any) -> str:
    answer = await site.http.post(BASE, json={"topic": "Trams for all", "rounds": 1, **motion})
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"] == f"{BASE}/{answer.json()['id']}"
    return str(answer.json()["id"])


async def test_a_debate_has_phases_speakers_and_an_end(serve: Serve) -> None:
    site = await serve()
    key = await create(site)
    listener = await site.listen(f"{BASE}/{key}/stream")
    heard = await listener.rest()
    assert (heard[0].type, heard[0].id) == ("connected", None)
    assert heard[0].json["debateId"] == key
    assert heard[0].json["clientId"]
    assert [event.id for event in heard[1:]] == [str(number) for number in range(1, len(heard))]
    phases = [event.json["phase"] for event in heard if event.type == "phase_transition"]
    assert phases == ["opening", "arguments", "rebuttal", "questions", "closing"]
    said = [event.json for event in heard if event.type == "utterance"]
    assert {"Pro advocate", "Skeptic", "Moderator"} <= {line["speaker"] for line in said}
    assert len({line["id"] for line in said}) == len(said)
    assert all(isinstance(line["timestamp"], int) and line["content"] for line in said)
    phase = ""
    for event in heard[1:]:
        if event.type == "phase_transition":
            phase = event.json["phase"]
        elif event.type == "utterance":
            assert event.json["phase"] == phase
    assert heard[-1].type == "complete"
    assert listener.ended == "clean"


async def test_stored_utterances_are_resumed_by_id(serve: Serve) -> None:
    site = await serve()
    key = await create(site)
    heard = (await (await site.listen(f"{BASE}/{key}/stream")).rest())[1:]
    again = (await (await site.listen(f"{BASE}/{key}/stream", Last_Event_ID="7")).rest())[1:]
    assert again == heard[7:]
    assert (await site.listen(f"{BASE}/{key}/stream", Last_Event_ID=str(len(heard)))).status == 204


async def test_pause_and_resume_are_told_and_nothing_is_said_between(serve: Serve) -> None:
    site = await serve()
    key = await create(site)
    listener = await site.listen(f"{BASE}/{key}/stream")
    await listener.event("utterance")
    assert (await site.http.post(f"{BASE}/{key}/pause")).json()["status"] == "paused"
    await listener.event("pause")
    head = await site.node.broker.head(f"debate:{key}")
    assert (await site.http.post(f"{BASE}/{key}/pause")).json()["status"] == "paused"
    assert await site.node.broker.head(f"debate:{key}") == head
    assert (await site.http.post(f"{BASE}/{key}/resume")).json()["status"] == "running"
    assert (await listener.event()).type == "resume"
    await listener.event("complete")


async def test_an_intervention_is_taken_up_even_while_paused(serve: Serve) -> None:
    site = await serve(pace=paced(utterance_s=0.05))
    key = await create(site)
    listener = await site.listen(f"{BASE}/{key}/stream")
    await listener.event("utterance")
    await site.http.post(f"{BASE}/{key}/pause")
    question = "Who pays?\n\nevent: utterance\ndata: {}"
    asked = await site.http.post(
        f"{BASE}/{key}/interventions", json={"content": question, "speaker": "Skeptic"}
    )
    assert asked.status_code == 202
    response = await listener.event("intervention_response")
    assert (response.json["speaker"], response.json["intervention"]) == ("Skeptic", question)
    await site.http.post(f"{BASE}/{key}/resume")
    ids = [int(event.id or 0) for event in await listener.rest()]
    assert ids == list(range(ids[0], ids[0] + len(ids)))


async def test_the_state_is_there_for_those_who_ask(serve: Serve) -> None:
    site = await serve()
    key = await create(site)
    listener = await site.listen(f"{BASE}/{key}/stream")
    await listener.event("complete")
    state = (await site.http.get(f"{BASE}/{key}")).json()
    assert (state["status"], state["phase"], state["topic"]) == ("complete", "closing", "Trams for all")
    assert [debate["id"] for debate in (await site.http.get(BASE)).json()["debates"]] == [key]
    for action in ("pause", "resume"):
        answer = await site.http.post(f"{BASE}/{key}/{action}")
        assert (answer.status_code, answer.json()["error"]) == (409, "DEBATE_COMPLETE")


async def test_sixty_clients_hear_the_same(serve: Serve) -> None:
    site = await serve()
    key = await create(site, rounds=0)
    listeners = [await site.listen(f"{BASE}/{key}/stream") for _ in range(60)]
    stories = await asyncio.gather(*(listener.rest() for listener in listeners))
    assert all(story[1:] == stories[0][1:] for story in stories)
    assert len({story[0].json["clientId"] for story in stories}) == 60
    assert site.node.members == {}


async def test_a_heartbeat_comes_as_a_comment(serve: Serve) -> None:
    site = await serve(pace=paced(debate_heartbeat_s=0.05, utterance_s=30.0))
    key = await create(site)
    assert await (await site.listen(f"{BASE}/{key}/stream")).comment() == "heartbeat"


@pytest.mark.parametrize(
    "body",
    ['{"topic": " "}', '{"rounds": -1}', '{"rounds": 501}', '{"utterance_s": 0}', '{"topic": 1}', "[]"],
)
async def test_a_bad_motion_gets_a_sentence(serve: Serve, body: str) -> None:
    site = await serve()
    answer = await site.http.post(BASE, content=body)
    assert (answer.status_code, answer.json()["error"]) == (400, "BAD_REQUEST")


async def test_bad_interventions_and_unknown_debates_are_refused(serve: Serve) -> None:
    site = await serve(pace=paced(utterance_s=30.0))
    key = await create(site)
    url = f"{BASE}/{key}/interventions"
    for body in ("{}", '{"content": ""}', f'{{"content": "{"x" * 2001}"}}', '{"content": "a", "speaker": 5}'):
        assert (await site.http.post(url, content=body)).status_code == 400
    assert (await site.http.get(f"{BASE}/nope/stream")).status_code == 404
    for action in ("pause", "resume", "interventions"):
        assert (await site.http.post(f"{BASE}/nope/{action}", json={"content": "x"})).status_code == 404


@pytest.mark.parametrize("name", ["topic", "proposition", "motion", "title"])
async def test_a_topic_and_a_question_go_by_several_names(serve: Serve, name: str) -> None:
    site = await serve(pace=paced(utterance_s=30.0))
    debate = (await site.http.post(BASE, json={name: "Trams"})).json()
    assert debate["topic"] == "Trams"
    asked = {"topic": "content", "proposition": "question", "motion": "message", "title": "text"}[name]
    answer = await site.http.post(f"{BASE}/{debate['id']}/interventions", json={asked: "Why?"})
    assert (answer.status_code, answer.json()["waiting"]) == (202, 1)
