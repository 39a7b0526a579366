"""The single checks behind `advisor.verify`: numbers, polarity, names, approaches, strength, wording."""
