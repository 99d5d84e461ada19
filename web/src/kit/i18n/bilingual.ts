/** Sentences in both languages, beside what says them: they are fetched with it. */
import { i18n, type Language } from './i18n.svelte';

/** In the page's language; to be read where Svelte follows it. */
export function bilingual<Words>(ptBR: Words, en: NoInfer<Words>): () => Words {
  const words: Record<Language, Words> = { 'pt-BR': ptBR, en };
  return () => words[i18n.language];
}
