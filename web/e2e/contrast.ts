/** A contrast theme paints backgrounds alike: whatever says something by its own must be told from its ground there too. */
import type { Page } from '@playwright/test';

/**
 * The page's bars, marks and swatches that a contrast theme would hide, by their classes: empty boxes of another colour than
 * what they lie on, and gradients.
 *
 * @param part what is looked at, as a selector
 */
export async function lostUnderContrast(page: Page, part = 'body'): Promise<string[]> {
  await page.evaluate(mark, part);
  await page.emulateMedia({ forcedColors: 'active' });
  const lost = await page.evaluate(mark, null);
  await page.emulateMedia({ forcedColors: null });
  return [...new Set(lost)];
}

/** Keeps what is painted in a part of the page; called again, without a part, names what no longer is. */
function mark(part: string | null): string[] {
  type Kept = { element: HTMLElement; isGradient: boolean };
  const kept = globalThis as unknown as { painted: Kept[] };
  const isClear = (colour: string) => /^rgba\(.*, 0\)$|\/ 0\)$/.test(colour);
  const groundOf = (element: Element): string => {
    const parent = element.parentElement;
    if (!parent) return '';
    const { backgroundColor } = getComputedStyle(parent);
    return isClear(backgroundColor) ? groundOf(parent) : backgroundColor;
  };
  const isBox = (element: HTMLElement): boolean => {
    const { backgroundColor } = getComputedStyle(element);
    return !isClear(backgroundColor) && backgroundColor !== groundOf(element);
  };
  const hasGradient = (element: HTMLElement): boolean =>
    getComputedStyle(element).backgroundImage.includes('gradient');
  const hasEdge = (element: HTMLElement): boolean => {
    const style = getComputedStyle(element);
    const widths = ['top', 'right', 'bottom', 'left'].map((side) => `border-${side}-width`);
    const isOutlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    return isOutlined || widths.some((width) => parseFloat(style.getPropertyValue(width)) > 0);
  };
  const isEmpty = (element: HTMLElement): boolean =>
    element.textContent.trim() === '' &&
    !element.matches('svg *, canvas, button, input, progress') &&
    !element.querySelector('canvas, img, svg, video, input, button');
  if (part !== null) {
    kept.painted = [...document.querySelectorAll<HTMLElement>(`${part} *`)].flatMap((element) => {
      const { width, height } = element.getBoundingClientRect();
      if (width < 1 || height < 1) return [];
      const isGradient = hasGradient(element);
      return isGradient || (isEmpty(element) && isBox(element)) ? [{ element, isGradient }] : [];
    });
    return [];
  }
  return kept.painted.flatMap(({ element, isGradient }) => {
    const isTold = isGradient ? hasGradient(element) : isBox(element) || hasEdge(element);
    if (isTold || !element.checkVisibility()) return [];
    const near = element.closest<HTMLElement>('[data-testid]')?.dataset.testid;
    return [`${element.tagName.toLowerCase()}.${element.className} in ${near}`];
  });
}
