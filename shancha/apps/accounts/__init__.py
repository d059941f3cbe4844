"""Members: accounts, profiles, follows, blocks, interests, sessions, roles and verification."""
