"""The pure heart: no I/O, no await, no clock, no Qt. Time and randomness are arguments."""
