import type { KeyAlgorithmId, SignatureAlgorithmId } from '../../src-shared/model/algorithm.ts'
import type { KeyTransport } from '../pki/cms/key-transport.ts'

/**
 * What a key may do. A key row lists its purposes; `ca/sign.ts` checks them before it calls `Signer.sign`, and
 * `ca/unwrap.ts` asks for `unwrap` before a content key is opened.
 */
export type KeyPurpose =
  'certificate' | 'crl' | 'ocsp' | 'timestamp' | 'cms' | 'cmp' | 'csr' | 'audit' | 'ceremony' | 'bundle' | 'unwrap'

/** A private key that is ready to sign, wherever it lives. Only `ca/sign.ts` calls `sign`. */
export interface Signer {
  readonly algorithm: KeyAlgorithmId
  /** SubjectPublicKeyInfo, DER (RFC 5280 4.1). */
  readonly spki: Uint8Array
  /**
   * Signs `data` (the whole message, not a digest). The value is in the form that X.509 carries:
   * ECDSA as DER SEQUENCE of r and s, RSA-PSS with a salt as long as the hash and MGF1 of the same hash (RFC 4055),
   * Ed25519 and ML-DSA pure with an empty context (RFC 8410, RFC 9881).
   * @throws ChanceryError `locked` after the vault was locked, `key-unavailable` (token gone), `cancelled`,
   *   `invalid-input` when the signature algorithm does not belong to this key.
   */
  sign(data: Uint8Array, signatureAlgorithm: SignatureAlgorithmId, signal?: AbortSignal): Promise<Uint8Array>
  /**
   * Opens a content key that was encrypted to this key; absent for keys that decrypt nothing. Only `ca/unwrap.ts` calls
   * it. What does not open gives `length` random octets, without a word: a difference would be an oracle (RFC 3218 2.3).
   * @throws ChanceryError `locked`, `key-unavailable`
   */
  unwrapKey?(encryptedKey: Uint8Array, transport: KeyTransport, length: number): Promise<Uint8Array>
}

/** A private key as the store keeps it. */
export interface StoredKey {
  /** Names the row, e.g. `key:12`. The sealed bytes are bound to it and do not open under another. */
  readonly context: string
  readonly algorithm: KeyAlgorithmId
  readonly spki: Uint8Array
  /** PKCS#8, sealed under the vault's master key. */
  readonly sealed: Uint8Array
}

/** A place that makes, keeps and opens private keys. Every method throws ChanceryError `locked` while the vault is locked. */
export interface KeyVault {
  /**
   * Makes a key pair, checks that it signs and verifies, and seals it.
   * @param context names the row that will hold it; choose the id first.
   */
  generate(algorithm: KeyAlgorithmId, context: string): Promise<StoredKey>
  /**
   * Takes over an existing private key: PKCS#8 (plain or encrypted) or a traditional key, DER or PEM.
   * @throws ChanceryError `malformed`, `wrong-passphrase` (also when one is needed and missing), `weak-key`,
   *   `invalid-input` for an algorithm that Chancery does not offer.
   */
  import(privateKey: Uint8Array | string, context: string, passphrase?: string): Promise<StoredKey>
  /** @throws ChanceryError `damaged` when the sealed bytes were altered or belong to another row. */
  open(key: StoredKey): Promise<Signer>
  /**
   * @returns PKCS#8 DER in the clear, for handing a subscriber's key over as PKCS#12 or in a key export that
   * an operator asked for; the caller zeroes it.
   */
  exportPkcs8(key: StoredKey): Promise<Uint8Array>
  /** Closes a key that was destroyed; its signers sign no more. Does nothing where it is not open. */
  forget(context: string): void
}
