import { purpose } from '../../../../src-shared/model/key-purpose.ts'
import { endEntity, organization, rsaKeys, starter, withoutOcsp } from './starter.ts'

export const domainController = starter(
  'Domain controller',
  'For Windows domain controllers: Kerberos PKINIT, LDAP over TLS and replication.',
  {
    subject: { attributes: [{ type: 'CN' }, ...organization], mayBeEmpty: true, commonNameFromAlternativeName: true },
    // `other` takes the controller's replication GUID, 1.3.6.1.4.1.311.25.1.
    alternativeNames: {
      rules: [
        { type: 'dns', required: true },
        { type: 'other', max: 2 }
      ],
      includeCommonName: true
    },
    keyAlgorithms: rsaKeys,
    keyUsage: { critical: true, bits: ['digitalSignature', 'keyEncipherment'] },
    // Key distribution centre (RFC 4556 3.2.4), TLS server and client, smart card logon.
    extendedKeyUsage: { oids: [purpose.pkinitKdc, purpose.serverAuth, purpose.clientAuth, purpose.smartcardLogon] },
    basicConstraints: endEntity,
    pointers: withoutOcsp,
    validity: { kind: 'duration', duration: '1y' },
    maximumValidity: '2y'
  }
)
