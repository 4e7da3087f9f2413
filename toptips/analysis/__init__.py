"""From responses to figures: pure functions, exact arithmetic, small groups hidden."""
