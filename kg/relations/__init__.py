"""How claims stand to each other: the same, against each other, one after the other."""
