/** Clamping: values below 0 become 0, values above 1 become 1. The last step of a network that makes pictures. */
export const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** Whether clamping leaves a value as it is. */
export const isBetween = (value: number): boolean => value >= 0 && value <= 1;
