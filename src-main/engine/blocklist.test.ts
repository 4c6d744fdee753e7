import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { parsePublicKeyInfo, readRsaKey } from '../pki/spki.ts'
import { blocklistFingerprint } from '../pki/weak-keys/blocklist.ts'
import { silentLog } from '../testing/engine.ts'
import type { Log } from '../world/log.ts'
import { loadBlocklist } from './blocklist.ts'

/** Moduli of private keys that others made with the programs of that time, in virtual machines, and published. */
const published = z
  .array(z.object({ architecture: z.string(), randomFile: z.string(), process: z.number(), modulus: z.string() }))
  .parse(JSON.parse(readFileSync(new URL('../testing/vectors/debian-keys.json', import.meta.url), 'utf8')))

let dataDir = ''
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'chancery-blocklist-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

function list(name: string, ...lines: string[]): void {
  mkdirSync(join(dataDir, 'blocklists'), { recursive: true })
  writeFileSync(join(dataDir, 'blocklists', name), lines.join('\n'))
}

describe('the list that comes with the program', () => {
  test.each(published)('has the key of $architecture, $randomFile, process $process', async ({ modulus }) => {
    const shipped = await loadBlocklist(dataDir, silentLog)
    expect(shipped.has(BigInt(`0x${modulus}`))).toBe(true)
    expect(shipped.has(BigInt(`0x${modulus}`) + 2n)).toBe(false)
  })

  test('has the specimen of another collection', async () => {
    const pem = readFileSync(new URL('../testing/vectors/weak-keys/rsa-debianweak.key', import.meta.url))
    const spki = createPublicKey(pem).export({ type: 'spki', format: 'der' })
    const shipped = await loadBlocklist(dataDir, silentLog)
    expect(shipped.has(readRsaKey(parsePublicKeyInfo(spki).keyBytes).modulus)).toBe(true)
  })

  test('is for keys of 2048 bits and has no key of today', async () => {
    const shipped = await loadBlocklist(dataDir, silentLog)
    expect([2048, 3072, 4096].map((bits) => shipped.covers(bits))).toEqual([true, false, false])
    // Every process, on two architectures, with three states of the file of random data.
    expect(shipped.size).toBe(32_768 * 2 * 3)
    const spki = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'der' })
    expect(shipped.has(readRsaKey(parsePublicKeyInfo(spki).keyBytes).modulus)).toBe(false)
  })
})

describe('lists of the operator', () => {
  test('are for the size in their name, and for all where it has none', async () => {
    list('blacklist.RSA-4096', '# a comment', blocklistFingerprint(77n))
    const one = await loadBlocklist(dataDir, silentLog)
    expect([one.covers(3072), one.covers(4096), one.has(77n)]).toEqual([false, true, true])
    list('own', blocklistFingerprint(78n))
    const both = await loadBlocklist(dataDir, silentLog)
    expect([both.covers(3072), both.has(77n), both.has(78n)]).toEqual([true, true, true])
  })

  test('that cannot be read are left out, with a line in the log', async () => {
    list('broken', 'not a fingerprint')
    const told: unknown[] = []
    const log: Log = {
      ...silentLog,
      error: (_message, _error, fields) => {
        told.push(fields)
        return 'log-id'
      }
    }
    const rest = await loadBlocklist(dataDir, log)
    expect(rest.covers(3072)).toBe(false)
    expect(told).toEqual([{ file: 'broken' }])
  })
})
