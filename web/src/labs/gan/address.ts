/** Under which letter the GAN laboratory stands in the address. */
export const GAN_LETTER = 'v';
