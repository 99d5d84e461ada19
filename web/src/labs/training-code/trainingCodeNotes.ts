/** The lines of the code that are explained, by their text, each with what it makes. A test finds every one in the source. */
import average from 'python:esmiuca/training/average.py/update_average';
import forward from 'python:esmiuca/models/cnn.py/CNN.forward';
import init from 'python:esmiuca/models/cnn.py/CNN.__init__';
import run from 'python:esmiuca/training/loop.py/Trainer.run';
import trainStep from 'python:esmiuca/training/loop.py/Trainer.train_step';

/** What a training step is made of, in the order of its loop. */
export const LOOP_NODES = [
  'images',
  'network',
  'scores',
  'loss',
  'gradients',
  'weights',
  'average',
] as const;
export type LoopNode = (typeof LOOP_NODES)[number];

/** The class's own functions are one view, and so is a step, and the run around it. */
export const CODE_VIEWS = ['model', 'step', 'run'] as const;
export type CodeView = (typeof CODE_VIEWS)[number];

export interface Note<Key extends string = NoteKey> {
  key: Key;
  /** The line, without its indentation. */
  line: string;
  /** Results of the network by name, or nodes of the loop. */
  makes: readonly string[];
}

export interface CodeBlock<Key extends string = NoteKey> {
  /** Where it is in the repository. */
  file: string;
  text: string;
  notes: readonly Note<Key>[];
}

const note = <const Key extends string>(key: Key, line: string, ...makes: string[]): Note<Key> => ({
  key,
  line,
  makes,
});

const loop = <const Key extends string>(key: Key, line: string, ...makes: LoopNode[]): Note<Key> =>
  note(key, line, ...makes);

const CODE = {
  model: [
    {
      file: 'src/esmiuca/models/cnn.py',
      text: init,
      notes: [
        note('makeConv1', 'self.conv1 = nn.Conv2d(1, 32, kernel_size=3)', 'conv1'),
        note('makeConv2', 'self.conv2 = nn.Conv2d(32, 64, kernel_size=3)', 'conv2'),
        note('makeFc1', 'self.fc1 = nn.Linear(64 * 12 * 12, 128)', 'fc1'),
        note('makeFc2', 'self.fc2 = nn.Linear(128, 10)', 'logits'),
        note('makeRelu', 'self.relu = nn.ReLU()', 'conv1_relu', 'conv2_relu', 'fc1_relu'),
        note('makePool', 'self.pool = nn.MaxPool2d(2)', 'pool'),
      ],
    },
    {
      file: 'src/esmiuca/models/cnn.py',
      text: forward,
      notes: [
        note('conv1', 'x = self.relu(self.conv1(x))  # (N, 32, 26, 26)', 'conv1', 'conv1_relu'),
        note(
          'conv2',
          'x = self.pool(self.relu(self.conv2(x)))  # (N, 64, 24, 24) → (N, 64, 12, 12)',
          'conv2',
          'conv2_relu',
          'pool',
        ),
        note('flatten', 'x = x.view(x.size(0), -1)  # (N, 9216)', 'flatten'),
        note('fc1', 'x = self.relu(self.fc1(x))  # (N, 128)', 'fc1', 'fc1_relu'),
        note('fc2', 'return self.fc2(x)  # (N, 10)', 'logits'),
      ],
    },
  ],
  step: [
    {
      file: 'src/esmiuca/training/loop.py',
      text: trainStep,
      notes: [
        loop('rate', 'rate = learning_rate(self.config, self.share_done())', 'weights'),
        loop('setRate', 'group["lr"] = rate', 'weights'),
        loop(
          'autocast',
          'with torch.autocast(self.processes.device.type, dtype=torch.bfloat16, enabled=self.bf16):',
          'network',
        ),
        loop('dropped', 'dropped = () if batch.kept is None else (batch.kept,)', 'network'),
        loop(
          'forward',
          'logits = self.forward(batch.x, *dropped)  # (B, 10)',
          'images',
          'network',
          'scores',
        ),
        loop('loss', 'loss = batch_loss(logits.float(), batch, self.config)', 'scores', 'loss'),
        loop('zero', 'self.model.zero_grad(set_to_none=True)', 'gradients'),
        loop(
          'backward',
          'loss.backward()  # where there are several processes, averages their gradients too',
          'loss',
          'gradients',
        ),
        loop('update', 'optimizer.step()', 'gradients', 'weights'),
        loop(
          'average',
          'update_average(self.averaged, self.current, self.config.ema_decay, done)',
          'weights',
          'average',
        ),
        loop('count', 'self.count(batch, logits, loss)', 'scores', 'loss'),
      ],
    },
    {
      file: 'src/esmiuca/training/average.py',
      text: average,
      notes: [
        loop('decay', 'decay = min(most, done / (done + 10))', 'average'),
        loop(
          'move',
          'get_ema_multi_avg_fn(decay)(list(averaged), list(current), done)',
          'weights',
          'average',
        ),
      ],
    },
  ],
  run: [
    {
      file: 'src/esmiuca/training/loop.py',
      text: run,
      notes: [
        loop('epochs', 'while self.epoch < self.config.epochs:', ...LOOP_NODES),
        loop('batches', 'for batch in self.batches.epoch(self.epoch, self.step):', 'images'),
        loop('stop', 'if any(self.processes.add_up([float(self.stop_requested)])):'),
        loop('save', 'self.save(self.last_path, self.sums())', 'weights', 'average'),
        loop('step', 'self.train_step(batch)', ...LOOP_NODES),
        loop('report', 'report(self.progress(started, done_before))', 'scores', 'loss'),
        loop('finish', 'metrics = self.finish_epoch()', 'average'),
      ],
    },
  ],
} as const satisfies Record<CodeView, readonly CodeBlock<string>[]>;

export type NoteKey = (typeof CODE)[CodeView][number]['notes'][number]['key'];

export const CODE_BLOCKS: Record<CodeView, readonly CodeBlock[]> = CODE;
