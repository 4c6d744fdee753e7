import { createHash, timingSafeEqual } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { DrillReport, DrillStep, TokenNeed } from '../../../src-shared/model/recovery.ts'
import { caContext, type CaContext } from '../../ca/context.ts'
import { softwareVault } from '../../keys/software.ts'
import { openPassphraseSlot } from '../../keys/slots.ts'
import { Vault } from '../../keys/vault.ts'
import { listAuthorities, type AuthorityRow } from '../../store/authorities.ts'
import { getKey } from '../../store/keys.ts'
import { close } from '../../store/open.ts'
import { getOperatorByName } from '../../store/operators.ts'
import { reader, type Store } from '../../store/store.ts'
import { getOperatorSlot, getVault } from '../../store/vault.ts'
import { auditSealIn } from '../audit-seal.ts'
import type { DataFolder } from '../data-folder.ts'
import { partsDigest } from '../backup.ts'
import { operatorSlotOf } from '../slot-rows.ts'
import type { Opener } from './content-key.ts'
import { extract, faultText, type Extracted } from './extract.ts'
import { openRebuilt, requireSound, requireWholeChain, tokensNeeded } from './rebuilt-store.ts'
import { signTestCrl } from './test-crl.ts'

export interface DrillWish {
  /** The archive, and its name in the report. */
  readonly path: string
  readonly file: string
  readonly opener: Opener
  /** Opens the vault of the backup as after a disaster: with a passphrase of the time of the backup. */
  readonly operator: string
  readonly passphrase: string
  readonly actor: string
  readonly present: readonly string[]
}

const sandboxName = '.drill-'

/**
 * Restores a backup into a sandbox and does there what a rebuild must be able to do. The live installation is only asked
 * which tokens are plugged in.
 * @returns the report; a drill that fails says so in it
 * @throws ChanceryError `wrong-passphrase` for the backup's passphrase, `not-found`: then nothing was tried
 */
export async function drillBackup(
  ca: CaContext,
  folder: DataFolder,
  wish: DrillWish,
  signal?: AbortSignal
): Promise<DrillReport> {
  const { clock } = ca
  const started = clock.monotonic()
  await sweep(folder.path)
  const sandbox = await mkdtemp(join(folder.path, sandboxName))
  const run = stepsOf(clock)
  let parts: Extracted | undefined
  let tokens: TokenNeed[] = []
  let store: Store | undefined
  const lost: string[] = []
  try {
    parts = await run.step('archive', '', async () => {
      const read = await extract(wish.path, wish.opener, sandbox, signal)
      return { value: read, message: `Every block verifies; ${read.bytes} bytes.` }
    })
    const whole = parts
    if (whole !== undefined) {
      lost.push(...whole.faults.map(faultText))
      await run.step('parts', '', async () => {
        if (whole.faults.length > 0) throw new ChanceryError('damaged', whole.faults.map(faultText).join(' '))
        return { value: true, message: `${whole.manifest?.parts.length ?? 0} parts, each as it was put in.` }
      })
      if (!whole.faults.some(({ part }) => part === 'chancery.db'))
        store = await run.step('database', '', async () => {
          const opened = await openRebuilt(sandbox, whole, clock.now())
          try {
            requireSound(opened.store)
          } catch (error) {
            await close(opened.store)
            throw error
          }
          return {
            value: opened.store,
            message:
              opened.upgradedFrom === null ? 'The file is sound.' : `Upgraded from schema ${opened.upgradedFrom}.`
          }
        })
    }
    if (store !== undefined && whole !== undefined) {
      const present = await presentTokens(ca)
      tokens = tokensNeeded(reader(store)).map((one) => ({
        ...one,
        keys: [...one.keys],
        present: present.has(one.address)
      }))
      if (tokens.length > 0) run.note('tokens', '', 'needs-token', tokens.map((one) => tokenText(one)).join(' '))
      lost.push(...(await inside(ca, store, whole, wish, run)))
    }
  } finally {
    if (store !== undefined) await close(store)
    await rm(sandbox, { recursive: true, force: true })
  }
  const failed = run.steps.some(({ outcome }) => outcome === 'failed')
  for (const { name, outcome, message } of run.steps)
    if (outcome === 'failed' && !lost.some((one) => message.includes(one)) && name !== 'parts') lost.push(message)
  return {
    kind: 'backup',
    at: clock.now(),
    outcome: failed ? 'failed' : 'passed',
    tookMs: Math.round(clock.monotonic() - started),
    actor: wish.actor,
    present: [...wish.present],
    installation: ca.settings().organizationName,
    backup:
      parts === undefined
        ? null
        : {
            file: wish.file,
            id: parts.header.id,
            createdAt: parts.header.createdAt,
            madeBy: parts.header.madeBy,
            bytes: parts.bytes
          },
    steps: [...run.steps],
    lostDuties: [...new Set(lost)],
    tokens
  }
}

