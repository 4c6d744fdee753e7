import { createHash } from 'node:crypto'
import { z } from 'zod'
import { kitPlace, type KitPlace } from '../../../src-shared/model/recovery.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { recordAudit } from '../../ca/audit.ts'
import type { CaContext } from '../../ca/context.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { listAuthorities } from '../../store/authorities.ts'
import { canonicalJson } from '../../store/canonical-json.ts'
import type { Reader } from '../../store/connection.ts'
import { getKey } from '../../store/keys.ts'
import { listOperators } from '../../store/operators.ts'
import { addKit, lastKit, type KitRow } from '../../store/recovery.ts'
import { getSetting, setSetting } from '../../store/settings.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { getOperatorSlot, getVault, listVaultSlots } from '../../store/vault.ts'
import type { KitContent, KitEdition } from '../../reports/recovery-kit/kit-pdf.ts'
import { storedBackupKey, storedRecipients } from './backup-readers.ts'
import { tokensNeeded } from './rebuilt-store.ts'
import { shareSetView } from './shares.ts'

const placesName = 'recovery-places'
const printedName = 'recovery-kit-printed'

/** @returns where things are kept, as people wrote it down */
export function kitPlaces(from: Reader): KitPlace[] {
  const parsed = z.array(kitPlace).safeParse(getSetting(from, placesName))
  return parsed.success ? parsed.data : []
}

export async function setKitPlaces(ca: CaContext, places: readonly KitPlace[], actor: Actor): Promise<void> {
  await transaction(ca.store, (writer) => {
    setSetting(writer, placesName, places)
    recordAudit(writer, ca, {
      actor,
      operation: 'recovery.set-places',
      object: { kind: 'recovery-kit', id: '' },
      outcome: 'ok',
      detail: { places: places.length }
    })
  })
}

/** Everything that the kit says, out of the database; no secret is in it. */
export function kitContent(ca: CaContext, dataFolder: string): KitContent {
  const from = reader(ca.store)
  const settings = ca.settings()
  const slots = listVaultSlots(from)
  return {
    installation: settings.organizationName,
    vaultId: getVault(from)?.vaultId ?? '',
    dataFolder,
    authorities: listAuthorities(from).map((row) => {
      const key = getKey(from, row.keyId)
      return {
        name: row.name,
        subject: row.subject,
        state: row.state,
        keyPlace: key === undefined || key.location === 'software' ? 'software' : key.location,
        fingerprint: key?.spkiSha256 ?? ''
      }
    }),
    tokens: tokensNeeded(from).map(({ address, label, keys }) => ({ address, label, keys: [...keys] })),
    operators: listOperators(from)
      .filter(({ id, state }) => state === 'active' && getOperatorSlot(from, id) !== undefined)
      .map(({ name, displayName, roles }) => ({ name, displayName, roles: [...roles] })),
    recoveryCode: slots.some(({ kind }) => kind === 'recovery'),
    shares: shareSetView(from),
    backups: {
      folder: settings.backupFolder,
      everyHours: settings.backupEveryHours,
      kept: settings.backupsKept,
      passphrase: storedBackupKey(from) !== null,
      recipients: storedRecipients(from).map((der) => parseCertificate(der).subject.text)
    },
    places: kitPlaces(from)
  }
}

/**
 * The present edition of the kit: a new one where what it says has changed since the last.
 * @returns version, hash and content
 */
export async function currentKit(ca: CaContext, dataFolder: string): Promise<KitEdition> {
  const content = kitContent(ca, dataFolder)
  const sha256 = createHash('sha256').update(canonicalJson(content)).digest('hex')
  const known = lastKit(reader(ca.store))
  if (known?.sha256 === sha256) return { version: known.version, at: known.at, sha256, content }
  const row = await transaction(ca.store, (writer): KitRow => {
    const last = lastKit(writer)
    if (last?.sha256 === sha256) return last
    const next = { version: (last?.version ?? 0) + 1, at: ca.clock.now(), sha256, content }
    addKit(writer, next)
    return next
  })
  return { version: row.version, at: row.at, sha256: row.sha256, content }
}

/** Remembers which edition was printed last. */
export function notePrinted(ca: CaContext, version: number): Promise<void> {
  return transaction(ca.store, (writer) => setSetting(writer, printedName, version))
}

/** @returns the edition that was printed last; null before the first */
export function printedKit(from: Reader): number | null {
  const value = getSetting(from, printedName)
  return typeof value === 'number' ? value : null
}
