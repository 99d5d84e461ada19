/** Every explained line is in the source, once in its definition; what it makes exists; the address comes back. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { TestNetwork } from '../../inference/testNetworks';
import { TrainingCode } from './trainingCode.svelte';
import { CODE_BLOCKS, CODE_VIEWS, LOOP_NODES } from './trainingCodeNotes';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const results = TestNetwork.manifestOf('artifacts').layers.map(({ name }) => name);
const all = CODE_VIEWS.flatMap((view) =>
  CODE_BLOCKS[view].flatMap((block) => block.notes.map((note) => ({ view, block, note }))),
);

it.each(all)('$view: $note.line', ({ view, block, note }) => {
  const lines = block.text.split('\n').map((line) => line.trim());
  // A line that is written twice, as a return or a loop's head, would be lit twice.
  expect(lines.filter((line) => line === note.line)).toHaveLength(1);
  const source = readFileSync(`${root}${block.file}`, 'utf8');
  expect(source).toContain(note.line);
  const known: readonly string[] = view === 'model' ? results : LOOP_NODES;
  for (const name of note.makes) expect(known).toContain(name);
});

it('every line of the model that makes a result is explained', () => {
  const made = CODE_BLOCKS.model.flatMap(({ notes }) => notes.flatMap(({ makes }) => makes));
  for (const name of results) expect(made).toContain(name);
});

describe('in the address', () => {
  it('keys are each its own', () =>
    expect(new Set(all.map(({ note }) => note.key)).size).toBe(all.length));

  it.each(all)('$view-$note.key comes back', ({ view, note }) => {
    const code = new TrainingCode();
    code.go(`${view}-${note.key}`);
    expect([code.view, code.chosen?.key]).toEqual([view, note.key]);
    expect(code.text).toBe(`${view}-${note.key}`);
  });

  it.each(['nothing', 'model-loss', 'conv1', null])('%s opens as at first', (text) => {
    const code = new TrainingCode();
    code.go(text);
    expect(code.text).toBeNull();
  });
});
