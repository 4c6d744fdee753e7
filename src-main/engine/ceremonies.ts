import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ChanceryError } from '../../src-shared/errors.ts'
import { addEvidenceSigner, evidenceSigner } from '../ca/anchors/signers.ts'
import { anchorSettingsOf } from '../ca/anchors/settings.ts'
import { stampBy } from '../ca/anchors/stamp.ts'
import type { ArchiveWanted, CeremonyWorld } from '../ca/ceremony/world.ts'
import { caContext, type CaContext } from '../ca/context.ts'
import type { StoredKey } from '../keys/signer.ts'
import { sortedFiles } from '../reports/ceremony-archive/sort-files.ts'
import { writeCeremonyArchive } from '../reports/ceremony-archive/write.ts'
import { getEvidenceSignerByName } from '../store/audit-anchors.ts'
import { close, open } from '../store/open.ts'
import { getOperatorByName } from '../store/operators.ts'
import { reader, type Store } from '../store/store.ts'
import type { Net } from '../world/net.ts'
import { thisMachine, type Machine } from '../world/machine.ts'
import type { AccountsWorld } from './accounts-world.ts'
import { openOwnSlot } from './sign-in.ts'

/** Ceremonies of an engine, with the databases of the rehearsals that are open. */
export interface Ceremonies extends CeremonyWorld {
  /** Closes what is open; the rehearsals go on with the next engine. */
  close(): Promise<void>
}

/**
 * Puts the world of ceremonies together. Rehearsals have databases of their own beside that of the installation, sealed
 * under the same vault: nothing that a rehearsal makes is ever in the real one.
 * @param made.folder the data folder
 */
export function createCeremonies(made: {
  readonly accounts: AccountsWorld
  readonly folder: string
  /** The way to a time-stamp authority, where the settings name one. */
  readonly net: Net
  readonly machine?: Machine | undefined
  readonly pause?: CeremonyWorld['pause'] | undefined
}): Ceremonies {
  const { accounts, folder, pause } = made
  const { ca } = accounts
  const open_ = new Map<number, { readonly store: Store; readonly ca: CaContext }>()
  const files = join(folder, 'rehearsals')
  const fileOf = (id: number): string => join(files, `ceremony-${id}.db`)
  const letGo = async (id: number): Promise<void> => {
    const sandbox = open_.get(id)
    open_.delete(id)
    if (sandbox !== undefined) await close(sandbox.store)
  }
  return {
    ca,
    instance: Buffer.from(ca.random.bytes(16)).toString('hex'),
    machine: made.machine ?? thisMachine,
    dataFolder: folder,
    sandbox: (id) => {
      const known = open_.get(id)
      if (known !== undefined) return known.ca
      mkdirSync(files, { recursive: true, mode: 0o700 })
      const store = open(fileOf(id))
      const sandbox = sandboxOver(ca, store, `rehearsal:${id}:`)
      open_.set(id, { store, ca: sandbox })
      return sandbox
    },
    dropSandbox: async (id) => {
      await letGo(id)
      for (const suffix of ['', '-wal', '-shm']) rmSync(fileOf(id) + suffix, { force: true })
    },
    proveAccount: async (name, passphrase, channel) => {
      const operator = getOperatorByName(reader(ca.store), name)
      if (operator === undefined || operator.state !== 'active')
        throw new ChanceryError('wrong-passphrase', 'The name or the passphrase is wrong.')
      const master = await openOwnSlot(accounts, operator, passphrase, channel, 'ceremony.sign-off')
      master.destroy()
      return operator.name
    },
    writeArchive: (wanted) => archiveOf(ca, made.net, wanted),
    ...(pause === undefined ? {} : { pause }),
    close: async () => {
      for (const id of open_.keys()) await letGo(id)
    }
  }
}

/**
 * The same vault, tokens, clock and settings over another database; nobody outside hears of what happens in it. What is
 * sealed there is bound to the rehearsal and opens in no row of the real one.
 */
function sandboxOver(ca: CaContext, store: Store, prefix: string): CaContext {
  const own = (key: StoredKey): StoredKey => ({ ...key, context: prefix + key.context })
  const asTheirs = (key: StoredKey): StoredKey => ({ ...key, context: key.context.slice(prefix.length) })
  return caContext({
    store,
    keys: {
      generate: async (algorithm, context) => asTheirs(await ca.keys.generate(algorithm, prefix + context)),
      import: async (key, context, passphrase) => asTheirs(await ca.keys.import(key, prefix + context, passphrase)),
      open: (key) => ca.keys.open(own(key)),
      exportPkcs8: (key) => ca.keys.exportPkcs8(own(key)),
      forget: (context) => ca.keys.forget(prefix + context)
    },
    secrets: {
      seal: (context, plaintext) => ca.secrets.seal(prefix + context, plaintext),
      open: (context, sealed) => ca.secrets.open(prefix + context, sealed)
    },
    ...(ca.tokens === undefined ? {} : { tokens: ca.tokens }),
    clock: ca.clock,
    random: ca.random,
    log: ca.log,
    emit: () => undefined,
    settings: ca.settings,
    ...(ca.blocklist === undefined ? {} : { blocklist: ca.blocklist }),
    ...(ca.faultPoint === undefined ? {} : { faultPoint: ca.faultPoint })
  })
}

/** Under this name the evidence key of the installation signs archives; it is made for the first one. */
const archiveKey = 'Ceremonies'

async function archiveOf(ca: CaContext, net: Net, wanted: ArchiveWanted): Promise<Uint8Array> {
  const { entries, files, script, ...rest } = wanted
  if (getEvidenceSignerByName(reader(ca.store), archiveKey) === undefined)
    await addEvidenceSigner(ca, { name: archiveKey, key: 'P-256' }, wanted.actor)
  const own = evidenceSigner(ca, archiveKey)
  const stamp = stampBy(ca, net, anchorSettingsOf(reader(ca.store)))
  const input = {
    ...rest,
    script: new Uint8Array(Buffer.from(script, 'utf8')),
    transcript: entries,
    attachments: files,
    ...sortedFiles(files),
    signers: [{ ...own, role: 'installation', person: ca.settings().organizationName || 'Chancery' }, ...wanted.signers]
  }
  try {
    return await writeCeremonyArchive({ ...input, stamp })
  } catch (error) {
    // A laptop without a network reaches no time-stamp authority; the manifest says that no stamp was made.
    if (stamp === null || !(error instanceof ChanceryError) || error.code !== 'io') throw error
    ca.log.warn('the archive of a ceremony got no time-stamp', { reason: error.message })
    return writeCeremonyArchive({ ...input, stamp: null })
  }
}
