"""Every colour of the window, by what it means. Views name meanings, never colours."""

from dataclasses import dataclass, fields

from watchfloor.core.state import ChannelState


@dataclass(frozen=True)
class Theme:
    """One set of colours, as #rrggbb."""

    name: str
    window: str  # the ground: sea, gutters
    panel: str
    raised: str  # fields, buttons, cards
    border: str
    text: str
    muted: str  # second lines, headings
    faint: str  # hints, rules, what is not there yet
    accent: str
    primary: str  # the ground of the one button that matters, under `on_accent`
    on_accent: str
    selection: str
    land: str
    coast: str
    good: str
    warning: str
    alarm: str
    broken: str  # a breaker that is open
    polling: str
    severity: tuple[str, str, str, str, str]
    series: tuple[str, str, str, str, str, str]
    dark: bool

    def of_severity(self, severity: int | None) -> str:
        """The colour of 1 to 5; quiet where there is none."""
        return self.severity[min(5, max(1, severity)) - 1] if severity else self.faint

    def of_state(self, state: ChannelState) -> str:
        return getattr(self, STATE_TOKENS[state])  # type: ignore[no-any-return]


# What each state's shape is drawn in, and its words where they call for attention.
STATE_TOKENS = {
    ChannelState.IDLE: "muted",
    ChannelState.CONNECTING: "muted",
    ChannelState.CONNECTED: "good",
    ChannelState.STALE: "warning",
    ChannelState.HELD: "warning",
    ChannelState.RECONNECTING: "warning",
    ChannelState.BLOCKED: "broken",
    ChannelState.POLLING: "polling",
    ChannelState.PAUSED: "muted",
    ChannelState.FAILED: "alarm",
}
SEVERITIES = ("#6E8FB5", "#3FB6A8", "#E3B341", "#F0883E", "#F85149")

DARK = Theme(
    name="dark",
    window="#0c1117",
    panel="#121821",
    raised="#1a222d",
    border="#253040",
    text="#e8eef5",
    muted="#92a0b3",
    faint="#758398",
    accent="#4c9aff",
    primary="#1f6feb",
    on_accent="#ffffff",
    selection="#1b2b43",
    land="#1c2531",
    coast="#323e50",
    good="#3fb950",
    warning="#d29922",
    alarm="#f85149",
    broken="#a371f7",
    polling="#4c9aff",
    severity=SEVERITIES,
    series=("#4c9aff", "#a371f7", "#3fb6a8", "#e3b341", "#f0883e", "#f778ba"),
    dark=True,
)
LIGHT = Theme(
    name="light",
    window="#f3f6f9",
    panel="#ffffff",
    raised="#f3f6f9",
    border="#dce3ea",
    text="#1a222d",
    muted="#556375",
    faint="#66758a",
    accent="#1f6feb",
    primary="#1f6feb",
    on_accent="#ffffff",
    selection="#e3eefc",
    land="#dfe6ee",
    coast="#bac7d4",
    good="#1a7f37",
    warning="#9a6700",
    alarm="#cf222e",
    broken="#8250df",
    polling="#1f6feb",
    # The five hues, darker: what reads on a dark sea is too pale as text on white.
    severity=("#54749a", "#1d8a7d", "#9a7200", "#c2570c", "#d1242f"),
    series=("#1f6feb", "#8250df", "#1d8a7d", "#9a7200", "#c2570c", "#bf3989"),
    dark=False,
)
CONTRAST = Theme(
    name="contrast",
    window="#000000",
    panel="#000000",
    raised="#000000",
    border="#ffffff",
    text="#ffffff",
    muted="#e6e6e6",
    faint="#bdbdbd",
    accent="#71c7ff",
    primary="#71c7ff",
    on_accent="#000000",
    selection="#003a66",
    land="#202020",
    coast="#8c8c8c",
    good="#5dff7f",
    warning="#ffd23f",
    alarm="#ff8080",
    broken="#d9b3ff",
    polling="#71c7ff",
    severity=("#a9c7ec", "#5ff0de", "#ffd75e", "#ffab6b", "#ff8080"),
    series=("#71c7ff", "#d9b3ff", "#5ff0de", "#ffd75e", "#ffab6b", "#ff9ad5"),
    dark=True,
)
THEMES = {theme.name: theme for theme in (DARK, LIGHT, CONTRAST)}


def mixed(over: str, under: str, share: float) -> str:
    """`over` laid upon `under`, `share` of it: what translucency would show."""
    pairs = ((int(over[p : p + 2], 16), int(under[p : p + 2], 16)) for p in (1, 3, 5))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def tokens(theme: Theme) -> dict[str, str]:
    """The theme's single colours by name, for the style sheet."""
    values = ((field.name, getattr(theme, field.name)) for field in fields(theme))
    return {name: value for name, value in values if isinstance(value, str)}
