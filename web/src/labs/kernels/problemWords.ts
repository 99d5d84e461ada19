/** A laboratory's problem as a sentence: what was asked, the rule, what would do. */
import type { SpanProblem } from '../../core/slidingWindow';
import { i18n } from '../../kit/i18n/i18n.svelte';
import type { LabProblem } from './labRun';
import type { PoolLabProblem } from './pooling/poolLab.svelte';
import { kernelWords } from './words';
import { poolWords } from './pooling/words';

const square = (side: number) => `${side}×${side}`;

/** @param isSequence whether the sentence says which kernel it is about */
export function labProblemWords(problem: LabProblem, isSequence: boolean): string {
  const t = kernelWords();
  const sentence = sentenceOf(problem);
  return isSequence && 'stage' in problem
    ? t.inStage(String(problem.stage + 1), sentence)
    : sentence;
}

function sentenceOf(problem: LabProblem): string {
  const t = kernelWords();
  switch (problem.rule) {
    case 'field': {
      const limits = [i18n.number(problem.least), i18n.number(problem.most)] as const;
      return problem.setting === 'stride'
        ? t.strideProblem(problem.text, ...limits)
        : t.fieldProblem(t.settings[problem.setting], problem.text, ...limits);
    }
    case 'weight':
      return t.weightProblem(problem.text, String(problem.row), String(problem.column));
    case 'learned':
      return t.learnedFailed(problem.message);
    case 'reflect':
      return t.reflectProblem(i18n.number(problem.padding), i18n.number(problem.side));
    case 'span':
      return spanWords(problem);
  }
}

export function poolProblemWords(problem: PoolLabProblem): string {
  const [t, poolLab] = [kernelWords(), poolWords()];
  switch (problem.rule) {
    case 'field': {
      const limits = [i18n.number(problem.least), i18n.number(problem.most)] as const;
      if (problem.setting === 'stride') return t.strideProblem(problem.text, ...limits);
      if (problem.setting === 'size') return poolLab.sizeProblem(problem.text, ...limits);
      return t.fieldProblem(poolLab.settings[problem.setting], problem.text, ...limits);
    }
    case 'half':
      return poolLab.halfProblem(
        i18n.number(problem.padding),
        square(problem.size),
        i18n.number(problem.most),
      );
    case 'span':
      return spanWords(problem);
  }
}

function spanWords({ size, span, padded, least }: SpanProblem): string {
  const [covers, side, enough] = [span, padded, least].map((pixels) => i18n.number(pixels));
  return kernelWords().spanProblem(square(size), covers, side, enough);
}
