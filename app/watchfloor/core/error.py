"""Two kinds of trouble. Foreign exceptions become one of these at the edge where they arrive."""


class KnownError(Exception):
    """The world's fault: says in a sentence what happened, where, and what to do."""


class BugError(Exception):
    """Our fault: something that must not happen did. It becomes a report."""
