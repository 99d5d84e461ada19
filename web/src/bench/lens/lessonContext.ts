/** The lesson, for the value at the end of every lens. */
import { getContext, setContext } from 'svelte';
import type { Lesson } from './lesson.svelte';

const KEY = Symbol('lesson');

export const setLesson = (lesson: Lesson): Lesson => setContext(KEY, lesson);

/** undefined outside a lesson. */
export const getLesson = (): Lesson | undefined => getContext<Lesson | undefined>(KEY);
