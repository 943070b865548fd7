"""What every app stands on: who acts, what is refused, what is logged, how a page answers."""
