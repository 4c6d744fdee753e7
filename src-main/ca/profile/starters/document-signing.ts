import { purpose } from '../../../../src-shared/model/key-purpose.ts'
import { endEntity, organization, signingKeys, starter, withoutOcsp } from './starter.ts'

export const documentSigning = starter('Document signing', 'For signatures on documents (RFC 9336).', {
  subject: {
    attributes: [
      { type: 'CN', required: true },
      { type: 'GN' },
      { type: 'SN' },
      { type: 'serialNumber' },
      ...organization
    ]
  },
  alternativeNames: { rules: [{ type: 'email' }] },
  keyAlgorithms: signingKeys,
  keyUsage: { critical: true, bits: ['digitalSignature', 'nonRepudiation'] },
  extendedKeyUsage: { oids: [purpose.documentSigning] },
  basicConstraints: endEntity,
  pointers: withoutOcsp,
  validity: { kind: 'duration', duration: '2y' },
  maximumValidity: '3y'
})
