import { purpose } from '../../../../src-shared/model/key-purpose.ts'
import { endEntity, organization, rsaKeys, starter, withoutOcsp } from './starter.ts'

export const smime = starter(
  'S/MIME',
  'For signed and encrypted e-mail. RSA keys, because one certificate serves both.',
  {
    subject: {
      attributes: [{ type: 'CN' }, { type: 'GN' }, { type: 'SN' }, ...organization],
      mayBeEmpty: true,
      commonNameFromAlternativeName: true
    },
    alternativeNames: { rules: [{ type: 'email', required: true, max: 10 }] },
    keyAlgorithms: rsaKeys,
    // RFC 8551 4.4.2: signing, and transport of the message key.
    keyUsage: { critical: true, bits: ['digitalSignature', 'keyEncipherment'] },
    extendedKeyUsage: { oids: [purpose.emailProtection] },
    basicConstraints: endEntity,
    pointers: withoutOcsp,
    validity: { kind: 'duration', duration: '2y' },
    maximumValidity: '825d'
  }
)
