"""The neighbourhood around the household: referrals, questions, signals and consultation."""
