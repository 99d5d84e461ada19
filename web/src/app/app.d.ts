/// <reference types="svelte" />
/// <reference types="vite/client" />

/** A definition out of a Python file, see build/python-source.ts. */
declare module 'python:*' {
  const text: string;
  export default text;
}
