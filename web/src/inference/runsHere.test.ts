import { expect, it, vi } from 'vitest';
import { runsHere } from './runsHere';

it('needs WebAssembly that knows vectors', () => {
  expect(runsHere()).toBe(true);
  const asked = vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  expect(runsHere()).toBe(false);
  asked.mockRestore();
  vi.stubGlobal('WebAssembly', undefined);
  expect(runsHere()).toBe(false);
  vi.unstubAllGlobals();
});
