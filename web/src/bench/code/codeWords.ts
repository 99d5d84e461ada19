/** The words in the generated code, in the reader's language; the page's dictionaries hold the sentences. */
export interface CodeWords {
  /** "map 7, row 9, column 16" */
  place: (channel: number, row: number, column: number) => string;
  /** "value 5012" */
  index: (index: number) => string;
  /** First line: which number this is. */
  title: (layer: string, place: string) => string;
  softmaxTitle: string;
  realnessTitle: string;
  needs: (library: string) => string;
  /** Comments over and beside the lines. */
  window: string;
  padding: string;
  kernel: string;
  notFlipped: string;
  double: string;
  perChannel: string;
  oneOfEach: string;
  ownKernels: string;
  inputs: string;
  weights: string;
  /** Where a list is too long to read. */
  encoded: string;
  relu: string;
  poolWindow: string;
  outside: string;
  winner: string;
  map: (channel: number) => string;
  otherMaps: string;
  flattenOrder: string;
  flattenBack: string;
  beforeRelu: string;
  logits: string;
  temperature: string;
  largestOff: string;
  shares: string;
  scores: string;
  calibration: string;
  eachAlone: string;
  /** Words that the code prints: no quotes, no braces. */
  channel: string;
  value: string;
  sum: string;
  bias: string;
  others: string;
  row: string;
  column: string;
}
