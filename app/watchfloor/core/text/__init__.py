"""Text made safe to show, and put into the words of another language."""
