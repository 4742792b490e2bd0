/**
 * Makes one track of two: stopping `made` stops the device track it is made from and releases what is between
 * them, and `made` ends when the device goes, as a device's own track would.
 *
 * @param release called once
 */
export function derivedTrack(
  made: MediaStreamTrack,
  from: MediaStreamTrack,
  release: () => void,
): MediaStreamTrack {
  const stopMade = made.stop.bind(made);
  let over = false;
  const end = (): void => {
    if (over) return;
    over = true;
    stopMade();
    from.stop();
    release();
  };
  from.addEventListener('ended', () => {
    if (over) return;
    end();
    // A track that was made does not know that its source ended.
    made.dispatchEvent(new Event('ended'));
  });
  made.stop = end;
  return made;
}
