/** What the space bar steps, in whichever chapter: of all that is in sight, what is nearest to the window's middle. */
import type { Slide } from './slide.svelte';

/** Goes one step on; whether there was one to go. */
type Step = () => boolean;
const steps = new Map<Element, Step>();

/** For what shows the steps: as long as it stands in the page, the space bar goes on in it. */
export const stepsBySpace = (step: Step) => (element: Element) => {
  steps.set(element, step);
  return () => void steps.delete(element);
};

/** Whether a slide was not at its end yet. */
export function slideOn(slide: Slide): boolean {
  if (slide.index >= slide.count - 1) return false;
  slide.step(1);
  return true;
}

/** Goes on in what is looked at; what is at its end leaves the bar to the next. */
export function stepBySpace(): boolean {
  const middle = innerHeight / 2;
  const inSight = [...steps].flatMap(([element, step]) => {
    const { top, bottom, height } = element.getBoundingClientRect();
    if (height === 0 || bottom <= 0 || top >= innerHeight) return [];
    return [{ step, away: Math.max(top - middle, middle - bottom, 0) }];
  });
  return inSight.sort((a, b) => a.away - b.away).some(({ step }) => step());
}
