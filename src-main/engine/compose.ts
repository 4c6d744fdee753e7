import { basename, join } from 'node:path'
import type { EventTopic } from '../../src-shared/events.ts'
import { recordAudit } from '../ca/audit.ts'
import { caContext, type CaContext, type CaParts } from '../ca/context.ts'
import { mailPassword } from '../ca/validation/mail-password.ts'
import { checkResolverSettings } from '../ca/validation/settings-check.ts'
import { imapReplies } from '../connectors/imap/reply-box.ts'
import { smtpMailer } from '../connectors/smtp/send.ts'
import { defaultArgon2Cost, type Argon2Cost } from '../keys/argon2.ts'
import { probeRuntime } from '../keys/capability.ts'
import { softwareVault } from '../keys/software.ts'
import { systemYubiKeys, type YubiKeys } from '../keys/piv/yubikeys.ts'
import { Vault } from '../keys/vault.ts'
import { close as closeStore, openAndUpgrade } from '../store/open.ts'
import { getSetting, setSetting } from '../store/settings.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import { getVault } from '../store/vault.ts'
import type { Settings } from '../../src-shared/model/settings.ts'
import { systemClock, type Clock } from '../world/clock.ts'
import { createControl } from '../validation/control.ts'
import type { Host } from '../world/host.ts'
import type { Log } from '../world/log.ts'
import type { Net } from '../world/net.ts'
import { nodeNet } from '../world/node-net.ts'
import { logFile } from '../world/log-file.ts'
import { pinoLog } from '../world/pino-log.ts'
import type { Machine } from '../world/machine.ts'
import { systemRandom, type Random } from '../world/random.ts'
import { createAccounts } from './accounts.ts'
import type { AccountsWorld } from './accounts-world.ts'
import { createAnchors } from './anchors.ts'
import { createAuditSeal } from './audit-seal.ts'
import { chores, engineActor } from './chores.ts'
import { dataFolder, prepareDataFolder } from './data-folder.ts'
import type { Engine } from './engine.ts'
import type { ModulusBlocklist } from '../pki/weak-keys/blocklist.ts'
import { loadBlocklist } from './blocklist.ts'
import { createCeremonies } from './ceremonies.ts'
import { createEvents } from './events.ts'
import { createNameGuesses, createPassphraseQueue } from './guess-gate.ts'
import { startIdleLock } from './idle-lock.ts'
import { startJobs } from './jobs.ts'
import { lockDataFolder } from './lock.ts'
import { createMpic, type Mpic } from './mpic.ts'
import { protocolsOver } from './protocols.ts'
import { createPublishing, gatherChanges } from './publishing.ts'
import { createQuorum } from './quorum/quorum.ts'
import { markInterrupted } from './quorum/settle.ts'
import { createPublicListeners, type PublicListeners } from './public-listeners.ts'
import { createRecovery } from './recovery/recovery.ts'
import { createReports } from './reports.ts'
import { createReportSchedules } from './report-schedules.ts'
import { createSessions } from './sessions.ts'
import { loadSettings, storeSettings } from './settings.ts'
import { createTasks } from './tasks.ts'
import { createTlsIdentities } from './tls-identity.ts'
import { createEngineTokens, type EngineTokens } from './tokens.ts'
import { createUnlockByKeyStore } from './unlock-by-key-store.ts'
import { createWire } from './wire.ts'
import { certificateBundle } from '../reports/certificate-bundle/bundle.ts'
import { dutyCard } from '../reports/duty-card/card.ts'
import { createVaultHolder } from './vault-holder.ts'

export interface EngineOptions {
  readonly dataDir: string
  readonly host: Host
  readonly version: string
  readonly electron?: string | null
  readonly clock?: Clock
  /** Default: `engine.log` in the data folder. */
  readonly log?: Log
  readonly random?: Random
  /** The way out of the machine; tests bring their own. */
  readonly net?: Net
  /** Cost of new passphrase slots; tests take a cheap one. */
  readonly argon2Cost?: Argon2Cost
  /** Without it no scheduled work runs: for a command that opens the folder for one call. */
  readonly schedule?: boolean
  /** Default: those of this machine, attested by Yubico. */
  readonly yubiKeys?: YubiKeys
  /** For tests that stop the door between two of its steps. */
  readonly faultPoint?: NonNullable<CaParts['faultPoint']>
  /** What a ceremony looks at before it begins; default: this machine. */
  readonly machine?: Machine
}

const demoKey = 'demo'

/** What may have made something due. */
const wakes: ReadonlySet<EventTopic> = new Set([
  'token.changed',
  'vault.changed',
  'authority.changed',
  'settings.changed',
  'crl.issued',
  'recovery.changed',
  'report.changed'
])

