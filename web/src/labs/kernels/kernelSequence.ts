/** Kernels one after another: what part of the picture one value comes from, and the one kernel that they amount to. */
import { paddingOf, type Filter } from '../../core/filter';
import { spanOf } from '../../core/slidingWindow';

/** Cells of the picture, counted from its first; may reach beyond its edges. */
export interface Field {
  row: number;
  column: number;
  /** Cells a side. */
  size: number;
}

/** The part of the picture that one value after all filters comes from; the filters in the order in which they run. */
export function fieldOf(filters: readonly Filter[], at: { row: number; column: number }): Field {
  let field: Field = { ...at, size: 1 };
  for (const filter of filters.toReversed()) {
    const padding = paddingOf(filter);
    field = {
      row: field.row * filter.stride - padding,
      column: field.column * filter.stride - padding,
      size: (field.size - 1) * filter.stride + spanOf(filter),
    };
  }
  return field;
}

/** One step of the receptive field's growth: size + (span − 1)·jump. */
export interface Growth {
  before: number;
  span: number;
  /** Pixels of the picture from one value to the next, before this filter. */
  jump: number;
  after: number;
}

/** How the receptive field grows, filter by filter. Araujo, Norris, Sim, https://distill.pub/2019/computing-receptive-fields */
export function growth(filters: readonly Filter[]): Growth[] {
  let [size, jump] = [1, 1];
  return filters.map((filter) => {
    const before = size;
    const step = {
      before,
      span: spanOf(filter),
      jump,
      after: before + (spanOf(filter) - 1) * jump,
    };
    size = step.after;
    jump *= filter.stride;
    return step;
  });
}

/**
 * Two kernels without a ReLU between them are one larger kernel, wherever no padding lies between: sums of products of
 * sums are sums again. Its cells are picture pixels; those that dilation or stride leave out are 0.
 */
export function composed(first: Filter, second: Filter): { size: number; weights: number[] } {
  const step = second.dilation * first.stride;
  const size = (first.size - 1) * first.dilation + (second.size - 1) * step + 1;
  const weights = new Array<number>(size * size).fill(0);
  second.weights.forEach((outer, j) => {
    const [down, right] = [Math.floor(j / second.size) * step, (j % second.size) * step];
    first.weights.forEach((inner, i) => {
      const row = down + Math.floor(i / first.size) * first.dilation;
      const column = right + (i % first.size) * first.dilation;
      weights[row * size + column] += outer * inner;
    });
  });
  return { size, weights };
}
