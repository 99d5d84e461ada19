import type { KernelName } from '../../core/kernels';

const kernels: Record<KernelName, string> = {
  identity: 'identity',
  boxBlur: 'box blur',
  gaussian: 'Gaussian blur',
  sharpen: 'sharpen',
  sobelX: 'Sobel x (vertical edges)',
  sobelY: 'Sobel y (horizontal edges)',
  prewittX: 'Prewitt x',
  prewittY: 'Prewitt y',
  laplacian: 'Laplacian',
  emboss: 'emboss',
  motionBlur: 'motion blur',
};

export const surgery = {
  title: 'Surgery',
  silenceMap: (channel: string) => `Silence map ${channel}`,
  silenceUnit: (channel: string) => `Silence unit ${channel}`,
  edit: 'Edit the weights',
  editHelp: 'Type, or use the arrow keys ↑ ↓ (with Shift, steps ten times as large).',
  replace: 'Replace the kernel with…',
  replaceOf: (channel: string) => `Replace the kernel for map ${channel} with…`,
  kernels,
  bias: 'bias',
  undo: 'Undo the operation',
  redo: 'Redo the operation',
  restoreMap: 'This map as trained',
  restoreUnit: 'This unit as trained',
  operatedOne: 'Operated network, no longer as trained: one operation.',
  operated: (count: string) => `Operated network, no longer as trained: ${count} operations.`,
  restored: 'The network is as trained.',
  leftOut: (count: string) =>
    `The address asks for operations that do not fit this network (${count}).`,
  asTrained: 'As trained',
  mark: 'operated',
  kernel: 'operated kernel',
  kernelOf: (channel: string) => `operated kernel for map ${channel}`,
};
