/** In which colours a stage of the generator is shown. */
import { magnitude, type Tensor } from '../../core/tensor';
import type { Stage } from '../../state/noise.svelte';
import { scales, type Scale, type Theme } from '../../theme';
import { largest } from '../network/paintNetwork';

export interface StageLook {
  paint: 'pixel' | 'activation' | 'diverging';
  scale: Scale;
  /** The value that gets the last colour. */
  most: number;
  isSigned: boolean;
}

/** Sums can be below zero until a ReLU or clamping follows; a picture is one map from 0 to 1. */
export function lookOf({ layer, hasRelu }: Stage, { data }: Tensor, theme: Theme): StageLook {
  const isPicture = layer.op === 'clamp';
  const isSigned = !hasRelu && (layer.op === 'conv2d' || layer.op === 'linear');
  const paint = isPicture ? 'pixel' : isSigned ? 'diverging' : 'activation';
  const most = isPicture ? 1 : isSigned ? magnitude(data) : largest(data);
  return { paint, scale: scales(theme)[paint], most, isSigned };
}
