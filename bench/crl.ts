/*
 * A CRL of a million entries from the store, through every step that the engine takes: number, entries read and encoded
 * in a worker, signed, verified, kept, recorded. Beside it Go's own library from a list in memory, and `openssl ca`. A part of `npm run bench`; by itself
 * `node --expose-gc bench/crl.ts [entries = 1000000]`.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { issueCrl } from '../src-main/ca/crl/issue.ts'
import { run } from '../src-main/store/connection.ts'
import { transaction } from '../src-main/store/transaction.ts'
import { authority, startLife } from '../src-main/testing/life.ts'
import { authoritySettings } from '../src-shared/model/authority.ts'
import { crlOfGo, crlOfOpenssl, type PeerCrl } from './crl-peers.ts'
import { median } from './rate.ts'
import { milliseconds, row, tell, whole } from './report.ts'

const ENTRIES = Number(process.argv[2] ?? 1_000_000)
const ROUNDS = 3
const SETTLE_MILLISECONDS = 3000
/** Resident above what the engine has before. */
const MOST_BYTES = 160 * 2 ** 20
/** 1.3 s where `openssl ca` takes 9 s. Go's own figure depends on its version: 1.19 takes several times what 1.26 does. */
const MOST_OF_OPENSSL = 0.144

const times: number[] = []
const folder = mkdtempSync(join(tmpdir(), 'chancery-bench-crl-'))
try {
  const life = await startLife({ path: join(folder, 'db'), now: Date.now() })
  await authority(life, 'ca', { settings: authoritySettings.parse({ crl: { onRevocation: false } }) })
  const reasons = ['unspecified', 'keyCompromise', 'superseded', 'cessationOfOperation']
  await transaction(life.ca.store, (tx) =>
    run(
      tx,
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
      INSERT INTO certificate (serial, authority_id, class, subject, issuer, names, not_before, not_after, state,
        revoked_at, revocation_reason, key_algorithm, signature_algorithm, spki_sha256, fingerprint, requester_text, note, created_at)
      SELECT '4' || substr(lower(hex(randomblob(16))), 2), 1, 'end-entity', 'CN=host-' || i, 'CN=ca', '', ?, ?, 'revoked',
        ? - (i % 5000) * 60000, CASE i % 4 WHEN 0 THEN '${reasons[0]}' WHEN 1 THEN '${reasons[1]}' WHEN 2 THEN '${reasons[2]}' ELSE '${reasons[3]}' END,
        'P-256', 'ecdsa-sha256', '', lower(hex(randomblob(32))), '', '', ? FROM n`,
      [ENTRIES, life.clock.now(), life.clock.now() + 86_400_000 * 90, life.clock.now(), life.clock.now()]
    )
  )
  const pauses: number[] = []
  let size = 0
  let peak = 0
  globalThis.gc?.()
  const before = resident()
  resetPeak()
  for (let round = 0; round < ROUNDS; round++) {
    // What was written before is on its way from the log into the file; CRLs of this size are hours apart in life.
    await pause(SETTLE_MILLISECONDS)
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const begun = performance.now()
    const { der, row: made } = await issueCrl(life.ca, 1, 'by hand', life.alice)
    times.push(performance.now() - begun)
    delay.disable()
    pauses.push(delay.max / 1e6)
    if (made.entries !== ENTRIES) throw new Error(`${made.entries} entries`)
    size = der.length
    // The first alone: later ones meet what the collector has not yet taken of those before, hours apart in life.
    if (round === 0) peak = peakMemory() - before
  }
  const ours = median(times)
  const go = crlOfGo(join(folder, 'go'), ENTRIES)
  const openssl = crlOfOpenssl(join(folder, 'openssl'), ENTRIES)
  tell([
    row(`CRL of ${whole(ENTRIES)} entries from the store, signed and kept`, milliseconds(ours), {
      ...(openssl === null ? { peer: 'openssl is not installed' } : beside('openssl ca -gencrl', openssl)),
      ...(openssl === null
        ? {}
        : { goal: `<= ${MOST_OF_OPENSSL}`, met: ours / openssl.milliseconds <= MOST_OF_OPENSSL })
    }),
    row('', '', go === null ? { peer: 'Go is not installed' } : beside(`${go.version} crypto/x509, from memory`, go)),
    row('  memory that it takes, at its peak', `${whole(peak / 2 ** 20)} MiB`, {
      ...(go === null ? {} : { peer: `Go ${whole(go.memory)} MiB` }),
      goal: `<= ${whole(MOST_BYTES / 2 ** 20)} MiB`,
      met: peak <= MOST_BYTES
    }),
    row('  longest pause of the event loop', milliseconds(median(pauses)), { peer: `${whole(size / 2 ** 20)} MiB` })
  ])
  await life.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function beside(label: string, peer: PeerCrl): { readonly peer: string; readonly ratio: string } {
  return { peer: `${label} ${milliseconds(peer.milliseconds)}`, ratio: (median(times) / peer.milliseconds).toFixed(2) }
}

/** Linux: the high-water mark begins anew. */
function resetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5')
  } catch {
    // Not Linux: the peak is that of the whole process.
  }
}

function statusBytes(field: 'VmHWM' | 'VmRSS'): number | null {
  try {
    const match = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readFileSync('/proc/self/status', 'utf8'))
    return match === null ? null : Number(match[1]) * 1024
  } catch {
    return null
  }
}

function resident(): number {
  return statusBytes('VmRSS') ?? process.memoryUsage().rss
}

function peakMemory(): number {
  return statusBytes('VmHWM') ?? process.resourceUsage().maxRSS * 1024
}
