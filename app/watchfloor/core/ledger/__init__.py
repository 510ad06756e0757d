"""The account of a channel: what was received, what was there before, and where ids jump."""
