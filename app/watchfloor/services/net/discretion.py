"""A server may say back what it was told. That goes no further: not into a row, a status or a log."""

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from watchfloor.core.link.verdict import Outcome
from watchfloor.core.secret.parting import part
from watchfloor.core.secret.redaction import redact_text, secrets_of
from watchfloor.core.secret.secret_text import texts_of
from watchfloor.services.net.attempt import Ask, AttemptError


@contextmanager
def discreet(ask: Ask) -> Iterator[None]:
    """What an attempt failed with leaves here without the secrets that it was made with."""
    try:
        yield
    except AttemptError as error:
        # Not "from": the sentence that goes along would tell what this one keeps.
        raise AttemptError(_clean(error.outcome, ask)) from None


def _clean(outcome: Outcome, ask: Ask) -> Outcome:
    return msgspec.structs.replace(outcome, detail=redact_text(outcome.detail, _secrets(ask)))


def _secrets(ask: Ask) -> list[str]:
    """Whatever its name, what a credential gave is a secret; of the feed's own, what its name tells."""
    given = [value for _, value in (*ask.secret_headers, *ask.secret_query)]
    given += [value.partition(" ")[2] for _, value in ask.secret_headers]
    own = [text for secret in part(ask.feed)[1] for text in texts_of(secret)]
    return [*given, *secrets_of((*ask.feed.headers, *ask.secret_headers)), *own]
