"""People's own marks: blind sheets of answers, what raters wrote on them, and how far they and the metrics agree."""
