export const takingApart = {
  labsLabel: 'Laboratórios',
  labs: { kernel: 'Kernel', pool: 'Pooling', hierarchy: 'Hierarquia' },
};
