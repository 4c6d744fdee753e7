import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { settableClock } from '../../world/clock.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { verifyAudit } from '../../store/audit-verify.ts'
import { getCertificateBySerial, getCertificateDer } from '../../store/certificates.ts'
import { close, open, quickCheck } from '../../store/open.ts'
import { getRequestByTransaction } from '../../store/requests.ts'
import { reader, type Store } from '../../store/store.ts'
import { alice, contextOver, engineParts } from '../../testing/engine.ts'
import { vaultFromWrapped, wrappedMasterKey } from '../../testing/wrapped-vault.ts'
import { faultPoints, type FaultPoint } from '../context.ts'
import { resume } from './issue.ts'
import { openReservations } from './reservations.ts'

const program = fileURLToPath(new URL('../../testing/issue-until-killed.ts', import.meta.url))
const answer = z.object({ transactionId: z.string(), kind: z.enum(['issued', 'pending']), requestId: z.number() })
type Answer = z.infer<typeof answer>

let folder: string | undefined
let store: Store | undefined
afterEach(async () => {
  if (store !== undefined) await close(store)
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  store = folder = undefined
})

/** Runs the program until it kills itself. @returns what its callers had been answered. */
function untilKilled(path: string, point: FaultPoint, masterKey: string): Promise<readonly Answer[]> {
  return new Promise((resolve, reject) => {
    const args = [program, path, point, '7', masterKey, point === 'held' ? 'approved' : 'auto']
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let errors = ''
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')))
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')))
    child.on('error', reject)
    child.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error(`the program ended by itself: ${errors}`))
      resolve(
        out
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => answer.parse(JSON.parse(line)))
      )
    })
  })
}

describe('kill -9', () => {
  it.each(faultPoints)('after "%s" loses nothing that was answered and leaves nothing unknown', async (point) => {
    folder = mkdtempSync(join(tmpdir(), 'chancery-kill-'))
    const path = join(folder, 'chancery.db')
    const masterKey = wrappedMasterKey()
    const answered = await untilKilled(path, point, masterKey)
    store = open(path)
    const database = reader(store)
    const parts = { ...engineParts(), vault: vaultFromWrapped(masterKey) }
    const ca = contextOver(store, parts, settableClock(parts.now))
    expect(quickCheck(database)).toEqual([])
    expect(await verifyAudit(database)).toMatchObject({ problem: null })

    const known = new Set(answered.map(({ transactionId }) => transactionId))
    const reserved = openReservations(ca)
    for (let n = 0; n < 40; n++) {
      const transactionId = `client:${n}`
      const row = getRequestByTransaction(database, transactionId)
      if (row === undefined) {
        expect(known.has(transactionId)).toBe(false)
      } else if (row.state === 'issued') {
        const der = getCertificateDer(database, row.certificateId ?? 0)
        expect(parseCertificate(der ?? new Uint8Array()).subject.text).toBe('CN=www.example.test')
      } else if (row.state === 'pending-approval') {
        expect(point).toBe('held')
      } else {
        expect(known.has(transactionId)).toBe(false)
        expect(row.state).toBe('approved')
        expect(reserved.filter(({ requestId }) => requestId === row.id)).toHaveLength(1)
      }
    }
    expect(answered.filter(({ kind }) => kind === 'pending')).toHaveLength(point === 'held' ? answered.length : 0)
    if (point === 'reserved' || point === 'signed') expect(reserved.length).toBeGreaterThan(0)

    for (const { requestId, serial, authorityId } of reserved) {
      expect((await resume(ca, requestId ?? 0, alice)).kind).toBe('issued')
      expect(getCertificateBySerial(database, authorityId, serial)).toBeDefined()
    }
    expect(openReservations(ca)).toEqual([])
  })
})
