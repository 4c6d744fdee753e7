import type { SameKeys } from '../../texts.ts'
import type { tokensEn } from './token-texts.ts'

export const tokensDe: SameKeys<typeof tokensEn> = {
  title: 'Schlüssel & Tokens',
  tabs: { tokens: 'Tokens', yubikeys: 'YubiKeys', modules: 'Module' },
  light: 'Tokens: {{states}}',
  count: { ready: '{{count}} bereit', waiting: '{{count}} nicht bereit' },
  inSlot: 'Ohne Namen, {{slot}}',
  all: 'Alle Tokens',
  unlock: 'Entsperren',
  unlocked: '{{name}} ist entsperrt.',
  warning: {
    imported:
      'Dieser Schlüssel war außerhalb des Tokens, bevor er hierher kam. Es kann Kopien geben: in Sicherungen, auf Datenträgern, bei jedem, der ihn hatte. Diese Warnung bleibt.',
    readable: 'Dieser Schlüssel lässt sich aus dem Token auslesen. Benutzen Sie ihn für keine Zertifizierungsstelle.',
    unproved: 'Das Token sagt nicht, dass dieser Schlüssel auf ihm entstanden ist; es kann Kopien geben.'
  },
  explain: {
    absent: 'Es steckt nicht. Stecken Sie es ein; was darauf wartet, wird dann unterschrieben.',
    locked: 'Es wartet auf seine PIN.',
    unlocked: 'Es ist bereit zu unterschreiben.',
    'wrong-pin': 'Die PIN war falsch. Vergewissern Sie sich, bevor Sie es noch einmal versuchen.',
    blocked:
      'Es ist nach zu vielen falschen PINs gesperrt. Schalten Sie es mit PUK oder Security Officer und dem Werkzeug seines Herstellers frei.',
    uninitialised:
      'Es ist nicht eingerichtet. Initialisieren Sie es mit dem Werkzeug seines Herstellers und setzen Sie eine PIN.',
    'factory-credentials':
      'Es hat noch die PIN, mit der es das Werk verlassen hat und die jeder kennt. Ändern Sie sie zuerst.'
  },
  tries: {
    few: 'Es gab schon eine falsche PIN; wenige Versuche bleiben.',
    one: 'Ein Versuch bleibt, bevor sich das Token sperrt.',
    none: 'Kein Versuch bleibt.'
  },
  touch: {
    title: 'Berühren Sie jetzt Ihren Schlüssel',
    yubikey: 'Der YubiKey {{serial}} wartet auf einen Finger, um den Schlüssel in Slot {{slot}} zu benutzen.',
    token: 'Das Token {{name}} arbeitet an einer Unterschrift und wartet vielleicht auf einen Finger.',
    for: 'Für: {{names}}',
    queued_one: 'Eine weitere Unterschrift steht an.',
    queued_other: '{{count}} weitere Unterschriften stehen an.',
    left: 'Noch etwa {{seconds}} s',
    over: 'Die Zeit ist um; die Unterschrift wird noch einmal versucht oder abgelehnt.'
  },
  serviceKey: {
    place: 'Der Schlüssel liegt',
    placeHelp:
      'Von einem Token kopiert ihn niemand; er bleibt dort, und die nächsten Zertifikate sind für denselben Schlüssel',
    vault: 'im Tresor',
    absent: 'auf einem Token, das nicht eingesteckt ist',
    label: 'Bezeichnung auf dem Token',
    labelHelp:
      'Ein Schlüssel mit dieser Bezeichnung wird benutzt; gibt es keinen, wird er erzeugt. Leer: die übliche des Dienstes',
    shared: 'Alle {{all}} haben denselben Schlüssel und signieren abwechselnd.',
    failover: '{{ready}} von {{all}} können jetzt signieren; jedes signiert allein, solange die anderen fehlen.'
  },
  secret: {
    what: {
      'token.unlock': 'Token entsperren',
      'token.change-pin': 'PIN des Tokens ändern',
      'token.keep-pin': 'PIN im Schlüsselspeicher aufbewahren',
      'token.import': 'Einen Schlüssel auf das Token bringen',
      'yubikey.setup': 'YubiKey einrichten',
      'yubikey.change-pin': 'PIN des YubiKeys ändern',
      'yubikey.change-puk': 'PUK des YubiKeys ändern',
      'yubikey.unblock': 'PIN des YubiKeys freischalten',
      'yubikey.generate': 'Einen Schlüssel auf dem YubiKey erzeugen',
      'yubikey.import': 'Einen Schlüssel auf den YubiKey schreiben',
      'yubikey.write-certificate': 'Ein Zertifikat auf den YubiKey schreiben',
      'yubikey.enrol': 'Schlüssel und Zertifikat auf dem YubiKey erzeugen'
    },
    field: {
      pin: 'PIN',
      'yubikey-pin': 'PIN',
      'new-pin': 'Neue PIN',
      'new-yubikey-pin': 'Neue PIN',
      puk: 'PUK',
      'new-puk': 'Neuer PUK',
      'management-key': 'Verwaltungsschlüssel',
      passphrase: 'Passphrase der Datei'
    },
    problem: {
      missing: 'Hier fehlt etwas.',
      length: 'Die Länge stimmt nicht: ein YubiKey nimmt 6 bis 8 Zeichen.',
      characters: 'Nur Buchstaben, Ziffern und Zeichen aus ASCII.',
      hex: 'Schreiben Sie 32, 48 oder 64 hexadezimale Ziffern.',
      factory: 'Diesen Wert kennt jeder: mit ihm verlassen YubiKeys das Werk.',
      differ: 'Die beiden sind nicht gleich.',
      same: 'Wählen Sie einen PUK, der nicht die PIN ist.'
    },
    again: '{{label}} noch einmal',
    file: 'Privaten Schlüssel wählen',
    fileMissing: 'Wählen Sie die Datei des privaten Schlüssels.',
    go: 'Weiter',
    lead: 'Es geht über diese Verbindung an die Maschine und bleibt auf keiner Seite.'
  }
}
