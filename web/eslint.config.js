import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Which rooms a room must not import, and the sentence that says so. */
const boundary = (files, patterns, message) => ({
  files: [`src/${files}`],
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ regex: patterns, message, allowTypeImports: false }] },
    ],
  },
});

export default ts.config(
  { ignores: ['dist', 'node_modules', 'test-results', 'playwright-report', 'public'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
  },
  {
    rules: {
      // The type checker knows names better.
      'no-undef': 'off',
    },
  },
  boundary(
    'core/!(*.test).ts',
    '^(?!\\./)',
    'core/ is pure arithmetic: it imports nothing from outside itself.',
  ),
  boundary(
    'layout/!(*.test).ts',
    '^(?!\\./)',
    'layout/ is pure geometry: it imports nothing from outside itself.',
  ),
  boundary(
    'state/*.ts',
    'onnxruntime|/views/|/chapters/',
    'Only inference/ knows onnxruntime-web, and state/ does not draw.',
  ),
  boundary(
    'views/**/*',
    'onnxruntime|/chapters/|/inference/(?!manifest)',
    'views/ draw what state/ holds: no engine, no chapters.',
  ),
  boundary('chapters/**/*', 'onnxruntime|/inference/', 'chapters/ compose views over state/.'),
);
