import type { SameKeys } from '../../texts.ts'

/** Words of the form that says how the CRLs of an authority come. */
export const policyEn = {
  title: 'CRLs of {{name}}',
  lead: 'Holds for CRLs that are signed from now on. What is out stays as it is.',
  when: 'When they are signed',
  whenLead: 'Each can be had together with the others. By hand is always possible.',
  scheduled: 'On schedule',
  scheduledHelp: 'Before the last one ends, and at fixed times if you name some. Needs the open vault.',
  life: 'A CRL is good for',
  lifeHelp: 'From thisUpdate to nextUpdate',
  overlap: 'Overlap',
  overlapHelp: 'So long before the end the next is signed: time to publish it, and to notice that it failed',
  times: 'Fixed times',
  timesHelp: 'Five fields as for cron, in UTC: 0 3 * * 1 is Mondays at three. Empty: none',
  onRevocation: 'On revocation',
  onRevocationHelp: 'Verifiers learn of it at the next fetch instead of with the next scheduled CRL.',
  onRequest: 'On request',
  onRequestHelp:
    'When somebody fetches a CRL that is due or does not know of a revocation. Only where the key is on line.',
  manual: 'Nothing is signed by itself. Whoever forgets the day has a CRL that ends; an alarm will say so before.',
  delta: 'Delta CRLs',
  deltaLead: 'Short lists of what changed since the last complete CRL, for those who fetch often (RFC 5280 5.2.4).',
  deltaLife: 'A delta is good for',
  deltaLifeHelp: 'Shorter than the complete CRL. Empty: no deltas',
  parts: 'Division',
  partsLead:
    'New certificates name their part. The undivided CRL is signed in any case; parts that were signed once go on.',
  partition: { none: 'One CRL', shards: 'Shards', kinds: 'By kind', reasons: 'By reason' },
  partitionHint: {
    none: 'All that is revoked on one list. Right up to some ten thousand entries.',
    shards: 'Many short lists, by the serial number: each verifier fetches one of them.',
    kinds: 'One list for users, one for authorities.',
    reasons: 'One list for keys in wrong hands, one for all else.'
  },
  shards: 'Shards',
  shardsHelp: '2 to 256',
  content: 'Content',
  keepExpired: 'Expired certificates stay on the CRL',
  keepExpiredHelp:
    'For signatures that are checked long after; the CRL says since when (expiredCertsOnCRL). Otherwise an entry leaves once it stood on a CRL made after the end of its certificate.',
  issuerAddress: 'Say where the certificate of the authority is',
  issuerAddressHelp: 'Authority information access in the CRL (RFC 5280 5.2.7)',
  issuerNames: 'Repeat the alternative names of the authority',
  issuerNamesHelp: 'Those in its certificate, where it has any (RFC 5280 5.2.2)',
  hash: 'Hash under the signature',
  hashHelp: 'Where the key leaves a choice: RSA and ECDSA do, Ed25519 and ML-DSA do not',
  hashUsual: 'As the authority signs',
  save: 'Save',
  done: 'The policy of {{name}} is saved'
} as const

export const policyDe: SameKeys<typeof policyEn> = {
  title: 'Sperrlisten von {{name}}',
  lead: 'Gilt für Sperrlisten, die von jetzt an unterschrieben werden. Was draußen ist, bleibt, wie es ist.',
  when: 'Wann sie unterschrieben werden',
  whenLead: 'Jedes geht zusammen mit den anderen. Von Hand geht immer.',
  scheduled: 'Nach Plan',
  scheduledHelp: 'Bevor die letzte endet, und zu festen Zeiten, wenn Sie welche nennen. Braucht den offenen Tresor.',
  life: 'Eine Sperrliste ist gut für',
  lifeHelp: 'Von thisUpdate bis nextUpdate',
  overlap: 'Überlappung',
  overlapHelp: 'So lange vor dem Ende entsteht die nächste: Zeit, sie zu veröffentlichen und ein Scheitern zu merken',
  times: 'Feste Zeiten',
  timesHelp: 'Fünf Felder wie bei cron, in UTC: 0 3 * * 1 ist montags um drei. Leer: keine',
  onRevocation: 'Bei jeder Sperrung',
  onRevocationHelp: 'Prüfer erfahren es beim nächsten Abruf und nicht erst mit der nächsten geplanten Liste.',
  onRequest: 'Auf Anfrage',
  onRequestHelp:
    'Wenn jemand eine Sperrliste holt, die fällig ist oder von einer Sperrung nichts weiß. Nur wo der Schlüssel online ist.',
  manual:
    'Von selbst wird nichts unterschrieben. Wer den Tag vergisst, hat eine Liste, die endet; ein Alarm sagt es vorher.',
  delta: 'Delta-Sperrlisten',
  deltaLead:
    'Kurze Listen dessen, was sich seit der letzten vollständigen geändert hat, für alle, die oft holen (RFC 5280 5.2.4).',
  deltaLife: 'Ein Delta ist gut für',
  deltaLifeHelp: 'Kürzer als die vollständige Liste. Leer: keine Deltas',
  parts: 'Aufteilung',
  partsLead:
    'Neue Zertifikate nennen ihren Teil. Die ungeteilte Liste entsteht in jedem Fall; Teile, die es einmal gab, gehen weiter.',
  partition: { none: 'Eine Liste', shards: 'Nach Nummern', kinds: 'Nach Art', reasons: 'Nach Grund' },
  partitionHint: {
    none: 'Alles Gesperrte auf einer Liste. Richtig bis zu einigen zehntausend Einträgen.',
    shards: 'Viele kurze Listen, nach der Seriennummer: jeder Prüfer holt eine davon.',
    kinds: 'Eine Liste für Benutzer, eine für Stellen.',
    reasons: 'Eine Liste für Schlüssel in falschen Händen, eine für alles andere.'
  },
  shards: 'Teile',
  shardsHelp: '2 bis 256',
  content: 'Inhalt',
  keepExpired: 'Abgelaufene Zertifikate bleiben auf der Liste',
  keepExpiredHelp:
    'Für Unterschriften, die lange danach geprüft werden; die Liste sagt, seit wann (expiredCertsOnCRL). Sonst geht ein Eintrag, sobald er auf einer Liste stand, die nach dem Ende seines Zertifikats entstand.',
  issuerAddress: 'Sagen, wo das Zertifikat der Stelle liegt',
  issuerAddressHelp: 'Authority Information Access in der Sperrliste (RFC 5280 5.2.7)',
  issuerNames: 'Die weiteren Namen der Stelle wiederholen',
  issuerNamesHelp: 'Jene in ihrem Zertifikat, wo es welche hat (RFC 5280 5.2.2)',
  hash: 'Hash unter der Unterschrift',
  hashHelp: 'Wo der Schlüssel die Wahl lässt: bei RSA und ECDSA, nicht bei Ed25519 und ML-DSA',
  hashUsual: 'Wie die Stelle unterschreibt',
  save: 'Speichern',
  done: 'Die Regeln von {{name}} sind gespeichert'
}
