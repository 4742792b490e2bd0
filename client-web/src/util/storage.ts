/** What a page keeps; a browser that refuses storage behaves like an empty one. */
export interface Keep {
  read(key: string): string | null;
  write(key: string, value: string): void;
}

export function keepIn(storage: () => Storage): Keep {
  return {
    read(key) {
      try {
        return storage().getItem(key);
      } catch {
        return null;
      }
    },
    write(key, value) {
      try {
        storage().setItem(key, value);
      } catch {
        // A private window without storage: nothing is remembered, the call still works.
      }
    },
  };
}

export const tabKeep = keepIn(() => sessionStorage);
export const browserKeep = keepIn(() => localStorage);

/** Keeps for as long as the object lives. */
export function memoryKeep(values: Record<string, string> = {}): Keep {
  const kept = new Map(Object.entries(values));
  return {
    read: (key) => kept.get(key) ?? null,
    write: (key, value) => void kept.set(key, value),
  };
}
