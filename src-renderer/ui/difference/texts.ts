export { de } from './texts-de.ts'

export const en = {
  field: 'Field',
  place: 'Element',
  kind: 'Difference',
  before: 'Before',
  after: 'After',
  bytes: 'at byte {{before}} and {{after}}',
  encodingOnly: 'Encoded otherwise',
  is: { same: 'The same', changed: 'Changed', added: 'Added', removed: 'Removed' },
  name: {
    version: 'Version',
    serial: 'Serial number',
    issuer: 'Issuer',
    subject: 'Subject',
    notBefore: 'Valid from',
    notAfter: 'Valid until',
    keyKind: 'Kind of key',
    publicKey: 'Public key (SHA-256)',
    extensionOrder: 'Order of extensions',
    signatureAlgorithm: 'Signature algorithm',
    signature: 'Signature (SHA-256)',
    whole: 'All bytes (SHA-256)',
    thisUpdate: 'This update',
    nextUpdate: 'Next update',
    entries: 'Entries',
    approvals: 'Approvals needed',
    size: 'Size'
  }
}
