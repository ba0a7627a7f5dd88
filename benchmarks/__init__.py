"""What is measured: speed, memory, and the quality of sentences and terms."""
