/** What readers move on with: whoever does is not called back to where the page was about to bring them. */
export const MOVED_BY = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;
