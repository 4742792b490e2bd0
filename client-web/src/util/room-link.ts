import { isRoomCode } from './room-code';

/** What a link to a room may carry behind the `#`, where no server sees it. */
export type RoomSecrets = {
  /** The key of the chat. */
  secret?: string;
  /** Opens the door once. */
  invite?: string;
};

const TOKEN = /^[A-Za-z0-9_-]{1,100}$/;

function token(text: string | null): string | undefined {
  return text !== null && TOKEN.test(text) ? text : undefined;
}

/** Reads `#k=<secret>&i=<invite>` and the bare `#<secret>`. */
export function secretsIn(hash: string): RoomSecrets {
  const fragment = hash.replace(/^#/, '');
  if (!fragment.includes('=')) return { secret: token(fragment) };
  const fields = new URLSearchParams(fragment);
  return { secret: token(fields.get('k')), invite: token(fields.get('i')) };
}

/** The way to a room on this server, such as `/standup#k=…&i=…`. */
export function roomPath(roomId: string, { secret, invite }: RoomSecrets = {}): string {
  const fields = new URLSearchParams();
  if (secret !== undefined) fields.set('k', secret);
  if (invite !== undefined) fields.set('i', invite);
  const fragment = fields.toString();
  return fragment === '' ? `/${roomId}` : `/${roomId}#${fragment}`;
}

/** The way to the room in what somebody typed or pasted: a code, or a link with all it carries. */
export function roomPathIn(input: string): string | null {
  const text = input.trim();
  if (isRoomCode(text)) return roomPath(text);
  if (!URL.canParse(text)) return null;
  const { pathname, hash } = new URL(text);
  const last = pathname.split('/').filter(Boolean).at(-1) ?? '';
  return isRoomCode(last) ? roomPath(last, secretsIn(hash)) : null;
}
