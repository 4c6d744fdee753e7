// Makes resources/weak-keys again: RSA keys of CVE-2008-0166, by their fingerprints. Wants a C compiler with GMP and OpenSSL
// (Debian: gcc libgmp-dev libssl-dev), and some two hours and a quarter of a processor.
//   node scripts/weak-keys.mjs [--moduli FOLDER]   with files that debian-keys printed before, else makes them
// src-main/engine/blocklist.test.ts holds the list against keys that others made with the old programs.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { root } from './node-runtime.mjs'

const bits = 2048
const processes = 32_768
/** A fingerprint has the last 80 bits of SHA-1 over the line that `openssl rsa -modulus` prints, as openssl-blacklist had it. */
const recordBytes = 10
const sets = [8, 4].flatMap((word) => ['rnd', 'noreadrnd', 'nornd'].map((file) => ({ word, file })))

const given = process.argv.indexOf('--moduli')
const folder = given === -1 ? await make() : (process.argv[given + 1] ?? '.')
const records = new Set()
for (const set of sets) {
  const name = nameOf(set)
  const lines = readFileSync(join(folder, name), 'utf8').trim().split('\n')
  if (lines.length !== processes) throw new Error(`${name} has ${lines.length} keys, not ${processes}.`)
  for (const line of lines) {
    const modulus = (line.split(' ')[1] ?? '').toUpperCase()
    records.add(
      createHash('sha1')
        .update(`Modulus=${modulus}\n`)
        .digest('hex')
        .slice(-2 * recordBytes)
    )
  }
}
const list = Buffer.from([...records].toSorted((a, b) => (a < b ? -1 : 1)).join(''), 'hex')
mkdirSync(join(root, 'resources', 'weak-keys'), { recursive: true })
writeFileSync(join(root, 'resources', 'weak-keys', `debian-rsa-${bits}.bin`), list)
console.log(`${records.size} keys, SHA-256 ${createHash('sha256').update(list).digest('hex')}`)

function nameOf({ word, file }) {
  return `${word}-${file}.txt`
}

async function make() {
  const work = mkdtempSync(join(tmpdir(), 'debian-keys-'))
  const program = join(work, 'debian-keys')
  const source = join(root, 'scripts', 'weak-keys', 'debian-keys.c')
  execFileSync('cc', ['-O3', source, '-o', program, '-lgmp', '-lcrypto'], { stdio: 'inherit' })
  const waiting = [...sets]
  await Promise.all(
    Array.from({ length: availableParallelism() }, async () => {
      for (let set = waiting.shift(); set !== undefined; set = waiting.shift()) {
        const words = [set.word, set.file, bits, 0, processes - 1].map(String)
        const out = openSync(join(work, nameOf(set)), 'w')
        const [code] = await once(spawn(program, words, { stdio: ['ignore', out, 'inherit'] }), 'exit')
        if (code !== 0) throw new Error(`debian-keys ended with ${code}.`)
      }
    })
  )
  return work
}
