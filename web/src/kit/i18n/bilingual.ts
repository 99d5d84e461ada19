/** Sentences in both languages, next to the code that says them and fetched with it. */
import { i18n, type Language } from './i18n.svelte';

/** In the page's language; read it where Svelte tracks it. */
export function bilingual<Words>(ptBR: Words, en: NoInfer<Words>): () => Words {
  const words: Record<Language, Words> = { 'pt-BR': ptBR, en };
  return () => words[i18n.language];
}
