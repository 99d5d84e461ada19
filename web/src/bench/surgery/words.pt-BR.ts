import type { KernelName } from '../../core/kernels';

const kernels: Record<KernelName, string> = {
  identity: 'identidade',
  boxBlur: 'média (box blur)',
  gaussian: 'gaussiano',
  sharpen: 'nitidez',
  sobelX: 'Sobel x (bordas verticais)',
  sobelY: 'Sobel y (bordas horizontais)',
  prewittX: 'Prewitt x',
  prewittY: 'Prewitt y',
  laplacian: 'laplaciano',
  emboss: 'relevo',
  motionBlur: 'borrão de movimento',
};

export const surgery = {
  title: 'Cirurgia',
  silenceMap: (channel: string) => `Silenciar o mapa ${channel}`,
  silenceUnit: (channel: string) => `Silenciar a unidade ${channel}`,
  edit: 'Editar os pesos',
  editHelp: 'Digite, ou use as setas ↑ ↓ (com Shift, passos dez vezes maiores).',
  replace: 'Trocar o kernel por…',
  replaceOf: (channel: string) => `Trocar o kernel do mapa ${channel} por…`,
  kernels,
  bias: 'viés',
  undo: 'Desfazer a operação',
  redo: 'Refazer a operação',
  restoreMap: 'Este mapa como treinado',
  restoreUnit: 'Esta unidade como treinada',
  operatedOne: 'Rede operada, já não como treinada: uma operação.',
  operated: (count: string) => `Rede operada, já não como treinada: ${count} operações.`,
  restored: 'A rede está como treinada.',
  leftOut: (count: string) => `O endereço pede operações que não servem nesta rede (${count}).`,
  asTrained: 'Como treinada',
  mark: 'operado',
  kernel: 'kernel operado',
  kernelOf: (channel: string) => `kernel operado para o mapa ${channel}`,
};
