import type { Words } from './en';

const unverifiable = (count: number): string =>
  count === 1
    ? 'Eine Nachricht konnte nicht geprüft werden.'
    : `${count} Nachrichten konnten nicht geprüft werden.`;

export const german: Words = {
  direction: 'ltr',
  languageLabel: 'Sprache',
  languageUnavailable:
    'Diese Sprache konnte nicht geladen werden. Versuche es noch einmal, wenn die Verbindung wieder steht.',
  product: 'Foyer',
  tagline: 'Ein Ort zum Treffen, auf dem eigenen Server.',
  taglineMore:
    'Beginne ein Treffen und verschicke den Link. Niemand braucht ein Konto, und keine andere Firma ist dazwischen.',

  startMeeting: 'Treffen beginnen',
  codeLabel: 'Code oder Link des Treffens',
  enter: 'Eintreten',
  notACode: 'Ein Code besteht aus Buchstaben, Ziffern, „-“ und „_“, höchstens 64.',
  recent: 'Letzte Treffen',
  forget: (roomId) => `${roomId} vergessen`,

  theme: 'Darstellung',
  themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },

  yourName: 'Dein Name',
  joinNow: 'Jetzt teilnehmen',
  joining: 'Du trittst ein…',
  joinTitle: 'Bereit?',
  meeting: 'Treffen',
  preview: 'Deine Kamera',
  cameraIsOff: 'Deine Kamera ist aus',

  settings: 'Einstellungen',
  close: 'Schließen',
  devices: { microphone: 'Mikrofon', camera: 'Kamera', speaker: 'Lautsprecher' },
  systemDefault: 'Standard des Systems',
  unnamedDevice: (at) => `Gerät ${at}`,

  muteMicrophone: 'Mikrofon stummschalten',
  unmuteMicrophone: 'Mikrofon einschalten',
  cameraOff: 'Kamera ausschalten',
  cameraOn: 'Kamera einschalten',
  shareScreen: 'Bildschirm teilen',
  stopSharing: 'Bildschirm nicht mehr teilen',
  raiseHand: 'Hand heben',
  lowerHand: 'Hand senken',
  leaveCall: 'Treffen verlassen',
  more: 'Mehr',
  controls: 'Bedienung',
  copyLink: 'Link kopieren',
  linkCopied: 'Link kopiert',
  clickToHear: 'Klicken, um zu hören',
  browserIsQuiet: 'Dein Browser hält den Ton zurück.',

  layout: 'Anordnung',
  layouts: { grid: 'Raster', speaker: 'Wer spricht, groß' },
  pin: (name) => `${name} anheften`,
  unpin: (name) => `${name} loslösen`,

  stage: {
    chooseDevice: {
      microphone: 'Mikrofon und Lautsprecher wählen',
      camera: 'Kamera wählen',
    },
    pages: 'Seiten',
    page: (page, pages) => `Seite ${page} von ${pages}`,
    previousPage: 'Vorige Seite',
    nextPage: 'Nächste Seite',
    lowDataOn: 'Datensparmodus einschalten',
    lowDataOff: 'Datensparmodus ausschalten',
    lowDataIsOn: 'Datensparmodus: Es wird nur Ton übertragen.',
    lowDataCamera: 'Im Datensparmodus ist deine Kamera aus.',
    notShown: 'im Datensparmodus nicht gezeigt',
    quality: {
      good: 'Gute Verbindung',
      fair: 'Schwache Verbindung',
      poor: 'Schlechte Verbindung',
    },
    poorConnection: 'schlechte Verbindung',
    weak: 'Deine Verbindung ist schlecht.',
    fullScreen: 'Vollbild',
    leaveFullScreen: 'Vollbild beenden',
    pictureInPicture: 'Bild im Bild',
    leavePictureInPicture: 'Bild im Bild schließen',
    shareAs: 'Bildschirme teilen als',
    shareQualities: {
      text: 'Text und Folien, scharf',
      motion: 'Video, 720p',
      fluent: 'Video, 1080p mit 60 Bildern',
    },
  },

  you: 'du',
  host: 'Gastgeber',
  screen: 'Bildschirm',
  microphoneMuted: 'Mikrofon stumm',
  pausedSlowNetwork: 'angehalten: langsames Netz',
  microphoneOn: 'Mikrofon an',
  cameraIsOn: 'Kamera an',
  cameraOffShort: 'Kamera aus',
  sharesScreen: 'teilt einen Bildschirm',
  handRaised: 'Hand gehoben',
  reconnecting: 'Verbindung verloren. Neuer Versuch…',
  serverStops: {
    call: (minutes) =>
      minutes === 1
        ? 'Der Server startet in einer Minute neu. Das Treffen geht nach einem Augenblick weiter.'
        : `Der Server startet bald neu, spätestens in ${minutes} Minuten. Das Treffen geht nach einem Augenblick weiter.`,
    door: (minutes) =>
      minutes === 1
        ? 'Der Server startet in einer Minute neu. Du kommst dann von selbst hinein.'
        : `Der Server startet bald neu und beginnt keine neuen Treffen. Du kommst von selbst hinein, spätestens in ${minutes} Minuten.`,
  },
  aloneHere: 'Noch ist niemand sonst hier.',

  people: 'Personen',
  peopleHere: (count) => (count === 1 ? '1 Person hier' : `${count} Personen hier`),
  closePanel: 'Leiste schließen',
  options: (name) => `Optionen für ${name}`,
  rulings: {
    mute: 'Stummschalten',
    askToUnmute: 'Bitten, das Mikrofon einzuschalten',
    stopCamera: 'Kamera anhalten',
    askForCamera: 'Um die Kamera bitten',
    stopScreen: 'Bildschirm nicht mehr zeigen',
    askForScreen: 'Um den Bildschirm bitten',
    makeHost: 'Zum Gastgeber machen',
    takeHost: 'Nicht mehr Gastgeber',
    remove: 'Entfernen…',
  },
  removeTitle: (name) => `${name} aus dem Treffen entfernen?`,
  removeMore:
    'Wer entfernt wird, kann wieder anklopfen, außer du lässt ihn nicht mehr herein, solange dieses Treffen dauert.',
  remove: 'Entfernen',
  removeForGood: 'Entfernen und nicht mehr hereinlassen',
  hostTools: 'Für Gastgeber',
  lock: 'Treffen abschließen',
  lockMore: 'Niemand Neues kann kommen oder anklopfen.',
  guestsMayShare: 'Gäste dürfen Bildschirme teilen',
  muteAll: 'Alle stummschalten',
  endMeeting: 'Treffen für alle beenden',
  endTitle: 'Das Treffen für alle beenden?',
  endMore: 'Alle gehen, und wer wartet, wird abgewiesen.',
  end: 'Treffen beenden',
  invite: 'Einladen',
  generateInvite: 'Einladungslink erzeugen',
  inviteMore: 'Lässt eine Person ohne Anklopfen herein, innerhalb von 24 Stunden.',
  inviteUntil: (when) => `Unbenutzt, bis ${when}`,
  copyInvite: 'Einladungslink kopieren',
  revoke: 'Zurückziehen',

  guests: 'Warten auf Einlass',
  allow: 'Hereinlassen',
  deny: 'Abweisen',
  admitAll: 'Alle hereinlassen',

  unmuteAsked: {
    microphone: 'Ein Gastgeber bittet dich, dein Mikrofon einzuschalten.',
    camera: 'Ein Gastgeber bittet dich, deine Kamera einzuschalten.',
    screen: 'Du darfst deinen Bildschirm wieder teilen.',
  },
  turnOn: { microphone: 'Einschalten', camera: 'Einschalten', screen: 'Teilen' },
  notNow: 'Jetzt nicht',

  unreachable: 'Der Server antwortet nicht. Neuer Versuch…',
  waiting: 'Warten auf den Gastgeber',
  waitingMore: 'Du bist drin, sobald der Gastgeber dich hereinlässt.',
  leave: 'Gehen',
  cancel: 'Abbrechen',
  rejoin: 'Wieder teilnehmen',
  toStart: 'Zurück zum Anfang',
  dismiss: 'Verstanden',

  ends: {
    left: 'Du hast das Treffen verlassen.',
    denied: 'Der Gastgeber hat dich nicht hereingelassen.',
    removed: 'Ein Gastgeber hat dich aus dem Treffen entfernt.',
    'host-left': 'Das Treffen ist zu Ende.',
    'session-replaced': 'Du bist in einem anderen Fenster in diesem Treffen.',
    unsupported: 'Dieser Browser kann nicht an Videotreffen teilnehmen.',
  },

  refusals: {
    'invalid-room-id': 'Das ist kein Code eines Treffens.',
    'room-full': 'Dieses Treffen ist voll.',
    'room-locked': 'Dieses Treffen ist abgeschlossen: Im Augenblick kann niemand Neues dazukommen.',
    'kept-out': 'Ein Gastgeber lässt dich nicht in dieses Treffen.',
    'server-full': 'Der Server ist im Augenblick voll. Bitte versuche es später noch einmal.',
    'identity-conflict':
      'Jemand ist schon mit deiner Kennung in diesem Treffen. Nimm noch einmal teil, um als jemand Neues zu kommen.',
    'not-host': 'Du bist nicht mehr Gastgeber.',
    'last-host': 'Ein Treffen braucht einen Gastgeber: Mache zuerst jemand anderen dazu.',
    'not-found': 'Die Person ist nicht mehr hier.',
    'socket-gone': 'Die Person wartet nicht mehr.',
    'too-many-invites': 'Es gibt zu viele unbenutzte Einladungen. Ziehe zuerst eine zurück.',
    'rate-limited': 'Das war zu oft. Warte einen Augenblick und versuche es noch einmal.',
    timeout: 'Der Server hat nicht rechtzeitig geantwortet.',
    disconnected: 'Die Verbindung zum Server ist abgebrochen.',
  },
  refusedOtherwise: 'Der Server hat abgelehnt. Versuche es später noch einmal.',

  chat: {
    title: 'Chat',
    unread: (count) => (count === 1 ? '1 ungelesene Nachricht' : `${count} ungelesene Nachrichten`),
    messages: 'Nachrichten',
    empty: 'Hier wurde noch nichts gesagt.',
    encrypted: 'Ende-zu-Ende-verschlüsselt',
    encryptedMore: [
      'Nur wer den Schlüssel im Link des Treffens hat, kann lesen, was hier geschrieben wird, auch was vorher geschrieben wurde. Der Schlüssel geht nie an den Server.',
      'Der Server sieht, wer wem wann schreibt, ungefähr wie viel, wer gerade tippt und wer auf welche Nachricht reagiert. Er kann Nachrichten zurückhalten, verzögern oder umordnen. Er kann sie nicht lesen, nicht unbemerkt ändern und nicht als die von jemand anderem zeigen, solange er diese Seite unverändert ausliefert.',
      'Eine private Nachricht geht nur an die Person, für die sie ist. Was sie vor den anderen verbirgt, die ja denselben Schlüssel haben, ist der Server.',
    ],
    weakKey:
      'Dieser Schlüssel ist kurz: Wer den Server betreibt, könnte ihn durch Probieren finden.',
    unavailable:
      'Dieser Browser kann auf dieser Seite nicht verschlüsseln. Öffne sie über eine sichere Verbindung.',
    opening: 'Der Schlüssel wird gemacht…',

    lockedTitle: 'Nachrichten hier sind verschlüsselt',
    lockedMore:
      'Dein Link kam ohne den Schlüssel. Füge den ganzen Link ein, oder nur den Schlüssel daraus, wie ihn jemand im Treffen hat.',
    otherKeyMore:
      'Manche Nachrichten brauchen einen anderen Schlüssel. Füge den ganzen Link von jemandem ein, der sie lesen kann.',
    keyLabel: 'Link des Treffens oder Schlüssel',
    unlock: 'Aufschließen',
    makeKey: 'Neuen Schlüssel machen',
    makeKeyMore: 'Wenn noch niemand einen hat. Schicke den anderen danach den neuen Link.',
    noKeyInIt: 'Darin ist kein Schlüssel.',
    keyDoesNotFit: 'Dieser Schlüssel öffnet keine der Nachrichten hier.',

    message: 'Nachricht',
    placeholder: 'Nachricht schreiben',
    to: 'An',
    everybody: 'Alle',
    gone: (name) => `${name} (gegangen)`,
    send: 'Senden',
    tooLong: (bytes, most) => `Zu lang für eine Nachricht: ${bytes} von ${most} Byte.`,
    sizeOf: (bytes, most) => `${bytes} von ${most} Byte`,
    recipientGone: 'Die Person ist nicht mehr hier. Wähle jemand anderen.',

    you: 'Du',
    nameless: 'Jemand',
    numbered: (name, number) => (number > 1 ? `${name} (${number})` : name),
    privateTo: (name) => `Privat, an ${name}`,
    privateToYou: 'Privat, an dich',
    replyPrivately: (name) => `${name} privat schreiben`,
    react: 'Reagieren',
    reactWith: (emoji) => `Mit ${emoji} reagieren`,
    reactedBy: (emoji, names) => `${emoji} von ${names}`,
    outOfTime: (when) => `Gesendet ${when}, nach der Uhr der Absenderin oder des Absenders`,
    typing: (names) =>
      names.length > 2
        ? 'Mehrere Personen tippen…'
        : `${names.join(' und ')} ${names.length === 1 ? 'tippt' : 'tippen'}…`,
    newsFrom: (name) => `Neue Nachricht von ${name}`,
    dropped: (count) =>
      `${count} Nachrichten kamen zu schnell, um gelesen zu werden, und wurden verworfen.`,

    refused: {
      malformed: unverifiable,
      unverified: unverifiable,
      'too-old': unverifiable,
      replayed: (count) =>
        count === 1
          ? 'Eine Nachricht kam ein zweites Mal und wird nicht noch einmal gezeigt.'
          : `${count} Nachrichten kamen ein zweites Mal und werden nicht noch einmal gezeigt.`,
      'other-key': (count) =>
        count === 1
          ? 'Eine Nachricht ist mit einem anderen Schlüssel verschlüsselt.'
          : `${count} Nachrichten sind mit einem anderen Schlüssel verschlüsselt.`,
      'no-key': (count) =>
        count === 1 ? 'Eine verschlüsselte Nachricht.' : `${count} verschlüsselte Nachrichten.`,
    },
  },

  microphoneLevel: 'Pegel des Mikrofons',
  testSpeaker: 'Lautsprecher testen',
  testingSpeaker: 'Spielt…',
  speakerSilent: 'Der Ton konnte nicht gespielt werden. Wähle einen anderen Lautsprecher.',

  network: {
    check: 'Netz prüfen',
    checking: 'Wird geprüft…',
    signaling: 'Server',
    ways: { udp: 'Ton und Bild über UDP', tcp: 'Ton und Bild über TCP' },
    works: 'geht',
    fails: 'geht nicht',
    notOffered: 'bietet dieser Server nicht an',
    roundTrip: (ms) => `${ms} ms hin und zurück`,
    well: 'Alles gut: Treffen gehen hier.',
    onlyTcp: 'Nur TCP geht: Treffen gehen, Bilder kommen vielleicht langsamer.',
    blocked: (ports) =>
      ports.length === 0
        ? 'Ton und Bild kommen nicht durch. Frage, wer dein Netz betreut.'
        : `Ton und Bild kommen nicht durch. Frage, wer dein Netz betreut: ${ports.join(' und ')} ${ports.length === 1 ? 'ist' : 'sind'} gesperrt.`,
    signalingOnly: 'Der Server antwortet. Ob Ton und Bild durchkommen, zeigt sich im Treffen.',
    unreachable: 'Der Server ist nicht erreichbar. Prüfe deine Verbindung.',
  },

  effects: {
    noise: 'Geräusche unterdrücken',
    noiseMore: 'Sendet deine Stimme ohne die Geräusche um dich herum.',
    blur: 'Hintergrund unscharf',
    blurMore: 'Braucht einen schnellen Computer. Nichts verlässt dieses Gerät.',
    problems: {
      noise: {
        failed:
          'Geräusche konnten hier nicht unterdrückt werden. Dein Mikrofon geht ohne das weiter.',
        slow: 'Das Unterdrücken der Geräusche war für diesen Computer zu viel und wurde ausgeschaltet.',
      },
      blur: {
        failed:
          'Der Hintergrund konnte hier nicht unscharf gemacht werden. Deine Kamera geht ohne das weiter.',
        slow: 'Der unscharfe Hintergrund war für diesen Computer zu viel und wurde ausgeschaltet.',
      },
    },
  },

  preferences: {
    door: 'Beim Eintreten',
    joinMuted: 'Mit ausgeschaltetem Mikrofon eintreten',
    joinWithoutCamera: 'Mit ausgeschalteter Kamera eintreten',
    soundAndPicture: 'Ton und Bild',
    warnWhenMuted: 'Warnen, wenn ich stumm rede',
    warnWhenMutedMore:
      'Hält das Mikrofon offen, während du stumm bist: Dein System zeigt dann weiter an, dass es verwendet wird. Gesendet wird davon nichts.',
    keyboard: 'Tastatur',
    shortcuts: 'Kürzel mit einer Taste',
    pushToTalk: 'Zum Reden die Leertaste halten',
    sounds: 'Töne',
    'sound-join': 'Jemand kommt',
    'sound-leave': 'Jemand geht',
    'sound-knock': 'Jemand klopft an',
    'sound-door': 'Du wirst hereingelassen oder abgewiesen',
    'sound-chat': 'Eine Nachricht im Chat',
    'sound-hand': 'Eine Hand wird gehoben',
  },

  happenings: {
    joined: (name) => `${name} ist da`,
    left: (name) => `${name} ist gegangen`,
    knocks: (name) => `${name} möchte herein`,
    hand: (name) => `${name} hebt die Hand`,
    approved: 'Du bist hereingelassen',
  },

  mutedWarning: 'Du redest, aber dein Mikrofon ist aus.',

  shortcuts: {
    title: 'Tastenkürzel',
    microphone: 'Mikrofon ein oder aus',
    camera: 'Kamera ein oder aus',
    screen: 'Bildschirm teilen oder nicht mehr teilen',
    hand: 'Hand heben oder senken',
    people: 'Personen',
    chat: 'Chat',
    help: 'Diese Hilfe',
    talk: 'Reden, solange du sie hältst',
    space: 'Leertaste',
    off: 'Kürzel mit einer Taste sind in den Einstellungen ausgeschaltet.',
  },

  volume: 'Lautstärke…',
  volumeOf: (name) => `Lautstärke von ${name}`,
  volumeDone: 'Fertig',
  percent: (value) => `${value} %`,

  denyForGood: 'Abweisen und nicht mehr hereinlassen',

  howToAllow: {
    chrome:
      'Klicke auf das Zeichen am Anfang der Adresszeile, erlaube es dort und versuche es noch einmal.',
    firefox:
      'Klicke auf das durchgestrichene Gerät in der Adresszeile, hebe die Sperre dort auf und versuche es noch einmal.',
    safari:
      'Öffne im Menü von Safari die Einstellungen für diese Website, erlaube es dort und lade die Seite neu.',
    'safari-ios':
      'Tippe auf das Seitenzeichen in der Adresszeile, dann auf Website-Einstellungen, erlaube es dort und lade die Seite neu.',
    other:
      'Erlaube es in den Einstellungen deines Browsers für diese Seite und versuche es noch einmal.',
  },
  tryAgain: 'Noch einmal versuchen',

  // In the accusative: that is how each sentence below uses them.
  deviceNames: { microphone: 'das Mikrofon', camera: 'die Kamera', screen: 'den Bildschirm' },
  problems: {
    denied: (device) => `Der Browser darf ${device} nicht verwenden.`,
    missing: (device) => `Der Browser findet ${device} nicht.`,
    busy: (device) =>
      `Der Browser konnte ${device} nicht starten. Vielleicht wird das Gerät von einem anderen Programm verwendet.`,
    unsupported: (device) =>
      `Diese Seite kann ${device} nicht verwenden. Öffne sie über eine sichere Verbindung.`,
    'no-answer': (device) =>
      `Der Browser hat nicht geantwortet, ob diese Seite ${device} verwenden darf.`,
    lost: (device) => `Der Browser hat ${device} verloren.`,
    'not-sent': (device) => `Foyer konnte ${device} nicht in das Treffen übertragen.`,
    'not-allowed': (device) => `Gäste dürfen ${device} in diesem Treffen nicht teilen.`,
    'by-host': (device) =>
      `Ein Gastgeber hat verboten, ${device} zu übertragen. Hebe die Hand, um zu fragen.`,
    unknown: (device) => `Foyer konnte ${device} nicht verwenden.`,
  },
};
