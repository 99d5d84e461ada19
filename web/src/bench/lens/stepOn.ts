/** One step on, as the space bar does it: the next place of a slide, or else the term that weighed most. */
import { strongest } from './strongestTerm';
import type { Lens } from './lens.svelte';
import type { NetworkData } from '../networkData';
import type { Slide } from '../../kit/timeline/slide.svelte';

interface Steppable {
  lens: Lens;
  slide: Slide;
  data: NetworkData | null;
}

/** Whether there was a step to take. */
export function stepOn({ lens, slide, data }: Steppable): boolean {
  const unit = lens.unit;
  if (!data || !unit) return false;
  if (unit.layer === data.percentages) {
    lens.follow({ ...unit, layer: data.output });
    return true;
  }
  const explanation = data.explain(unit.layer, unit);
  if (!explanation) return false;
  const { layer } = explanation;
  if (layer.kernel_size && slide.index < slide.count - 1) {
    slide.step(1);
    return true;
  }
  const term = strongest(explanation, data.shape(layer.input)!);
  if (!term) return false;
  lens.follow({ layer: data.shown(layer.input), ...term.from });
  return true;
}
