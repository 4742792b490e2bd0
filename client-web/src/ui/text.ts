/** Every text a person reads. */
export const text = {
  product: 'Foyer',
  tagline: 'A place to meet, on your own server.',

  startMeeting: 'Start a meeting',
  codeLabel: 'Meeting code or link',
  enter: 'Enter',
  notACode: 'A code has letters, digits, "-" and "_", at most 64 of them.',

  yourName: 'Your name',
  joinNow: 'Join now',
  meeting: 'Meeting',
  preview: 'Your camera',
  cameraIsOff: 'Your camera is off',

  muteMicrophone: 'Mute microphone',
  unmuteMicrophone: 'Unmute microphone',
  cameraOff: 'Turn camera off',
  cameraOn: 'Turn camera on',
  shareScreen: 'Share screen',
  stopSharing: 'Stop sharing screen',
  leaveCall: 'Leave call',
  controls: 'Call controls',
  copyLink: 'Copy link',
  linkCopied: 'Link copied',
  clickToHear: 'Click to hear',
  browserIsQuiet: 'Your browser is holding back the sound.',

  you: 'you',
  screen: 'screen',
  microphoneMuted: 'microphone muted',
  handRaised: 'hand raised',
  reconnecting: 'Connection lost. Reconnecting…',
  aloneHere: 'Nobody else is here yet.',

  guests: 'Waiting to be let in',
  admitShort: 'Admit',
  denyShort: 'Deny',
  admit: (name: string) => `Admit ${name}`,
  deny: (name: string) => `Deny ${name}`,

  connecting: 'Connecting…',
  unreachable: 'The server does not answer. Trying again…',
  waiting: 'Waiting for the host',
  waitingMore: 'You will be in as soon as the host lets you in.',
  cancel: 'Cancel',
  rejoin: 'Join again',
  toStart: 'Back to the start',
  dismiss: 'Dismiss',

  ends: {
    left: 'You left the meeting.',
    denied: 'The host did not let you in.',
    'host-left': 'The meeting has ended.',
    'session-replaced': 'You are in this meeting in another window.',
    unsupported: 'This browser cannot take part in video meetings.',
  },

  refusals: {
    'invalid-room-id': 'This is not a meeting code.',
    'room-full': 'This meeting is full.',
    'server-full': 'The server has no room for another meeting right now.',
    'identity-conflict':
      'Somebody is already in this meeting with your identity. Open it in a new tab.',
    'rate-limited': 'That was too often. Wait a moment and try again.',
    timeout: 'The server did not answer in time.',
    disconnected: 'The connection to the server was lost.',
  },
  refusedOtherwise: 'The server refused. Try again later.',

  deviceNames: { microphone: 'microphone', camera: 'camera', screen: 'screen' },
  problems: {
    denied: (device: string) =>
      `The browser may not use your ${device}. Allow it next to the address bar.`,
    missing: (device: string) => `No ${device} was found.`,
    busy: (device: string) =>
      `Your ${device} could not be started. Another program may be using it.`,
    unsupported: (device: string) =>
      `This page cannot use your ${device}. Open it over a secure connection.`,
    'no-answer': (device: string) => `The browser gave no answer about your ${device}.`,
    lost: (device: string) => `Your ${device} was disconnected.`,
    'not-sent': (device: string) => `Your ${device} could not be sent to the meeting.`,
    unknown: (device: string) => `Your ${device} could not be used.`,
  },
} as const;
