import { existsSync, readdirSync, renameSync, statSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { RestoredAbout } from '../../../src-shared/model/recovery.ts'
import { recordAudit } from '../../ca/audit.ts'
import { decimalNumber } from '../../ca/crl/number.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { objectBytes } from '../../pki/encoded-object.ts'
import { parseCrl } from '../../pki/crl.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import { verifySignature } from '../../pki/verify.ts'
import { getMirror } from '../../store/air-gap.ts'
import { listAuthorities, raiseCrlNumber, type AuthorityRow } from '../../store/authorities.ts'
import { getCertificateDer } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { close } from '../../store/open.ts'
import { listPublishTargets, updatePublishTarget } from '../../store/publishing.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import type { Clock } from '../../world/clock.ts'
import { engineActor } from '../chores.ts'
import { syncFolder } from './archive-write.ts'
import { extract, faultText } from './extract.ts'
import type { Opener } from './content-key.ts'
import { openRebuilt, requireSound, requireWholeChain, tokensNeeded } from './rebuilt-store.ts'

/**
 * How far CRL numbers are raised above the last that is known. CRLs of the time after the backup are out there with
 * numbers that nobody here knows, and numbers never fall (RFC 5280 5.2.3); a CRL a minute for a year is half of it.
 */
export const crlNumberGap = 1_000_000n
const greatestCrlNumber = 2n ** 159n - 1n
const marker = '.restoring-'

export interface RestoreWish {
  readonly file: string
  /** Must not exist, or be empty. */
  readonly dataDir: string
  readonly opener: Opener
  /** CRLs that relying parties have, DER: numbers go on above theirs. */
  readonly crls: readonly Uint8Array[]
  readonly clock: Clock
  readonly signal?: AbortSignal
}

export interface RestoreReport extends RestoredAbout {
  readonly dataFolder: string
}

/**
 * Rebuilds an installation in an empty folder. Everything is verified before anything is written; the folder appears
 * whole, by one rename, or not at all.
 * @throws ChanceryError `conflict` for a folder that is not empty, `damaged`, `wrong-passphrase`, `malformed`, `io`
 */
export async function restoreBackup(wish: RestoreWish): Promise<RestoreReport> {
  const target = resolve(wish.dataDir)
  requireEmpty(target)
  const seen = await extract(wish.file, wish.opener, null, wish.signal)
  if (seen.faults.length > 0)
    throw new ChanceryError('damaged', 'The backup is not whole, so nothing was restored.', {
      reasons: seen.faults.map((fault) => ({ where: fault.part, rule: 'backup.part', message: faultText(fault) }))
    })
  await mkdir(dirname(target), { recursive: true })
  await sweepLeftovers(target)
  const stage = await mkdtemp(`${target}${marker}`)
  try {
    const parts = await extract(wish.file, wish.opener, stage, wish.signal)
    const report = await rebuild(wish, stage, parts)
    syncFolder(stage)
    requireEmpty(target)
    // Windows does not rename over a folder, not even an empty one.
    if (existsSync(target)) await rmdir(target)
    renameSync(stage, target)
    syncFolder(dirname(target))
    return { ...report, dataFolder: target }
  } catch (error) {
    await rm(stage, { recursive: true, force: true })
    throw error
  }
}

async function rebuild(
  { clock, crls }: RestoreWish,
  stage: string,
  parts: Awaited<ReturnType<typeof extract>>
): Promise<RestoredAbout> {
  const { header } = parts
  const { store, upgradedFrom } = await openRebuilt(stage, parts, clock.now())
  try {
    requireSound(store)
    const { rows } = await requireWholeChain(store)
    const from = reader(store)
    const outside = numbersOutside(from, crls)
    // The CRLs of a mirrored root are numbered and signed where its key is.
    const signing = listAuthorities(from).filter(({ id }) => getMirror(from, id) === undefined)
    const authorities = signing.map((row) => {
      const known = [BigInt(`0x${row.crlNumber}`), ...(outside.get(row.id) ?? [])].reduce((a, b) => (a > b ? a : b))
      const raised = known + crlNumberGap > greatestCrlNumber ? greatestCrlNumber : known + crlNumberGap
      return { row, known, raised }
    })
    const { id, createdAt, madeBy, installation } = header
    // What this was made of may live still, and would be overwritten with what was true before.
    const paused = listPublishTargets(from).filter(({ state }) => state === 'enabled')
    await transaction(store, (writer) => {
      for (const { row, raised } of authorities) raiseCrlNumber(writer, row.id, raised.toString(16).padStart(40, '0'))
      for (const target of paused) updatePublishTarget(writer, target.id, { state: 'disabled', updatedAt: clock.now() })
      recordAudit(
        writer,
        { clock, emit: () => undefined },
        {
          actor: engineActor,
          operation: 'backup.restore',
          object: { kind: 'backup', id },
          outcome: 'ok',
          detail: {
            backup: { id, createdAt, madeBy },
            upgradedFrom,
            crlNumbers: authorities.map(({ row, known, raised }) => ({
              authority: row.name,
              before: decimalNumber(row.crlNumber),
              outside: known.toString(),
              raisedTo: raised.toString()
            })),
            pausedTargets: paused.map(({ name }) => name),
            // Serial numbers are random, and those of time-stamps follow the clock: neither begins anew.
            serialNumbers: 'random'
          }
        }
      )
    })
    return {
      backup: { id, createdAt, madeBy, installation },
      authorities: authorities.map(({ row, known, raised }) => ({
        name: row.name,
        state: row.state,
        lastCrlNumber: known.toString(),
        nextAbove: raised.toString()
      })),
      auditRows: rows + 1,
      pausedTargets: paused.map(({ name }) => name),
      tokens: tokensNeeded(from)
    }
  } finally {
    await close(store)
  }
}

/** @returns numbers of given CRLs by authority. @throws ChanceryError `invalid-input` for a CRL of nobody here, `bad-signature` */
function numbersOutside(from: Reader, crls: readonly Uint8Array[]): ReadonlyMap<number, readonly bigint[]> {
  const found = new Map<number, bigint[]>()
  const authorities = listAuthorities(from)
  for (const der of crls) {
    const crl = parseCrl(der)
    const issuer = authorities.find((row) => Buffer.from(row.subjectDer).equals(Buffer.from(crl.issuer.der)))
    if (issuer === undefined)
      throw new ChanceryError('invalid-input', `The CRL of ${crl.issuer.text} is by no authority of this backup.`)
    const spki = publicKeyOf(from, issuer)
    if (spki === null || !verifySignature(spki, crl.signatureAlgorithm, crl.tbs, crl.signature))
      throw new ChanceryError('bad-signature', `The CRL in the name of ${issuer.name} was not signed by its key.`)
    const number = findExtension(crl, 'crlNumber')
    if (number !== undefined) found.set(issuer.id, [...(found.get(issuer.id) ?? []), BigInt(`0x${number}`)])
  }
  return found
}

function publicKeyOf(from: Reader, issuer: AuthorityRow): Uint8Array | null {
  const der = issuer.certificateId === null ? undefined : getCertificateDer(from, issuer.certificateId)
  return der === undefined ? null : parseCertificate(der).publicKey.der
}

/** @returns a CRL out of a file, PEM or DER, as DER. @throws ChanceryError `malformed`, `not-found`, `io` */
export async function readCrlFile(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new ChanceryError('not-found', `The CRL ${path} cannot be read.`, { cause })
  })
  return objectBytes(new Uint8Array(bytes), 'crl')
}

function requireEmpty(path: string): void {
  if (!existsSync(path)) return
  if (statSync(path).isDirectory() && readdirSync(path).length === 0) return
  throw new ChanceryError(
    'conflict',
    `${path} is not empty. A backup is restored into an empty folder only, so that nothing is overwritten: choose another with --data, or move this one away.`
  )
}

/** A restore that was killed leaves its folder beside the target. */
async function sweepLeftovers(target: string): Promise<void> {
  const parent = dirname(target)
  for (const name of await readdir(parent))
    if (name.startsWith(`${basename(target)}${marker}`)) await rm(join(parent, name), { recursive: true, force: true })
}
