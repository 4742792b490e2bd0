// Datagrams that are nearly right: what a media port must drop, and count, and forget.
import { Random } from './random';

const LARGEST = 1_500;

/** RFC 8489 5: type, length, magic cookie, transaction; then USERNAME, PRIORITY, MESSAGE-INTEGRITY, FINGERPRINT. */
function binding(random: Random): Buffer {
  const name = Buffer.from(`${random.bits().toString(36)}:${random.bits().toString(36)}`);
  const padded = Buffer.alloc(Math.ceil(name.length / 4) * 4);
  name.copy(padded);
  const attributes = Buffer.concat([
    Buffer.from([0x00, 0x06, 0x00, name.length]),
    padded,
    Buffer.from([0x00, 0x24, 0x00, 0x04]),
    random.bytes(4),
    Buffer.from([0x00, 0x08, 0x00, 0x14]),
    random.bytes(20),
    Buffer.from([0x80, 0x28, 0x00, 0x04]),
    random.bytes(4),
  ]);
  const type = [0x0001, 0x0101, 0x0111, 0x0011][random.below(4)] ?? 0x0001;
  const header = Buffer.alloc(8);
  header.writeUInt16BE(type, 0);
  header.writeUInt16BE(attributes.length, 2);
  header.writeUInt32BE(0x2112a442, 4);
  return Buffer.concat([header, random.bytes(12), attributes]);
}

/** RFC 6347 4.1: a record of any content type, DTLS 1.2. */
function dtlsRecord(random: Random): Buffer {
  const body = random.bytes(12 + random.below(400));
  const header = Buffer.alloc(13);
  header.writeUInt8(20 + random.below(6), 0);
  header.writeUInt16BE(0xfefd, 1);
  header.writeUInt16BE(random.below(2), 3);
  header.writeUIntBE(random.below(1_000), 5, 6);
  header.writeUInt16BE(body.length, 11);
  if (header[0] === 22) {
    // RFC 6347 4.2.2: a ClientHello, as the first flight has it
    body.writeUInt8(1, 0);
    body.writeUIntBE(body.length - 12, 1, 3);
    body.writeUIntBE(0, 4, 4);
    body.writeUIntBE(body.length - 12, 9, 3);
  }
  return Buffer.concat([header, body]);
}

/** RFC 3550 5.1, with a header extension of RFC 8285 now and then. */
function rtp(random: Random): Buffer {
  const packet = random.bytes(12 + random.below(1_200));
  packet[0] = 0x80 | (random.below(4) === 0 ? 0x10 : 0);
  packet[1] = (random.below(2) << 7) | (96 + random.below(32));
  return packet;
}

/** RFC 3550 6.4: the first of a compound packet, with any length. */
function rtcp(random: Random): Buffer {
  const packet = random.bytes(8 + 4 * random.below(60));
  packet[0] = 0x80 | random.below(32);
  packet[1] = 200 + random.below(8);
  packet.writeUInt16BE(packet.length / 4 - 1, 2);
  return packet;
}

const PLAUSIBLE = [binding, dtlsRecord, rtp, rtcp];

function plausible(random: Random): Buffer {
  const make = PLAUSIBLE[random.below(PLAUSIBLE.length)] ?? rtp;
  return make(random);
}

/** The next bad datagram: noise, plausible, cut off or with flipped bits. */
export function badDatagram(random: Random): Buffer {
  switch (random.below(4)) {
    case 0:
      return random.bytes(random.below(LARGEST));
    case 1:
      return plausible(random);
    case 2: {
      const whole = plausible(random);
      return whole.subarray(0, random.below(whole.length));
    }
    default: {
      const flipped = plausible(random);
      for (let flips = 1 + random.below(8); flips > 0; flips--) {
        const at = random.below(flipped.length);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
      }
      return flipped;
    }
  }
}
