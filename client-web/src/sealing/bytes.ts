/** Bytes that WebCrypto takes: never shared between threads. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

export function utf8(text: string): Bytes {
  return encoder.encode(text);
}

export function u32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

export function concat(...parts: Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Each field behind its length (16 bits), so that no two lists of fields are the same bytes. */
export function fields(...parts: Uint8Array[]): Bytes {
  return concat(
    ...parts.map((part) => {
      if (part.length > 0xffff) throw new RangeError(`field: ${part.length} bytes`);
      return concat(Uint8Array.of(part.length >> 8, part.length & 0xff), part);
    }),
  );
}
