/**
 * One row per key algorithm and per signature algorithm: codecs, tokens, policy and screens look rows up here
 * and enumerate algorithms nowhere else. Sources: RFC 3279, 4055, 5480, 5758, 8410, 8692 (OIDs and parameters),
 * RFC 9881 and FIPS 204 (ML-DSA).
 */

export type HashName = 'sha1' | 'sha256' | 'sha384' | 'sha512'

/** Families that Chancery can use, and `other` for keys it can only show. */
export type KeyKind = 'rsa' | 'ec' | 'ed25519' | 'ml-dsa'

export const keyAlgorithmIds = [
  'RSA-2048',
  'RSA-3072',
  'RSA-4096',
  'P-256',
  'P-384',
  'P-521',
  'Ed25519',
  'ML-DSA-44',
  'ML-DSA-65',
  'ML-DSA-87'
] as const
/** The name of a key algorithm as the command line, the database and the screens write it. */
export type KeyAlgorithmId = (typeof keyAlgorithmIds)[number]

export interface KeyAlgorithm {
  readonly id: KeyAlgorithmId
  readonly kind: KeyKind
  readonly label: string
  /** OID in SubjectPublicKeyInfo.algorithm. */
  readonly oid: string
  /** `null`: ASN.1 NULL (RFC 3279 2.3.1); `curve`: a named curve OID (RFC 5480 2.1.1); `absent`: nothing. */
  readonly parameters: 'null' | 'curve' | 'absent'
  /** OID of the named curve where `parameters` is `curve`. */
  readonly curveOid?: string
  /** Modulus bits (RSA), field bits (EC, Ed25519) or bits of the public key (ML-DSA). */
  readonly bits: number
  /** Classical security in bits, NIST SP 800-57 part 1 table 2; FIPS 204 categories 2, 3, 5 for ML-DSA. */
  readonly strength: number
  /** Bytes of the raw public key in the BIT STRING where the size is fixed: uncompressed point, Ed25519 or ML-DSA key. */
  readonly publicKeyBytes?: number
  /** Names for node:crypto generateKeyPair. */
  readonly generate:
    | { readonly type: 'rsa'; readonly modulusLength: number }
    | { readonly type: 'ec'; readonly namedCurve: 'P-256' | 'P-384' | 'P-521' }
    | { readonly type: 'ed25519' | 'ml-dsa-44' | 'ml-dsa-65' | 'ml-dsa-87' }
  /** The signature algorithm used when nobody chose one. */
  readonly defaultSignature: SignatureAlgorithmId
}

export const signatureAlgorithmIds = [
  'rsa-pkcs1-sha1',
  'rsa-pkcs1-sha256',
  'rsa-pkcs1-sha384',
  'rsa-pkcs1-sha512',
  'rsa-pss-sha256',
  'rsa-pss-sha384',
  'rsa-pss-sha512',
  'ecdsa-sha256',
  'ecdsa-sha384',
  'ecdsa-sha512',
  'ed25519',
  'ml-dsa-44',
  'ml-dsa-65',
  'ml-dsa-87'
] as const
export type SignatureAlgorithmId = (typeof signatureAlgorithmIds)[number]

export interface SignatureAlgorithm {
  readonly id: SignatureAlgorithmId
  readonly oid: string
  readonly label: string
  /** null where the scheme takes the message itself. */
  readonly hash: HashName | null
  readonly keyKind: KeyKind
  /** Set where exactly one key algorithm goes with this signature (Ed25519, ML-DSA). */
  readonly onlyKey?: KeyAlgorithmId
  /** `null`: ASN.1 NULL (RFC 4055 5); `absent` (RFC 5758 3.2, 8410 3, 9881 2); `pss`: RSASSA-PSS-params (RFC 4055 3.1). */
  readonly parameters: 'null' | 'absent' | 'pss'
  /** False: read and verified, never chosen for a new signature. */
  readonly forNewIssue: boolean
}

const RSA_OID = '1.2.840.113549.1.1.1'
const EC_OID = '1.2.840.10045.2.1'

const rsa = (bits: 2048 | 3072 | 4096, strength: number): KeyAlgorithm => ({
  id: `RSA-${bits}`,
  kind: 'rsa',
  label: `RSA ${bits}`,
  oid: RSA_OID,
  parameters: 'null',
  bits,
  strength,
  generate: { type: 'rsa', modulusLength: bits },
  defaultSignature: 'rsa-pkcs1-sha256'
})

