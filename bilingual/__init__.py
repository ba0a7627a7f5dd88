"""A folder of articles becomes a bilingual reader, offline."""
