"""Bytes into frames: the event stream format, NDJSON, and chunks of an HTTP body."""
