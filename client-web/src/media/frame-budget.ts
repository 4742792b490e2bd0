/** Below fifteen pictures a second a face no longer moves as its voice does. */
export const FRAME_BUDGET_MS = 1000 / 15;
/** How many frames are looked at: two to four seconds of them. */
export const FRAMES_JUDGED = 60;

/** Whether a machine is too slow for what each of its last frames took: most of them took too long. */
export function isTooSlow(framesMs: readonly number[]): boolean {
  if (framesMs.length < FRAMES_JUDGED) return false;
  const late = framesMs.slice(-FRAMES_JUDGED).filter((ms) => ms > FRAME_BUDGET_MS).length;
  return late > FRAMES_JUDGED / 2;
}
