"""What is wrong with a stream, from what was measured: evidence in, findings out."""
