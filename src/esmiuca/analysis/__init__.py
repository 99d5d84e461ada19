"""What trained networks turn out to do: fits and measures of their kernels, units, scores and noise."""
