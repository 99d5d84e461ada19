/** The manifest's numbers of the preprocessing. */
export interface Preprocessing {
  /** Pixels: the longer side of the ink after scaling. */
  box: number;
  /** Pixels: the side of the picture that the network sees. */
  canvas: number;
  /** Ink (0–1) above which a pixel counts as drawn. */
  crop_threshold: number;
  /** Luminance (0–1): a picture with less between darkest and lightest pixel is blank. */
  min_contrast: number;
  /** Pixels: a longer picture is reduced to this first. */
  working_size: number;
  /** Share of the contrast by which the border may vary and still be one even background. */
  flat_background: number;
  /** What comes to the middle of the canvas: a digit's centre of mass, or the box that a garment fills. */
  centering: 'mass' | 'box';
}
