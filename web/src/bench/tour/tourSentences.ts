/** A step of the tour in words, with the numbers of the visitor's own drawing. */
import { sizeOf } from '../../core/tensor';
import { i18n } from '../../kit/i18n/i18n.svelte';
import type { Prediction } from '../detector.svelte';
import type { NetworkData } from '../networkData';
import { factsOf, type TourStep } from './tourSteps';
import { benchWords } from '../words';

export function stepWords(
  step: TourStep,
  data: NetworkData | null,
  prediction: Prediction | null,
): { title: string; text: string } {
  const { digit = null, probabilities = null } = prediction ?? {};
  const labels = data?.manifest.labels ?? [];
  const unit = step.lens?.kind === 'unit' ? step.lens.unit : null;
  const facts = unit && data ? factsOf(data, unit) : null;
  const layer = step.lens?.kind === 'layer' ? step.lens.layer : null;
  const count = (value: number) => i18n.number(value);
  const inputs = facts?.inputs ?? [];
  const words = benchWords().tour.steps[step.name]({
    digit: digit === null ? '' : labels[digit],
    percent: digit === null || !probabilities ? '' : i18n.percents(probabilities)[digit],
    value: i18n.value(facts?.value ?? 0),
    terms: count(facts?.terms ?? 0),
    channel: count(unit?.channel ?? 0),
    index: count(unit?.channel ?? 0),
    channels: count(layer && data ? data.shape(layer)![0] : 0),
    size: count(facts?.size ?? 0),
    // For a convolution the maps that it reads, for anything else the values.
    from: count(step.name === 'partials' ? (inputs[0] ?? 0) : sizeOf(inputs)),
    to: count(facts ? sizeOf(facts.shape) : 0),
  });
  const speaksOfNumbers = !['draw', 'sees', 'slide', 'maps', 'free'].includes(step.name);
  return speaksOfNumbers && !unit
    ? { title: benchWords().tour.blankTitle, text: benchWords().tour.blank }
    : words;
}
