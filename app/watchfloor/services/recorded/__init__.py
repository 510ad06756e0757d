"""What a journal holds, for the log and for a replay."""
