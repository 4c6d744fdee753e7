import type { Channel } from '../../../src-shared/model/channel.ts'
import type { TranscriptEntry } from '../../../src-shared/model/transcript.ts'
import type { Machine } from '../../world/machine.ts'
import type { CaContext } from '../context.ts'

/** What the signed archive of a ceremony is made of. */
export interface ArchiveWanted {
  readonly mode: 'rehearsal' | 'real'
  readonly title: string
  /** The script byte for byte. */
  readonly script: string
  readonly entries: readonly TranscriptEntry[]
  /** Files of the transcript, by the names that stand in its entries. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
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
  /** @returns the signed archive; absent where nothing makes one */
  readonly writeArchive?: (wanted: ArchiveWanted) => Promise<Uint8Array>
  /** Called between every two writes, for tests that stop the process there. Absent in production. */
  readonly pause?: (point: CeremonyPoint) => void | Promise<void>
}
