"""Notes, media, comments, likes, boards, drafts and topics."""
