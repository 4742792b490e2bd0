import type { Attachment } from 'svelte/attachments';
import { swipeOf } from './pages';

/** So far a finger may wander on a tap. */
const TAP = 10;

export type Swiping = {
  /** How far the finger has gone across, in pixels; 0 when it is lifted. */
  drag: (dx: number) => void;
  /** One page on, or one back. */
  turn: (by: -1 | 1) => void;
};

type Start = { id: number; x: number; y: number; at: number };

/** Turns pages for fingers; up and down stays the browser's by `touch-action: pan-y`. */
export function swiping({ drag, turn }: Swiping): Attachment<HTMLElement> {
  return (element) => {
    let start: Start | null = null;

    function down(event: PointerEvent): void {
      if (event.pointerType === 'mouse' || !event.isPrimary) return;
      start = {
        id: event.pointerId,
        x: event.clientX,
        y: event.clientY,
        at: event.timeStamp,
      };
    }

    function move(event: PointerEvent): void {
      if (event.pointerId !== start?.id) return;
      const dx = event.clientX - start.x;
      if (Math.abs(dx) < TAP) return;
      element.setPointerCapture(event.pointerId);
      drag(dx);
    }

    function end(event: PointerEvent): void {
      if (event.pointerId !== start?.id) return;
      const { x, y, at } = start;
      start = null;
      drag(0);
      if (event.type === 'pointercancel') return;
      const by = swipeOf(
        event.clientX - x,
        event.clientY - y,
        event.timeStamp - at,
        element.clientWidth,
      );
      if (by !== 0) turn(by);
    }

    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', end);
    element.addEventListener('pointercancel', end);
    return () => {
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', end);
      element.removeEventListener('pointercancel', end);
    };
  };
}
