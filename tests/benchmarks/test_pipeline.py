"""The pipeline's and the channels' benchmarks count what they say they count."""

import asyncio
from pathlib import Path

from tests.benchmarks import channels, pipeline
from tests.benchmarks.decode import SHAPES, stream_of


def test_every_event_is_judged_and_kept(tmp_path: Path) -> None:
    blocks = stream_of(SHAPES["usual"], 500)
    assert pipeline.judged(blocks) == 500
    events, took_s = asyncio.run(pipeline.kept(blocks, tmp_path / "bench.watchfloor"))
    assert events == 500
    assert took_s > 0


def test_a_few_channels_lose_nothing() -> None:
    figures = channels.listen(5, 1000, 0.2)
    assert figures["balanced"]
    assert figures["lost"] == 0
    assert int(str(figures["events_per_s"])) > 0
