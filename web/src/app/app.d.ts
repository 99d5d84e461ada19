/// <reference types="svelte" />
/// <reference types="vite/client" />

/** Of the wheel and the page alike, see build/version.ts. */
declare const __VERSION__: string;

/** A definition out of a Python file, see build/python-source.ts. */
declare module 'python:*' {
  const text: string;
  export default text;
}
