export const kit = {
  retry: 'Try again',
  table: 'See it as a table',
  cell: (label: string, readAs: string, count: string) => `${label} read as ${readAs}: ${count}`,
  right: (label: string, count: string) => `${label} read as ${label}: ${count}, right`,
  row: (label: string) => `Mistakes labelled ${label}`,
  column: (readAs: string) => `Mistakes read as ${readAs}`,
};
