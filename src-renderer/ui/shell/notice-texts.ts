import type { Notice } from '../../../src-shared/api/desk.ts'
import type { SameKeys } from '../../texts.ts'

/** Kinds that are counted have a singular and a plural. */
type Counted = 'requests-waiting' | 'certificates-expiring' | 'proof-ended' | 'proof-ends-soon'
type Said = Exclude<Notice['kind'], Counted> | `${Counted}_${'one' | 'other'}`

/** Words of the bell; a kind of notice without words does not compile. */
export const noticesEn = {
  title: 'Notices',
  unseen_one: 'Notices, {{count}} new',
  unseen_other: 'Notices, {{count}} new',
  none: 'Nothing needs you',
  noneText: 'Waiting requests, CRLs and certificates that end, and work that failed will stand here.',
  new: 'new',
  kind: {
    'requests-waiting_one': 'One request waits for approval',
    'requests-waiting_other': '{{count}} requests wait for approval',
    'certificates-expiring_one': 'One certificate ends within {{name}} days',
    'certificates-expiring_other': '{{count}} certificates end within {{name}} days',
    'proof-ended_one': 'The proof of control of {{name}} has ended',
    'proof-ended_other': 'The proofs of control of {{count}} domains have ended',
    'proof-ends-soon_one': 'The proof of control of {{name}} ends soon',
    'proof-ends-soon_other': 'The proofs of control of {{count}} domains end soon',
    'crl-due': 'The CRL of {{name}} is due for renewal',
    'crl-overdue': 'The CRL of {{name}} has run out',
    'crl-not-begun': 'The CRL of {{name}} begins only later',
    'crl-revocation-waits': '{{name}}: a revocation is on no CRL yet',
    'crl-series-stale': '{{name}}: CRLs signed ahead are held back, because something was revoked since',
    'crl-series-ending': '{{name}}: one CRL signed ahead is left',
    'crl-since-restore': '{{name}}: restored; look for certificates that came after the backup, then sign a CRL',
    'root-duty': 'The key of {{name}} is needed',
    'authority-expiring': 'The certificate of {{name}} ends soon',
    'authority-expired': 'The certificate of {{name}} has ended',
    'scep-silent': 'SCEP service {{name}} answers nobody: it has no valid certificate',
    'cmp-silent': 'CMP service {{name}} answers nobody: it has no valid certificate',
    'tsa-silent': 'Time-stamp service {{name}} answers nobody: it has no valid certificate',
    'ocsp-silent': 'OCSP answers for {{name}} are not signed: the responder has no valid certificate',
    'reservation-open': '{{name}}: an issuance was interrupted; its serial number is open',
    'job-failed': 'Work in the background was given up: {{name}}',
    'task-failed': 'Failed: {{name}}',
    'not-served': 'CRLs and certificates are not served',
    'not-served-secure': 'Nothing is served over HTTPS',
    'backup-old': 'The last backup is too old',
    'backup-failed': 'A backup by the schedule could not be made',
    'drill-old': 'Backups were not tried for too long: do a drill',
    'kit-changed': 'The printed recovery kit is out of date'
  },
  todo: {
    'crl-due':
      'Sign the next one before the end, and look why it did not come by itself: a locked vault or a key off line.',
    'crl-overdue': 'Careful verifiers now refuse every certificate of this authority. Sign a CRL at once.',
    'crl-not-begun':
      'It was signed while the clock was ahead, and verifiers refuse it until then. See that the clock is right now, then sign a CRL at once.',
    'crl-revocation-waits':
      'Verifiers still take what was revoked. Open the vault or bring the key; the CRL then comes by itself.',
    'crl-series-stale':
      'They would call a revoked certificate good. Bring the key and sign a new series; it takes the place of the old one.',
    'crl-series-ending': 'Plan the day on which the key is brought out, and sign the next series.'
  }
} as const satisfies { readonly kind: Readonly<Record<Said, string>>; readonly [key: string]: unknown }

