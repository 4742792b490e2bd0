import { expect, test } from 'vitest';
import { Language, languageFor, localeFor } from '../../ui/words/language.svelte';
import { memoryKeep } from '../../util/storage';
import { chooseLanguage, chosenLanguage } from './choice';

test('begins with the first language of the browser that there is', () => {
  expect(languageFor(['fr-CA', 'de-AT', 'en'])).toBe('de');
  expect(languageFor(['fr', 'ja'])).toBe('en');
  expect(languageFor([])).toBe('en');
});

test('what was chosen on this device comes before the browser', () => {
  expect(chosenLanguage(memoryKeep({ 'foyer:language': 'en' }), ['de'])).toBe('en');
  expect(chosenLanguage(memoryKeep({ 'foyer:language': 'tlh' }), ['de'])).toBe('de');
});

test('dates are written as the browser does where it speaks the language', () => {
  expect(localeFor('en', ['de', 'en-GB'])).toBe('en-GB');
  expect(localeFor('de', ['en-GB'])).toBe('de');
});

test('a choice is read at once and remembered', async () => {
  const language = new Language();
  const keep = memoryKeep();
  await chooseLanguage(language, 'de', keep);
  expect(language.words.joinNow).toBe('Jetzt teilnehmen');
  expect(document.documentElement.lang).toBe('de');
  expect(chosenLanguage(keep, ['en'])).toBe('de');
});

test('of two choices the last one holds, whichever is loaded first', async () => {
  const language = new Language();
  await Promise.all([language.use('de'), language.use('en')]);
  expect(language.tag).toBe('en');
  expect(document.documentElement.lang).toBe('en');
});
