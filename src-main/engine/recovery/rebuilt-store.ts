import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { AuditVerdict } from '../../store/audit-verify.ts'
import { verifyAudit } from '../../store/audit-verify.ts'
import { openAndUpgrade, quickCheck } from '../../store/open.ts'
import type { Reader } from '../../store/connection.ts'
import { listKeys } from '../../store/keys.ts'
import { reader, type Store } from '../../store/store.ts'
import { listPlacesOfKey, listTokenRows } from '../../store/tokens.ts'
import { assembleDatabase, type Extracted } from './extract.ts'

/** Puts the parts together again and opens the database. @throws ChanceryError `damaged`, `newer-database` */
export async function openRebuilt(
  folder: string,
  parts: Extracted,
  now: number
): Promise<{ readonly store: Store; readonly upgradedFrom: number | null }> {
  const path = join(folder, 'chancery.db')
  assembleDatabase(path, parts)
  const { store, upgrade } = await openAndUpgrade(path, { now })
  // The backup itself is the copy from before.
  if (upgrade !== null) await rm(upgrade.copy, { force: true })
  return { store, upgradedFrom: upgrade?.from ?? null }
}

/** @throws ChanceryError `damaged` where SQLite finds the file damaged */
export function requireSound(store: Store): void {
  const [first] = quickCheck(reader(store))
  if (first !== undefined) throw new ChanceryError('damaged', `The database of this backup is damaged: ${first}.`)
}

/** Walks the audit chain of a rebuilt database. @throws ChanceryError `damaged`, naming the row */
export async function requireWholeChain(
  store: Store,
  checkSeal?: (seq: number, hash: string, seal: Uint8Array) => boolean
): Promise<AuditVerdict> {
  const verdict = await verifyAudit(reader(store), checkSeal === undefined ? {} : { checkSeal })
  if (verdict.problem !== null)
    throw new ChanceryError('damaged', `The audit log of this backup does not hold: ${verdict.problem.message}`)
  return verdict
}

/** A token that must be present, and the keys on it. */
export interface TokenNeeded {
  readonly address: string
  readonly label: string
  readonly keys: readonly string[]
}

/** @returns tokens without which keys of this database do not sign: their private keys are in no backup */
export function tokensNeeded(from: Reader): TokenNeeded[] {
  const labels = new Map(listTokenRows(from).map(({ id, address, label }) => [id, { address, label }]))
  const needed = new Map<string, { address: string; label: string; keys: string[] }>()
  for (const key of listKeys(from)) {
    if (key.location === 'software' || key.destroyedAt !== null) continue
    const places = listPlacesOfKey(from, key.id).flatMap(({ tokenId }) => labels.get(tokenId) ?? [])
    for (const { address, label } of places.length > 0 ? places : [{ address: key.location, label: '' }]) {
      const one = needed.get(address) ?? { address, label, keys: [] }
      one.keys.push(key.label)
      needed.set(address, one)
    }
  }
  return [...needed.values()]
}
