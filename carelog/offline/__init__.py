"""What each of us sees first."""
