import type { GeneralName } from '../../src-shared/model/general-name.ts'
import type { KeyAlgorithmId, KeyKind, SignatureAlgorithmId } from '../../src-shared/model/algorithm.ts'
import type { NameValue } from '../../src-shared/model/name.ts'
import type { KeyUsageBit } from '../../src-shared/model/profile.ts'
import type { RevocationReason } from '../../src-shared/model/revocation.ts'

/**
 * The values that the codecs read and write. Every `Uint8Array` from a parser is a view on the parsed bytes,
 * not a copy: do not change it. Times are milliseconds since 1970-01-01T00:00:00Z (negative before), whole seconds
 * when read, rounded down to the second when written.
 * Serial numbers are lower-case hex of the magnitude, whole octets, no leading zero octet (`00` for zero),
 * with `-` in front of a negative one.
 */

/** AlgorithmIdentifier, RFC 5280 4.1.1.2. */
export interface AlgorithmIdentifier {
  readonly der: Uint8Array
  readonly oid: string
  /** The parameters element as DER, null where absent. */
  readonly parameters: Uint8Array | null
  /** Our name for it, null when we do not know it or its parameters are not as its rule says. */
  readonly id: SignatureAlgorithmId | null
  /** Octets of the salt where `id` is an RSA-PSS one, else null. */
  readonly saltLength: number | null
}

/** Extension, RFC 5280 4.2. */
export interface Extension {
  readonly oid: string
  readonly critical: boolean
  /** What is inside the extnValue OCTET STRING. */
  readonly value: Uint8Array
}

/** A parsed distinguished name; the text and the key are computed when first asked for. */
export interface Name {
  readonly der: Uint8Array
  readonly value: NameValue
  /** Equal for two names exactly when RFC 5280 7.1 calls them the same: a lookup key. */
  readonly key: string
  /** RFC 4514 text, RDNs in encoded order. */
  readonly text: string
  readonly isEmpty: boolean
}

/** A UTCTime or GeneralizedTime as found. */
export interface TimeValue {
  readonly unixMs: number
  readonly form: 'utc' | 'generalized'
  /** The characters in the encoding. */
  readonly text: string
  /** Whether the characters have the form of RFC 5280 4.1.2.5.1 / 4.1.2.5.2 (seconds present, `Z`, no fraction). */
  readonly strict: boolean
}

/** What kind of key a SubjectPublicKeyInfo holds. */
export type PublicKeyFacts =
  | {
      readonly kind: KeyKind
      /** null for an RSA modulus of another size. */
      readonly id: KeyAlgorithmId | null
      readonly bits: number
      readonly label: string
    }
  | { readonly kind: 'other'; readonly id: null; readonly oid: string; readonly bits: null; readonly label: string }

/** SubjectPublicKeyInfo, RFC 5280 4.1.2.7. */
export interface PublicKeyInfo {
  readonly der: Uint8Array
  readonly algorithm: AlgorithmIdentifier
  /** The content of the BIT STRING. */
  readonly keyBytes: Uint8Array
  readonly facts: PublicKeyFacts
}

/** A parsed certificate. Fields are decoded when first asked for; none of them throws. */
export interface Certificate {
  readonly der: Uint8Array
  /** The signed bytes. */
  readonly tbs: Uint8Array
  readonly version: 1 | 2 | 3
  readonly serial: string
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly issuer: Name
  readonly subject: Name
  /** Unix ms, both ends included in the validity (RFC 5280 4.1.2.5). */
  readonly notBefore: number
  readonly notAfter: number
  readonly validity: { readonly notBefore: TimeValue; readonly notAfter: TimeValue }
  readonly publicKey: PublicKeyInfo
  /** Content of the BIT STRING, null when absent. */
  readonly issuerUniqueId: Uint8Array | null
  readonly subjectUniqueId: Uint8Array | null
  /** In encoded order. */
  readonly extensions: readonly Extension[]
  /** Empty when the BIT STRING does not fill whole octets: no key verifies such a signature. */
  readonly signature: Uint8Array
  /** @returns the extension, or undefined. */
  extension(oid: string): Extension | undefined
}

