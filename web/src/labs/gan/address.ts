/** The GAN laboratory's letter in the address. */
export const GAN_LETTER = 'v';
