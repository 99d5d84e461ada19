"""Pictures made for training: MNIST's varied, digits drawn by program, and what is not a digit."""