/** What needs the rebuilt database: vault, keys, audit chain. @returns duties that are lost */
async function inside(
  ca: CaContext,
  store: Store,
  parts: Extracted,
  wish: DrillWish,
  run: ReturnType<typeof stepsOf>
): Promise<string[]> {
  const vault = await run.step('vault', '', async () => {
    const opened = await openVault(store, wish)
    const seal = sealOutcome(opened, parts)
    if (seal === 'wrong') {
      opened.lock()
      throw new ChanceryError('damaged', 'The list of parts was not made by the engine of this vault.')
    }
    return {
      value: opened,
      message: `The passphrase of ${wish.operator} opens the vault of the backup${seal === 'right' ? ', which also made its list of parts' : ''}.`
    }
  })
  try {
    const lost = await openAuthorities(ca, store, vault, run)
    await run.step('audit', '', async () => {
      const check = vault === undefined ? undefined : auditSealIn(vault)
      const verdict = await requireWholeChain(store, check)
      return {
        value: true,
        message: `${verdict.rows} rows, unbroken${verdict.seal === 'verified' ? ', and sealed by this vault' : ''}.`
      }
    })
    return lost
  } finally {
    vault?.lock()
  }
}

async function openVault(store: Store, { operator, passphrase }: DrillWish): Promise<Vault> {
  const from = reader(store)
  const row = getVault(from)
  if (row === undefined) throw new ChanceryError('damaged', 'The database of this backup has no vault.')
  const account = getOperatorByName(from, operator)
  const slot = account === undefined ? undefined : getOperatorSlot(from, account.id)
  if (account === undefined || slot === undefined)
    throw new ChanceryError(
      'wrong-passphrase',
      `The backup has no unlock record of ${operator}: the vault cannot be opened with that operator's passphrase.`
    )
  try {
    const vault = new Vault(row.vaultId)
    vault.unlock(await openPassphraseSlot(operatorSlotOf(slot, account.name), row.vaultId, passphrase))
    return vault
  } catch (error) {
    if (!(error instanceof ChanceryError) || error.code !== 'wrong-passphrase') throw error
    throw new ChanceryError(
      'wrong-passphrase',
      `The passphrase of ${operator} does not open the vault of the backup. If it was changed since, the one of that time is needed.`
    )
  }
}

function sealOutcome(vault: Vault, { manifest, header }: Extracted): 'right' | 'wrong' | 'none' {
  if (manifest === null || manifest.seal === null) return 'none'
  try {
    const sealed = vault.open('backup', `backup:${header.id}`, Buffer.from(manifest.seal, 'base64'))
    return timingSafeEqual(sealed, partsDigest(manifest.parts)) ? 'right' : 'wrong'
  } catch {
    return 'wrong'
  }
}

