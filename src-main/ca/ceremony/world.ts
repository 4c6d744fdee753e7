import type { SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { Actor, Channel } from '../../../src-shared/model/channel.ts'
import type { TranscriptEntry } from '../../../src-shared/model/transcript.ts'
import type { Machine } from '../../world/machine.ts'
import type { CaContext } from '../context.ts'

/** Somebody who takes part and signs the archive with the own key. */
export interface ArchiveSignature {
  readonly role: string
  readonly person: string
  /** DER. */
  readonly certificate: Uint8Array
  readonly algorithm: SignatureAlgorithmId
  /** Signs signed attributes of CMS (RFC 5652 5.4). */
  readonly makeSignature: (attributes: Uint8Array) => Promise<Uint8Array>
}

/** What the signed archive of a ceremony is made of. */
export interface ArchiveWanted {
  readonly mode: 'rehearsal' | 'real'
  readonly title: string
  /** The script byte for byte. */
  readonly script: string
  readonly entries: readonly TranscriptEntry[]
  /** Files of the transcript, by the names that stand in its entries. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
  /** People who sign besides the installation. */
  readonly signers: readonly ArchiveSignature[]
  /** Unix ms. */
  readonly at: number
  readonly actor: Actor
}

/** Where a test can stop a ceremony. */
export const ceremonyPoints = ['begun', 'acting', 'acted', 'done', 'signed-off', 'closed', 'archived'] as const
export type CeremonyPoint = (typeof ceremonyPoints)[number]

/** Everything that ceremonies work with. */
export interface CeremonyWorld {
  readonly ca: CaContext
  /** This run of the engine; another one finds a ceremony interrupted. */
  readonly instance: string
  readonly machine: Machine
  readonly dataFolder: string
  /** @returns the database of a rehearsal, which is made on the first call and gone after `dropSandbox` */
  sandbox(ceremonyId: number): CaContext
  dropSandbox(ceremonyId: number): Promise<void>
  /** @returns the name of the account. @throws ChanceryError `wrong-passphrase`, `slowed-down` */
  proveAccount(name: string, passphrase: string, channel: Channel): Promise<string>
  /**
   * @returns the signed archive; absent where nothing makes one. What is signed is the same, octet by octet, when it is
   *   made again of the same.
   */
  readonly writeArchive?: (wanted: ArchiveWanted) => Promise<Uint8Array>
  /** Called between every two writes, for tests that stop the process there. Absent in production. */
  readonly pause?: (point: CeremonyPoint) => void | Promise<void>
}
