/**
 * What the dotted numbers mean: short name (as configuration and logs write it) and label (as people read it).
 * One table; lookups by number. Sources are named per group.
 */
import { purpose } from './key-purpose.ts'

export type OidGroup =
  'attribute' | 'extension' | 'eku' | 'policy' | 'access' | 'algorithm' | 'name' | 'csr' | 'qualifier' | 'message'

export interface OidRow {
  readonly oid: string
  readonly group: OidGroup
  readonly name: string
  readonly label: string
}

const row = (group: OidGroup, oid: string, name: string, label: string): OidRow => ({ oid, group, name, label })

export const oidRows: readonly OidRow[] = [
  // X.520 and RFC 4519 naming attributes
  row('attribute', '2.5.4.3', 'CN', 'Common name'),
  row('attribute', '2.5.4.4', 'SN', 'Surname'),
  row('attribute', '2.5.4.5', 'serialNumber', 'Serial number'),
  row('attribute', '2.5.4.6', 'C', 'Country'),
  row('attribute', '2.5.4.7', 'L', 'Locality'),
  row('attribute', '2.5.4.8', 'ST', 'State or province'),
  row('attribute', '2.5.4.9', 'street', 'Street address'),
  row('attribute', '2.5.4.10', 'O', 'Organization'),
  row('attribute', '2.5.4.11', 'OU', 'Organizational unit'),
  row('attribute', '2.5.4.12', 'title', 'Title'),
  row('attribute', '2.5.4.13', 'description', 'Description'),
  row('attribute', '2.5.4.15', 'businessCategory', 'Business category'),
  row('attribute', '2.5.4.16', 'postalAddress', 'Postal address'),
  row('attribute', '2.5.4.17', 'postalCode', 'Postal code'),
  row('attribute', '2.5.4.18', 'postOfficeBox', 'Post office box'),
  row('attribute', '2.5.4.20', 'telephoneNumber', 'Telephone number'),
  row('attribute', '2.5.4.41', 'name', 'Name'),
  row('attribute', '2.5.4.42', 'GN', 'Given name'),
  row('attribute', '2.5.4.43', 'initials', 'Initials'),
  row('attribute', '2.5.4.44', 'generationQualifier', 'Generation qualifier'),
  row('attribute', '2.5.4.45', 'uniqueIdentifier', 'Unique identifier'),
  row('attribute', '2.5.4.46', 'dnQualifier', 'DN qualifier'),
  row('attribute', '2.5.4.65', 'pseudonym', 'Pseudonym'),
  row('attribute', '2.5.4.97', 'organizationIdentifier', 'Organization identifier'),
  row('attribute', '0.9.2342.19200300.100.1.1', 'UID', 'User id'),
  row('attribute', '0.9.2342.19200300.100.1.25', 'DC', 'Domain component'),
  row('attribute', '1.2.840.113549.1.9.1', 'emailAddress', 'E-mail address'),
  row('attribute', '1.3.6.1.4.1.311.60.2.1.1', 'jurisdictionL', 'Jurisdiction locality'),
  row('attribute', '1.3.6.1.4.1.311.60.2.1.2', 'jurisdictionST', 'Jurisdiction state or province'),
  row('attribute', '1.3.6.1.4.1.311.60.2.1.3', 'jurisdictionC', 'Jurisdiction country'),
  // PKCS#9 (RFC 2985) request attributes
  row('csr', '1.2.840.113549.1.9.2', 'unstructuredName', 'Unstructured name'),
  row('csr', '1.2.840.113549.1.9.7', 'challengePassword', 'Challenge password'),
  row('csr', '1.2.840.113549.1.9.8', 'unstructuredAddress', 'Unstructured address'),
  row('csr', '1.2.840.113549.1.9.14', 'extensionRequest', 'Extension request'),
  row('csr', '1.3.6.1.4.1.311.2.1.14', 'msExtensionRequest', 'Extension request (Microsoft)'),
  row('csr', '1.3.6.1.4.1.311.13.1', 'msRenewalCertificate', 'Renewal certificate (Microsoft)'),
  row('csr', '1.3.6.1.4.1.311.13.2.1', 'msEnrollmentNameValue', 'Enrolment name and value (Microsoft)'),
  row('csr', '1.3.6.1.4.1.311.13.2.2', 'msEnrollmentCsp', 'Key provider (Microsoft)'),
  row('csr', '1.3.6.1.4.1.311.13.2.3', 'msOsVersion', 'Operating system version (Microsoft)'),
  row('csr', '1.3.6.1.4.1.311.21.20', 'msRequestClientInfo', 'Client information (Microsoft)'),
  // RFC 5280 section 4.2, 5.2, 5.3 and others named in the label
  row('extension', '2.5.29.9', 'subjectDirectoryAttributes', 'Subject directory attributes'),
  row('extension', '2.5.29.14', 'subjectKeyIdentifier', 'Subject key identifier'),
  row('extension', '2.5.29.15', 'keyUsage', 'Key usage'),
  row('extension', '2.5.29.16', 'privateKeyUsagePeriod', 'Private key usage period'),
  row('extension', '2.5.29.17', 'subjectAltName', 'Subject alternative name'),
  row('extension', '2.5.29.18', 'issuerAltName', 'Issuer alternative name'),
  row('extension', '2.5.29.19', 'basicConstraints', 'Basic constraints'),
  row('extension', '2.5.29.20', 'crlNumber', 'CRL number'),
  row('extension', '2.5.29.21', 'reasonCode', 'Reason code'),
  row('extension', '2.5.29.23', 'holdInstructionCode', 'Hold instruction code'),
  row('extension', '2.5.29.24', 'invalidityDate', 'Invalidity date'),
  row('extension', '2.5.29.27', 'deltaCrlIndicator', 'Delta CRL indicator'),
  row('extension', '2.5.29.28', 'issuingDistributionPoint', 'Issuing distribution point'),
  row('extension', '2.5.29.29', 'certificateIssuer', 'Certificate issuer'),
  row('extension', '2.5.29.30', 'nameConstraints', 'Name constraints'),
  row('extension', '2.5.29.31', 'crlDistributionPoints', 'CRL distribution points'),
  row('extension', '2.5.29.32', 'certificatePolicies', 'Certificate policies'),
  row('extension', '2.5.29.33', 'policyMappings', 'Policy mappings'),
  row('extension', '2.5.29.35', 'authorityKeyIdentifier', 'Authority key identifier'),
  row('extension', '2.5.29.36', 'policyConstraints', 'Policy constraints'),
  row('extension', '2.5.29.37', 'extKeyUsage', 'Extended key usage'),
  row('extension', '2.5.29.46', 'freshestCrl', 'Freshest CRL'),
  row('extension', '2.5.29.54', 'inhibitAnyPolicy', 'Inhibit any policy'),
  row('extension', '2.5.29.60', 'expiredCertsOnCrl', 'Expired certificates on CRL'),
  row('extension', '1.3.6.1.5.5.7.1.1', 'authorityInfoAccess', 'Authority information access'),
  row('extension', '1.3.6.1.5.5.7.1.3', 'qcStatements', 'Qualified certificate statements'),
  row('extension', '1.3.6.1.5.5.7.1.11', 'subjectInfoAccess', 'Subject information access'),
  row('extension', '1.3.6.1.5.5.7.1.24', 'tlsFeature', 'TLS feature (RFC 7633)'),
  row('extension', '1.3.6.1.5.5.7.48.1.5', 'ocspNoCheck', 'OCSP no check'),
  row('extension', '1.3.6.1.4.1.11129.2.4.2', 'sctList', 'Signed certificate timestamps (RFC 6962)'),
  row('extension', '1.3.6.1.4.1.11129.2.4.3', 'precertPoison', 'Precertificate poison (RFC 6962)'),
  row('extension', '1.3.6.1.4.1.311.20.2', 'msTemplateName', 'Certificate template name (Microsoft)'),
  row('extension', '1.3.6.1.4.1.311.21.1', 'msCaVersion', 'CA version (Microsoft)'),
  row('extension', '1.3.6.1.4.1.311.21.7', 'msTemplate', 'Certificate template (Microsoft)'),
  row('extension', '1.3.6.1.4.1.311.21.10', 'msApplicationPolicies', 'Application policies (Microsoft)'),
  row('extension', '1.3.6.1.4.1.311.25.2', 'msSid', 'Account security identifier (Microsoft)'),
  row('extension', '1.2.840.113549.1.9.15', 'smimeCapabilities', 'S/MIME capabilities'),
  row('extension', '2.23.140.3.1', 'cabfOrganizationIdentifier', 'CA/Browser Forum organization identifier'),
  row('extension', '2.16.840.1.113730.1.1', 'netscapeCertType', 'Netscape certificate type'),
  row('extension', '2.16.840.1.113730.1.13', 'netscapeComment', 'Netscape comment'),
  // RFC 5280 4.2.1.12 and the purposes of the field
  row('eku', purpose.any, 'anyExtendedKeyUsage', 'Any purpose'),
  row('eku', purpose.serverAuth, 'serverAuth', 'TLS server authentication'),
  row('eku', purpose.clientAuth, 'clientAuth', 'TLS client authentication'),
  row('eku', purpose.codeSigning, 'codeSigning', 'Code signing'),
  row('eku', purpose.emailProtection, 'emailProtection', 'E-mail protection'),
  row('eku', purpose.ipsecEndSystem, 'ipsecEndSystem', 'IPsec end system'),
  row('eku', purpose.ipsecTunnel, 'ipsecTunnel', 'IPsec tunnel'),
  row('eku', purpose.ipsecUser, 'ipsecUser', 'IPsec user'),
  row('eku', purpose.timeStamping, 'timeStamping', 'Time stamping'),
  row('eku', purpose.ocspSigning, 'OCSPSigning', 'OCSP signing'),
  row('eku', purpose.ipsecIke, 'ipsecIKE', 'IPsec IKE'),
  row('eku', '1.3.6.1.5.5.7.3.21', 'sshClient', 'SSH client'),
  row('eku', '1.3.6.1.5.5.7.3.22', 'sshServer', 'SSH server'),
  row('eku', '1.3.6.1.5.5.7.3.27', 'cmcCA', 'CMC certification authority'),
  row('eku', purpose.cmcRa, 'cmcRA', 'CMC registration authority'),
  row('eku', purpose.cmKeyGeneration, 'cmKGA', 'CMP key generation'),
  row('eku', purpose.documentSigning, 'documentSigning', 'Document signing (RFC 9336)'),
  row('eku', '1.3.6.1.5.2.3.4', 'pkinitClient', 'Kerberos PKINIT client'),
  row('eku', purpose.pkinitKdc, 'pkinitKdc', 'Kerberos key distribution centre'),
  row('eku', '1.3.6.1.5.5.8.2.2', 'ikeIntermediate', 'IKE intermediate'),
  row('eku', '1.3.6.1.4.1.311.10.3.4', 'msEfs', 'Encrypting file system (Microsoft)'),
  row('eku', '1.3.6.1.4.1.311.10.3.12', 'msDocumentSigning', 'Document signing (Microsoft)'),
  row('eku', '1.3.6.1.4.1.311.20.2.1', 'msEnrollmentAgent', 'Enrolment agent (Microsoft)'),
  row('eku', purpose.smartcardLogon, 'msSmartcardLogon', 'Smart card logon (Microsoft)'),
  row('eku', '1.2.840.113583.1.1.5', 'adobePdfSigning', 'PDF signing (Adobe)'),
  row('eku', '1.3.6.1.4.1.11129.2.4.4', 'precertificateSigning', 'Precertificate signing'),
  // Access methods, RFC 5280 4.2.2
  row('access', '1.3.6.1.5.5.7.48.1', 'ocsp', 'OCSP'),
  row('access', '1.3.6.1.5.5.7.48.2', 'caIssuers', 'CA issuers'),
  row('access', '1.3.6.1.5.5.7.48.3', 'timeStamping', 'Time stamping'),
  row('access', '1.3.6.1.5.5.7.48.5', 'caRepository', 'CA repository'),
  // Policies: RFC 5280 4.2.1.4; CA/Browser Forum object registry
  row('policy', '2.5.29.32.0', 'anyPolicy', 'Any policy'),
  row('policy', '2.23.140.1.1', 'cabfEv', 'TLS extended validation'),
  row('policy', '2.23.140.1.2.1', 'cabfDv', 'TLS domain validated'),
  row('policy', '2.23.140.1.2.2', 'cabfOv', 'TLS organization validated'),
  row('policy', '2.23.140.1.2.3', 'cabfIv', 'TLS individual validated'),
  row('policy', '2.23.140.1.3', 'cabfEvCodeSigning', 'Code signing, extended validation'),
  row('policy', '2.23.140.1.4.1', 'cabfCodeSigning', 'Code signing'),
  row('policy', '2.23.140.1.4.2', 'cabfTimestamp', 'Code signing time stamps'),
  row('policy', '2.23.140.1.5.1.1', 'smimeMailboxLegacy', 'S/MIME mailbox validated, legacy'),
  row('policy', '2.23.140.1.5.1.2', 'smimeMailboxMultipurpose', 'S/MIME mailbox validated, multipurpose'),
  row('policy', '2.23.140.1.5.1.3', 'smimeMailboxStrict', 'S/MIME mailbox validated, strict'),
  row('policy', '2.23.140.1.5.2.1', 'smimeOrganizationLegacy', 'S/MIME organization validated, legacy'),
  row('policy', '2.23.140.1.5.2.2', 'smimeOrganizationMultipurpose', 'S/MIME organization validated, multipurpose'),
  row('policy', '2.23.140.1.5.2.3', 'smimeOrganizationStrict', 'S/MIME organization validated, strict'),
  row('policy', '2.23.140.1.5.3.1', 'smimeSponsorLegacy', 'S/MIME sponsor validated, legacy'),
  row('policy', '2.23.140.1.5.3.2', 'smimeSponsorMultipurpose', 'S/MIME sponsor validated, multipurpose'),
  row('policy', '2.23.140.1.5.3.3', 'smimeSponsorStrict', 'S/MIME sponsor validated, strict'),
  row('policy', '2.23.140.1.5.4.1', 'smimeIndividualLegacy', 'S/MIME individual validated, legacy'),
  row('policy', '2.23.140.1.5.4.2', 'smimeIndividualMultipurpose', 'S/MIME individual validated, multipurpose'),
  row('policy', '2.23.140.1.5.4.3', 'smimeIndividualStrict', 'S/MIME individual validated, strict'),
  row('qualifier', '1.3.6.1.5.5.7.2.1', 'cps', 'Certification practice statement'),
  row('qualifier', '1.3.6.1.5.5.7.2.2', 'userNotice', 'User notice'),
  // Name forms: RFC 5280 4.2.1.6 otherName, RFC 8398, RFC 4985, RFC 4043
  row('name', '1.3.6.1.4.1.311.20.2.3', 'upn', 'User principal name'),
  row('name', '1.3.6.1.4.1.311.25.1', 'msNtdsReplication', 'Domain controller GUID (Microsoft)'),
  row('name', '1.3.6.1.5.2.2', 'krb5PrincipalName', 'Kerberos principal name'),
  row('name', '1.3.6.1.5.5.7.8.3', 'permanentIdentifier', 'Permanent identifier'),
  row('name', '1.3.6.1.5.5.7.8.4', 'hardwareModuleName', 'Hardware module name'),
  row('name', '1.3.6.1.5.5.7.8.5', 'xmppAddr', 'XMPP address'),
  row('name', '1.3.6.1.5.5.7.8.7', 'dnsSRV', 'DNS service name'),
  row('name', '1.3.6.1.5.5.7.8.9', 'smtpUtf8Mailbox', 'Internationalized e-mail address'),
  // Qualified certificate statements: RFC 3739 3.2.6, ETSI EN 319 412-5
  row('qualifier', '1.3.6.1.5.5.7.11.1', 'qcsPkixV1', 'PKIX syntax v1'),
  row('qualifier', '1.3.6.1.5.5.7.11.2', 'qcsPkixV2', 'PKIX syntax v2'),
  row('qualifier', '0.4.0.1862.1.1', 'qcCompliance', 'EU qualified certificate'),
  row('qualifier', '0.4.0.1862.1.2', 'qcLimitValue', 'Transaction limit'),
  row('qualifier', '0.4.0.1862.1.3', 'qcRetentionPeriod', 'Retention period'),
  row('qualifier', '0.4.0.1862.1.4', 'qcSscd', 'Key in a qualified device'),
  row('qualifier', '0.4.0.1862.1.5', 'qcPds', 'Disclosure statements'),
  row('qualifier', '0.4.0.1862.1.6', 'qcType', 'Type of qualified certificate'),
  row('qualifier', '0.4.0.1862.1.7', 'qcLegislation', 'Legislation'),
  // Algorithms: RFC 3279, 4055, 5480, 5758, 8410, 9881
  row('algorithm', '1.2.840.113549.1.1.1', 'rsaEncryption', 'RSA'),
  row('algorithm', '1.2.840.113549.1.1.2', 'md2WithRSAEncryption', 'RSA with MD2'),
  row('algorithm', '1.2.840.113549.1.1.4', 'md5WithRSAEncryption', 'RSA with MD5'),
  row('algorithm', '1.2.840.113549.1.1.5', 'sha1WithRSAEncryption', 'RSA with SHA-1'),
  row('algorithm', '1.2.840.113549.1.1.8', 'mgf1', 'MGF1'),
  row('algorithm', '1.2.840.113549.1.1.10', 'rsassaPss', 'RSASSA-PSS'),
  row('algorithm', '1.2.840.113549.1.1.11', 'sha256WithRSAEncryption', 'RSA with SHA-256'),
  row('algorithm', '1.2.840.113549.1.1.12', 'sha384WithRSAEncryption', 'RSA with SHA-384'),
  row('algorithm', '1.2.840.113549.1.1.13', 'sha512WithRSAEncryption', 'RSA with SHA-512'),
  row('algorithm', '1.2.840.113549.1.1.14', 'sha224WithRSAEncryption', 'RSA with SHA-224'),
  row('algorithm', '1.2.840.10040.4.1', 'dsa', 'DSA'),
  row('algorithm', '1.2.840.10040.4.3', 'dsaWithSha1', 'DSA with SHA-1'),
  row('algorithm', '1.2.840.10045.2.1', 'ecPublicKey', 'Elliptic curve'),
  row('algorithm', '1.2.840.10045.3.1.7', 'prime256v1', 'P-256'),
  row('algorithm', '1.3.132.0.34', 'secp384r1', 'P-384'),
  row('algorithm', '1.3.132.0.35', 'secp521r1', 'P-521'),
  row('algorithm', '1.3.132.0.10', 'secp256k1', 'secp256k1'),
  row('algorithm', '1.2.840.10045.4.1', 'ecdsaWithSHA1', 'ECDSA with SHA-1'),
  row('algorithm', '1.2.840.10045.4.3.1', 'ecdsaWithSHA224', 'ECDSA with SHA-224'),
  row('algorithm', '1.2.840.10045.4.3.2', 'ecdsaWithSHA256', 'ECDSA with SHA-256'),
  row('algorithm', '1.2.840.10045.4.3.3', 'ecdsaWithSHA384', 'ECDSA with SHA-384'),
  row('algorithm', '1.2.840.10045.4.3.4', 'ecdsaWithSHA512', 'ECDSA with SHA-512'),
  row('algorithm', '1.3.101.110', 'X25519', 'X25519'),
  row('algorithm', '1.3.101.111', 'X448', 'X448'),
  row('algorithm', '1.3.101.112', 'Ed25519', 'Ed25519'),
  row('algorithm', '1.3.101.113', 'Ed448', 'Ed448'),
  row('algorithm', '2.16.840.1.101.3.4.3.17', 'mlDsa44', 'ML-DSA-44'),
  row('algorithm', '2.16.840.1.101.3.4.3.18', 'mlDsa65', 'ML-DSA-65'),
  row('algorithm', '2.16.840.1.101.3.4.3.19', 'mlDsa87', 'ML-DSA-87'),
  row('algorithm', '1.3.14.3.2.26', 'sha1', 'SHA-1'),
  row('algorithm', '2.16.840.1.101.3.4.2.1', 'sha256', 'SHA-256'),
  row('algorithm', '2.16.840.1.101.3.4.2.2', 'sha384', 'SHA-384'),
  row('algorithm', '2.16.840.1.101.3.4.2.3', 'sha512', 'SHA-512'),

  // CMS (RFC 5652, RFC 2634, RFC 5035), time-stamps (RFC 3161) and OCSP (RFC 6960)
  row('message', '1.2.840.113549.1.7.1', 'data', 'Data'),
  row('message', '1.2.840.113549.1.7.2', 'signedData', 'Signed data'),
  row('message', '1.2.840.113549.1.9.3', 'contentType', 'Content type'),
  row('message', '1.2.840.113549.1.9.4', 'messageDigest', 'Message digest'),
  row('message', '1.2.840.113549.1.9.5', 'signingTime', 'Signing time'),
  row('message', '1.2.840.113549.1.9.6', 'counterSignature', 'Countersignature'),
  row('message', '1.2.840.113549.1.9.16.1.4', 'tstInfo', 'Time-stamp'),
  row('message', '1.2.840.113549.1.9.16.2.12', 'signingCertificate', 'Signing certificate'),
  row('message', '1.2.840.113549.1.9.16.2.47', 'signingCertificateV2', 'Signing certificate, version 2'),
  row('message', '1.3.6.1.5.5.7.48.1.1', 'basicOcspResponse', 'Basic OCSP response'),
  row('message', '1.3.6.1.5.5.7.48.1.2', 'ocspNonce', 'OCSP nonce'),
  row('message', '1.3.6.1.5.5.7.48.1.3', 'ocspCrlReference', 'OCSP CRL reference'),
  row('message', '1.3.6.1.5.5.7.48.1.6', 'ocspArchiveCutoff', 'OCSP archive cutoff'),
  row('message', '1.3.6.1.5.5.7.48.1.9', 'ocspExtendedRevoked', 'OCSP extended revoked')
]

const byOid: ReadonlyMap<string, OidRow> = new Map(oidRows.map((entry) => [entry.oid, entry]))

/** @returns the row of an OID, or undefined for one that is not in the table. */
export function findOid(oid: string): OidRow | undefined {
  return byOid.get(oid)
}

/** @returns the label of an OID, or the dotted number itself. */
export function oidLabel(oid: string): string {
  return byOid.get(oid)?.label ?? oid
}

/** The longest OID text that is accepted; far above anything assigned. */
export const MAX_OID_TEXT = 256

/** @returns whether the text is a dotted OID: at least two arcs, first 0..2, second below 40 under 0 and 1, no leading zeros (X.660). */
export function isOid(text: string): boolean {
  if (text.length > MAX_OID_TEXT) return false
  return /^(?:[01]\.(?:[0-9]|[1-3][0-9])|2\.(?:0|[1-9][0-9]{0,38}))(?:\.(?:0|[1-9][0-9]{0,38}))*$/.test(text)
}
