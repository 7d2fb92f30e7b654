"""How much of a person's week happened, said honestly."""
