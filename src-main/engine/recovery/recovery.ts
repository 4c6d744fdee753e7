import { createHash } from 'node:crypto'
import type { DestinationInput } from '../../../src-shared/api/publishing.ts'
import type { Notice } from '../../../src-shared/api/desk.ts'
import type { DrillReport, KitPlace } from '../../../src-shared/model/recovery.ts'
import { drillReport } from '../../../src-shared/model/recovery.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { recordAudit } from '../../ca/audit.ts'
import { checkPassphrase } from '../../keys/passphrase.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { objectBytes } from '../../pki/encoded-object.ts'
import { drillPdf } from '../../reports/recovery-kit/drill-pdf.ts'
import { recoveryKitPdf, type KitEdition } from '../../reports/recovery-kit/kit-pdf.ts'
import { shareCardsPdf } from '../../reports/recovery-kit/share-cards-pdf.ts'
import { canonicalJson } from '../../store/canonical-json.ts'
import { getOperator } from '../../store/operators.ts'
import {
  addDrill,
  getDrill,
  lastBackupRun,
  listDrills,
  type BackupRunRow,
  type DrillRow
} from '../../store/recovery.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import type { Net } from '../../world/net.ts'
import type { AccountsWorld } from '../accounts-world.ts'
import { backupPath, createBackup, lastBackupAt, listBackups, type BackupFacts, type BackupFile } from '../backup.ts'
import { engineActor } from '../chores.ts'
import type { DataFolder } from '../data-folder.ts'
import type { Chore } from '../jobs.ts'
import { openOwnSlot } from '../sign-in.ts'
import type { Tasks } from '../tasks.ts'
import { storeBackupKey, storedBackupKey, storedRecipients, storeRecipients } from './backup-readers.ts'
import { makeBackupKey, type Opener } from './content-key.ts'
import { drillBackup } from './drill.ts'
import { currentKit, kitPlaces, notePrinted, printedKit, setKitPlaces } from './kit.ts'
import { recoveryNotices } from './notices.ts'
import { remoteAddress, storeRemotePlace } from './remote-place.ts'
import { backupChore, nextBackupAt } from './schedule.ts'
import {
  combineShares,
  createShares,
  drillShares,
  shareSetView,
  type ShareCard,
  type SharesWish,
  type ShareSetView
} from './shares.ts'

export interface DrillAsked {
  readonly file?: string | undefined
  readonly opener: Opener
  /** The own passphrase of who leads the drill, which opens the vault of the backup. */
  readonly passphrase: string
  readonly present: readonly string[]
}

export interface BackupState {
  readonly passphraseSet: boolean
  readonly recipients: readonly { readonly subject: string; readonly fingerprint: string; readonly notAfter: number }[]
  readonly lastAt: number | null
  readonly lastRun: BackupRunRow | null
  readonly nextAt: number | null
  /** Where backups are copied to on another machine. */
  readonly remote: string | null
}

/** Of what is printed; undefined for that of the settings. */
type Language = 'en' | 'de'

/** Backups, drills, shares and the kit of one installation. */
export interface Recovery {
  createBackup(
    actor: Actor,
    signal: AbortSignal,
    wish: { name?: string | undefined; passphrase?: string | undefined }
  ): Promise<BackupFacts>
  listBackups(): Promise<readonly BackupFile[]>
  lastBackupAt(): number | null
  backupState(): BackupState
  /** @throws ChanceryError `invalid-input` where the passphrase breaks a rule */
  setBackupPassphrase(passphrase: string, actor: Actor): Promise<void>
  /** @param texts certificates, PEM or base64. @throws ChanceryError `malformed`, `invalid-input` */
  setRecipients(texts: readonly string[], actor: Actor): Promise<void>
  /** @param input null ends it. @throws ChanceryError `invalid-input`, `locked` */
  setRemote(input: DestinationInput | null, actor: Actor): Promise<void>
  /** @throws ChanceryError `wrong-passphrase`, `slowed-down`, `not-found` */
  drillBackup(asked: DrillAsked, actor: Actor, signal: AbortSignal): Promise<DrillRow>
  drills(): readonly DrillRow[]
  drillFile(
    id: number,
    format: 'pdf' | 'json',
    language: Language | undefined
  ): Promise<{ readonly name: string; readonly bytes: Uint8Array }>
  shareSet(): ShareSetView | null
  createShares(
    wish: SharesWish,
    actor: Actor,
    language: Language | undefined
  ): Promise<{ readonly set: ShareSetView; readonly cards: readonly ShareCard[]; readonly pdf: Uint8Array }>
  combineShares(
    wish: { readonly shares: readonly string[]; readonly operator: string; readonly passphrase: string },
    channel: Actor['channel']
  ): Promise<{ readonly operator: string; readonly numbers: readonly number[] }>
  drillShares(
    wish: { readonly shares: readonly string[]; readonly present: readonly string[] },
    actor: Actor
  ): Promise<DrillRow>
  kit(): Promise<KitEdition & { readonly printed: number | null }>
  /** The kit to be printed; remembers that it was. */
  kitFile(language: Language | undefined): Promise<{ readonly version: number; readonly pdf: Uint8Array }>
  places(): readonly KitPlace[]
  setPlaces(places: readonly KitPlace[], actor: Actor): Promise<void>
  notices(): Notice[]
  readonly chores: readonly Chore[]
}

