const unverifiable = (count: number): string =>
  count === 1 ? 'A message could not be verified.' : `${count} messages could not be verified.`;

/** Every text a person reads. */
export const english = {
  direction: 'ltr' as 'ltr' | 'rtl',
  languageLabel: 'Language',
  languageUnavailable: 'This language could not be loaded. Try again when the connection is back.',
  product: 'Foyer',
  tagline: 'A place to meet, on your own server.',
  taglineMore:
    'Start a meeting and send the link. Nobody needs an account, and no other company is in between.',

  startMeeting: 'Start a meeting',
  codeLabel: 'Meeting code or link',
  enter: 'Enter',
  notACode: 'A code has letters, digits, "-" and "_", at most 64 of them.',
  recent: 'Recent meetings',
  forget: (roomId: string) => `Forget ${roomId}`,

  theme: 'Appearance',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },

  yourName: 'Your name',
  joinNow: 'Join now',
  joining: 'Joining…',
  joinTitle: 'Ready to join?',
  meeting: 'Meeting',
  preview: 'Your camera',
  cameraIsOff: 'Your camera is off',

  settings: 'Settings',
  close: 'Close',
  devices: { microphone: 'Microphone', camera: 'Camera', speaker: 'Speaker' },
  systemDefault: 'System default',
  unnamedDevice: (at: number) => `Device ${at}`,

  muteMicrophone: 'Mute microphone',
  unmuteMicrophone: 'Unmute microphone',
  cameraOff: 'Turn camera off',
  cameraOn: 'Turn camera on',
  shareScreen: 'Share screen',
  stopSharing: 'Stop sharing screen',
  raiseHand: 'Raise hand',
  lowerHand: 'Lower hand',
  leaveCall: 'Leave call',
  more: 'More',
  controls: 'Call controls',
  copyLink: 'Copy link',
  linkCopied: 'Link copied',
  clickToHear: 'Click to hear',
  browserIsQuiet: 'Your browser is holding back the sound.',

  layout: 'Layout',
  layouts: { grid: 'Grid', speaker: 'Speaker' },
  pin: (name: string) => `Pin ${name}`,
  unpin: (name: string) => `Unpin ${name}`,

  stage: {
    chooseDevice: { microphone: 'Choose the microphone and speaker', camera: 'Choose the camera' },
    pages: 'Pages',
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    previousPage: 'Previous page',
    nextPage: 'Next page',
    lowDataOn: 'Turn on low data mode',
    lowDataOff: 'Turn off low data mode',
    lowDataIsOn: 'Low data mode: only sound comes and goes.',
    lowDataCamera: 'Your camera is off in low data mode.',
    notShown: 'not shown in low data mode',
    quality: { good: 'Good connection', fair: 'Weak connection', poor: 'Bad connection' },
    poorConnection: 'bad connection',
    weak: 'Your connection is bad.',
    fullScreen: 'Full screen',
    leaveFullScreen: 'Leave full screen',
    pictureInPicture: 'Picture in picture',
    leavePictureInPicture: 'Close picture in picture',
    shareAs: 'Screens are shared as',
    shareQualities: {
      text: 'Text and slides, sharp',
      motion: 'Video, 720p',
      fluent: 'Video, 1080p at 60 frames',
    },
  },

  you: 'you',
  host: 'host',
  screen: 'screen',
  microphoneMuted: 'microphone muted',
  pausedSlowNetwork: 'paused: slow network',
  microphoneOn: 'microphone on',
  cameraIsOn: 'camera on',
  cameraOffShort: 'camera off',
  sharesScreen: 'shares a screen',
  handRaised: 'hand raised',
  reconnecting: 'Connection lost. Reconnecting…',
  serverStops: {
    call: (minutes: number) =>
      minutes === 1
        ? 'The server will restart within a minute. The meeting goes on after a moment.'
        : `The server will restart soon, within ${minutes} minutes. The meeting goes on after a moment.`,
    door: (minutes: number) =>
      minutes === 1
        ? 'The server will restart within a minute. You come in by yourself then.'
        : `The server will restart soon and begins no new meetings. You come in by yourself, within ${minutes} minutes.`,
  },
  aloneHere: 'Nobody else is here yet.',

  people: 'People',
  peopleHere: (count: number) => (count === 1 ? '1 person here' : `${count} people here`),
  closePanel: 'Close panel',
  options: (name: string) => `Options for ${name}`,
  rulings: {
    mute: 'Mute',
    askToUnmute: 'Ask to unmute',
    stopCamera: 'Stop the camera',
    askForCamera: 'Ask for the camera',
    stopScreen: 'Stop the screen share',
    askForScreen: 'Ask for a screen',
    makeHost: 'Make host',
    takeHost: 'No longer host',
    remove: 'Remove…',
  },
  removeTitle: (name: string) => `Remove ${name} from the meeting?`,
  removeMore: 'They can knock again, unless you keep them out as long as this meeting lasts.',
  remove: 'Remove',
  removeForGood: 'Remove and keep out',
  hostTools: 'For hosts',
  lock: 'Lock the meeting',
  lockMore: 'Nobody new can come or knock.',
  guestsMayShare: 'Guests may share screens',
  muteAll: 'Mute all',
  endMeeting: 'End meeting for everybody',
  endTitle: 'End the meeting for everybody?',
  endMore: 'Everybody leaves, and who waits is turned away.',
  end: 'End meeting',
  invite: 'Invite',
  generateInvite: 'Generate invite link',
  inviteMore: 'Lets one person in without knocking, within 24 hours.',
  inviteUntil: (when: string) => `Unused, until ${when}`,
  copyInvite: 'Copy invite link',
  revoke: 'Revoke',

  guests: 'Waiting to be let in',
  allow: 'Allow',
  deny: 'Deny',
  admitAll: 'Admit all',

  unmuteAsked: {
    microphone: 'A host asks you to unmute.',
    camera: 'A host asks you to turn on your camera.',
    screen: 'You may share your screen again.',
  },
  turnOn: { microphone: 'Unmute', camera: 'Turn on', screen: 'Share' },
  notNow: 'Not now',

  unreachable: 'The server does not answer. Trying again…',
  waiting: 'Waiting for the host',
  waitingMore: 'You will be in as soon as the host lets you in.',
  leave: 'Leave',
  cancel: 'Cancel',
  rejoin: 'Join again',
  toStart: 'Back to the start',
  dismiss: 'Dismiss',

  ends: {
    left: 'You left the meeting.',
    denied: 'The host did not let you in.',
    removed: 'A host removed you from the meeting.',
    'host-left': 'The meeting has ended.',
    'session-replaced': 'You are in this meeting in another window.',
    unsupported: 'This browser cannot take part in video meetings.',
  },

  refusals: {
    'invalid-room-id': 'This is not a meeting code.',
    'room-full': 'This meeting is full.',
    'room-locked': 'This meeting is locked: nobody new can join right now.',
    'kept-out': 'A host keeps you out of this meeting.',
    'server-full': 'The server is full right now. Please try again later.',
    'identity-conflict':
      'Somebody is already in this meeting with your identity. Join again to come as somebody new.',
    'not-host': 'You are no longer a host.',
    'last-host': 'A meeting needs a host: make somebody else host first.',
    'not-found': 'They are not here any more.',
    'socket-gone': 'They are not waiting any more.',
    'too-many-invites': 'There are too many unused invites. Revoke one first.',
    'rate-limited': 'That was too often. Wait a moment and try again.',
    timeout: 'The server did not answer in time.',
    disconnected: 'The connection to the server was lost.',
  },
  refusedOtherwise: 'The server refused. Try again later.',

  chat: {
    title: 'Chat',
    unread: (count: number) => (count === 1 ? '1 unread message' : `${count} unread messages`),
    messages: 'Messages',
    empty: 'Nothing has been said here yet.',
    encrypted: 'End-to-end encrypted',
    encryptedMore: [
      'Only who has the key in the meeting link can read what is written here, also what was written before they came. The key never goes to the server.',
      'The server sees who writes to whom and when, about how much, who is typing, and who reacts to which message. It can hold back, delay or reorder messages. It cannot read them, change them unnoticed, or show them as somebody else’s, as long as it serves this page unchanged.',
      'A private message goes only to the person it is for. What keeps it from the others, who have the same key, is the server.',
    ],
    weakKey: 'This key is short: whoever runs the server could find it by trying.',
    unavailable: 'This browser cannot encrypt on this page. Open it over a secure connection.',
    opening: 'Making the key…',

    lockedTitle: 'Messages here are encrypted',
    lockedMore:
      'Your link came without the key. Paste the whole link, or only its key, as somebody in the meeting has it.',
    otherKeyMore:
      'Some messages need another key. Paste the whole link of somebody who can read them.',
    keyLabel: 'Meeting link or key',
    unlock: 'Unlock',
    makeKey: 'Make a new key',
    makeKeyMore: 'If nobody has one yet. Then send the new link to the others.',
    noKeyInIt: 'There is no key in this.',
    keyDoesNotFit: 'This key opens none of the messages here.',

    message: 'Message',
    placeholder: 'Write a message',
    to: 'To',
    everybody: 'Everybody',
    gone: (name: string) => `${name} (left)`,
    send: 'Send',
    tooLong: (bytes: number, most: number) =>
      `Too long for one message: ${bytes} of ${most} bytes.`,
    sizeOf: (bytes: number, most: number) => `${bytes} of ${most} bytes`,
    recipientGone: 'They are not here any more. Choose somebody else.',

    you: 'You',
    nameless: 'Somebody',
    numbered: (name: string, number: number) => (number > 1 ? `${name} (${number})` : name),
    privateTo: (name: string) => `Private, to ${name}`,
    privateToYou: 'Private, to you',
    replyPrivately: (name: string) => `Write to ${name} privately`,
    react: 'React',
    reactWith: (emoji: string) => `React with ${emoji}`,
    reactedBy: (emoji: string, names: string) => `${emoji} by ${names}`,
    outOfTime: (when: string) => `Sent ${when}, by the sender’s clock`,
    typing: (names: string[]) =>
      names.length > 2
        ? 'Several people are typing…'
        : `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} typing…`,
    newsFrom: (name: string) => `New message from ${name}`,
    dropped: (count: number) => `${count} messages came too fast to be read, and were dropped.`,

    refused: {
      malformed: unverifiable,
      unverified: unverifiable,
      'too-old': unverifiable,
      replayed: (count: number) =>
        count === 1
          ? 'A message came a second time and is not shown again.'
          : `${count} messages came a second time and are not shown again.`,
      'other-key': (count: number) =>
        count === 1
          ? 'A message is encrypted with another key.'
          : `${count} messages are encrypted with another key.`,
      'no-key': (count: number) =>
        count === 1 ? 'An encrypted message.' : `${count} encrypted messages.`,
    },
  },

  microphoneLevel: 'Microphone level',
  testSpeaker: 'Test speaker',
  testingSpeaker: 'Playing…',
  speakerSilent: 'The sound could not be played. Choose another speaker.',

  network: {
    check: 'Check the network',
    checking: 'Checking…',
    signaling: 'Server',
    ways: { udp: 'Media over UDP', tcp: 'Media over TCP' },
    works: 'works',
    fails: 'does not work',
    notOffered: 'not offered by this server',
    roundTrip: (ms: number) => `${ms} ms there and back`,
    well: 'All well: calls will work here.',
    onlyTcp: 'Only TCP works: calls work, pictures may be slower.',
    blocked: (ports: string[]) =>
      ports.length === 0
        ? 'Sound and pictures do not get through. Ask your administrator.'
        : `Sound and pictures do not get through. Ask your administrator: ${ports.join(' and ')} ${ports.length === 1 ? 'is' : 'are'} blocked.`,
    signalingOnly: 'The server answers. Whether sound and pictures get through shows in a meeting.',
    unreachable: 'The server cannot be reached. Check your connection.',
  },

  effects: {
    noise: 'Suppress noise',
    noiseMore: 'Sends your voice without the noise around you.',
    blur: 'Blur the background',
    blurMore: 'Needs a fast computer. Nothing leaves this device.',
    problems: {
      noise: {
        failed: 'Noise could not be suppressed here. Your microphone goes on without it.',
        slow: 'Suppressing noise was too much for this computer and was turned off.',
      },
      blur: {
        failed: 'The background could not be blurred here. Your camera goes on without it.',
        slow: 'Blurring was too much for this computer and was turned off.',
      },
    },
  },

  preferences: {
    door: 'When joining',
    joinMuted: 'Join with the microphone off',
    joinWithoutCamera: 'Join with the camera off',
    soundAndPicture: 'Sound and picture',
    warnWhenMuted: 'Warn me when I talk while muted',
    warnWhenMutedMore:
      'Keeps the microphone open while you are muted, so your system still shows that it is in use. Nothing of it is sent.',
    keyboard: 'Keyboard',
    shortcuts: 'Shortcuts of one key',
    pushToTalk: 'Hold the space bar to talk',
    sounds: 'Sounds',
    'sound-join': 'Somebody joins',
    'sound-leave': 'Somebody leaves',
    'sound-knock': 'Somebody knocks',
    'sound-door': 'You are let in or turned away',
    'sound-chat': 'A chat message',
    'sound-hand': 'A hand is raised',
  },

  happenings: {
    joined: (name: string) => `${name} joined`,
    left: (name: string) => `${name} left`,
    knocks: (name: string) => `${name} wants to come in`,
    hand: (name: string) => `${name} raised a hand`,
    approved: 'You were let in',
  },

  mutedWarning: 'You are talking, but your microphone is off.',

  shortcuts: {
    title: 'Keyboard shortcuts',
    microphone: 'Microphone on or off',
    camera: 'Camera on or off',
    screen: 'Share your screen, or stop',
    hand: 'Raise or lower your hand',
    people: 'People',
    chat: 'Chat',
    help: 'This help',
    talk: 'Talk while you hold it',
    space: 'Space',
    off: 'Shortcuts of one key are turned off in the settings.',
  },

  volume: 'Volume…',
  volumeOf: (name: string) => `Volume of ${name}`,
  volumeDone: 'Done',
  percent: (value: number) => `${value} %`,

  denyForGood: 'Deny and keep out',

  howToAllow: {
    chrome: 'Click the icon at the left end of the address bar, allow it there, and try again.',
    firefox:
      'Click the crossed-out device in the address bar, remove the block there, and try again.',
    safari:
      'Open Safari’s menu, Settings for This Website, allow it there, and load the page again.',
    'safari-ios':
      'Tap the page icon in the address bar, then Website Settings, allow it there, and load the page again.',
    other: 'Allow it in the settings of your browser for this page, and try again.',
  },
  tryAgain: 'Try again',

  deviceNames: { microphone: 'microphone', camera: 'camera', screen: 'screen' },
  problems: {
    denied: (device: string) => `The browser may not use your ${device}.`,
    missing: (device: string) => `No ${device} was found.`,
    busy: (device: string) =>
      `Your ${device} could not be started. Another program may be using it.`,
    unsupported: (device: string) =>
      `This page cannot use your ${device}. Open it over a secure connection.`,
    'no-answer': (device: string) => `The browser gave no answer about your ${device}.`,
    lost: (device: string) => `Your ${device} was disconnected.`,
    'not-sent': (device: string) => `Your ${device} could not be sent to the meeting.`,
    'not-allowed': (device: string) => `Guests may not share their ${device} in this meeting.`,
    'by-host': (device: string) => `A host turned off your ${device}. Raise your hand to ask.`,
    unknown: (device: string) => `Your ${device} could not be used.`,
  },
};

export type Words = typeof english;
