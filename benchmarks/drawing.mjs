/**
 * How often is the page right about digits that people really drew? Every digit of a file of pen strokes is drawn on the
 * page's pad, stroke by stroke, with mouse events, by a real Chromium on the real server, with the page's own pen.
 *
 *   make bench-drawing DATA=strokes.jsonl [ARGS="--share 0.7 --limit 100"]
 */
import { draw, launch, open, option, placed, readDigits, save, serve } from './bench.mjs';

const data = option('data');
const share = Number(option('share', 0.7));
if (!data) throw new Error('--data is missing; give a JSON-lines file with writer, label and strokes.');
const digits = readDigits(data).slice(0, Number(option('limit', Infinity)));

/** What the page says once it has caught up with the last change: the same text over several painted frames. */
function settledAnswer() {
  return new Promise((resolve) => {
    const read = () => ({
      prediction: document.querySelector('[data-testid=prediction]').textContent.trim(),
      percentages: Array.from({ length: 10 }, (_, i) =>
        document.querySelector(`[data-testid=probability-${i}]`).textContent.trim(),
      ),
    });
    let last = '';
    let same = 0;
    const look = () => {
      const answer = read();
      const text = JSON.stringify(answer);
      same = text === last ? same + 1 : 0;
      last = text;
      if (same >= 8) resolve(answer);
      else setTimeout(look, 15);
    };
    look();
  });
}

const server = await serve();
const browser = await launch();
const page = await open(browser, server.address);
const pad = page.getByTestId('draw-pad');
const clear = page.getByTestId('clear');
const started = performance.now();
const answers = [];
for (const { writer, label, strokes } of digits) {
  await pad.scrollIntoViewIfNeeded();
  await draw(page, placed(strokes, await pad.boundingBox(), share));
  const { prediction, percentages } = await page.evaluate(settledAnswer);
  const shown = /\d/.exec(prediction)?.[0] ?? null;
  const address = page.url();
  answers.push({ writer, label, shown, right: shown === label, prediction, percentages, address });
  await clear.click();
  await page.evaluate(settledAnswer);
}
await browser.close();
server.close();

const right = answers.filter((answer) => answer.right).length;
/** Right answers per value of `key`, one row each. */
function table(key) {
  console.log(`\n${key.padEnd(8)}right`);
  const values = [...new Set(answers.map((answer) => answer[key]))].sort((a, b) => a - b);
  return values.map((value) => {
    const own = answers.filter((answer) => answer[key] === value);
    const row = { [key]: value, right: own.filter((answer) => answer.right).length, total: own.length };
    console.log(`${String(value).padEnd(8)}${row.right}/${row.total}`);
    return row;
  });
}
const perDigit = table('label');
const perWriter = table('writer');
const mistakes = answers.filter((answer) => !answer.right);
console.log('\nmistakes');
for (const { writer, label, prediction, percentages } of mistakes) {
  console.log(`writer ${writer} drew ${label}: "${prediction}" (${label}: ${percentages[label]})`);
}
const seconds = (performance.now() - started) / 1000;
const percent = (100 * right) / answers.length;
console.log(`\n${right}/${answers.length} right (${percent.toFixed(1)}%) in ${seconds.toFixed(0)} s`);
save('drawing', { right, total: answers.length, share, perDigit, perWriter, mistakes });
