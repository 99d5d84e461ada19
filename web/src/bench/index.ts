/** The bench's public door for laboratories: what they may build on. Its components are in views.ts. */
export { DrawingState, EMPTY, type Drawing, type Picture } from './drawing/drawing.svelte';
export { openPicture, reducedPicture, type Opened } from './drawing/picture';
export { rasterize } from './drawing/rasterize';
export { pixelsIn, pixelsText, strokesIn, strokesText } from './drawing/drawingAddress';
export { examplesOf, loadExamples, type Example } from './examples';
export type { DrawingReader } from './bench';
export type { Host } from './host';
export { Judging, type FetchedNetwork } from './judging.svelte';
export { LabModel, LabModels } from './labModels.svelte';
export { examplesAt, learnedKernels, type LearnedKernels } from './learnedKernels';
export { PANELS, nearest } from './lens/lensAddress';
export { ModelBench } from './modelBench.svelte';
export type { Unit } from './network/hover.svelte';
export { largest } from './network/paintNetwork';
export { shapeOf } from './network/unitWords';
export { SOFTMAX, type NetworkData } from './networkData';
export { judge, type Prediction } from './prediction/readAnswer';
export { benchWords } from './words';
