import type { KeyAlgorithmId } from '../../src-shared/model/algorithm.ts'
import type { DoctorReport, ModuleView, PinKeeping, PinTries, TokenState } from '../../src-shared/model/token.ts'
import type { Signer } from './signer.ts'

/** A token as it was seen last. */
export interface TokenSeen {
  readonly address: string
  readonly label: string
  readonly manufacturer: string
  readonly model: string
  readonly serial: string
  readonly firmware: string
  readonly state: TokenState
  readonly tries: PinTries
  readonly module: string | null
  readonly slot: string | null
  readonly hardware: boolean
  readonly pinPad: boolean
  readonly minPin: number | null
  readonly maxPin: number | null
  readonly waiting: boolean
  readonly queued: number
  readonly algorithms: readonly KeyAlgorithmId[]
}

/** A private key on a token, with what the token says of it. */
export interface KeyOnToken {
  /** URI of the key: token and CKA_ID. */
  readonly address: string
  /** CKA_ID, hex. */
  readonly id: string
  readonly label: string
  readonly algorithm: KeyAlgorithmId | null
  /** SubjectPublicKeyInfo, DER; null where the token shows no public key, or one of another kind. */
  readonly spki: Uint8Array | null
  readonly sensitive: boolean | null
  readonly extractable: boolean | null
  readonly alwaysSensitive: boolean | null
  readonly neverExtractable: boolean | null
  /** Made on the token (CKA_LOCAL). */
  readonly local: boolean | null
  readonly alwaysAuthenticate: boolean | null
}

/** Where a key of ours lies: on one token, or on several that hold the same key. */
export interface PlacedKey {
  readonly label: string
  readonly algorithm: KeyAlgorithmId
  readonly spki: Uint8Array
  /** Addresses as `KeyOnToken.address`. */
  readonly places: readonly string[]
}

/** Tokens behind PKCS#11 modules. Methods throw ChanceryError `key-unavailable` while the token cannot be used. */
export interface Tokens {
  /** Uses these modules from now on, and no others. */
  use(modules: readonly { readonly path: string; readonly label: string }[]): void
  modules(): readonly ModuleView[]
  /** Known modules that lie in a usual place of this machine. */
  installed(): readonly { readonly path: string; readonly label: string; readonly inUse: boolean }[]
  /** Looks at all slots now. @param fresh has modules that look only once begin again */
  survey(fresh?: boolean): Promise<void>
  /** Every token that is plugged in, or was since the start. */
  seen(): readonly TokenSeen[]
  /**
   * Signs in as the token's user. The PIN stays in the process of the module.
   * @throws ChanceryError `wrong-passphrase`; `refused-by-policy` for a PIN that every such token leaves the factory with
   */
  unlock(token: string, pin: string, keep: PinKeeping): Promise<void>
  /** Signs in with the PIN that is kept for a token. @returns whether it is ready now. @throws as `unlock` */
  unlockKept(token: string): Promise<boolean>
  lock(token: string): Promise<void>
  /** Signs out everywhere and forgets every PIN. */
  lockAll(): Promise<void>
  /** @throws ChanceryError `wrong-passphrase`, `invalid-input` for a new PIN that the token does not take */
  changePin(token: string, pin: string, newPin: string): Promise<void>
  keys(token: string): Promise<readonly KeyOnToken[]>
  /** @throws ChanceryError `invalid-input` where the token makes no such keys; `internal` where the key could be read out */
  generate(token: string, algorithm: KeyAlgorithmId, label: string): Promise<KeyOnToken>
  /** @param pkcs8 in the clear; the caller zeroes it. @throws ChanceryError `invalid-input`, `malformed` */
  importKey(token: string, pkcs8: Uint8Array, label: string): Promise<KeyOnToken>
  /** @returns false where the key was not there any more */
  destroy(key: string): Promise<boolean>
  /** @returns the key, ready to sign wherever it is. @throws ChanceryError `key-unavailable` */
  open(key: PlacedKey): Promise<Signer>
  /** @returns whether one of the tokens with this key is plugged in and signed in to */
  isReady(places: readonly string[]): boolean
  /** Looks at a module, in use or not. @throws ChanceryError `not-found`, `unsafe-file` */
  examine(path: string): Promise<DoctorReport>
  close(): void
}
