"""What people read of working groups."""
