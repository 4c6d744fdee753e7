/**
 * Extended key usages that the code itself asks for or gives, by the name in their standard; `oid.ts` lists them with
 * the others and their labels. RFC 5280 4.2.1.12 where nothing else is said.
 */
export const purpose = {
  any: '2.5.29.37.0',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  /** The first three for IPsec are of RFC 2459 4.2.1.13 and were given up by RFC 4945; certificates still carry them. */
  ipsecEndSystem: '1.3.6.1.5.5.7.3.5',
  ipsecTunnel: '1.3.6.1.5.5.7.3.6',
  ipsecUser: '1.3.6.1.5.5.7.3.7',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
  /** RFC 4945 5.1.3.12. */
  ipsecIke: '1.3.6.1.5.5.7.3.17',
  /** RFC 6402 2.10. */
  cmcRa: '1.3.6.1.5.5.7.3.28',
  /** RFC 9480 2.2. */
  cmKeyGeneration: '1.3.6.1.5.5.7.3.32',
  /** RFC 9336 3. */
  documentSigning: '1.3.6.1.5.5.7.3.36',
  /** RFC 4556 3.2.4, of a Kerberos key distribution centre. */
  pkinitKdc: '1.3.6.1.5.2.3.5',
  /** Microsoft's smart-card logon. */
  smartcardLogon: '1.3.6.1.4.1.311.20.2.2'
} as const
