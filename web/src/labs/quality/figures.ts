/** The few figures that say most, from whatever was measured. */
import { i18n } from '../../kit/i18n/i18n.svelte';
import { qualityWords } from './words';
import type { Evaluation } from '../../kit/measured/evaluation';
import { exact, nameOf, points } from './shares';

export interface Figure {
  id: string;
  value: string;
  text: string;
  note: string;
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The corruptions by how many are wrong, the most first; their mean, which the record keeps among them, left out. */
export function byCorruption({ corruptions }: Evaluation): [name: string, right: number][] {
  return Object.entries(corruptions)
    .filter(([name]) => name !== 'mean')
    .sort(([, a], [, b]) => a - b);
}

/** The share of non-digits that each pen's letters are refused with, by width. */
const lettersRefused = ({ pen }: Evaluation) =>
  Object.values(pen).flatMap(({ pens }) =>
    Object.values(pens).flatMap(({ others_refused }) => others_refused ?? []),
  );

export function figuresOf(evaluation: Evaluation): Figure[] {
  const t = qualityWords();
  const n = i18n.number.bind(i18n);
  const { test, load_digits: small, others } = evaluation;
  const pen = Object.values(evaluation.pen).find(({ all }) => all);
  const all = pen?.all;
  const [worst] = byCorruption(evaluation);
  const letters = lettersRefused(evaluation);
  const found: (Figure | null | undefined)[] = [
    {
      id: 'test',
      value: exact(test.accuracy),
      text: t.test,
      note: t.testNote(n(test.mistakes), n(test.images)),
    },
    pen &&
      all && {
        id: 'pen',
        value: exact(all.accuracy),
        text: t.pen,
        note: t.penNote(
          n(all.mistakes),
          n(all.images),
          n(all.images / Object.keys(pen.pens).length),
          n(Object.keys(pen.pens).length),
        ),
      },
    worst && {
      id: 'corruptions',
      value: exact(mean(byCorruption(evaluation).map(([, right]) => right))),
      text: t.corrupted,
      note: t.corruptedNote(
        n(byCorruption(evaluation).length),
        nameOf(t.corruption, worst[0]).toLocaleLowerCase(i18n.language),
        exact(worst[1]),
      ),
    },
    small && {
      id: 'load-digits',
      value: exact(small.accuracy),
      text: t.digits8,
      note: t.digits8Note(n(small.mistakes), n(small.images)),
    },
    {
      id: 'calibration',
      value: points(test.expected_calibration_error),
      text: t.calibration,
      note: all ? t.calibrationNote(points(all.expected_calibration_error)) : '',
    },
    {
      id: 'refused',
      value: exact(test.refused),
      text: t.refused,
      note: all ? t.refusedNote(exact(all.refused)) : '',
    },
    letters.length > 0 && {
      id: 'letters',
      value: exact(mean(letters)),
      text: t.letters,
      note: t.lettersNote(exact(1 - mean(letters))),
    },
    ...Object.entries(others).map(([name, { others: images, others_refused }]) => ({
      id: name,
      value: exact(others_refused),
      text: t.others(nameOf(t.names, name)),
      note: t.othersNote(n(images)),
    })),
  ].map((figure) => figure || null);
  return found.filter((figure): figure is Figure => figure != null);
}
