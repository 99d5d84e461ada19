export const takingApart = {
  labsLabel: 'Laboratories',
  labs: { kernel: 'Kernel', pool: 'Pooling', hierarchy: 'Hierarchy' },
};
