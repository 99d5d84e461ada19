/**
 * What reaches in from the edge of the picture: a desk beside the sheet, a scanner's edge, a dark corner.
 * The Python side is src/esmiuca/images/edges.py, which explains the numbers, line by line.
 */
import type { Plane } from '../tensor';
import {
  boundsOfEach,
  labelComponents,
  labelMask,
  touchesNoEdge,
  type Components,
} from './components';
import { emptyMask, without, type Bounds, type Mask } from './mask';
import { dilateMask } from './morphology';
import { strokeStrength } from './threshold';

/** Of a stroke. */
export const STRONG = 0.5;
/** Pixels around what goes that go with it, and around what stays that stay. */
export const BLUR = 2;
const LEAST = 0.01;
const FAINTER = 0.25;
/** Share of the picture's height. */
export const TALL = 0.15;
const CONTACT = 0.4;
const BLURRED = 64;
const ROUNDS = 3;

/** The ink without what lies along the picture's edge, if something else stands free of it. */
export function withoutEdges(ink: Plane, ofPaper: number): Plane {
  const grain = Math.max(ofPaper, LEAST);
  const { width, height } = ink;
  const blur = Math.max(BLUR, Math.floor(Math.max(width, height) / BLURRED));
  let rest = ink;
  const gone = emptyMask(ink);
  for (let round = 0; round < ROUNDS; round++) {
    const components = labelComponents(rest, Math.max(grain, STRONG * strokeStrength(rest.data)));
    const along = lieAlongEdge(components, ink);
    if (!along.includes(1)) break;
    const grown = dilateMask(pick(components, along, ink), blur);
    for (let i = 0; i < gone.data.length; i++) gone.data[i] |= grown.data[i];
    rest = without(ink, gone);
  }
  if (rest === ink) return ink;
  const strength = strokeStrength(rest.data);
  const { labels, count } = labelComponents(rest, Math.max(grain, STRONG * strength));
  const bounds = boundsOfEach({ labels, count }, ink);
  // A digit that touches the edge with a curve isn't taken apart.
  const joining = emptyMask(ink);
  const faint = Math.max(grain, FAINTER * strength);
  for (let i = 0; i < joining.data.length; i++)
    joining.data[i] = ink.data[i] > faint || gone.data[i] ? 1 : 0;
  const touching = labelMask(joining);
  const parts = new Uint8Array(touching.count + 1);
  for (let i = 0; i < gone.data.length; i++) if (gone.data[i]) parts[touching.labels[i]] = 1;
  for (let label = 1; label <= count; label++) {
    const { top, bottom } = bounds[label];
    if (!touchesNoEdge(bounds[label], ink) || bottom - top < TALL * height) continue;
    if (!parts[touching.labels[labels.indexOf(label)]]) return rest;
  }
  return ink;
}

/** Which components touch the picture's edge with more than a stroke's width, by their numbers. */
export function lieAlongEdge(
  components: Components,
  { width, height }: { width: number; height: number },
): Uint8Array {
  const { labels, count } = components;
  const contact = new Int32Array(count + 1);
  for (let column = 0; column < width; column++) {
    contact[labels[column]]++;
    contact[labels[(height - 1) * width + column]]++;
  }
  for (let row = 0; row < height; row++) {
    contact[labels[row * width]]++;
    contact[labels[row * width + width - 1]]++;
  }
  const bounds: Bounds[] = boundsOfEach(components, { width, height });
  const along = new Uint8Array(count + 1);
  for (let label = 1; label <= count; label++) {
    const { top, bottom, left, right } = bounds[label];
    along[label] = contact[label] > CONTACT * Math.max(bottom - top, right - left) ? 1 : 0;
  }
  return along;
}

/** The pixels of the components that are picked. */
export function pick(
  { labels }: Components,
  picked: Uint8Array,
  { width, height }: { width: number; height: number },
): Mask {
  const data = new Uint8Array(labels.length);
  for (let i = 0; i < data.length; i++) data[i] = picked[labels[i]];
  return { data, width, height };
}
