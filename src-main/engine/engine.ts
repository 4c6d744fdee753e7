import type { ProducedFile } from '../../src-shared/api/shapes.ts'
import type { Actor } from '../../src-shared/model/channel.ts'
import type { Ref } from '../../src-shared/model/scalars.ts'
import type { Settings } from '../../src-shared/model/settings.ts'
import type { Writing } from '../ca/certificates/list-csv.ts'
import type { CaContext } from '../ca/context.ts'
import type { TokenSeen } from '../keys/token-keys.ts'
import type { OperatorRow } from '../store/operators.ts'
import type { SecretReference } from '../world/host.ts'
import type { Net } from '../world/net.ts'
import type { Accounts } from './accounts.ts'
import type { Anchors } from './anchors.ts'
import type { AuditSeal } from './audit-seal.ts'
import type { Recovery } from './recovery/recovery.ts'
import type { ReportSchedules } from './report-schedules.ts'
import type { Reports } from './reports.ts'
import type { Ceremonies } from './ceremonies.ts'
import type { Events } from './events.ts'
import type { Jobs } from './jobs.ts'
import type { Publishing } from './publishing.ts'
import type { Quorum } from './quorum/quorum.ts'
import type { Mpic } from './mpic.ts'
import type { Sessions } from './sessions.ts'
import type { Tasks } from './tasks.ts'
import type { ListenTls, Place } from './public-listeners.ts'
import type { TlsIdentities } from './tls-identity.ts'
import type { UnlockByKeyStore } from './unlock-by-key-store.ts'
import type { VaultHolder } from './vault-holder.ts'
import type { Wire } from './wire.ts'

/** What a running engine says about itself. */
export interface About {
  readonly version: string
  /** Version of Electron when the desktop app hosts the engine. */
  readonly electron: string | null
  readonly node: string
  /** Whether this runtime signs with ML-DSA itself or through a library. */
  readonly mlDsaNative: boolean
  readonly dataFolderName: string
}

/** One engine over one data folder. Everything that a face of the program needs hangs here. */
export interface Engine {
  readonly ca: CaContext
  readonly about: About
  readonly vault: VaultHolder
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly tasks: Tasks
  readonly jobs: Jobs
  readonly events: Events
  readonly publishing: Publishing
  /** Approvals of several people for what one alone must not do. */
  readonly quorum: Quorum
  /** The way out of the machine. */
  readonly net: Net
  readonly auditSeal: AuditSeal
  /** Checkpoints of the audit log that leave the installation. */
  readonly anchors: Anchors
  readonly ceremonies: Ceremonies
  /** Other perspectives: the coordinator of the settings. */
  readonly mpic: Mpic
  /** Exchanges that are kept, and given to a test authority. */
  readonly wire: Wire
  /** Backups, drills, shares of the master key, the recovery kit. */
  readonly recovery: Recovery
  /** Reports as files, their history, and those that come round by themselves. */
  readonly reports: Reports
  readonly reportSchedules: ReportSchedules
  readonly backups: { lastAt(): number | null }
  /** A card for the safe with the duties of roots, as PDF. @throws ChanceryError `not-found` */
  dutyCard(input: { readonly authority?: Ref | undefined; readonly language: 'en' | 'de' }): Promise<ProducedFile>
  /** Many certificates in one ZIP. @throws ChanceryError `not-found`, `damaged`, `cancelled`, `too-large` */
  certificateBundle(
    input: { readonly ids: readonly number[]; readonly format: 'pem' | 'der' },
    writing: Writing
  ): Promise<{ file: ProducedFile; certificates: number }>
  readonly settings: {
    show(): Settings
    update(change: Partial<Settings>, actor: Actor): Promise<Settings>
  }
  /** True for a folder that was filled with demonstration data. */
  isDemo(): boolean
  markDemo(): Promise<void>
  /**
   * Unlocks the vault with a secret of the user who started the engine. From then on that user's own calls over the
   * local socket act as the operator whose secret it was.
   * @throws ChanceryError `wrong-passphrase`, `unsafe-file`, `not-ready`
   */
  unlock(
    secret: SecretReference | { readonly kind: 'typed'; readonly passphrase: string },
    operator?: string
  ): Promise<OperatorRow>
  /** Unlocking at start with a secret in the key store of the operating system. */
  readonly unlockByKeyStore: UnlockByKeyStore
  /** The operator in whose name the engine was unlocked at start; undefined when nobody did, or the account is disabled since. */
  localOwner(): OperatorRow | undefined
  /** Ends idle sessions and locks the vault when nobody is signed in any more, unless it was unlocked at start. */
  lockWhenAlone(): void
  /** Tries the PIN of a token and keeps it in the key store of the operating system. @throws ChanceryError `forbidden` without one, `wrong-passphrase` */
  keepTokenPin(input: { token: string; pin: string }, actor: Actor): Promise<TokenSeen>
  /** TLS certificates of this engine's own servers. */
  readonly tls: TlsIdentities
  /** Starts serving CRLs and certificates to relying parties. @returns the address. @throws ChanceryError `busy`, `io` */
  listenPublic(listen: Place, tls?: ListenTls): Promise<string>
  /** Serves them where the settings say, now and whenever the settings change. @param otherwise where the settings say nothing */
  followListenerSetting(otherwise: Place | null): Promise<void>
  /** Serves the public side over HTTPS where the settings say, as soon as the vault is unlocked. */
  followSecureSetting(): Promise<void>
  /** Addresses under which CRLs and certificates are served right now. */
  listening(): readonly string[]
  /** The same as clients reach them: with a name of the certificate. */
  reached(): readonly string[]
  /** Why they are not served where the settings say, in words for people; null where all is well. */
  listenProblem(): string | null
  /** The same for HTTPS. */
  secureProblem(): string | null
  /** Drains and closes everything, the database last. */
  close(): Promise<void>
}
