"""What the operations of discovery take and answer."""