/**
 * Opens a data folder and puts the engine together, from the lock up.
 * @throws ChanceryError `busy` (another engine has the folder), `newer-database`, `damaged`, `unsafe-file`, `io`
 */
export async function composeEngine(options: EngineOptions): Promise<Engine> {
  const clock = options.clock ?? systemClock
  const random = options.random ?? systemRandom
  const folder = dataFolder(options.dataDir)
  prepareDataFolder(folder)
  const lock = lockDataFolder(folder)
  try {
    const file = logFile(join(folder.path, 'engine.log'))
    const log = options.log ?? pinoLog({ to: file, clock, random })
    const { store, upgrade } = await openAndUpgrade(folder.database, {
      now: clock.now(),
      onActionError: (error) => void log.error('an action after a commit failed', error)
    })
    if (upgrade !== null) log.info('the database was upgraded', upgrade)
    await markInterrupted(store, clock)
    const blocklist = await loadBlocklist(folder.path, log)
    return assemble({ ...options, clock, random, log, blocklist }, folder, store, () => {
      lock.release()
      file.close()
    })
  } catch (error) {
    lock.release()
    throw error
  }
}

type Whole = EngineOptions & {
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly blocklist: ModulusBlocklist
}

function assemble(
  options: Whole,
  folder: ReturnType<typeof dataFolder>,
  store: CaParts['store'],
  release: () => void
): Engine {
  const { clock, random, log, blocklist } = options
  const events = createEvents(log)
  const vault = createVaultHolder(events, softwareVault)
  const row = getVault(reader(store))
  if (row !== undefined) vault.adopt(new Vault(row.vaultId))
  let settings = loadSettings(reader(store), log)
  const net = options.net ?? nodeNet

  const hardware: EngineTokens = createEngineTokens({
    ca: () => ca,
    host: options.host,
    vault,
    log,
    live: options.schedule !== false
  })
  const ca: CaContext = caContext({
    store,
    keys: vault.keys,
    secrets: vault.secrets,
    tokens: hardware.tokens,
    yubiKeys: options.yubiKeys ?? systemYubiKeys(),
    clock,
    random,
    log,
    emit: events.emit,
    settings: () => settings,
    blocklist: () => blocklist,
    control: createControl({ net, random, clock, settings: () => settings, perspectives: () => mpic.perspectives() }),
    mailer: smtpMailer({ settings: () => settings.mailServer, password: () => mailPassword(ca) }),
    replies: imapReplies({ settings: () => settings.replyMailbox, password: () => mailPassword(ca, 'receive') }),
    ...(options.faultPoint === undefined ? {} : { faultPoint: options.faultPoint })
  })
  const sessions = createSessions({ clock, random, idleLimit: () => settings.idleLockMinutes * 60_000 })
  const world: AccountsWorld = {
    ca,
    vault,
    sessions,
    cost: options.argon2Cost ?? defaultArgon2Cost,
    inTurn: createPassphraseQueue(),
    strangers: createNameGuesses(),
    settingsStored: () => {
      settings = loadSettings(reader(store), log)
      events.emit('settings.changed', {})
    }
  }
  const accounts = createAccounts(world)
  const quorum = createQuorum({
    ca,
    vault,
    confirm: (operator, passphrase, channel) => accounts.confirm(operator, passphrase, channel)
  })
  const tasks = createTasks({ clock, random, log, events })
  const recovery = createRecovery(world, folder, tasks, net, options.version)
  const ceremonies = createCeremonies({ accounts: world, folder: folder.path, net, machine: options.machine })
  const reports = createReports(ca, tasks, folder.path, () => settings.organizationName || basename(folder.path))
  const reportSchedules = createReportSchedules({ ca, reports, accounts })
  const auditSeal = createAuditSeal(store, vault, clock)
  const anchors = createAnchors(ca, net, vault)
  const tls = createTlsIdentities(ca, vault, engineActor)
  const mpic: Mpic = createMpic(ca, net)
  const spoken = protocolsOver(ca, net)
  const publishing = createPublishing(ca, net, () => jobs.wake())
  const wire = createWire(ca)
  const listeners = createPublicListeners(
    { reader: () => reader(store), clock, log, wire: wire.watch },
    spoken,
    tls,
    () => events.emit('settings.changed', {})
  )
  const jobs = startJobs({
    store,
    clock,
    log,
    chores:
      options.schedule === false
        ? []
        : [
            // First, so that what follows finds the keys that there are.
            hardware.chore,
            ...chores(ca, vault),
            tls.chore,
            listeners.chore,
            auditSeal.chore,
            anchors.chore,
            quorum.chore,
            mpic.chore,
            wire.chore,
            ...recovery.chores,
            reportSchedules.chore,
            ...spoken.flatMap((one) => one.chores ?? []),
            // Last, so that what the others have made goes out.
            publishing.chore
          ],
    handlers: {}
  })
  const gathered = gatherChanges(ca, () => jobs.wake())
  const stopListening = events.onAny((topic) => {
    if (wakes.has(topic)) jobs.wake()
    if (topic === 'certificate.changed') gathered.tell()
  })

  let ownerId: number | undefined
  const localOwner: Engine['localOwner'] = () => (ownerId === undefined ? undefined : accounts.active(ownerId))
  const unlock: Engine['unlock'] = async (secret, operator) => {
    const bytes = secret.kind === 'typed' ? Buffer.from(secret.passphrase) : await options.host.secrets.read(secret)
    const opened = await accounts.unlockAtStart(bytes, operator)
    ownerId = opened.id
    await hardware.ready()
    return opened
  }
  const idleLock = startIdleLock({ sessions, tasks, vault, isUnattended: () => ownerId !== undefined })

  return {
    ca,
    vault,
    accounts,
    sessions,
    tasks,
    jobs,
    events,
    publishing,
    quorum,
    net,
    auditSeal,
    anchors,
    ceremonies,
    mpic,
    wire,
    about: {
      version: options.version,
      electron: options.electron ?? null,
      node: process.versions.node,
      mlDsaNative: probeRuntime().capabilities.some(({ id, by }) => id === 'ml-dsa' && by === 'native'),
      dataFolderName: basename(folder.path)
    },
    recovery,
    reports,
    reportSchedules,
    backups: { lastAt: () => recovery.lastBackupAt() },
    dutyCard: (input) => dutyCard(ca, input),
    certificateBundle: (input, writing) => certificateBundle(ca, input, writing),
    settings: {
      show: () => settings,
      update: async (change, actor) => {
        checkResolverSettings(change, settings)
        const back = await moveListeners(listeners, change)
        settings = await transaction(store, (writer) => {
          const merged = { ...settings, ...change }
          storeSettings(writer, merged)
          recordAudit(writer, ca, {
            actor,
            operation: 'settings.update',
            object: { kind: 'settings', id: '' },
            outcome: 'ok',
            detail: { before: settings, changed: change }
          })
          return merged
        }).catch(async (error: unknown) => {
          await back()
          throw error
        })
        events.emit('settings.changed', {})
        return settings
      }
    },
    isDemo: () => getSetting(reader(store), demoKey) === true,
    markDemo: () => transaction(store, (writer) => setSetting(writer, demoKey, true)),
    unlock,
    unlockByKeyStore: createUnlockByKeyStore(world, options.host.secrets, unlock),
    localOwner,
    lockWhenAlone: idleLock.sweep,
    keepTokenPin: (input, actor) => hardware.keepPin(input, actor),
    tls,
    listenPublic: (listen, secured) => listeners.open(listen, secured),
    followListenerSetting: (otherwise) => listeners.plain.follow(() => settings.publicListener, otherwise),
    followSecureSetting: () => listeners.secure.follow(() => settings.secureListener, null),
    listening: () => listeners.addresses(),
    reached: () => listeners.reached(),
    listenProblem: () => listeners.plain.problem(),
    secureProblem: () => listeners.secure.problem(),
    close: async () => {
      idleLock.stop()
      stopListening()
      gathered.close()
      await publishing.close()
      await listeners.close()
      for (const one of spoken) await one.close?.()
      const reportsEnd = reportSchedules.close()
      await tasks.close()
      await reportsEnd
      await jobs.close()
      await ceremonies.close()
      hardware.close()
      // A disk that takes nothing more must keep neither the vault open nor the folder taken, nor the process alive.
      await auditSeal.seal().catch((error: unknown) => void log.error('the audit log could not be sealed', error))
      vault.lock()
      await closeStore(store)
      release()
    }
  }
}

/** Both listeners move, or neither does. @returns a function that moves them back */
async function moveListeners(listeners: PublicListeners, change: Partial<Settings>): Promise<() => Promise<void>> {
  const nothing = async (): Promise<void> => undefined
  const plainBack = change.publicListener === undefined ? nothing : await listeners.plain.move(change.publicListener)
  try {
    const secureBack =
      change.secureListener === undefined ? nothing : await listeners.secure.move(change.secureListener)
    return async () => {
      await secureBack()
      await plainBack()
    }
  } catch (error) {
    await plainBack()
    throw error
  }
}

export { unlockReference } from './unlock-reference.ts'
