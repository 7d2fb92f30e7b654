"""The people whose weeks these are, who belongs around them, and what each of them chose to share."""
