"""One event, one document, one connection."""
