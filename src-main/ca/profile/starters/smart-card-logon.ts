import { purpose } from '../../../../src-shared/model/key-purpose.ts'
import { endEntity, organization, starter, withoutOcsp } from './starter.ts'

export const smartCardLogon = starter(
  'Smart card logon',
  'For logging on to Windows domains with a card. The security identifier binds the certificate to one account.',
  {
    subject: { attributes: [{ type: 'CN', required: true }, ...organization] },
    alternativeNames: { rules: [{ type: 'upn', required: true, max: 1 }, { type: 'sid', max: 1 }, { type: 'email' }] },
    keyAlgorithms: ['RSA-2048', 'RSA-3072', 'RSA-4096', 'P-256', 'P-384', 'P-521'],
    keyUsage: { critical: true, bits: ['digitalSignature'] },
    // Smart card logon of Windows, and TLS client authentication beside it.
    extendedKeyUsage: { oids: [purpose.smartcardLogon, purpose.clientAuth] },
    basicConstraints: endEntity,
    // Domain controllers refuse a logon when they cannot fetch a CRL.
    pointers: withoutOcsp,
    validity: { kind: 'duration', duration: '1y' },
    maximumValidity: '3y'
  }
)
