/** Louder than breath and keys, as a share of what a voice reaches. */
const LOUD = 0.45;
const LOOKS_TO_BE_SURE = 6;
const LOOKS_KEPT = 12;

/** Whether somebody talks, from how loud the last looks at a microphone were: half a second of sound in a second. */
export function isTalking(levels: readonly number[]): boolean {
  return levels.slice(-LOOKS_KEPT).filter((level) => level > LOUD).length >= LOOKS_TO_BE_SURE;
}
