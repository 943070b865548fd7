"""The kernel of every match: requests x offers, named rules, capacity on a timeline, a plan with a bound."""
