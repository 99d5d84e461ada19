/** Under which letter the path stands in the address. */
export const PATH_LETTER = 'r';
