import { describe, expect, it } from 'vitest';
import { Manual } from './manual.svelte';

const at = (text: string | null) => {
  const manual = new Manual();
  manual.go(text);
  return manual;
};

describe('the laboratory of manual features', () => {
  it.each(['101-said-7-13.9', '010-measured--0.27', '111-measured-0-13.13'])(
    '%s comes back',
    (text) => expect(at(text).text).toBe(text),
  );

  it.each([null, '', '000-measured--8.13', '11-said-7-1.1', '111-measured--8.13', 'x'])(
    '%j is how it opens',
    (text) => expect(at(text).text).toBeNull(),
  );

  it('names the classifier of what is on, in its own order whatever was switched last', () => {
    const manual = at('001-measured--13.13');
    expect(manual.name).toBe('profiles');
    manual.toggle('hog');
    expect(manual.name).toBe('hog+profiles');
    manual.toggle('zoning');
    expect(manual.name).toBe('hog+zoning+profiles');
  });

  it('keeps one on', () => {
    const manual = at('010-measured--13.13');
    manual.toggle('zoning');
    expect(manual.name).toBe('zoning');
  });

  it('takes a view that is none for what it opens with', () =>
    expect(at('111-thought-3-1.2').text).toBe('111-measured-3-1.2'));
});
