"""What cases weigh, what that comes to for each worker, and how it could be levelled."""
