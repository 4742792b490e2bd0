import { language } from './words/language.svelte';
import { english, type Words } from './words/en';

/** Every text a person reads, in the language of the moment: reading it where something is drawn follows a change. */
export const text: Words = new Proxy(english, {
  get: (_, key): unknown => Reflect.get(language.words, key),
});

/** For dates and numbers: as the browser is set, if it speaks the language of the page. */
export function locale(): string {
  return language.locale;
}

/** What a word of refusal means, also one of a newer server. */
export function refusalSentence(word: string): string {
  const refusals: Readonly<Record<string, string>> = text.refusals;
  return Object.hasOwn(refusals, word)
    ? (refusals[word] ?? text.refusedOtherwise)
    : text.refusedOtherwise;
}
