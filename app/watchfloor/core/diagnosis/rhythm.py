"""Whether figures repeat, so that something must be counting."""

from statistics import median

WELL_KNOWN_S = {
    10: "",
    15: "",
    20: "",
    30: "a common setting of load balancers",
    55: "Heroku's router",
    60: "the default of nginx and of many load balancers",
    90: "",
    100: "Cloudflare",
    120: "a common setting of proxies",
    180: "",
    230: "Azure's front end",
    240: "Azure's load balancer",
    300: "a common setting of gateways",
    350: "AWS' network load balancer",
    600: "a common setting of gateways",
    900: "",
    1800: "",
    3600: "an hour",
}


def regular(values_s: list[float], *, least: int = 2) -> float | None:
    """The value that most of them have, within a twentieth and a fifth of a second; else None."""
    if len(values_s) < least:
        return None
    alike_s = near(median(values_s), values_s)
    return sum(alike_s) / len(alike_s) if len(alike_s) >= max(least, 0.7 * len(values_s)) else None


def near(value_s: float, values_s: list[float]) -> list[float]:
    """Those that are as good as this value."""
    return [each_s for each_s in values_s if abs(each_s - value_s) <= 0.2 + 0.05 * value_s]


def well_known(value_s: float) -> str:
    """` (60 s: the default of …)` where the figure is a usual setting, else nothing."""
    for known_s, whose in WELL_KNOWN_S.items():
        if whose and abs(value_s - known_s) <= max(0.6, 0.025 * known_s):
            return f" ({known_s} s is {whose})"
    return ""
