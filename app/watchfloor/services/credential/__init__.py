"""Signing in: where secrets are kept, and what becomes of them on the way to a server."""
