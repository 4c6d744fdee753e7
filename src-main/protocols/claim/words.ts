import type { ClaimKind, ClaimLanguage, ClaimPlatform } from '../../../src-shared/model/claims.ts'

/** What the pages say; `{x}` stands for a value. */
export interface ClaimWords {
  readonly title: string
  readonly invited: string
  readonly device: string
  readonly person: string
  readonly names: string
  readonly authority: string
  readonly network: string
  readonly until: string
  readonly happens: string
  readonly what: Readonly<Record<ClaimKind, string>>
  readonly button: Readonly<Record<ClaimKind, string>>
  readonly steps: Readonly<Record<ClaimPlatform, readonly string[]>>
  readonly once: string
  readonly waiting: string
  readonly compare: string
  readonly fingerprint: string
  readonly words: string
  readonly unexpected: string
  readonly failed: Readonly<Record<'gone' | 'unknown' | 'slow' | 'later', readonly [title: string, text: string]>>
}

const openFile = (passphrase: string, done: string): readonly string[] => [passphrase, done]

export const claimWords: Readonly<Record<ClaimLanguage, ClaimWords>> = {
  en: {
    title: 'A certificate for {device}',
    invited: '{by} invites you to fetch it.',
    device: 'Device',
    person: 'For',
    names: 'Names in it',
    authority: 'Issued by',
    network: 'Wireless network',
    until: 'Link good until',
    happens: 'What happens',
    what: {
      pkcs12: 'You get a file with the certificate and its private key, protected by a passphrase.',
      'apple-scep':
        'You get a configuration profile. The device makes its own key and fetches the certificate by itself.',
      'apple-acme':
        'You get a configuration profile. The device makes its own key and fetches the certificate by itself.'
    },
    button: {
      pkcs12: 'Download the certificate',
      'apple-scep': 'Download the profile',
      'apple-acme': 'Download the profile'
    },
    steps: {
      apple: [
        'Press the button and allow the download.',
        'Open Settings (on a Mac: System Settings), then Profile Downloaded, then Install.',
        'Enter the code of the device where it asks for it.'
      ],
      android: [
        'Press the button.',
        ...openFile(
          'Open the file and enter the passphrase that you got by another way.',
          'Choose “VPN and apps” or “Wi-Fi” as the use, as you were told.'
        )
      ],
      chromeos: [
        'Press the button.',
        ...openFile(
          'Open Settings, Security and privacy, Manage certificates, and choose “Import and Bind”.',
          'Choose the file and enter the passphrase that you got by another way.'
        )
      ],
      windows: [
        'Press the button and open the file.',
        ...openFile('Enter the passphrase that you got by another way.', 'Keep the store that Windows proposes.')
      ],
      other: [
        'Press the button.',
        ...openFile(
          'Open the file, or import it where you were told to.',
          'Enter the passphrase that you got by another way.'
        )
      ]
    },
    once: 'The button works once. Use it on the device itself.',
    waiting: 'Somebody has to approve the certificate first. Open this page again later; the link stays good.',
    compare: 'The device is going to trust this root. Compare it with what the sender reads to you:',
    fingerprint: 'Fingerprint (SHA-256)',
    words: 'The same in words',
    unexpected: 'If you did not expect this, close the page and ask the sender.',
    failed: {
      gone: [
        'This link is not good any more',
        'It was used already, was withdrawn, or its time is over. Ask the sender for a new one.'
      ],
      unknown: ['There is no such link', 'Check that the address is whole, or ask the sender for a new one.'],
      slow: ['Too many visits', 'Wait a quarter of an hour, then open the link again.'],
      later: ['Not now', 'The certificate cannot be given out at the moment. Open the link again later; it stays good.']
    }
  },
  de: {
    title: 'Ein Zertifikat für {device}',
    invited: '{by} lädt Sie ein, es abzuholen.',
    device: 'Gerät',
    person: 'Für',
    names: 'Namen darin',
    authority: 'Ausgestellt von',
    network: 'Funknetz',
    until: 'Link gilt bis',
    happens: 'Was geschieht',
    what: {
      pkcs12: 'Sie bekommen eine Datei mit dem Zertifikat und seinem privaten Schlüssel, geschützt durch ein Kennwort.',
      'apple-scep':
        'Sie bekommen ein Konfigurationsprofil. Das Gerät erzeugt seinen Schlüssel selbst und holt das Zertifikat von allein.',
      'apple-acme':
        'Sie bekommen ein Konfigurationsprofil. Das Gerät erzeugt seinen Schlüssel selbst und holt das Zertifikat von allein.'
    },
    button: {
      pkcs12: 'Zertifikat laden',
      'apple-scep': 'Profil laden',
      'apple-acme': 'Profil laden'
    },
    steps: {
      apple: [
        'Drücken Sie den Knopf und erlauben Sie das Laden.',
        'Öffnen Sie die Einstellungen (am Mac: Systemeinstellungen), dann „Profil geladen“, dann „Installieren“.',
        'Geben Sie den Code des Geräts ein, wo es danach fragt.'
      ],
      android: [
        'Drücken Sie den Knopf.',
        ...openFile(
          'Öffnen Sie die Datei und geben Sie das Kennwort ein, das Sie auf einem anderen Weg bekommen haben.',
          'Wählen Sie als Verwendung „VPN und Apps“ oder „WLAN“, wie man es Ihnen gesagt hat.'
        )
      ],
      chromeos: [
        'Drücken Sie den Knopf.',
        ...openFile(
          'Öffnen Sie Einstellungen, Sicherheit und Datenschutz, Zertifikate verwalten, und wählen Sie „Importieren und binden“.',
          'Wählen Sie die Datei und geben Sie das Kennwort ein, das Sie auf einem anderen Weg bekommen haben.'
        )
      ],
      windows: [
        'Drücken Sie den Knopf und öffnen Sie die Datei.',
        ...openFile(
          'Geben Sie das Kennwort ein, das Sie auf einem anderen Weg bekommen haben.',
          'Behalten Sie den Speicher, den Windows vorschlägt.'
        )
      ],
      other: [
        'Drücken Sie den Knopf.',
        ...openFile(
          'Öffnen Sie die Datei, oder importieren Sie sie, wo man es Ihnen gesagt hat.',
          'Geben Sie das Kennwort ein, das Sie auf einem anderen Weg bekommen haben.'
        )
      ]
    },
    once: 'Der Knopf funktioniert einmal. Benutzen Sie ihn auf dem Gerät selbst.',
    waiting: 'Das Zertifikat muss erst genehmigt werden. Öffnen Sie diese Seite später wieder; der Link bleibt gültig.',
    compare: 'Das Gerät wird dieser Wurzel vertrauen. Vergleichen Sie sie mit dem, was der Absender Ihnen vorliest:',
    fingerprint: 'Fingerabdruck (SHA-256)',
    words: 'Dasselbe in Wörtern',
    unexpected: 'Wenn Sie das nicht erwartet haben, schließen Sie die Seite und fragen Sie den Absender.',
    failed: {
      gone: [
        'Dieser Link gilt nicht mehr',
        'Er wurde schon benutzt oder zurückgezogen, oder seine Zeit ist um. Bitten Sie den Absender um einen neuen.'
      ],
      unknown: [
        'Diesen Link gibt es nicht',
        'Prüfen Sie, ob die Adresse vollständig ist, oder bitten Sie den Absender um einen neuen.'
      ],
      slow: ['Zu viele Besuche', 'Warten Sie eine Viertelstunde und öffnen Sie den Link dann wieder.'],
      later: [
        'Jetzt nicht',
        'Das Zertifikat kann im Moment nicht ausgegeben werden. Öffnen Sie den Link später wieder; er bleibt gültig.'
      ]
    }
  }
}

/** @returns the language that a browser asks for first among those that there are (RFC 9110 12.5.4), or the other one given */
export function languageOf(accepted: string, otherwise: ClaimLanguage): ClaimLanguage {
  for (const range of accepted.slice(0, 500).toLowerCase().split(',')) {
    const tag = range.trim().slice(0, 2)
    if (tag === 'de' || tag === 'en') return tag
  }
  return otherwise
}
