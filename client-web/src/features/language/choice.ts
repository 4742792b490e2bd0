import {
  LANGUAGES,
  languageFor,
  type Language,
  type LanguageTag,
} from '../../ui/words/language.svelte';
import type { Keep } from '../../util/storage';

const KEY = 'foyer:language';

/** The language chosen on this device, or the browser's. */
export function chosenLanguage(keep: Keep, browser: readonly string[]): LanguageTag {
  const kept = keep.read(KEY);
  return LANGUAGES.find((tag) => tag === kept) ?? languageFor(browser);
}

/** Remembered once it could be loaded; the page stays as it was otherwise. */
export async function chooseLanguage(
  language: Language,
  tag: LanguageTag,
  keep: Keep,
): Promise<void> {
  await language.use(tag);
  keep.write(KEY, tag);
}
