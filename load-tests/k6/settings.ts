/** What the scenarios are told by `k6 run -e NAME=value`. */

export const BASE_URL = text('URL', 'http://127.0.0.1:3000').replace(/\/+$/, '');

/**
 * Whether each person has an address of its own, by `X-Forwarded-For`: a server behind a proxy on
 * its own machine believes it, and its limits for each address count real people.
 */
export const OWN_ADDRESSES = text('OWN_ADDRESSES', '1') !== '0';

export function text(name: string, otherwise: string): string {
  return __ENV[name] ?? otherwise;
}

/** A number that is not negative. */
export function amount(name: string, otherwise: number): number {
  const given = Number(text(name, String(otherwise)));
  if (!(given >= 0)) throw new Error(`${name}: ${text(name, '')} is not a number from 0 up`);
  return given;
}

/** A whole number of something there has to be, and no more than `most`. */
export function count(name: string, otherwise: number, most = Infinity): number {
  const given = amount(name, otherwise);
  if (!Number.isInteger(given) || given < 1 || given > most) {
    throw new Error(`${name}: ${given} is not a whole number from 1 to ${most}`);
  }
  return given;
}
