import type { NetworkReport } from '../../meeting/network-check.svelte';
import { text } from '../../ui/text';

/** What a check means for a meeting, in one sentence. */
export function verdictOf({ signaling, media, ports }: NetworkReport): string {
  const words = text.network;
  if (signaling === 'fails') return words.unreachable;
  if (media === null) return words.signalingOnly;
  if (media.udp.state === 'works') return words.well;
  if (media.tcp.state === 'works') return words.onlyTcp;
  return words.blocked(
    (['udp', 'tcp'] as const).flatMap((way) => {
      const port = ports[way];
      return port === null ? [] : [`${way.toUpperCase()} ${port}`];
    }),
  );
}

type Line = { what: string; outcome: string; good: boolean };

/** Every way with what came of it. */
export function linesOf({ signaling, media }: NetworkReport): Line[] {
  const words = text.network;
  const good = signaling === 'works';
  const lines = [{ what: words.signaling, outcome: good ? words.works : words.fails, good }];
  if (media === null) return lines;
  for (const way of ['udp', 'tcp'] as const) {
    const { state } = media[way];
    const roundTripMs = media[way].state === 'works' ? media[way].roundTripMs : null;
    const outcome = { works: words.works, fails: words.fails, untried: words.notOffered }[state];
    lines.push({
      what: words.ways[way],
      outcome: roundTripMs === null ? outcome : `${outcome}, ${words.roundTrip(roundTripMs)}`,
      good: state === 'works',
    });
  }
  return lines;
}
