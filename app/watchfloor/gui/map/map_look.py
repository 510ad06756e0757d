"""How the map is shown, as a workspace keeps it: a region, or the part of the world that was moved to."""

from watchfloor.core.workspace.workspace import MapLook
from watchfloor.gui.map.map_view import MapView
from watchfloor.gui.map.projection import REGIONS, TURN, Region, Viewport, latitude

DECIMALS = 2


def kept_map(view: MapView, *, linked: bool) -> MapLook:
    """`linked`: the log's filter holds for the map too, which is the window's to know."""
    region, bar = view.region, view.bar
    is_known = region is not None and region in REGIONS
    return MapLook(
        region=region.name if region is not None and is_known else MapLook().region,
        box=None if is_known else _sight(view.viewport) if region is None else _box(region),
        span_s=bar.span_s,
        arcs=bar.arcs_shown,
        heat=bar.heat_shown,
        linked=linked,
    )


def restore_map(view: MapView, kept: MapLook) -> None:
    """Show what was kept, however large the map is here; a region that there is not changes nothing."""
    bar = view.bar
    if kept.box is not None:
        south, west, north, east = kept.box
        view.show_region(Region("", west, south, east, north))
    else:
        bar.choose_region(kept.region)
    bar.choose_span(kept.span_s)
    if bar.arcs_shown is not kept.arcs:
        bar.toggle_arcs()
    if bar.heat_shown is not kept.heat:
        bar.toggle_heat()


def _box(region: Region) -> tuple[float, float, float, float]:
    return region.south, region.west, region.north, region.east


def _sight(view: Viewport) -> tuple[float, float, float, float]:
    """South, west, north, east of what is in sight; west may be east of east at the 180th meridian."""
    half = min(view.width / view.scale, TURN - 0.1) / 2
    reach = view.height / 2 / view.scale
    south, north = latitude(view.north - reach), latitude(view.north + reach)
    west, east = ((view.east + side * half + 180) % TURN - 180 for side in (-1, 1))
    return round(south, DECIMALS), round(west, DECIMALS), round(north, DECIMALS), round(east, DECIMALS)
