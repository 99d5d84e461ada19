import { expect, it } from 'vitest';
import { ALL_STEPS, type Steps } from '../../core/normalize';
import { StepsAddress } from './stepsAddress.svelte';

function detector(steps: Steps = ALL_STEPS) {
  return {
    steps,
    setSteps(next: Steps) {
      this.steps = next;
    },
  };
}

it('is kept until the network is there, which then takes it over', () => {
  const address = new StepsAddress();
  address.go('011');
  expect(address.text).toBe('011');
  const own = detector();
  address.setDetector(own);
  expect(own.steps).toEqual({ ...ALL_STEPS, crop: false });
  own.setSteps({ ...ALL_STEPS, centre: false });
  expect(address.text).toBe('110');
  own.setSteps({ ...ALL_STEPS, lines: false });
  expect(address.text).toBe('111101');
  address.go('011110');
  expect(own.steps).toEqual({ ...ALL_STEPS, crop: false, strays: false });
});

it('leads the network back to all steps where it says nothing, or nothing that can be read', () => {
  for (const text of [null, '2', '0101', 'abc']) {
    const address = new StepsAddress();
    const own = detector();
    address.setDetector(own);
    own.setSteps({ ...ALL_STEPS, box: false });
    address.go(text);
    expect(own.steps).toEqual(ALL_STEPS);
    expect(address.text).toBeNull();
  }
});
