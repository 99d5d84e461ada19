/** The path's letter in the address. */
export const PATH_LETTER = 'r';
