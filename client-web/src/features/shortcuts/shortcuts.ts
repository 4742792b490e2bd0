export type Shortcut = 'microphone' | 'camera' | 'screen' | 'hand' | 'people' | 'chat' | 'help';

/** Keys by what they write, so that they are where the letters are on any keyboard. */
export const KEYS: Readonly<Record<Shortcut, string>> = {
  microphone: 'm',
  camera: 'v',
  screen: 's',
  hand: 'h',
  people: 'p',
  chat: 'c',
  help: '?',
};

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'>;

/** Where keys write, choose or press something already. */
const WRITES =
  'input, textarea, select, [contenteditable], [role=dialog], [role=alertdialog], [role=menu]';
const PRESSES = `${WRITES}, button, a, summary, [role=slider], [role=switch]`;

function within(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

/** What a key asks for; null where it is none of ours, or belongs to what has the focus. */
export function shortcutFor(press: Press, target: EventTarget | null): Shortcut | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.repeat) return null;
  if (within(target, WRITES)) return null;
  const key = press.key.toLowerCase();
  const found = Object.entries(KEYS).find(([, letter]) => letter === key);
  return (found?.[0] as Shortcut | undefined) ?? null;
}

/** Whether a press of the space bar is to talk: on a button it presses that. */
export function isTalkKey(press: Press, target: EventTarget | null): boolean {
  if (press.ctrlKey || press.metaKey || press.altKey) return false;
  return press.key === ' ' && !within(target, PRESSES);
}
