const GESTURES = ['pointerdown', 'keydown'] as const;

/** Lets a context run as soon as the browser does: some wait for a gesture. @return stops waiting for one */
export function whenAllowed(context: AudioContext): () => void {
  const resume = (): void => {
    if (context.state === 'suspended') context.resume().catch(() => undefined); // not yet: the next gesture
  };
  resume();
  for (const gesture of GESTURES) addEventListener(gesture, resume);
  return () => {
    for (const gesture of GESTURES) removeEventListener(gesture, resume);
  };
}
