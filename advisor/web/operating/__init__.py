"""What lets others be served: health, figures, logs, limits and sign-in."""
