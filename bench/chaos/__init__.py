"""What `make chaos` does: phones that run the shipped outbox, a network that breaks, and a server that is killed."""
