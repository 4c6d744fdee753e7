/** Extension OIDs: RFC 5280 4.2, 5.2, 5.3; others with their source. */
export const extensionIds = {
  subjectDirectoryAttributes: '2.5.29.9',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  issuerAltName: '2.5.29.18',
  basicConstraints: '2.5.29.19',
  crlNumber: '2.5.29.20',
  reasonCode: '2.5.29.21',
  invalidityDate: '2.5.29.24',
  deltaCrlIndicator: '2.5.29.27',
  issuingDistributionPoint: '2.5.29.28',
  certificateIssuer: '2.5.29.29',
  nameConstraints: '2.5.29.30',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  policyMappings: '2.5.29.33',
  authorityKeyIdentifier: '2.5.29.35',
  policyConstraints: '2.5.29.36',
  extKeyUsage: '2.5.29.37',
  freshestCrl: '2.5.29.46',
  inhibitAnyPolicy: '2.5.29.54',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  /** RFC 3739 3.2.6. */
  qcStatements: '1.3.6.1.5.5.7.1.3',
  subjectInfoAccess: '1.3.6.1.5.5.7.1.11',
  /** RFC 7633. */
  tlsFeature: '1.3.6.1.5.5.7.1.24',
  /** RFC 6960 4.2.2.2.1. */
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
  /** RFC 6962 3.3. */
  sctList: '1.3.6.1.4.1.11129.2.4.2',
  /** RFC 6962 3.1. */
  precertPoison: '1.3.6.1.4.1.11129.2.4.3',
  /** MS-WCCE 2.2.2.7.7.1. */
  msTemplateName: '1.3.6.1.4.1.311.20.2',
  /** MS-WCCE 2.2.2.7.7.2. */
  msTemplate: '1.3.6.1.4.1.311.21.7',
  /** MS-WCCE 2.2.2.7.7.3. */
  msApplicationPolicies: '1.3.6.1.4.1.311.21.10',
  /** MS-WCCE 2.2.2.7.7.4, NTDS_CA_SECURITY_EXT. */
  msSid: '1.3.6.1.4.1.311.25.2'
} as const
