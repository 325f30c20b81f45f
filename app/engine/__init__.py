"""Durable workflows and queues. Nothing outside this package knows which engine runs them."""
