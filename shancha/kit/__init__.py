"""What every domain needs and no domain owns: ids, clock, events, jobs, errors, pictures, storage."""
