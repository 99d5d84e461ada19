"""Pictures made for training: MNIST's varied, digits drawn by program, written again or printed, and what is not a digit."""