const ec = (
  curve: 'P-256' | 'P-384' | 'P-521',
  curveOid: string,
  bits: number,
  strength: number,
  defaultSignature: SignatureAlgorithmId
): KeyAlgorithm => ({
  id: curve,
  kind: 'ec',
  label: `ECDSA ${curve}`,
  oid: EC_OID,
  parameters: 'curve',
  curveOid,
  bits,
  strength,
  publicKeyBytes: 1 + 2 * Math.ceil(bits / 8),
  generate: { type: 'ec', namedCurve: curve },
  defaultSignature
})

const mlDsa = (set: 44 | 65 | 87, oid: string, publicKeyBytes: number, strength: number): KeyAlgorithm => ({
  id: `ML-DSA-${set}`,
  kind: 'ml-dsa',
  label: `ML-DSA-${set} (post-quantum)`,
  oid,
  parameters: 'absent',
  bits: publicKeyBytes * 8,
  strength,
  publicKeyBytes,
  generate: { type: `ml-dsa-${set}` },
  defaultSignature: `ml-dsa-${set}`
})

/** Every key algorithm Chancery makes, by id. Key sizes of ML-DSA: FIPS 204 table 2. */
export const keyAlgorithms: Readonly<Record<KeyAlgorithmId, KeyAlgorithm>> = {
  'RSA-2048': rsa(2048, 112),
  'RSA-3072': rsa(3072, 128),
  'RSA-4096': rsa(4096, 140),
  'P-256': ec('P-256', '1.2.840.10045.3.1.7', 256, 128, 'ecdsa-sha256'),
  'P-384': ec('P-384', '1.3.132.0.34', 384, 192, 'ecdsa-sha384'),
  'P-521': ec('P-521', '1.3.132.0.35', 521, 256, 'ecdsa-sha512'),
  Ed25519: {
    id: 'Ed25519',
    kind: 'ed25519',
    label: 'Ed25519',
    oid: '1.3.101.112',
    parameters: 'absent',
    bits: 256,
    strength: 128,
    publicKeyBytes: 32,
    generate: { type: 'ed25519' },
    defaultSignature: 'ed25519'
  },
  'ML-DSA-44': mlDsa(44, '2.16.840.1.101.3.4.3.17', 1312, 128),
  'ML-DSA-65': mlDsa(65, '2.16.840.1.101.3.4.3.18', 1952, 192),
  'ML-DSA-87': mlDsa(87, '2.16.840.1.101.3.4.3.19', 2592, 256)
}

/** Key algorithms that Chancery can name when it shows an object, but neither makes nor certifies. */
export const otherKeyAlgorithms: Readonly<Record<string, string>> = {
  '1.3.101.110': 'X25519',
  '1.3.101.111': 'X448',
  '1.3.101.113': 'Ed448',
  '1.2.840.10040.4.1': 'DSA',
  '1.2.840.10046.2.1': 'Diffie-Hellman',
  '1.2.840.113549.1.1.10': 'RSASSA-PSS',
  '1.2.840.113549.1.1.7': 'RSAES-OAEP',
  '1.3.132.1.12': 'ECDH'
}

/** Named curves that Chancery can name but does not certify. */
export const otherCurves: Readonly<Record<string, string>> = {
  '1.2.840.10045.3.1.1': 'P-192',
  '1.3.132.0.33': 'P-224',
  '1.3.132.0.10': 'secp256k1',
  '1.3.36.3.3.2.8.1.1.7': 'brainpoolP256r1',
  '1.3.36.3.3.2.8.1.1.11': 'brainpoolP384r1',
  '1.3.36.3.3.2.8.1.1.13': 'brainpoolP512r1'
}

/** What people read for a hash. */
export const hashLabels: Readonly<Record<HashName, string>> = {
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512'
}

/** OIDs of the hashes (RFC 5754, RFC 3279). */
export const hashOids: Readonly<Record<HashName, string>> = {
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3'
}

const pkcs1 = (hash: HashName, last: number): SignatureAlgorithm => ({
  id: `rsa-pkcs1-${hash}`,
  oid: `1.2.840.113549.1.1.${last}`,
  label: `RSA PKCS#1 v1.5 with ${hashLabels[hash]}`,
  hash,
  keyKind: 'rsa',
  parameters: 'null',
  forNewIssue: hash !== 'sha1'
})

