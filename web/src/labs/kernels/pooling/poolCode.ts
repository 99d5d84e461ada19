/** The pooling as a line of PyTorch. */
import type { Pooling } from './poolPlane';

export function poolCode({ kind, size, stride, padding, dilation }: Pooling): string {
  const call = [
    `x, ${size}`,
    stride !== size && `stride=${stride}`,
    padding > 0 && `padding=${padding}`,
    kind === 'max' && dilation > 1 && `dilation=${dilation}`,
  ];
  return `x = F.${kind === 'max' ? 'max' : 'avg'}_pool2d(${call.filter(Boolean).join(', ')})`;
}
