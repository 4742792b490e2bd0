import { text } from '../../ui/text';
import { tidy, type Names } from './names';

/** Somebody else who is here now. */
export type Person = { readonly id: string; readonly name: string };

/** What to call somebody, so that two of the same name are told apart. */
export function nameOf(names: Names, { id, name }: Person): string {
  const shown = tidy(name);
  return text.chat.numbered(shown === '' ? text.chat.nameless : shown, names.numberOf(id, name));
}