const pss = (hash: 'sha256' | 'sha384' | 'sha512'): SignatureAlgorithm => ({
  id: `rsa-pss-${hash}`,
  oid: '1.2.840.113549.1.1.10',
  label: `RSASSA-PSS with ${hashLabels[hash]}`,
  hash,
  keyKind: 'rsa',
  parameters: 'pss',
  forNewIssue: true
})

const ecdsa = (hash: 'sha256' | 'sha384' | 'sha512', last: number): SignatureAlgorithm => ({
  id: `ecdsa-${hash}`,
  oid: `1.2.840.10045.4.3.${last}`,
  label: `ECDSA with ${hashLabels[hash]}`,
  hash,
  keyKind: 'ec',
  parameters: 'absent',
  forNewIssue: true
})

const mlDsaSignature = (set: 44 | 65 | 87): SignatureAlgorithm => ({
  id: `ml-dsa-${set}`,
  oid: keyAlgorithms[`ML-DSA-${set}`].oid,
  label: `ML-DSA-${set}`,
  hash: null,
  keyKind: 'ml-dsa',
  onlyKey: `ML-DSA-${set}`,
  parameters: 'absent',
  forNewIssue: true
})

export const signatureAlgorithms: Readonly<Record<SignatureAlgorithmId, SignatureAlgorithm>> = {
  'rsa-pkcs1-sha1': pkcs1('sha1', 5),
  'rsa-pkcs1-sha256': pkcs1('sha256', 11),
  'rsa-pkcs1-sha384': pkcs1('sha384', 12),
  'rsa-pkcs1-sha512': pkcs1('sha512', 13),
  'rsa-pss-sha256': pss('sha256'),
  'rsa-pss-sha384': pss('sha384'),
  'rsa-pss-sha512': pss('sha512'),
  'ecdsa-sha256': ecdsa('sha256', 2),
  'ecdsa-sha384': ecdsa('sha384', 3),
  'ecdsa-sha512': ecdsa('sha512', 4),
  ed25519: {
    id: 'ed25519',
    oid: '1.3.101.112',
    label: 'Ed25519',
    hash: null,
    keyKind: 'ed25519',
    onlyKey: 'Ed25519',
    parameters: 'absent',
    forNewIssue: true
  },
  'ml-dsa-44': mlDsaSignature(44),
  'ml-dsa-65': mlDsaSignature(65),
  'ml-dsa-87': mlDsaSignature(87)
}

/** A public key as far as choosing a signature algorithm is concerned: its kind, and its id where it is one of ours. */
export interface KeyFacts {
  readonly kind: KeyKind
  /** null for an RSA key of another size. */
  readonly id: KeyAlgorithmId | null
}

/** @returns the signature algorithm used with a key when nobody chose one: SHA-256 for RSA and P-256, SHA-384 for P-384, SHA-512 for P-521. */
export function defaultSignatureAlgorithm(key: KeyAlgorithmId): SignatureAlgorithmId {
  return keyAlgorithms[key].defaultSignature
}

/** @returns whether a signature of this algorithm can come from this key at all. */
export function signatureFitsKey(signature: SignatureAlgorithmId, key: KeyFacts): boolean {
  const row = signatureAlgorithms[signature]
  return row.keyKind === key.kind && (row.onlyKey === undefined || row.onlyKey === key.id)
}

/** @returns whether Chancery may make a new signature of this algorithm with this key. */
export function signatureAllowed(signature: SignatureAlgorithmId, key: KeyAlgorithmId): boolean {
  return signatureAlgorithms[signature].forNewIssue && signatureFitsKey(signature, keyAlgorithms[key])
}

/** @returns the signature algorithms a person may choose for a key, the default first. */
export function signatureChoices(key: KeyAlgorithmId): readonly SignatureAlgorithmId[] {
  const first = defaultSignatureAlgorithm(key)
  return [first, ...signatureAlgorithmIds.filter((id) => id !== first && signatureAllowed(id, key))]
}

/** @returns whether the text is the id of a key algorithm. */
export function isKeyAlgorithmId(text: string): text is KeyAlgorithmId {
  return Object.hasOwn(keyAlgorithms, text)
}

/** @returns whether the text is the id of a signature algorithm. */
export function isSignatureAlgorithmId(text: string): text is SignatureAlgorithmId {
  return Object.hasOwn(signatureAlgorithms, text)
}
