"""What is seen of a life: how people are related, and one child's timeline."""
