import { aDigit } from '../../kit/i18n/aDigit';
import type { GanWords } from './words.pt-BR';

export const gan: GanWords = {
  title: 'The GAN laboratory',
  contents: 'Parts of the laboratory',
  sections: {
    noise: 'From noise to a digit',
    judge: 'The discriminator judges',
    duel: 'The duel',
  },
  failed: 'The GAN’s networks did not load',
  loading: 'Fetching the generator and the discriminator…',
  noise: {
    lead: 'The generator gets 64 random numbers and the digit to draw. Nothing else: every pixel of the drawing comes from them.',
    field: 'The noise vector, 64 numbers',
    fieldHelp:
      'The up and down arrows change the number (with Shift, ten times as much); left and right move to another number; or type a value.',
    number: (index) => `number ${index}`,
    value: 'value',
    limits: (limit) => `from −${limit} to ${limit}`,
    sample: 'Draw another 64',
    seed: (seed) => `seed ${seed}`,
    byHand: 'changed by hand',
    digit: 'The digit to draw',
    digitName: aDigit,
    picture: 'The digit that came out',
    pictureOf: (digit) => `The generator was asked for ${aDigit(digit)}, and made this.`,
    between: (from, to, share) => `Between ${aDigit(from)} and ${aDigit(to)}, ${share} of the way.`,
    clamped: (count, limit) => `The address asked for ${count} beyond ±${limit}: set to the limit.`,
    unreadable: (count) => `The address had ${count} that can’t be read: 0 is used instead.`,
    numbers: (count, text) => (count === 1 ? 'one number' : `${text} numbers`),
    onTheWay:
      'On the way to the other end the numbers follow the path; go back to its start to change them.',
    directions: 'Directions that mean something',
    directionsLead:
      'Adding a multiple of 64 fixed numbers to the noise changes the drawing in a way that has a name. The directions were found in the data, and none changes only one thing.',
    directionNames: { slant: 'slant', thickness: 'thickness', width: 'width' },
    explains: (share, name) => `explains ${share} of ${name}`,
    effects: (name) => `On average, at this place along ${name}`,
    sigma: (value) => `${value} σ`,
    effectNote:
      'Bars: the average effect at this distance, in standard deviations (σ) of what is measured. Where the percentage is low, expect little from the direction.',
  },
  journey: {
    title: 'From one noise to another',
    lead: 'Choose the other end: other noise, another digit, or both. The noise turns around the origin, so that it does not get shorter halfway.',
    otherNoise: 'Go to other noise',
    sameNoise: 'With the same noise, go to another digit',
    again: 'Redraw the other end',
    close: 'Undo',
    play: 'Play',
    pause: 'Pause',
    share: 'Along the way',
    toDigit: 'The digit at the other end',
    film: (share) => `${share} of the way`,
    digitsNote:
      'Between two digits the generator is given a little of each, which it never saw in training: what comes out halfway is its own invention.',
  },
  way: {
    title: 'Inside the generator',
    lead: 'Sixty-four numbers become small maps; each doubling repeats every value in a 2 × 2 square, and each convolution retouches the result.',
    walk: 'Walk through',
    pause: 'Stop',
    help: 'Space or arrows: stage by stage.',
    stages: 'Stages of the generator',
    ops: {
      linear: (name) => name,
      unflatten: () => 'as maps',
      upsample2d: (_, factor) => `${factor} × larger`,
      conv2d: (name) => name,
      clamp: () => 'picture',
    },
    says: {
      linear: (count, from) =>
        `${count} weighted sums of the ${from} input numbers: the noise, and a 1 in the place of the digit to draw. Negative values become zero.`,
      unflatten: (count) =>
        `The same numbers, laid out as ${count} small maps. Nothing is computed.`,
      upsample2d: (factor) =>
        `Each value becomes a square of ${factor} × ${factor} equal values. Nothing is learned here: point at a value to see its square.`,
      conv2d: (count, text, from, size) =>
        `${count === 1 ? 'One kernel' : `${text} kernels`} of ${from} × ${size} × ${size} ${count === 1 ? 'slides' : 'slide'} over the maps, as in any CNN: the edges of the squares are smoothed and retouched.`,
      clamp: 'Values above 1 become 1, negative ones become 0: grey levels.',
    },
    map: (channel) => `map ${channel}`,
    before: 'before',
    after: 'after',
    sheet: (name) => `All maps of ${name}; arrow keys choose one`,
    pointed: 'Point at a value, or move with the arrow keys.',
    at: (row, column, value) => `row ${row}, column ${column}: ${value}`,
    repeated: (row, column, value, rows, columns) =>
      `row ${row}, column ${column}: ${value}, repeated in rows ${rows} and columns ${columns}`,
    range: (from, to) => `${from} to ${to}`,
  },
  sent: {
    title: 'Generated digits go to the detector',
    lead: 'This site’s detector has never seen a generated digit. How often does it read what was asked for?',
    send: (count) => `Make ${count} and have them read`,
    again: (count) => `Make another ${count}`,
    making: 'Making them…',
    reading: (read, count) => `Read ${read} of ${count}…`,
    result: (right, count) => `${right} of ${count} read as asked`,
    perfect: 'None was misread.',
    sheet: 'The generated digits, one row for each digit; the arrow keys move between them',
    asked: (digit) => `asked for: ${digit}`,
    readAs: (digit, share) => `read as: ${digit}, ${share}`,
    refused: (digit, share) =>
      `refused: it does not look like a digit (the nearest: ${digit}, ${share})`,
    unread: 'not read yet',
    misread: 'Misread',
    choose: 'Choose a digit to see what the detector says.',
    bring: 'Take it to the bench',
    noise: 'See its noise',
    operated: 'The detector has been operated on: its weights are not the shipped ones.',
    asIs: 'The digits arrive as they come out, 28 × 28 grey levels, without normalisation: exactly what the bench will show.',
  },
};
