"""What a view may have to draw anew."""

from enum import Flag, auto


class Change(Flag):
    """What a view may have to draw anew."""

    NOTHING = 0
    CHANNELS = auto()  # which there are, how they stand, what befell them
    COUNTS = auto()  # how much came: figures that are read by the second
    LOG = auto()
    PLACES = auto()
    RUNS = auto()
    DOCUMENTS = auto()
    SERIES = auto()
    ALL = CHANNELS | COUNTS | LOG | PLACES | RUNS | DOCUMENTS | SERIES