/** Opens the key of every authority and signs a test CRL with it. */
async function openAuthorities(
  ca: CaContext,
  store: Store,
  vault: Vault | undefined,
  run: ReturnType<typeof stepsOf>
): Promise<string[]> {
  const from = reader(store)
  const lost: string[] = []
  const secrets = (): Vault => {
    if (vault !== undefined) return vault
    throw new ChanceryError('locked', 'The vault of the backup could not be opened.')
  }
  const sandbox = caContext({
    store,
    keys: softwareVault(vault ?? new Vault('none')),
    secrets: {
      seal: (context, plaintext) => secrets().seal('secret', context, plaintext),
      open: (context, sealed) => secrets().open('secret', context, sealed)
    },
    clock: ca.clock,
    random: ca.random,
    log: ca.log,
    emit: () => undefined,
    settings: ca.settings
  })
  for (const row of listAuthorities(from)) {
    const key = getKey(from, row.keyId)
    if (key !== undefined && key.location !== 'software') {
      run.note('authority', row.name, 'needs-token', `Its key lies on a token: ${key.location}.`)
      continue
    }
    if (!signs(row)) {
      if (row.state === 'key-offline') run.note('authority', row.name, 'not-performed', 'Its key is kept off line.')
      continue
    }
    const signed = await run.step('authority', row.name, async () => {
      const crl = await signTestCrl(sandbox, row.id)
      const digest = createHash('sha256').update(crl).digest('hex')
      return { value: true, message: `Its key opens and signs: a test CRL, thrown away, SHA-256 ${digest}.` }
    })
    if (signed === undefined) lost.push(`${row.name} cannot sign: neither certificates nor CRLs.`)
  }
  return lost
}

/** A CRL is signed by what is active or retired; the rest has no key to try. */
const signs = ({ state, certificateId }: AuthorityRow): boolean =>
  certificateId !== null && (state === 'active' || state === 'retired')

function tokenText({ label, address, keys, present }: TokenNeed): string {
  const here = present === true ? 'It is plugged in now.' : 'It is not plugged in now.'
  return `The token ${label === '' ? address : label} must be present for: ${keys.join(', ')}. ${here}`
}

async function presentTokens(ca: CaContext): Promise<ReadonlySet<string>> {
  const seen = ca.tokens?.seen() ?? []
  return new Set(seen.filter(({ state }) => state !== 'absent').map(({ address }) => address))
}

/** Runs steps one after the other, times each and writes down how it ended. */
function stepsOf(clock: CaContext['clock']): {
  readonly steps: readonly DrillStep[]
  note(name: DrillStep['name'], subject: string, outcome: DrillStep['outcome'], message: string): void
  /** @returns the value; undefined where the step failed */
  step<T>(
    name: DrillStep['name'],
    subject: string,
    work: () => Promise<{ readonly value: T; readonly message: string }>
  ): Promise<T | undefined>
} {
  const steps: DrillStep[] = []
  return {
    steps,
    note: (name, subject, outcome, message) => void steps.push({ name, subject, outcome, message, tookMs: 0 }),
    step: async (name, subject, work) => {
      const began = clock.monotonic()
      const tookMs = (): number => Math.round(clock.monotonic() - began)
      try {
        const { value, message } = await work()
        steps.push({ name, subject, outcome: 'passed', message, tookMs: tookMs() })
        return value
      } catch (error) {
        // Without the archive's passphrase nothing was tried, and a drill that nobody could begin has not failed.
        const cannotBegin = ['wrong-passphrase', 'not-found', 'cancelled']
        if (!(error instanceof ChanceryError) || (name === 'archive' && cannotBegin.includes(error.code))) throw error
        steps.push({ name, subject, outcome: 'failed', message: error.message, tookMs: tookMs() })
        return undefined
      }
    }
  }
}

/** Takes away sandboxes of drills that were killed. */
async function sweep(path: string): Promise<void> {
  for (const name of await readdir(path))
    if (name.startsWith(sandboxName)) await rm(join(path, name), { recursive: true, force: true })
}
