import { describe, expect, it } from 'vitest';
import { along, nearestStation, STATIONS, walkBetween, wayTo } from './stations';

describe("the path's stations", () => {
  it('each comes from a station before it, and joins one after it', () => {
    const ids: readonly string[] = STATIONS.map(({ id }) => id);
    for (const [index, station] of STATIONS.entries()) {
      if (index > 0) expect(ids.slice(0, index)).toContain(station.parent);
      if ('joins' in station) expect(ids.slice(index + 1)).toContain(station.joins);
    }
  });

  it("the deck's way goes through generative networks and GANs to CNNs", () => {
    expect(wayTo('cnns')).toEqual([
      'deep-learning',
      'neural-networks',
      'generative',
      'gans',
      'cnns',
    ]);
  });

  it('walks along the deck, and no further than its ends', () => {
    expect(along('neural-networks', 1)).toBe('voice');
    expect(along('voice', -1)).toBe('neural-networks');
    expect(along('deep-learning', -1)).toBe('deep-learning');
    expect(along('cnns', 1)).toBe('cnns');
  });

  it('goes back to the fork to change branches', () => {
    expect(walkBetween('voice', 'gans')).toEqual([
      'voice',
      'neural-networks',
      'generative',
      'gans',
    ]);
    expect(walkBetween('gans', 'generative')).toEqual(['gans', 'generative']);
    expect(walkBetween('neural-networks', 'cnns')).toEqual([
      'neural-networks',
      'generative',
      'gans',
      'cnns',
    ]);
    expect(walkBetween('game', 'game')).toEqual(['game']);
  });

  it.each([
    ['gans', 'gans', true],
    ['GANs', 'gans', true],
    ['gan', 'gans', false],
    ['cnns-2', 'cnns', false],
    ['deep', 'deep-learning', false],
  ])('%j is %s', (text, id, isExact) => expect(nearestStation(text)).toEqual({ id, isExact }));

  it.each(['', 'panda', '<script>'])('%j is none of them', (text) =>
    expect(nearestStation(text)).toBeNull(),
  );
});
