/** Motion is skipped where the system asks for less: one sees its end at once. */
export const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** For `scrollIntoView`. */
export const scrollBehavior = (): ScrollBehavior => (isStill() ? 'instant' : 'smooth');
