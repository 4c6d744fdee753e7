import type { SecretKind, SecretOperation, SecretProblem } from '../../src-shared/secret-entry.ts'

export type Language = 'en' | 'de'

interface Words {
  readonly what: Readonly<Record<SecretOperation, string>>
  readonly token: (name: string) => string
  readonly field: Readonly<Record<SecretKind, string>>
  readonly again: (label: string) => string
  readonly rule: Readonly<Partial<Record<SecretKind, string>>>
  readonly problem: Readonly<Record<SecretProblem, string>>
  readonly noted: string
  readonly missingNote: string
  readonly seen: string
  readonly cancel: string
  readonly go: string
}

/** What the window for PINs says. The page that asked for it has no say in this. */
export const pinWords: Readonly<Record<Language, Words>> = {
  en: {
    what: {
      'token.unlock': 'Unlock the token',
      'token.change-pin': 'Change the PIN of the token',
      'token.keep-pin': 'Keep the PIN in the key store',
      'token.import': 'Put a key on the token',
      'yubikey.setup': 'Set the YubiKey up',
      'yubikey.change-pin': 'Change the PIN of the YubiKey',
      'yubikey.change-puk': 'Change the PUK of the YubiKey',
      'yubikey.unblock': 'Unblock the PIN of the YubiKey',
      'yubikey.generate': 'Make a key on the YubiKey',
      'yubikey.import': 'Write a key to the YubiKey',
      'yubikey.write-certificate': 'Write a certificate to the YubiKey',
      'yubikey.enrol': 'Make a key and a certificate on the YubiKey'
    },
    token: (name) => `Token ${name}`,
    field: {
      pin: 'PIN',
      'yubikey-pin': 'PIN',
      'new-pin': 'New PIN',
      'new-yubikey-pin': 'New PIN',
      puk: 'PUK',
      'new-puk': 'New PUK',
      'management-key': 'Management key',
      passphrase: 'Passphrase of the file'
    },
    again: (label) => `${label} again`,
    rule: {
      'new-yubikey-pin': '6 to 8 characters. It is asked for before the key is used.',
      'new-puk': 'Opens a blocked PIN. Write it down and keep it apart from the key; it is shown now and never again.',
      'management-key': '32, 48 or 64 hexadecimal digits.',
      passphrase: 'Empty where the file is not encrypted.'
    },
    problem: {
      missing: 'Fill this in.',
      length: 'The length is not right: a YubiKey takes 6 to 8 characters.',
      characters: 'Only letters, digits and signs of ASCII.',
      hex: 'Write 32, 48 or 64 hexadecimal digits.',
      factory: 'Everybody knows this one: YubiKeys leave the factory with it.',
      differ: 'The two are not the same.',
      same: 'Choose a PUK that is not the PIN.'
    },
    noted: 'I have written the PUK down.',
    missingNote: 'Write the PUK down first.',
    seen: 'What is typed here goes to the token and nowhere else.',
    cancel: 'Cancel',
    go: 'Continue'
  },
  de: {
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
    token: (name) => `Token ${name}`,
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
    again: (label) => `${label} noch einmal`,
    rule: {
      'new-yubikey-pin': '6 bis 8 Zeichen. Nach ihr wird gefragt, bevor der Schlüssel benutzt wird.',
      'new-puk':
        'Schaltet eine gesperrte PIN frei. Schreiben Sie ihn auf und verwahren Sie ihn getrennt; er wird jetzt gezeigt und nie wieder.',
      'management-key': '32, 48 oder 64 hexadezimale Ziffern.',
      passphrase: 'Leer, wenn die Datei nicht verschlüsselt ist.'
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
    noted: 'Ich habe den PUK aufgeschrieben.',
    missingNote: 'Schreiben Sie zuerst den PUK auf.',
    seen: 'Was hier eingegeben wird, geht an das Token und sonst nirgendwohin.',
    cancel: 'Abbrechen',
    go: 'Weiter'
  }
}
