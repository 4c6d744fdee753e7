/*
 * OCSP over loopback, driven by wrk and ab: from memory and freshly signed, kept alive and a connection a request, beside bare
 * node:http, a responder in Go and `openssl ocsp`. A part of `npm run bench`; by itself
 * `node bench/ocsp.ts [seconds = 2] [rounds = 3] [certificates = 1000]`. Needs wrk and ab; Go and OpenSSL are left out where
 * they are missing.
 */
import { execFileSync, fork, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { startGoResponder } from './ocsp-peers.ts'
import { processorTime } from './peer-process.ts'
import { median, ratioOf } from './rate.ts'
import { perSecond, row, tell, whole, type Row } from './report.ts'

const [seconds = '2', roundsText = '3', certificates = '1000'] = process.argv.slice(2)
const rounds = Number(roundsText)
const folder = mkdtempSync(join(tmpdir(), 'chancery-bench-ocsp-'))
const children: ChildProcess[] = []

/** Sends the bodies of a file in turn. */
const script = `
local bodies = {}
for line in io.open(os.getenv("BODIES")):lines() do bodies[#bodies + 1] = (line:gsub("..", function(h) return string.char(tonumber(h, 16)) end)) end
local headers = { ["Content-Type"] = "application/ocsp-request" }
local i = 0
request = function()
  i = i % #bodies + 1
  return wrk.format("POST", os.getenv("TARGET"), headers, bodies[i])
end
done = function(s) io.write(string.format("RESULT %d %d %d\\n", s.requests, s.duration, s.errors.status + s.errors.connect + s.errors.read + s.errors.write + s.errors.timeout)) end
`

/** A server and the process whose time counts. */
interface Server {
  readonly port: number
  readonly pid: number
}

interface Target extends Server {
  readonly path: string
  readonly bodies: 'plain' | 'nonce'
  /** A connection for each request. */
  readonly close?: boolean
}

/** What both reached: by the clock, and by processor time, which others on the machine disturb less. */
interface Rates {
  readonly wall: number[]
  readonly processor: number[]
}

/** Sends requests for a while. @throws where an answer was an error */
function drive(target: Target, forSeconds: string, into?: Rates): void {
  const before = processorTime(target.pid)
  const [requests, elapsed] = target.close === true ? once(target, forSeconds) : keptAlive(target, forSeconds)
  const used = (processorTime(target.pid) - before) / 1e6
  into?.wall.push(requests / elapsed)
  into?.processor.push(requests / (Number.isNaN(used) ? elapsed : used))
}

function keptAlive({ port, path, bodies }: Target, forSeconds: string): readonly [requests: number, seconds: number] {
  const out = execFileSync(
    'wrk',
    ['-t1', '-c16', `-d${forSeconds}s`, '-s', join(folder, 'post.lua'), `http://127.0.0.1:${port}/`],
    { encoding: 'utf8', env: { ...process.env, BODIES: join(folder, `${bodies}.hex`), TARGET: path } }
  )
  const [, requests, micros, errors] = /RESULT (\d+) (\d+) (\d+)/.exec(out) ?? []
  if (Number(errors) > 0) throw new Error(`${errors} of ${requests} requests failed at ${port}${path}`)
  return [Number(requests), Number(micros) / 1e6]
}

/** Connections that ab opens in a second of measuring. */
const ONCE = 3000

/**
 * By ab, and by a number of requests: one that is broken off in the middle, as at the end of a span of time, or that says
 * nothing at first, as wrk's, holds up `openssl ocsp` for ever.
 */
function once({ port, path }: Target, forSeconds: string): readonly [requests: number, seconds: number] {
  const body = join(folder, 'one.der')
  const [line = ''] = readFileSync(join(folder, 'plain.hex'), 'latin1').split('\n')
  writeFileSync(body, Buffer.from(line, 'hex'))
  const how = ['-q', '-r', '-c8', `-n${Number(forSeconds) * ONCE}`, '-p', body, '-T', 'application/ocsp-request']
  const out = execFileSync('ab', [...how, `http://127.0.0.1:${port}${path}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore']
  })
  const find = (pattern: RegExp): number => Number(pattern.exec(out)?.[1] ?? Number.NaN)
  if (find(/Non-2xx responses: +(\d+)/) > 0) throw new Error(`answers of ${port} are errors`)
  return [find(/Complete requests: +(\d+)/), find(/Time taken for tests: +([\d.]+)/)]
}

/** Starts bench/ocsp-server.ts. @param electron path of an Electron binary; Node where it is null */
function server(mode: string, electron: string | null, count = '0'): Promise<Server> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'ocsp-server.ts'), [mode, folder, count], {
      ...(electron === null ? {} : { execPath: electron, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } })
    })
    children.push(child)
    child.on('message', (message) => resolve({ port: (message as { port: number }).port, pid: child.pid ?? 0 }))
    child.on('exit', (code) => reject(new Error(`the server ${mode} ended with ${String(code)}`)))
  })
}

/** Measures in turns A B C A B C after a warm-up. */
function inRounds<Name extends string>(targets: readonly (readonly [Name, Target])[]): ReadonlyMap<Name, Rates> {
  const found = new Map(targets.map(([name]): readonly [Name, Rates] => [name, { wall: [], processor: [] }]))
  for (const [, target] of targets) drive(target, '3')
  for (let round = 0; round < rounds; round++)
    for (const [name, target] of targets) drive(target, seconds, found.get(name))
  return found
}

async function openssl(): Promise<Server | null> {
  const ca = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=Bench CA']
  try {
    execFileSync('openssl', [...ca, '-keyout', join(folder, 'ca.key'), '-out', join(folder, 'ca.pem')], {
      stdio: 'ignore'
    })
  } catch {
    return null
  }
  const port = 20_000 + (process.pid % 20_000)
  const file = (name: string): string => join(folder, name)
  const signer = ['-CA', file('ca.pem'), '-rsigner', file('ca.pem'), '-rkey', file('ca.key')]
  const child = spawn(
    'openssl',
    ['ocsp', '-port', String(port), '-index', file('index.txt'), ...signer, '-ndays', '7', '-ignore_err'],
    {
      stdio: ['ignore', 'pipe', 'ignore']
    }
  )
  children.push(child)
  // It says so itself: a connection that asks nothing would hold it up.
  for await (const line of createInterface({ input: child.stdout }))
    if (line.startsWith('ACCEPT')) return { port, pid: child.pid ?? 0 }
  return null
}

async function measure(electron: string | null, where: string): Promise<void> {
  const [bare, bareSign] = [await server('bare', electron), await server('bare-sign', electron)]
  const ours = await server('chancery', electron, certificates)
  const go = electron === null ? await startGoResponder(folder, children) : null
  const path = '/ocsp/ca'
  const of = `${whole(Number(certificates))} certificates`
  const kept = inRounds<string>([
    ['bare', { ...bare, path, bodies: 'plain' }],
    ['ours', { ...ours, path, bodies: 'plain' }],
    ...(go === null ? [] : [['go', { ...go.cached, path, bodies: 'plain' }] as const])
  ])
  const fresh = inRounds<string>([
    ['bare', { ...bareSign, path, bodies: 'nonce' }],
    ['ours', { ...ours, path, bodies: 'nonce' }],
    ...(go === null ? [] : [['go', { ...go.fresh, path, bodies: 'nonce' }] as const])
  ])
  tell([
    told(`OCSP from memory, kept alive, ${of}${where}`, kept, 'bare', 'bare node:http', 0.7),
    told(`OCSP freshly signed, P-256, ${of}${where}`, fresh, 'bare', 'bare node:http and sign', null),
    ...(go === null
      ? []
      : [
          told(`OCSP from memory, beside Go${where}`, kept, 'go', 'x/crypto/ocsp', null),
          told(`OCSP freshly signed, beside Go${where}`, fresh, 'go', 'x/crypto/ocsp', 1)
        ])
  ])
  const other = await openssl()
  if (other === null) return
  const what = `OCSP, a connection a request${where}`
  try {
    const single = inRounds<string>([
      ['ours', { ...ours, path, bodies: 'plain', close: true }],
      ['openssl', { ...other, path, bodies: 'plain', close: true }]
    ])
    tell([told(what, single, 'openssl', 'openssl ocsp -port', 1)])
  } catch (error) {
    tell([row(`${what} was not measured: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}`, '')])
  }
}

/** A row of ours beside another: rates and ratio by the clock, in brackets the same by a second of the server's processor. */
function told(what: string, found: ReadonlyMap<string, Rates>, other: string, name: string, goal: number | null): Row {
  const [ours, theirs] = [found.get('ours'), found.get(other)]
  if (ours === undefined || theirs === undefined) return row(what, '')
  const ratio = ratioOf(ours.wall, theirs.wall)
  const figure = ({ wall, processor }: Rates): string => `${perSecond(median(wall))} (${perSecond(median(processor))})`
  return row(what, figure(ours), {
    peer: `${name} ${figure(theirs)}`,
    ratio: `${ratio.toFixed(2)} (${ratioOf(ours.processor, theirs.processor).toFixed(2)})`,
    ...(goal === null ? {} : { goal: `>= ${goal}`, met: ratio >= goal })
  })
}

function stopChildren(): void {
  for (const child of children.splice(0)) {
    child.removeAllListeners('exit')
    child.kill()
  }
}

try {
  writeFileSync(join(folder, 'post.lua'), script)
  await measure(null, '')
  stopChildren()
  const electron = process.env['CHANCERY_ELECTRON']
  if (electron !== undefined && existsSync(electron)) await measure(electron, ', in Electron')
} finally {
  stopChildren()
  rmSync(folder, { recursive: true, force: true })
}
