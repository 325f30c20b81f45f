"""What every outgoing connection shares: limits on size and time."""
