export const voice = {
  title: 'A voice becomes an image',
  lead: 'These vowels are made by arithmetic: pulses, like those of the vocal folds, passed through resonances, like those of the mouth. Each column of the image is a Fourier sum over 32 ms of sound; the stronger the frequency, the stronger the colour.',
  none: 'No network that recognises voices runs here. What you see is what one would be given: an image.',
  spoken: 'Vowel',
  names: { a: 'ah', e: 'eh', i: 'ee', o: 'aw', u: 'oo', all: 'ah eh ee aw oo' },
  pitch: 'Pitch of the voice',
  hertz: (value: string) => `${value} Hz`,
  play: 'Listen',
  microphone: 'Use the microphone',
  freeze: 'Stop the microphone',
  refused:
    'The microphone did not open. Allow this page to use it, or stay with the vowels: it is not needed.',
  heard: 'The microphone’s sound stays in this browser; nothing is kept or sent.',
  picture: 'The spectrogram: time runs to the right, frequency upwards.',
  response: 'What the kernel wrote: orange at the upper edge of each band, blue at the lower one.',
  at: (seconds: string, hertz: string, decibels: string) =>
    `${seconds} s, ${hertz} Hz: ${decibels} dB`,
  silent: (seconds: string, hertz: string, range: string) =>
    `${seconds} s, ${hertz} Hz: more than ${range} dB below the strongest`,
  pointed: 'Point, or move with the arrow keys: 0 dB is the strongest point of the image.',
  numbers: (width: string, height: string, count: string) =>
    `${width} × ${height} = ${count} numbers, like the pixels of a photo.`,
  slide: 'Slide a kernel',
  sound: 'See the sound',
  kernel:
    'Sobel y, the same 3 × 3 as in the kernel laboratory: below minus above. It marks the edges of the bands, which are the voice’s harmonics.',
  formants: (vowel: string, first: string, second: string, third: string) =>
    `${vowel}: resonances at ${first}, ${second} and ${third} Hz.`,
  source:
    'Frequencies of the resonances: means of 33 men in the nearest English vowels (Peterson and Barney, J. Acoust. Soc. Am. 24, 1952). Synthesis as in Klatt, J. Acoust. Soc. Am. 67 (1980).',
};
