"""The kernel of every match: requests x offers, named rules, capacity in time, plan and bound."""
