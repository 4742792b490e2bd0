export const GAUGES = ['foyer_rooms', 'foyer_participants', 'foyer_sockets'] as const;

export type Gauge = (typeof GAUGES)[number];

/** Values of the gauges in Prometheus's text format; NaN of one that is not there. */
export function gaugesIn(metrics: string): Record<Gauge, number> {
  const value = (name: Gauge): number => {
    const line = metrics.split('\n').find((candidate) => candidate.startsWith(`${name} `));
    return Number(line?.split(' ')[1] ?? NaN);
  };
  return {
    foyer_rooms: value('foyer_rooms'),
    foyer_participants: value('foyer_participants'),
    foyer_sockets: value('foyer_sockets'),
  };
}

/** Whether nobody is there; false also where a gauge is missing. */
export function isEmpty(metrics: string): boolean {
  return Object.values(gaugesIn(metrics)).every((value) => value === 0);
}