export const noticesDe: SameKeys<typeof noticesEn> = {
  title: 'Hinweise',
  unseen_one: 'Hinweise, {{count}} neuer',
  unseen_other: 'Hinweise, {{count}} neue',
  none: 'Nichts braucht Sie',
  noneText: 'Wartende Anträge, ablaufende Sperrlisten und Zertifikate und gescheiterte Arbeiten werden hier stehen.',
  new: 'neu',
  kind: {
    'requests-waiting_one': 'Ein Antrag wartet auf Genehmigung',
    'requests-waiting_other': '{{count}} Anträge warten auf Genehmigung',
    'certificates-expiring_one': 'Ein Zertifikat endet in den nächsten {{name}} Tagen',
    'certificates-expiring_other': '{{count}} Zertifikate enden in den nächsten {{name}} Tagen',
    'proof-ended_one': 'Der Nachweis der Kontrolle über {{name}} ist abgelaufen',
    'proof-ended_other': 'Die Nachweise der Kontrolle über {{count}} Domänen sind abgelaufen',
    'proof-ends-soon_one': 'Der Nachweis der Kontrolle über {{name}} läuft bald ab',
    'proof-ends-soon_other': 'Die Nachweise der Kontrolle über {{count}} Domänen laufen bald ab',
    'crl-due': 'Die Sperrliste von {{name}} ist bald fällig',
    'crl-overdue': 'Die Sperrliste von {{name}} ist abgelaufen',
    'crl-not-begun': 'Die Sperrliste von {{name}} gilt noch nicht',
    'crl-revocation-waits': '{{name}}: eine Sperrung steht noch auf keiner Sperrliste',
    'crl-series-stale':
      '{{name}}: im Voraus unterschriebene Sperrlisten werden zurückgehalten, weil seither etwas gesperrt wurde',
    'crl-series-ending': '{{name}}: eine im Voraus unterschriebene Sperrliste ist übrig',
    'crl-since-restore':
      '{{name}}: wiederhergestellt; suchen Sie Zertifikate, die nach der Sicherung kamen, und unterschreiben Sie dann eine Sperrliste',
    'root-duty': 'Der Schlüssel von {{name}} wird gebraucht',
    'authority-expiring': 'Das Zertifikat von {{name}} endet bald',
    'authority-expired': 'Das Zertifikat von {{name}} ist zu Ende',
    'scep-silent': 'SCEP-Dienst {{name}} antwortet niemandem: er hat kein gültiges Zertifikat',
    'cmp-silent': 'CMP-Dienst {{name}} antwortet niemandem: er hat kein gültiges Zertifikat',
    'tsa-silent': 'Zeitstempeldienst {{name}} antwortet niemandem: er hat kein gültiges Zertifikat',
    'ocsp-silent':
      'OCSP-Antworten für {{name}} werden nicht unterschrieben: der Antwortende hat kein gültiges Zertifikat',
    'reservation-open': '{{name}}: eine Ausstellung wurde unterbrochen; ihre Seriennummer ist offen',
    'job-failed': 'Eine Arbeit im Hintergrund wurde aufgegeben: {{name}}',
    'task-failed': 'Gescheitert: {{name}}',
    'not-served': 'Sperrlisten und Zertifikate werden nicht ausgeliefert',
    'not-served-secure': 'Über HTTPS wird nichts ausgeliefert',
    'backup-old': 'Die letzte Sicherung ist zu alt',
    'backup-failed': 'Eine Sicherung nach Plan konnte nicht gemacht werden',
    'drill-old': 'Sicherungen wurden zu lange nicht erprobt: Üben Sie',
    'kit-changed': 'Das gedruckte Notfallblatt ist überholt'
  },
  todo: {
    'crl-due':
      'Unterschreiben Sie die nächste vor dem Ende und sehen Sie nach, warum sie nicht von selbst kam: gesperrter Tresor oder Schlüssel offline.',
    'crl-not-begun':
      'Sie wurde unterschrieben, als die Uhr vorging, und bis dahin lehnen Prüfer sie ab. Sehen Sie nach, ob die Uhr jetzt stimmt, und unterschreiben Sie dann sofort eine Sperrliste.',
    'crl-overdue':
      'Sorgfältige Prüfer lehnen jetzt jedes Zertifikat dieser Stelle ab. Unterschreiben Sie sofort eine Sperrliste.',
    'crl-revocation-waits':
      'Prüfer nehmen noch an, was gesperrt wurde. Öffnen Sie den Tresor oder holen Sie den Schlüssel; die Sperrliste kommt dann von selbst.',
    'crl-series-stale':
      'Sie würden ein gesperrtes Zertifikat gut nennen. Holen Sie den Schlüssel und unterschreiben Sie eine neue Reihe; sie tritt an die Stelle der alten.',
    'crl-series-ending':
      'Planen Sie den Tag, an dem der Schlüssel geholt wird, und unterschreiben Sie die nächste Reihe.'
  }
}