/** What a new certificate is made of. */
export interface CertificateFields {
  /** Hex as in `Certificate.serial`, positive, at most 20 octets (RFC 5280 4.1.2.2). */
  readonly serial: string
  readonly signatureAlgorithm: SignatureAlgorithmId
  /** Name as DER, the issuer's subject byte for byte. */
  readonly issuer: Uint8Array
  readonly subject: Uint8Array
  readonly notBefore: number
  readonly notAfter: number
  /** SubjectPublicKeyInfo as DER. */
  readonly publicKey: Uint8Array
  /** Written in this order; an empty list writes a v1 certificate without the field. */
  readonly extensions: readonly Extension[]
}

/** Attribute of a PKCS#10 request (RFC 2986): values as DER elements. */
export interface RequestAttribute {
  readonly oid: string
  readonly values: readonly Uint8Array[]
}

/** A parsed certification request, RFC 2986. */
export interface CertificationRequest {
  readonly der: Uint8Array
  /** CertificationRequestInfo, the signed bytes. */
  readonly info: Uint8Array
  readonly subject: Name
  readonly publicKey: PublicKeyInfo
  readonly attributes: readonly RequestAttribute[]
  /** From extensionRequest (RFC 2985 5.4.2) or Microsoft's older form of it; empty when absent. */
  readonly extensions: readonly Extension[]
  /** RFC 2985 5.4.1; null when absent. A secret: do not log it. */
  readonly challengePassword: string | null
  readonly unstructuredName: string | null
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly signature: Uint8Array
  /** @returns the requested extension, or undefined. */
  extension(oid: string): Extension | undefined
}

/** One revoked certificate as found in a CRL. */
export interface CrlEntry {
  readonly serial: string
  readonly revokedAt: number
  /** `unspecified` when the extension is absent. */
  readonly reason: RevocationReason
  /** Unix ms, null when absent. */
  readonly invalidityDate: number | null
  /** From the certificateIssuer extension of this entry or the nearest one before it; null: the CRL's issuer. RFC 5280 5.3.3. */
  readonly certificateIssuer: Name | null
  readonly extensions: readonly Extension[]
}

/** A parsed CRL, RFC 5280 5. Entries are read from the bytes each time they are walked. */
export interface CertificateList {
  readonly der: Uint8Array
  readonly tbs: Uint8Array
  readonly version: 1 | 2
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly issuer: Name
  readonly thisUpdate: number
  readonly nextUpdate: number | null
  readonly entryCount: number
  readonly extensions: readonly Extension[]
  readonly signature: Uint8Array
  /** @returns the extension, or undefined. */
  extension(oid: string): Extension | undefined
  /** Walks the entries without keeping them. @param from how many are passed over first, unread; 0 where it is left out */
  entries(from?: number): IterableIterator<CrlEntry>
  /** @returns the entry for a serial (and, in an indirect CRL, an issuer by `Name.key`), or undefined. */
  find(serial: string, issuerKey?: string): CrlEntry | undefined
}

/** One entry for a new CRL. */
export interface NewCrlEntry {
  /** Hex as in `Certificate.serial`. */
  readonly serial: string
  readonly revokedAt: number
  /** Absent or `unspecified` writes no extension (RFC 5280 5.3.1). */
  readonly reason?: RevocationReason
  readonly invalidityDate?: number
  /** Name as DER; critical, for indirect CRLs. */
  readonly certificateIssuer?: Uint8Array
}

export interface CrlFields {
  readonly signatureAlgorithm: SignatureAlgorithmId
  /** Name as DER. */
  readonly issuer: Uint8Array
  readonly thisUpdate: number
  readonly nextUpdate: number
  /** CRL number, AKI, IDP, delta indicator … as made by the encoders under extensions/. */
  readonly extensions: readonly Extension[]
}

export interface DistributionPoint {
  readonly fullName: readonly GeneralName[]
  /** nameRelativeToCRLIssuer, one RDN. */
  readonly relativeName: NameValue[number] | null
  /** null: all reasons. */
  readonly reasons: readonly RevocationReason[] | null
  readonly crlIssuer: readonly GeneralName[]
}

export interface BasicConstraints {
  readonly ca: boolean
  readonly pathLength: number | null
}

export interface AuthorityKeyIdentifier {
  readonly keyId: Uint8Array | null
  readonly issuer: readonly GeneralName[]
  readonly serial: string | null
}

export type PolicyQualifier =
  | { readonly kind: 'cps'; readonly uri: string }
  | {
      readonly kind: 'userNotice'
      readonly organization: string | null
      readonly noticeNumbers: readonly number[]
      readonly text: string | null
    }
  | { readonly kind: 'other'; readonly oid: string; readonly der: Uint8Array }

