/** A time between once and twice `ms`, so that many who were told the same do not come at once. */
export function spread(ms: number, random: () => number = Math.random): number {
  return ms * (1 + random());
}
