import type { Attachment } from 'svelte/attachments';

/**
 * Plays a track louder than it comes, which an element alone cannot: by a gain before it.
 *
 * @param percent of how loud it comes; may change while it plays
 * @param refused told when the browser wants a click first
 */
export function amplified(
  track: MediaStreamTrack,
  percent: () => number,
  refused: () => void,
): Attachment<HTMLMediaElement> {
  return (element) => {
    const context = new AudioContext();
    const stream = new MediaStream([track]);
    // Chromium gives the sound of a peer to Web Audio only while an element plays it, too.
    const pump = new Audio();
    pump.muted = true;
    pump.srcObject = stream;
    pump.play().catch(() => undefined); // silent: what matters is refused below
    const gain = new GainNode(context);
    const out = new MediaStreamAudioDestinationNode(context);
    context.createMediaStreamSource(stream).connect(gain).connect(out);
    // A change of it must not interrupt the sound.
    $effect(() => {
      gain.gain.value = percent() / 100;
    });
    element.srcObject = out.stream;
    context.resume().catch(() => undefined);
    element.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') refused();
    });
    return () => {
      element.srcObject = null;
      pump.srcObject = null;
      void context.close();
    };
  };
}
