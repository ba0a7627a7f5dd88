"""Terms: the file, their forms, where a text has them, and how a translation gets them."""
