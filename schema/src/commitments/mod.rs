//! What a participant undertook, and what has been reported since.
