import type { SameKeys } from '../../texts.ts'
import type { en } from './texts.ts'

export const de: SameKeys<typeof en> = {
  field: 'Feld',
  place: 'Element',
  kind: 'Unterschied',
  before: 'Vorher',
  after: 'Nachher',
  bytes: 'ab Byte {{before}} und {{after}}',
  encodingOnly: 'Anders kodiert',
  is: { same: 'Gleich', changed: 'Geändert', added: 'Neu', removed: 'Entfallen' },
  name: {
    version: 'Version',
    serial: 'Seriennummer',
    issuer: 'Aussteller',
    subject: 'Inhaber',
    notBefore: 'Gültig ab',
    notAfter: 'Gültig bis',
    keyKind: 'Art des Schlüssels',
    publicKey: 'Öffentlicher Schlüssel (SHA-256)',
    extensionOrder: 'Reihenfolge der Erweiterungen',
    signatureAlgorithm: 'Signaturverfahren',
    signature: 'Signatur (SHA-256)',
    whole: 'Alle Bytes (SHA-256)',
    thisUpdate: 'Diese Ausgabe',
    nextUpdate: 'Nächste Ausgabe',
    entries: 'Einträge',
    approvals: 'Nötige Genehmigungen',
    size: 'Größe'
  }
}
