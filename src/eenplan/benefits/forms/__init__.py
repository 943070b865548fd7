"""What is typed about rights and money."""
