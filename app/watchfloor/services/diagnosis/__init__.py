"""What is wrong with a stream, and the reports of it."""
