import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import rooms from './lint/rooms.js';
import svelteConfig from './svelte.config.js';

/** What a page has and a worker or Node has not. */
const DOM = Object.keys(globals.browser).filter(
  (name) => !(name in globals.nodeBuiltin && name in globals.worker),
);
/** `Window` is what a kernel looks through. */
const DOM_TYPES = DOM.filter((name) => /^[A-Z]/.test(name) && name !== 'Window');
const NO_PAGE = 'Sums are pure: what touches the page moves to a component or to its state.';
const NO_LAB =
  'Of all that is outside a lab, src/app/ alone names it: what the build needs moves to build/.';
const NO_OFFSCREEN = 'Older Safaris have none: kit/maps/spareContext.ts is for every browser.';

export default ts.config(
  { ignores: ['dist', 'node_modules', 'test-results', 'playwright-report', 'coverage', 'public'] },
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
  {
    files: ['src/**'],
    plugins: { rooms },
    rules: {
      'rooms/downwards': 'error',
      'rooms/pure': 'error',
      'rooms/acyclic': 'error',
      'rooms/unique': 'error',
    },
  },
  {
    files: ['src/**'],
    ignores: ['src/kit/maps/spareContext.ts', '**/*.test.ts', '**/*.e2e.ts'],
    rules: {
      'no-restricted-globals': ['error', { name: 'OffscreenCanvas', message: NO_OFFSCREEN }],
    },
  },
  {
    files: ['build/**', '*.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '/labs/', message: NO_LAB }] }],
    },
  },
  {
    files: ['src/core/**', 'src/**/sums.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', ...DOM.map((name) => ({ name, message: NO_PAGE }))],
      '@typescript-eslint/no-restricted-types': [
        'error',
        { types: Object.fromEntries(DOM_TYPES.map((name) => [name, NO_PAGE])) },
      ],
    },
  },
);
