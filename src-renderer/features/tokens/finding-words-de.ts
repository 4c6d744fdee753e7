import { germanWord } from '../../ui/engine/german-word.ts'

/** What each rule of the token doctor says and advises, in German. What is known of one product stays in English. */
const words: Readonly<Record<string, string>> = {
  'module.load':
    'Das Modul lässt sich nicht benutzen. Vergewissern Sie sich, dass die Datei ein PKCS#11-Modul für diesen Prozessor ist und installiert ist, was sie braucht. Chancery selbst leidet nicht darunter.',
  'module.survey':
    'Das Modul wurde geladen und konnte dann seine Slots nicht nennen. Sehen Sie nach, ob der Dienst dahinter läuft (pcscd, ein Connector, ein HSM im Netz).',
  'module.unknown': 'Dieses Modul steht nicht in der Tabelle der bekannten; über seine Art ist nichts bekannt.',
  'module.no-slots':
    'Das Modul zeigt keine Slots. Stecken Sie Leser oder Token ein. Unter Linux brauchen Kartenleser den Dienst pcscd.',
  'module.no-token': 'Es gibt einen Slot und kein Token darin. Stecken Sie das Token ein.',
  'token.unreadable':
    'Im Slot steckt etwas, das sich nicht lesen lässt. Ziehen Sie es und stecken Sie es richtig herum wieder ein.',
  'token.absent': 'Das Token steckt nicht.',
  'token.locked': 'Das Token wartet auf seine PIN.',
  'token.unlocked': 'Das Token ist bereit zu unterschreiben.',
  'token.wrong-pin': 'Die letzte PIN war falsch. Vergewissern Sie sich, bevor Sie es noch einmal versuchen.',
  'token.blocked':
    'Das Token ist nach zu vielen falschen PINs gesperrt. Schalten Sie es mit PUK oder Security Officer und dem Werkzeug seines Herstellers frei.',
  'token.uninitialised':
    'Das Token ist nicht eingerichtet. Initialisieren Sie es mit dem Werkzeug seines Herstellers und setzen Sie eine PIN.',
  'token.factory-credentials': 'Das Token hat noch die PIN vom Werk, die jeder kennt. Ändern Sie sie zuerst.',
  'token.so-blocked':
    'Der Security Officer des Tokens ist gesperrt: eine gesperrte PIN lässt sich nicht mehr freischalten. Planen Sie Ersatz, solange der Schlüssel noch unterschreibt.',
  'token.error-state':
    'Das Token hat einen Selbsttest nicht bestanden und arbeitet nicht. Nehmen Sie ihm den Strom und geben Sie ihn wieder. Hilft das nicht, ist es kaputt.',
  'token.no-serial':
    'Das Token nennt keine Seriennummer, zwei gleichen Namens wären zu verwechseln. Geben Sie jedem eine eigene Bezeichnung.',
  'token.makes-no-keys':
    'Das Token unterschreibt und erzeugt über diese Schnittstelle keine Schlüssel. Erzeugen Sie den Schlüssel mit dem Werkzeug seines Herstellers; Chancery benutzt ihn dann.',
  'token.signs-nothing':
    'Das Token bietet kein Verfahren, das unterschreibt. Für eine Zertifizierungsstelle taugt es nicht.',
  'token.clock': 'Die Uhr des Tokens geht falsch. Stellen Sie sie: was das Token vermerkt, trägt diese Zeit.',
  'token.keys-hidden': 'Schlüssel zeigen sich, wenn das Token entsperrt ist.',
  'key.always-authenticate':
    'Ein Schlüssel verlangt die PIN vor jeder Unterschrift; Chancery gibt sie ihm aus dem Prozess des Moduls.',
  'key.readable': 'Ein Schlüssel lässt sich aus dem Token auslesen. Benutzen Sie ihn für keine Zertifizierungsstelle.',
  'key.no-public-half':
    'Das Token zeigt zu einem Schlüssel weder öffentlichen Schlüssel noch Zertifikat. Schreiben Sie eines von beiden auf das Token; sonst kann Chancery ihn nicht benutzen.'
}

/** @returns what a rule says in the language of the window; undefined where only the engine's sentence is there */
export function findingWords(language: string, rule: string): string | undefined {
  return germanWord(language, words, rule)
}
