/*
 * The whole pipeline: node bench/pipeline.ts [seconds = 4] [openssl]
 *
 * CSR in, certificate out, through all nine steps with a file database (WAL, synchronous=FULL): parse and verify the
 * CSR, resolve, check, lint with a throwaway key, reserve, sign P-256, verify, record, audit. 1, 8 and 64 requests in
 * flight. With `openssl`, `openssl ca` signs the same CSRs beside it, one process a certificate, as it is used.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { issue } from '../src-main/ca/issue/issue.ts'
import { rules } from '../src-main/ca/issue/lints/index.ts'
import { writePem } from '../src-main/pki/pem.ts'
import { countingRandom, csrRequest, makeCsr, makeEngine, subscriberKey } from '../src-main/testing/engine.ts'

const seconds = Number(process.argv[2] ?? 4)
const folder = mkdtempSync(join(tmpdir(), 'chancery-bench-'))
const pool = 2000

/** CSRs ready made, each with a key and a name of its own: making them is not what is measured. */
function makeCsrs(): Uint8Array[] {
  return Array.from({ length: pool }, (_, n) => {
    const name = `host-${n}.example.test`
    return makeCsr({ subject: `CN=${name},O=Example`, names: [{ kind: 'dns', value: name }], key: subscriberKey() })
  })
}

async function measure(inFlight: number, csrs: readonly Uint8Array[]): Promise<void> {
  const engine = await makeEngine({
    path: join(folder, `pipeline-${inFlight}.db`),
    random: countingRandom(`bench ${inFlight}`)
  })
  const times: number[] = []
  let next = 0
  let until = 0
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      // Each round takes other keys, so that the search for reused keys finds few.
      const csr = csrs[next++ % csrs.length]
      if (csr === undefined) return
      const start = performance.now()
      const outcome = await issue(engine.ca, csrRequest({ profileId: engine.autoId }, csr))
      if (outcome.kind !== 'issued') throw new Error('not issued')
      times.push(performance.now() - start)
    }
  }
  const run = async (milliseconds: number): Promise<number> => {
    times.length = 0
    const begun = performance.now()
    until = begun + milliseconds
    await Promise.all(Array.from({ length: inFlight }, client))
    return (times.length * 1000) / (performance.now() - begun)
  }
  await run(700)
  const cpu = process.cpuUsage()
  const rate = await run(seconds * 1000)
  const used = process.cpuUsage(cpu)
  times.sort((a, b) => a - b)
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(2).padStart(8)
  console.log(
    `${String(inFlight).padStart(9)} in flight ${rate.toFixed(0).padStart(8)}/s   ms p50 ${at(0.5)}   p99 ${at(0.99)}   ${((used.user + used.system) / times.length).toFixed(0)} µs processor time each`
  )
  await engine.close()
}

/** `openssl ca` with its text database, which it reads and writes anew for each certificate. */
function opensslCa(csrs: readonly Uint8Array[]): void {
  const path = (name: string): string => join(folder, name)
  const openssl = (...args: readonly string[]): void =>
    void execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
  writeFileSync(path('index.txt'), '')
  writeFileSync(path('serial'), '01\n')
  writeFileSync(
    path('ca.cnf'),
    '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ncertificate=ca.pem\nprivate_key=ca.key\ndefault_md=sha256\ndefault_days=365\npolicy=p\ncopy_extensions=copy\nunique_subject=no\n[p]\ncommonName=supplied\norganizationName=optional\n'
  )
  openssl(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    '/CN=bench',
    '-days',
    '3650'
  )
  csrs.slice(0, 100).forEach((csr, n) => writeFileSync(path(`r${n}.pem`), writePem('CERTIFICATE REQUEST', csr)))
  const begun = performance.now()
  for (let n = 0; n < 100; n++)
    openssl('ca', '-config', 'ca.cnf', '-batch', '-notext', '-rand_serial', '-in', `r${n}.pem`, '-out', `c${n}.pem`)
  console.log(`openssl ca, one process a certificate: ${(100_000 / (performance.now() - begun)).toFixed(0)}/s`)
}

const csrs = makeCsrs()
console.log(`whole pipeline, P-256, synchronous=FULL, ${rules.length} lint rules`)
for (const inFlight of (process.env.F ?? '1,8,64').split(',').map(Number)) await measure(inFlight, csrs)
if (process.argv.includes('openssl')) opensslCa(csrs)
rmSync(folder, { recursive: true, force: true })
