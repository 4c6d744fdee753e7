import { purpose } from '../../../../src-shared/model/key-purpose.ts'
import { endEntity, starter, withoutOcsp } from './starter.ts'

export const codeSigning = starter('Code signing', 'For programs, scripts and packages. Two approvers, strong keys.', {
  subject: {
    attributes: [
      { type: 'CN', required: true },
      { type: 'O', required: true },
      { type: 'OU' },
      { type: 'L' },
      { type: 'ST' },
      { type: 'C' }
    ]
  },
  alternativeNames: { rules: [{ type: 'email' }] },
  // CA/Browser Forum Code Signing BR 6.1.5.2: RSA from 3072 bits, or a NIST curve.
  keyAlgorithms: ['P-256', 'P-384', 'P-521', 'RSA-3072', 'RSA-4096'],
  keyUsage: { critical: true, bits: ['digitalSignature'] },
  extendedKeyUsage: { oids: [purpose.codeSigning] },
  basicConstraints: endEntity,
  pointers: withoutOcsp,
  validity: { kind: 'duration', duration: '1y' },
  maximumValidity: '459d',
  approval: 'two'
})
