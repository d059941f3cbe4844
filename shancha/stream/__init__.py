"""The event-stream process: server-sent events with a durable cursor."""
