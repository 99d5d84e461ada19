/** The colours in which a stage of the generator is shown. */
import { magnitude, type Tensor } from '../../../core/tensor';
import type { NoiseLab, Stage } from './noise.svelte';
import { scales, type Theme } from '../../../kit/theme';
import { largest } from '../../../bench';
import type { SheetLook } from './paintSheet';

export interface StageLook extends SheetLook {
  paint: 'pixel' | 'activation' | 'diverging';
}

/** What a stage gave in the last run; null where it is not known. */
export function tensorOf({ name, layer }: Stage, results: NoiseLab['tensors']): Tensor | null {
  const data = results?.[name];
  return data ? { data, shape: layer.shape } : null;
}

/** Sums can be below zero until a ReLU or clamping follows; a picture is one map from 0 to 1. */
export function lookOf({ layer, hasRelu }: Stage, { data }: Tensor, theme: Theme): StageLook {
  const isPicture = layer.op === 'clamp';
  const isSigned = !hasRelu && (layer.op === 'conv2d' || layer.op === 'linear');
  const paint = isPicture ? 'pixel' : isSigned ? 'diverging' : 'activation';
  const most = isPicture ? 1 : isSigned ? magnitude(data) : largest(data);
  return { paint, scale: scales(theme)[paint], most, isSigned };
}
