/** The studio's text in the address: its section, always, and what each section keeps. */
import { describe, expect, it } from 'vitest';
import { Studio } from './studio.svelte';

const studio = () => new Studio({ detector: null, modelBase: 'http://localhost/model/' });

describe("the studio's address", () => {
  it('names the section that it opens with', () => expect(studio().text).toBe('runs'));

  it.each([
    'step',
    'code code.step',
    'runs runs.usual~350~high-rate step.check-7',
    'step step.update-3-1-adam-0.01-4',
  ])('%s comes back', (text) => {
    const opened = studio();
    opened.go(text);
    expect(opened.text).toBe(text);
  });

  it('leads to the first section where it can’t be read', () => {
    const opened = studio();
    opened.go('nowhere');
    expect(opened.section).toBe('runs');
  });

  it('leaves the studio as it is where it is closed', () => {
    const opened = studio();
    opened.go('step step.check-7');
    opened.go(null);
    expect(opened.text).toBe('step step.check-7');
  });
});

describe('its runs', () => {
  it('are beside one another three at most, and none that is not there', () => {
    const { runs } = studio();
    runs.go('a~12~b,c,d,e');
    expect(runs.text).toBe('a~12~b,c,d');
    expect(runs.compared).toEqual([]);
    expect(runs.run).toBeNull();
    // Until the runs are known, none is missing.
    expect(runs.unknown).toBeNull();
  });
});
