import re

from watchfloor.server.meter import Meter
from watchfloor.server.record import Record


def test_the_text_is_what_prometheus_reads() -> None:
    meter = Meter()
    meter.published(
        [Record("map:global", 1, "map-event", b"{}", 0.0), Record("cockpit:acme:x", 1, "y", b"{}", 0.0)]
    )
    meter.add("watchfloor_connections", 3, system="map")
    meter.add("watchfloor_connections", -1, system="map")
    text = meter.text([("watchfloor_audiences", 2.0)])
    assert 'watchfloor_connections{system="map"} 2\n' in text
    assert 'watchfloor_published_total{system="cockpit"} 1\n' in text
    assert "watchfloor_audiences 2\n" in text
    assert "acme" not in text
    for line in text.splitlines():
        assert re.fullmatch(
            r'# (HELP|TYPE) \w+ .+|\w+(\{\w+="[\w -]+"(,\w+="[\w -]+")*\})? -?[0-9.e+]+', line
        ), line
