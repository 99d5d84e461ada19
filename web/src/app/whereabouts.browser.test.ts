/** Where the reader was comes back: what had the keyboard, and how far down the page was, also where it was drawn anew. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Whereabouts } from './whereabouts';

let page: HTMLElement;
let places: Whereabouts;

/** Two thousand pixels of page with two buttons far down. */
function drawPage(): void {
  page.innerHTML =
    '<div style="height: 1500px"></div><p><button>one</button><button>two</button></p>' +
    '<button data-testid="named">three</button><div style="height: 1500px"></div>';
}
const button = (at: number) => page.querySelectorAll('button')[at];
const isAt = (top: number, at: number) =>
  vi.waitFor(() => expect([scrollY, document.activeElement]).toEqual([top, button(at)]));
function act(at: number, top: number): void {
  scrollTo({ top, behavior: 'instant' });
  button(at).focus({ preventScroll: true });
  button(at).click();
}

beforeEach(() => {
  dispatchEvent(new WheelEvent('wheel')); // ends what the test before began
  page = document.body.appendChild(document.createElement('main'));
  drawPage();
  places = new Whereabouts();
});
afterEach(() => {
  page.remove();
  scrollTo({ top: 0, behavior: 'instant' });
});

it.each([
  ['is there still', () => {}],
  ['was drawn anew', drawPage],
])('on the way back, where what had the keyboard %s', async (_, change) => {
  for (const at of [1, 2]) {
    act(at, 1200 + at);
    places.opens(at);
    page.replaceChildren(...(change === drawPage ? [] : page.children));
    (document.activeElement as HTMLElement).blur();
    scrollTo({ top: 0, behavior: 'instant' });
    change();
    places.returns(at, true);
    await isAt(1200 + at, at);
  }
});

it('as one acted, not as the view was that opened then', async () => {
  act(0, 1300);
  button(2).focus();
  scrollTo({ top: 20, behavior: 'instant' });
  places.opens(0);
  places.returns(0, true);
  await isAt(1300, 0);
});

it('by the browser’s buttons, once the page is tall enough', async () => {
  scrollTo({ top: 1400, behavior: 'instant' });
  button(0).focus({ preventScroll: true });
  places.leaves(3);
  page.innerHTML = '';
  places.returns(3, true);
  setTimeout(drawPage, 100);
  await isAt(1400, 0);
});

it('not for whoever moves on', async () => {
  act(0, 1300);
  places.opens(0);
  scrollTo({ top: 0, behavior: 'instant' });
  places.returns(0, true);
  dispatchEvent(new WheelEvent('wheel'));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(scrollY).toBe(0);
});

it('the keyboard alone, where it was lost and something else is open', async () => {
  act(1, 1300);
  places.opens(1);
  (document.activeElement as HTMLElement).blur();
  scrollTo({ top: 40, behavior: 'instant' });
  places.returns(1, false);
  await isAt(40, 1);
});
