"""The pages in docs/ say what the program does: lists are made from it, what is shown is run."""
