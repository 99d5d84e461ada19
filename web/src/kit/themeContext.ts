/** The page's theme, for whatever paints with its colours: the app sets it, components read it while they are set up. */
import { createContext } from 'svelte';
import type { Theme } from './theme';

export const [getTheme, setTheme] = createContext<() => Theme>();
