"""One file per kind of feed: what its events mean."""
