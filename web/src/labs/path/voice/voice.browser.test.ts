/** A voice as an image, with a real microphone's stream and a real loudspeaker's clock. */
import { afterEach, expect, it, vi } from 'vitest';
import { SoundPlayer } from './soundPlayer.svelte';
import { SAMPLE_RATE, Voice } from './voice.svelte';

const voice = new Voice();
afterEach(() => voice.go(null));

it('says a vowel at a pitch, and the address keeps both', () => {
  expect([voice.text, voice.vowels.length > 1]).toEqual([null, true]);
  voice.say('i');
  voice.setPitch(183);
  voice.isFiltered = true;
  expect([voice.text, voice.vowels]).toEqual(['i-185-k', ['i']]);
  expect(Math.max(...voice.picture.data)).toBeGreaterThan(0.5);
  const other = new Voice();
  other.go(voice.text);
  expect([other.text, other.isFiltered]).toEqual(['i-185-k', true]);
  other.go('x-9999');
  expect(other.text).toBe('all-300');
});

it('hears what the microphone gives, column by column, and lets go of it', async () => {
  await voice.listen();
  expect([voice.microphone.isRunning, voice.isRefused]).toEqual([true, false]);
  await vi.waitFor(() => expect(voice.isHeard).toBe(true));
  const { width } = voice.picture;
  await voice.listen();
  expect([voice.microphone.isRunning, voice.isHeard, voice.picture.width]).toEqual([
    false,
    true,
    width,
  ]);
  voice.say('a');
  expect(voice.isHeard).toBe(false);
});

it('a microphone that may not be used is said', async () => {
  const asked = vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockRejectedValue(new Error('no'));
  await voice.listen();
  expect(voice.isRefused).toBe(true);
  asked.mockRestore();
});

it('a sound is played to its end, or stopped', async () => {
  const player = new SoundPlayer();
  player.play(new Float32Array(SAMPLE_RATE / 10), SAMPLE_RATE);
  expect(player.share).not.toBeNull();
  await vi.waitFor(() => expect(player.share).toBeNull());
  player.play(voice.sound, SAMPLE_RATE);
  player.stop();
  expect(player.share).toBeNull();
});
