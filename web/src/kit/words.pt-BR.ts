export const kit = {
  retry: 'Tentar de novo',
  table: 'Ver como tabela',
  cell: (label: string, readAs: string, count: string) => `${label} lido como ${readAs}: ${count}`,
  right: (label: string, count: string) => `${label} lido como ${label}: ${count}, certo`,
  row: (label: string) => `Erros com o rótulo ${label}`,
  column: (readAs: string) => `Erros lidos como ${readAs}`,
};
