/** Motion is left out where the system asks for it: one gets the end of it at once. */
export const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** For `scrollIntoView`. */
export const scrollBehavior = (): ScrollBehavior => (isStill() ? 'instant' : 'smooth');
