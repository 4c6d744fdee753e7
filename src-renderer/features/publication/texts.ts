import type { SameKeys } from '../../texts.ts'

export const en = {
  title: 'Publication',
  list: 'CRLs',
  one: 'Certificate revocation list',
  numbered: 'CRL {{number}}',
  standing: 'How the CRLs stand',
  goodUntil: 'Good until',
  never: 'None was ever signed',
  replaced: 'Replaced',
  issuer: 'Issuer',
  signature: 'Signature',
  bytes: '{{size, number}} bytes',
  showEntries: 'Show entries',
  entries_one: '{{count}} entry',
  entries_other: '{{count}} entries',
  noEntries: 'Nothing is revoked on this CRL.',
  column: {
    authority: 'Authority',
    number: 'Number',
    state: 'State',
    thisUpdate: 'Made',
    nextUpdate: 'Good until',
    entries: 'Entries',
    size: 'Size',
    why: 'Why it was made'
  },
  why: {
    'by hand': 'By hand',
    'on schedule': 'On schedule',
    'on revocation': 'After a revocation',
    'after a crash': 'After a crash'
  },
  entry: { serial: 'Serial number', revokedAt: 'Since', reason: 'Reason' },
  reason: {
    unspecified: 'Not given',
    keyCompromise: 'Key compromised',
    cACompromise: 'Authority compromised',
    affiliationChanged: 'Affiliation changed',
    superseded: 'Superseded',
    cessationOfOperation: 'No longer in use',
    certificateHold: 'On hold',
    privilegeWithdrawn: 'Privilege withdrawn',
    aACompromise: 'Attribute authority compromised'
  },
  export: { der: 'Save DER', pem: 'Save PEM' },
  empty: {
    title: 'No CRL yet',
    text: 'A CRL lists what an authority revoked. It is signed after every revocation and on schedule; an authority can also issue one at once.'
  }
} as const

export const de: SameKeys<typeof en> = {
  title: 'Veröffentlichung',
  list: 'Sperrlisten',
  one: 'Sperrliste',
  numbered: 'Sperrliste {{number}}',
  standing: 'Stand der Sperrlisten',
  goodUntil: 'Gut bis',
  never: 'Noch keine unterschrieben',
  replaced: 'Ersetzt',
  issuer: 'Aussteller',
  signature: 'Unterschrift',
  bytes: '{{size, number}} Byte',
  showEntries: 'Einträge zeigen',
  entries_one: '{{count}} Eintrag',
  entries_other: '{{count}} Einträge',
  noEntries: 'Auf dieser Liste ist nichts gesperrt.',
  column: {
    authority: 'Stelle',
    number: 'Nummer',
    state: 'Zustand',
    thisUpdate: 'Erstellt',
    nextUpdate: 'Gut bis',
    entries: 'Einträge',
    size: 'Größe',
    why: 'Warum sie entstand'
  },
  why: {
    'by hand': 'Von Hand',
    'on schedule': 'Nach Plan',
    'on revocation': 'Nach einer Sperrung',
    'after a crash': 'Nach einem Absturz'
  },
  entry: { serial: 'Seriennummer', revokedAt: 'Seit', reason: 'Grund' },
  reason: {
    unspecified: 'Ohne Angabe',
    keyCompromise: 'Schlüssel kompromittiert',
    cACompromise: 'Stelle kompromittiert',
    affiliationChanged: 'Zugehörigkeit geändert',
    superseded: 'Ersetzt',
    cessationOfOperation: 'Nicht mehr in Betrieb',
    certificateHold: 'Ausgesetzt',
    privilegeWithdrawn: 'Recht entzogen',
    aACompromise: 'Attributstelle kompromittiert'
  },
  export: { der: 'Als DER speichern', pem: 'Als PEM speichern' },
  empty: {
    title: 'Noch keine Sperrliste',
    text: 'Eine Sperrliste nennt, was eine Stelle gesperrt hat. Sie entsteht nach jeder Sperrung und nach Plan; eine Stelle kann auch sofort eine ausstellen.'
  }
}
