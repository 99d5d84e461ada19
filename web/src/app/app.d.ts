/// <reference types="svelte" />
/// <reference types="vite/client" />

/** Shared by the wheel and the page, see build/version.ts. */
declare const __VERSION__: string;

/** A definition from a Python file, see build/python-source.ts. */
declare module 'python:*' {
  const text: string;
  export default text;
}
