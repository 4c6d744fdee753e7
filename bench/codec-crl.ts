/** A CRL of a million entries from an iterator, built, signed and read again; prints rows for codec.ts as JSON. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { CrlBuilder } from '../src-main/pki/crl-builder.ts'
import { parseCrl } from '../src-main/pki/crl.ts'
import { crlNumberExtension } from '../src-main/pki/extensions/crl.ts'
import type { NewCrlEntry } from '../src-main/pki/model.ts'
import { nameFromText } from '../src-main/pki/name.ts'
import type { RevocationReason } from '../src-shared/model/revocation.ts'

const ENTRIES = Number(process.env['BENCH_CRL_ENTRIES'] ?? 1_000_000)
const thisUpdate = Date.UTC(2026, 10, 1)
const reasons: readonly RevocationReason[] = ['unspecified', 'keyCompromise', 'superseded', 'cessationOfOperation']

/** Serial numbers of 16 octets, as rows of a table would give them: text of its own for each. */
function* entries(): Generator<NewCrlEntry> {
  for (let i = 0; i < ENTRIES; i++)
    yield {
      serial: `4a3b2c1d00ff8877665544${(i + 0x1_0000_0000).toString(16)}0`.slice(0, 30) + '5a',
      revokedAt: thisUpdate - (i % 5000) * 60_000,
      reason: reasons[i % 4]!
    }
}

const seconds = (from: number): string => `${((performance.now() - from) / 1000).toFixed(2)} s`
const mebibytes = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MiB`

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const issuer = nameFromText('O=Example,CN=Example Issuing CA 1').der

const iterating = performance.now()
let seen = 0
for (const entry of entries()) seen += entry.serial.length
const iterator = seconds(iterating)

const building = performance.now()
const builder = new CrlBuilder(
  {
    signatureAlgorithm: 'ecdsa-sha256',
    issuer,
    thisUpdate,
    nextUpdate: thisUpdate + 604_800_000,
    extensions: [crlNumberExtension('05')]
  },
  ENTRIES
)
for (const entry of entries()) builder.add(entry)
const der = builder.assemble(sign('sha256', builder.tbs(), privateKey))
const built = seconds(building)
const peak = peakMemory()

const parsing = performance.now()
const list = parseCrl(der)
const parsed = seconds(parsing)

const walking = performance.now()
for (const entry of list.entries()) seen += entry.revokedAt
const walked = seconds(walking)

const finding = performance.now()
list.find('4a3b2c1d00ff88776655440000000000')
const found = seconds(finding)

console.log(
  JSON.stringify([
    [
      `CRL of ${ENTRIES.toLocaleString('en')} entries, built and signed`,
      built,
      `${mebibytes(der.length)}; peak of the process ${mebibytes(peak)}; its iterator alone ${iterator}`
    ],
    ['  parsed and checked', parsed, `${list.entryCount.toLocaleString('en')} entries`],
    ['  every entry as a value', walked, ''],
    ['  one serial sought in vain', found, '']
  ])
)

/** Highest resident size of this process. maxRSS would count the parent's from before exec. */
function peakMemory(): number {
  try {
    const match = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))
    if (match !== null) return Number(match[1]) * 1024
  } catch {
    // no /proc on this system
  }
  return process.resourceUsage().maxRSS * 1024
}
