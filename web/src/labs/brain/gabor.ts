/**
 * Gabor functions: a wave under a Gaussian, as simple cells of the visual cortex weigh what they see (Jones and Palmer
 * 1987). The fits to kernels are made by src/esmiuca/analysis/gabor.py.
 */
export interface Gabor {
  amplitude: number;
  /** Radians: the direction in which the wave runs, from right downwards. */
  theta: number;
  /** Cells: the Gaussian's standard deviation. */
  sigma: number;
  /** Cells. */
  wavelength: number;
  /** Radians. */
  phase: number;
}

/** A · exp(−(x² + y²) / 2σ²) · cos(2π (x cos θ + y sin θ) / λ + φ), in cells from the kernel's middle. */
export function gaborAt(
  { amplitude, theta, sigma, wavelength, phase }: Gabor,
  x: number,
  y: number,
): number {
  const along = x * Math.cos(theta) + y * Math.sin(theta);
  return (
    amplitude *
    Math.exp(-(x * x + y * y) / (2 * sigma * sigma)) *
    Math.cos((2 * Math.PI * along) / wavelength + phase)
  );
}

/** The function over a kernel of `side` cells, each cut into `cuts` × `cuts` points. */
export function gaborPatch(gabor: Gabor, side: number, cuts = 1): Float32Array {
  const count = side * cuts;
  // Points stand in the middle of what they stand for; without cuts, in the middle of the cells.
  const place = (index: number) => (index + 0.5) / cuts - side / 2;
  return Float32Array.from({ length: count * count }, (_, i) =>
    gaborAt(gabor, place(i % count), place(Math.floor(i / count))),
  );
}

/** Share of a kernel's variance that a fit explains: 1 − Σ(w − g)² / Σ(w − mean)². */
export function explained(kernel: ArrayLike<number>, fit: ArrayLike<number>): number {
  const mean = Array.from(kernel).reduce((sum, weight) => sum + weight, 0) / kernel.length;
  let rest = 0;
  let spread = 0;
  for (let i = 0; i < kernel.length; i++) {
    rest += (kernel[i] - fit[i]) ** 2;
    spread += (kernel[i] - mean) ** 2;
  }
  return spread > 0 ? 1 - rest / spread : 1;
}
