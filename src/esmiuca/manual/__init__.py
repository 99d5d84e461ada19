"""Before CNNs: features that people designed, and a linear classifier on them. What the learned ones are compared with."""
