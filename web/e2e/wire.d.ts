export interface Relay {
  address: string;
  received: () => number;
  sent: () => number;
  close: () => void;
}
export function relay(port: number): Promise<Relay>;
