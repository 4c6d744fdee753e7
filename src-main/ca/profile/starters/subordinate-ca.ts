import { starter, withoutOcsp } from './starter.ts'

export const subordinateCa = starter(
  'Subordinate CA',
  'For an authority outside this installation that comes with a CSR. Two approvers.',
  {
    certificateClass: 'authority',
    subject: {
      attributes: [{ type: 'CN', required: true }, { type: 'O', required: true }, { type: 'OU' }, { type: 'C' }]
    },
    keyAlgorithms: [
      'P-256',
      'P-384',
      'P-521',
      'RSA-3072',
      'RSA-4096',
      'Ed25519',
      'ML-DSA-44',
      'ML-DSA-65',
      'ML-DSA-87'
    ],
    keyUsage: { critical: true, bits: ['keyCertSign', 'cRLSign'] },
    basicConstraints: { critical: true, authority: true, pathLength: 0 },
    pointers: withoutOcsp,
    validity: { kind: 'duration', duration: '5y' },
    maximumValidity: '10y',
    approval: 'two',
    // The key of an authority is not handed over in a file.
    keyByChancery: false
  }
)