/** How often it is looked whether the kit says something else; the page and the command look each time. */
const kitEvery = 10 * 60_000

export function createRecovery(
  world: AccountsWorld,
  folder: DataFolder,
  tasks: Tasks,
  net: Net,
  version: string
): Recovery {
  const { ca } = world
  const from = (): ReturnType<typeof reader> => reader(ca.store)
  const backupWorld = { ca, net, folder, vault: world.vault, version }
  const told = async <T>(work: Promise<T>): Promise<T> => {
    const value = await work
    ca.emit('recovery.changed', {})
    return value
  }
  // Backups and drills one after the other: each takes away what a killed one left behind.
  let before: Promise<unknown> = Promise.resolve()
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const next = told(before.then(work))
    before = next.catch(() => undefined)
    return next
  }

  const make: Recovery['createBackup'] = async (actor, signal, { name, passphrase }) => {
    const key = passphrase === undefined ? undefined : await newKey(passphrase)
    return tasks.run({ title: 'Backup', operator: actor.name, signal }, (control) =>
      alone(() =>
        createBackup(backupWorld, actor, control, { name, cause: 'hand', ...(key === undefined ? {} : { key }) })
      )
    )
  }

  const newKey = async (passphrase: string): ReturnType<typeof makeBackupKey> => {
    const reasons = checkPassphrase(
      passphrase,
      [ca.settings().organizationName].filter((word) => word !== '')
    )
    if (reasons.length > 0)
      throw new ChanceryError('invalid-input', 'This passphrase cannot be used for backups.', { reasons })
    return world.inTurn(() => makeBackupKey(passphrase, world.cost))
  }

  const recorded = async (report: DrillReport, actor: Actor): Promise<DrillRow> => {
    const row = {
      at: report.at,
      kind: report.kind,
      outcome: report.outcome,
      tookMs: report.tookMs,
      actor: actor.name,
      present: report.present,
      report
    }
    const id = await transaction(ca.store, (writer) => {
      const made = addDrill(writer, row)
      recordAudit(writer, ca, {
        actor,
        operation: report.kind === 'backup' ? 'backup.drill' : 'vault.shares-drill',
        object: { kind: 'recovery-drill', id: made },
        outcome: report.outcome === 'passed' ? 'ok' : 'failed',
        detail: {
          outcome: report.outcome,
          tookMs: report.tookMs,
          present: report.present,
          backup: report.backup?.file ?? null,
          lostDuties: report.lostDuties,
          sha256: reportDigest(report)
        }
      })
      return made
    })
    ca.emit('recovery.changed', {})
    return { id, ...row }
  }

  let kitDueAt = Number.NEGATIVE_INFINITY
  const scheduled = backupChore(ca, (signal) =>
    tasks.run({ title: 'Backup', operator: engineActor.name, signal }, (control) =>
      alone(() => createBackup(backupWorld, engineActor, control, { cause: 'schedule' }))
    )
  )

  const printed = (language: Language | undefined): Language =>
    language ?? (ca.settings().language === 'de' ? 'de' : 'en')

  return {
    createBackup: make,
    listBackups: () => listBackups(ca, folder),
    lastBackupAt: () => lastBackupAt(ca),
    backupState: () => ({
      passphraseSet: storedBackupKey(from()) !== null,
      recipients: storedRecipients(from()).map((der) => {
        const { subject, notAfter } = parseCertificate(der)
        return { subject: subject.text, notAfter, fingerprint: createHash('sha256').update(der).digest('hex') }
      }),
      lastAt: lastBackupAt(ca),
      lastRun: lastBackupRun(from()) ?? null,
      nextAt: nextBackupAt(ca),
      remote: remoteAddress(from())
    }),
    setBackupPassphrase: async (passphrase, actor) => {
      const key = await newKey(passphrase)
      await transaction(ca.store, (writer) => {
        storeBackupKey(writer, key)
        audit(writer, world, actor, 'backup.set-passphrase', { publicKey: key.publicKey })
      })
      ca.emit('recovery.changed', {})
    },
    setRecipients: async (texts, actor) => {
      const certificates = texts.map((text) => objectBytes(text, 'certificate'))
      await transaction(ca.store, (writer) => {
        storeRecipients(writer, certificates)
        audit(writer, world, actor, 'backup.set-recipients', {
          recipients: certificates.map((der) => parseCertificate(der).subject.text)
        })
      })
      ca.emit('recovery.changed', {})
    },
    setRemote: async (input, actor) => {
      await transaction(ca.store, (writer) => {
        storeRemotePlace(writer, ca, input)
        audit(writer, world, actor, 'backup.set-remote', { to: remoteAddress(writer) })
      })
      ca.emit('recovery.changed', {})
    },
    drillBackup: async ({ file, opener, passphrase, present }, actor, signal) => {
      const found = await backupPath(ca, folder, file)
      const operator = actor.operatorId === null ? undefined : getOperator(from(), actor.operatorId)
      if (operator === undefined) throw new ChanceryError('unauthenticated', 'Sign in to lead a drill.')
      // With the brake of signing in: a drill is no way to guess a passphrase.
      const master = await openOwnSlot(world, operator, passphrase, actor.channel, 'backup.drill')
      master.destroy()
      const report = await tasks.run({ title: 'Recovery drill', operator: actor.name, signal }, (control) =>
        alone(() =>
          drillBackup(
            ca,
            folder,
            { ...found, opener, passphrase, operator: operator.name, actor: actor.name, present },
            control.signal
          )
        )
      )
      return recorded(report, actor)
    },
    drills: () => listDrills(from()),
    drillFile: async (id, format, language) => {
      const row = getDrill(from(), id)
      if (row === undefined) throw new ChanceryError('not-found', `There is no drill with number ${id}.`)
      const report = drillReport.parse(row.report)
      const day = new Date(row.at).toISOString().slice(0, 10)
      return format === 'pdf'
        ? {
            name: `recovery-drill-${day}-${id}.pdf`,
            bytes: await drillPdf(report, reportDigest(report), printed(language))
          }
        : { name: `recovery-drill-${day}-${id}.json`, bytes: Buffer.from(`${canonicalJson(report)}\n`) }
    },
    shareSet: () => shareSetView(from()),
    createShares: async (wish, actor, language) => {
      const { set, cards } = await told(createShares(world, wish, actor))
      const facts = { ...set, installation: ca.settings().organizationName }
      const pdf = await shareCardsPdf(facts, cards, printed(language))
      return { set, cards, pdf }
    },
    combineShares: (wish, channel) => combineShares(world, wish, channel),
    drillShares: async (wish, actor) => recorded(await drillShares(world, wish, actor), actor),
    kit: async () => ({ ...(await currentKit(ca, folder.path)), printed: printedKit(from()) }),
    kitFile: async (language) => {
      const edition = await currentKit(ca, folder.path)
      const pdf = await recoveryKitPdf(edition, printed(language))
      await told(notePrinted(ca, edition.version))
      return { version: edition.version, pdf }
    },
    places: () => kitPlaces(from()),
    setPlaces: (places, actor) => told(setKitPlaces(ca, places, actor)),
    notices: () => recoveryNotices(ca),
    chores: [
      scheduled,
      {
        name: 'recovery kit',
        run: async () => {
          if (world.vault.state === 'absent' || kitDueAt > ca.clock.now()) return null
          kitDueAt = ca.clock.now() + kitEvery
          await currentKit(ca, folder.path)
          return null
        }
      }
    ]
  }
}

/** SHA-256 of a report in canonical JSON, as its file has it without the line end. */
function reportDigest(report: DrillReport): string {
  return createHash('sha256').update(canonicalJson(report)).digest('hex')
}

function audit(
  writer: Parameters<typeof recordAudit>[0],
  world: AccountsWorld,
  actor: Actor,
  operation: string,
  detail: unknown
): void {
  recordAudit(writer, world.ca, { actor, operation, object: { kind: 'backup', id: '' }, outcome: 'ok', detail })
}
