/*
 * Time-stamps over loopback, driven by wrk with 128 connections: each is signed, logged on disk and only then answered.
 * Beside it the bare signatures of one thread, node:http with a signature a request, and `openssl ts -reply`.
 * `node bench/tsa.ts [seconds = 2] [rounds = 3]`. Needs wrk and openssl.
 */
import { execFileSync, fork, type ChildProcess } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median, ratioOf } from './rate.ts'
import { perSecond, row, tell } from './report.ts'

const [seconds = '2', roundsText = '3'] = process.argv.slice(2)
const rounds = Number(roundsText)
const folder = mkdtempSync(join(tmpdir(), 'chancery-bench-tsa-'))
const children: ChildProcess[] = []
/** RFC 3161 stamps at least half the bare signing rate. */
const GOAL = 0.5

const script = `
local body = (io.open(os.getenv("BODY")):read("*a"):gsub("..", function(h) return string.char(tonumber(h, 16)) end))
local headers = { ["Content-Type"] = "application/timestamp-query" }
request = function() return wrk.format("POST", "/tsa/stamp", headers, body) end
done = function(s) io.write(string.format("RESULT %d %d %d\\n", s.requests, s.duration, s.errors.status + s.errors.connect + s.errors.read + s.errors.write)) end
`

function server(mode: string, key: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'tsa-server.ts'), [mode, folder, key])
    children.push(child)
    child.on('message', (message) => resolve((message as { port: number }).port))
    child.on('exit', (code) => reject(new Error(`the server ${mode} ended with ${String(code)}`)))
  })
}

/**
 * Answers that took two seconds count: Node takes one new connection in each turn of its loop, and 128 come at once.
 * @returns answers a second by the clock. @throws where an answer was an error
 */
function drive(port: number, forSeconds = seconds): number {
  const out = execFileSync(
    'wrk',
    ['-t1', '-c128', `-d${forSeconds}s`, '-s', join(folder, 'post.lua'), `http://127.0.0.1:${port}/`],
    { encoding: 'utf8', env: { ...process.env, BODY: join(folder, 'query.hex') } }
  )
  const [, requests, micros, errors] = /RESULT (\d+) (\d+) (\d+)/.exec(out) ?? []
  if (Number(errors) > 0) throw new Error(`${errors} of ${requests} requests failed`)
  return Number(requests) / (Number(micros) / 1e6)
}

/** @returns signatures a second of one thread, without anything around them */
function bareSigning(key: string): number {
  const { privateKey } =
    key === 'P-256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: Number(key.slice(4)) })
  const data = Buffer.alloc(200, 3)
  const end = performance.now() + Number(seconds) * 500
  const begun = performance.now()
  let count = 0
  for (; performance.now() < end; count++) sign('sha256', data, privateKey)
  return (count * 1000) / (performance.now() - begun)
}

/** @returns answers a second of `openssl ts -reply`, a process for each, as its users run it */
function opensslReply(): number {
  const file = (name: string): string => join(folder, name)
  const config = `[tsa]\ndefault_tsa = one\n[one]\nserial = ${file('serial')}\nsigner_cert = ${file('t.pem')}\nsigner_key = ${file('t.key')}
default_policy = 1.2.3\ndigests = sha256\nsigner_digest = sha256\n[ext]\nextendedKeyUsage = critical,timeStamping\n[req]\ndistinguished_name = dn\n[dn]\n`
  writeFileSync(file('ts.cnf'), config)
  const made = [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-subj',
    '/CN=t',
    '-extensions',
    'ext'
  ]
  const files = ['-keyout', file('t.key'), '-out', file('t.pem'), '-config', file('ts.cnf')]
  execFileSync('openssl', ['req', '-x509', ...made, ...files], { stdio: 'ignore' })
  writeFileSync(file('q.tsq'), Buffer.from(readFileSync(file('query.hex'), 'latin1'), 'hex'))
  const begun = performance.now()
  let count = 0
  for (; performance.now() - begun < Number(seconds) * 500; count++)
    execFileSync(
      'openssl',
      ['ts', '-reply', '-config', file('ts.cnf'), '-queryfile', file('q.tsq'), '-out', file('r.tsr')],
      { stdio: 'ignore' }
    )
  return (count * 1000) / (performance.now() - begun)
}

async function measure(key: string): Promise<void> {
  const [ours, bare] = [await server('chancery', key), await server('bare-sign', key)]
  const found = { ours: [] as number[], bare: [] as number[], signing: [] as number[] }
  // Until the code is compiled.
  drive(ours, '4')
  drive(bare, '4')
  for (let round = 0; round < rounds; round++) {
    found.ours.push(drive(ours))
    found.bare.push(drive(bare))
    found.signing.push(bareSigning(key))
  }
  const told = (name: string, theirs: readonly number[], goal: number | null): void => {
    const ratio = ratioOf(found.ours, theirs)
    tell([
      row(`time-stamps over HTTP, logged, ${key}`, perSecond(median(found.ours)), {
        peer: `${name} ${perSecond(median(theirs))}`,
        ratio: ratio.toFixed(2),
        ...(goal === null ? {} : { goal: `>= ${goal}`, met: ratio >= goal })
      })
    ])
  }
  told('bare signatures', found.signing, GOAL)
  told('node:http and a signature', found.bare, null)
  if (key === 'P-256') told('openssl ts -reply', found.ours.map(opensslReply), 1)
  for (const child of children.splice(0)) {
    child.removeAllListeners('exit')
    child.kill()
  }
}

try {
  writeFileSync(join(folder, 'post.lua'), script)
  for (const key of ['P-256', 'RSA-2048', 'RSA-3072']) await measure(key)
} finally {
  for (const child of children) child.kill()
  rmSync(folder, { recursive: true, force: true })
}
