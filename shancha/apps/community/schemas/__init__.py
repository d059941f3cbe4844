"""What the community's operations take and answer, one module per thing."""
