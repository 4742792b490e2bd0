import type { Attachment } from 'svelte/attachments';

/** Plays a track in the element; `refused` is told when the browser wants a click first. */
export function playing(
  track: MediaStreamTrack,
  refused: () => void = () => undefined,
): Attachment<HTMLMediaElement> {
  return (element) => {
    element.srcObject = new MediaStream([track]);
    element.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') refused();
    });
    return () => {
      element.srcObject = null;
    };
  };
}

/** Plays over a speaker, or over what the system prefers where that one is null or gone. */
export function over(speakerId: string | null): Attachment<HTMLMediaElement> {
  return (element) => {
    if (!('setSinkId' in element)) return;
    element.setSinkId(speakerId ?? '').catch(() => undefined);
  };
}
