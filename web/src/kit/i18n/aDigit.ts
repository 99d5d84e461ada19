/** "a 3", "an 8": a digit with its English article. */
export const aDigit = (digit: string): string => `${digit.startsWith('8') ? 'an' : 'a'} ${digit}`;
