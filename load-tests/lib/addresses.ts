/** Addresses there are in 10.0.0.0/8, without the first and the last. */
const ADDRESSES = 2 ** 24 - 2;

/** The address of person 1, 2, 3 …, in 10.0.0.0/8. */
export function addressOf(person: number): string {
  const at = ((person - 1) % ADDRESSES) + 1;
  return `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`;
}
