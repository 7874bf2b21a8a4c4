"""What the person at the keyboard meets: the command line and the terminal app."""
