"""The route a household walks after arrival: which steps, by whom, how soon, and by what rule."""
