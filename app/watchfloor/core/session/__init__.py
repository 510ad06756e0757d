"""All that the window shows of the channels, without a window: rows, runs, places, documents, curves."""