export interface PolicyInformation {
  readonly oid: string
  readonly qualifiers: readonly PolicyQualifier[]
}

export interface PolicyMapping {
  readonly issuerDomain: string
  readonly subjectDomain: string
}

export interface PolicyConstraints {
  readonly requireExplicitPolicy: number | null
  readonly inhibitPolicyMapping: number | null
}

export interface GeneralSubtree {
  readonly base: GeneralName
  readonly minimum: number
  readonly maximum: number | null
}

export interface NameConstraints {
  readonly permitted: readonly GeneralSubtree[]
  readonly excluded: readonly GeneralSubtree[]
}

export interface AccessDescription {
  readonly method: string
  readonly location: GeneralName
}

/** RFC 5280 5.2.5. */
export interface IssuingDistributionPoint {
  readonly fullName: readonly GeneralName[]
  readonly relativeName: NameValue[number] | null
  readonly onlyUserCertificates: boolean
  readonly onlyCaCertificates: boolean
  readonly onlySomeReasons: readonly RevocationReason[] | null
  readonly indirectCrl: boolean
  readonly onlyAttributeCertificates: boolean
}

/** RFC 6962 3.2. */
export interface SignedCertificateTimestamp {
  readonly version: number
  /** SHA-256 of the log's key. */
  readonly logId: Uint8Array
  readonly timestamp: number
  readonly extensions: Uint8Array
  readonly hash: number
  readonly signature: number
  readonly signatureBytes: Uint8Array
}

export interface QcStatement {
  readonly oid: string
  /** DER of statementInfo, null when absent. */
  readonly info: Uint8Array | null
}

export interface MsTemplate {
  readonly oid: string
  readonly majorVersion: number | null
  readonly minorVersion: number | null
}

/** An extension decoded for use or for showing; `unknown` keeps the bytes. */
export type DecodedExtension =
  | { readonly kind: 'basicConstraints'; readonly value: BasicConstraints }
  | { readonly kind: 'keyUsage'; readonly value: readonly KeyUsageBit[] }
  | { readonly kind: 'extKeyUsage' | 'msApplicationPolicies'; readonly value: readonly string[] }
  | { readonly kind: 'subjectAltName' | 'issuerAltName' | 'certificateIssuer'; readonly value: readonly GeneralName[] }
  | { readonly kind: 'subjectKeyIdentifier'; readonly value: Uint8Array }
  | { readonly kind: 'authorityKeyIdentifier'; readonly value: AuthorityKeyIdentifier }
  | { readonly kind: 'certificatePolicies'; readonly value: readonly PolicyInformation[] }
  | { readonly kind: 'policyMappings'; readonly value: readonly PolicyMapping[] }
  | { readonly kind: 'policyConstraints'; readonly value: PolicyConstraints }
  | { readonly kind: 'inhibitAnyPolicy'; readonly value: number }
  | { readonly kind: 'nameConstraints'; readonly value: NameConstraints }
  | { readonly kind: 'crlDistributionPoints' | 'freshestCrl'; readonly value: readonly DistributionPoint[] }
  | { readonly kind: 'authorityInfoAccess' | 'subjectInfoAccess'; readonly value: readonly AccessDescription[] }
  | { readonly kind: 'ocspNoCheck' | 'precertPoison'; readonly value: null }
  | { readonly kind: 'tlsFeature'; readonly value: readonly number[] }
  | { readonly kind: 'sctList'; readonly value: readonly SignedCertificateTimestamp[] }
  | { readonly kind: 'qcStatements'; readonly value: readonly QcStatement[] }
  | { readonly kind: 'msTemplateName'; readonly value: string }
  | { readonly kind: 'msTemplate'; readonly value: MsTemplate }
  | { readonly kind: 'msSid'; readonly value: string }
  | { readonly kind: 'subjectDirectoryAttributes'; readonly value: readonly RequestAttribute[] }
  /** Hex as serial numbers are. */
  | { readonly kind: 'crlNumber' | 'deltaCrlIndicator'; readonly value: string }
  | { readonly kind: 'issuingDistributionPoint'; readonly value: IssuingDistributionPoint }
  | { readonly kind: 'reasonCode'; readonly value: RevocationReason }
  | { readonly kind: 'invalidityDate'; readonly value: number }
  | { readonly kind: 'unknown'; readonly oid: string; readonly value: Uint8Array }

export type DecodedExtensionKind = DecodedExtension['kind']
