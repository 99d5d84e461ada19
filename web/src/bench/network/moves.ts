/** Walking through the network with the keyboard: inside a map, from map to map, from layer to layer. */
import type { Block } from './networkLayout';
import type { Unit } from './hover.svelte';
import { ARROWS } from '../../kit/arrowKeys';

const wrap = (value: number, size: number) => (value + size) % size;

/** The unit that a key leads to; null where the key means nothing here. */
export function moved(
  blocks: readonly Block[],
  unit: Unit | null,
  key: string,
  fast: boolean,
): Unit | null {
  const isArrow = key.startsWith('Arrow');
  if (!unit) return isArrow ? start(blocks[1] ?? blocks[0]) : null;
  const at = blocks.findIndex(({ layer }) => layer === unit.layer);
  const block = blocks[at];
  if (fast && (key === 'ArrowLeft' || key === 'ArrowRight'))
    return start(blocks[wrap(at + (key === 'ArrowRight' ? 1 : -1), blocks.length)]);
  if (key === 'PageDown' || key === 'PageUp') {
    const step = key === 'PageDown' ? 1 : -1;
    return { ...unit, channel: wrap(unit.channel + step, block.shape[0]) };
  }
  if (!isArrow) return null;
  const [down, right] = ARROWS[key];
  if (block.shape.length === 1) {
    const channel = unit.channel + down * block.columns + right;
    return { ...unit, channel: wrap(channel, block.shape[0]) };
  }
  const [, rows, columns] = block.shape;
  return { ...unit, row: wrap(unit.row + down, rows), column: wrap(unit.column + right, columns) };
}

/** The middle of a block's first map, or a vector's first value. */
function start(block: Block): Unit {
  const [, rows = 1, columns = 1] = block.shape;
  const [row, column] = [Math.floor(rows / 2), Math.floor(columns / 2)];
  return { layer: block.layer, channel: 0, row, column };
}
