import { purpose } from '../../../../src-shared/model/key-purpose.ts'
import { endEntity, signingKeys, starter } from './starter.ts'

export const ocspResponder = starter(
  'OCSP responder',
  'For responders that answer for an authority (RFC 6960 4.2.2.2).',
  {
    certificateClass: 'service',
    subject: { attributes: [{ type: 'CN', required: true }, { type: 'O' }, { type: 'C' }] },
    keyAlgorithms: signingKeys,
    keyUsage: { critical: true, bits: ['digitalSignature'] },
    extendedKeyUsage: { oids: [purpose.ocspSigning] },
    basicConstraints: endEntity,
    // Nobody asks a responder about itself (RFC 6960 4.2.2.2.1); its short life takes the place of revocation.
    pointers: { crl: false, ocsp: false },
    ocspNoCheck: true,
    validity: { kind: 'duration', duration: '30d' },
    maximumValidity: '90d',
    atIssuerEnd: 'clip'
  }
)
