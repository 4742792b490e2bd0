import { english, type Words } from './en';

/** What can be read here; each but English is loaded when it is wanted. */
export const LANGUAGES = ['en', 'de'] as const;
export type LanguageTag = (typeof LANGUAGES)[number];

/** What each calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<LanguageTag, string>> = {
  en: 'English',
  de: 'Deutsch',
};

const LOAD: Readonly<Record<LanguageTag, () => Promise<Words>>> = {
  en: () => Promise.resolve(english),
  de: async () => (await import('./de')).german,
};

/** The first of what somebody reads that we have, English otherwise. */
export function languageFor(wanted: readonly string[]): LanguageTag {
  for (const locale of wanted) {
    const found = LANGUAGES.find((tag) => tag === primaryOf(locale));
    if (found !== undefined) return found;
  }
  return 'en';
}

/** How dates and numbers are written: as the browser does, if it does so in this language. */
export function localeFor(tag: LanguageTag, browser: readonly string[]): string {
  return browser.find((locale) => primaryOf(locale) === tag) ?? tag;
}

function primaryOf(locale: string): string {
  return locale.toLowerCase().split('-', 1)[0] ?? '';
}

/** The language of the page. */
export class Language {
  #tag = $state<LanguageTag>('en');
  #words = $state.raw<Words>(english);
  #asked: LanguageTag = 'en';

  get tag(): LanguageTag {
    return this.#tag;
  }

  get words(): Words {
    return this.#words;
  }

  get locale(): string {
    return localeFor(this.#tag, navigator.languages);
  }

  /** Changes nothing before all of the words are there; the last one asked for holds. */
  async use(tag: LanguageTag): Promise<void> {
    this.#asked = tag;
    const words = await LOAD[tag]();
    if (this.#asked !== tag) return;
    this.#tag = tag;
    this.#words = words;
    document.documentElement.lang = tag;
    document.documentElement.dir = words.direction;
  }
}

export const language = new Language();
