/*
 * OCSP answers written to a folder, and the folder served by the status server alone. A part of `npm run bench`; by itself
 * `node bench/publish.ts [certificates = 100000] [seconds = 2]`. Needs wrk for the second half.
 *
 * A run signs an answer for each certificate, writes each to its file and leaves the index; the second run finds nothing to
 * do. The server is driven by GET, as RFC 5019 wants it, beside bare node:http with a body of the same size.
 */
import { execFileSync, fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { publish, type PublishCount } from '../src-main/ca/publish/run.ts'
import { addTarget } from '../src-main/ca/publish/targets.ts'
import { openFolder } from '../src-main/connectors/publish/folder.ts'
import { serveFolder } from '../src-main/engine/status-server.ts'
import { publishSettings } from '../src-shared/model/publishing.ts'
import { answeredLife } from './ocsp-seed.ts'
import { median, ratioOf } from './rate.ts'
import { perSecond, row, tell, whole } from './report.ts'

const [mode = '100000', argument = '2'] = process.argv.slice(2)
const ROUNDS = 3
/** Addresses that are asked in turn. */
const ASKED = 1000

const script = `
local paths = {}
for line in io.open(os.getenv("PATHS")):lines() do paths[#paths + 1] = line end
local i = 0
request = function()
  i = i % #paths + 1
  return wrk.format("GET", paths[i])
end
done = function(s) io.write(string.format("RESULT %d %d %d\\n", s.requests, s.duration, s.errors.status + s.errors.connect + s.errors.read + s.errors.write + s.errors.timeout)) end
`

async function measure(certificates: number, seconds: string): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'chancery-bench-publish-'))
  const children: ChildProcess[] = []
  try {
    const out = join(work, 'out')
    await publishing(work, out, certificates)
    const [served, bare] = [await server('serve', out, children), await server('bare', out, children)]
    writeFileSync(
      join(work, 'paths'),
      answerNames(out)
        .map((name) => `/ocsp/ca/${encodeURIComponent(name)}`)
        .join('\n')
    )
    writeFileSync(join(work, 'get.lua'), script)
    const rates = { served: [] as number[], bare: [] as number[] }
    for (const one of [served, bare]) drive(one, '1', work)
    for (let round = 0; round < ROUNDS; round++) {
      rates.served.push(drive(served, seconds, work))
      rates.bare.push(drive(bare, seconds, work))
    }
    tell([
      row('status-server, OCSP by GET, kept alive', `${perSecond(median(rates.served))} of the processor`, {
        peer: `bare node:http ${perSecond(median(rates.bare))}`,
        ratio: ratioOf(rates.served, rates.bare).toFixed(2)
      })
    ])
  } finally {
    for (const child of children) {
      child.removeAllListeners('exit')
      child.kill()
    }
    rmSync(work, { recursive: true, force: true })
  }
}

/** @returns the base64 of requests whose answers lie in a folder; a slash in one is a folder more. */
function answerNames(folder: string): string[] {
  const root = join(folder, 'ocsp', 'ca')
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .slice(0, ASKED)
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
}

/** Two runs into an empty folder: one that signs and writes everything, one that finds all of it there. */
async function publishing(work: string, out: string, certificates: number): Promise<void> {
  // What is published may not lie where the database does.
  const data = mkdtempSync(join(work, 'data-'))
  const life = await answeredLife(join(data, 'publish.db'), certificates)
  const settings = publishSettings.parse({ what: { ocsp: true } })
  const target = await addTarget(life.ca, { name: 'folder', to: out, settings }, life.alice)
  const run = async (what: string): Promise<void> => {
    const count: PublishCount = { written: 0, unchanged: 0, removed: 0, bytes: 0, notes: [] }
    const [cpu, begun] = [process.cpuUsage(), performance.now()]
    await publish(
      life.ca,
      { targetId: target.id, what: settings.what, base: null, removeOld: true, full: false },
      await openFolder(out),
      count,
      { signal: new AbortController().signal, progress: () => undefined }
    )
    const { user, system } = process.cpuUsage(cpu)
    const took = (performance.now() - begun) / 1000
    tell([
      row(
        `publishing ${whole(certificates)} answers to a folder, ${what}`,
        `${took.toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of the processor), ${whole(count.written)} written, ${whole(count.unchanged)} unchanged`
      )
    ])
  }
  await run('each signed first')
  await run('nothing changed')
  await life.close()
}

function server(
  kind: 'serve' | 'bare',
  folder: string,
  children: ChildProcess[]
): Promise<{ port: number; pid: number }> {
  return new Promise((resolve, reject) => {
    const child = fork(import.meta.filename, [kind, folder])
    children.push(child)
    child.on('message', (message) => resolve({ port: (message as { port: number }).port, pid: child.pid ?? 0 }))
    child.on('exit', (code) => reject(new Error(`the server ${kind} ended with ${String(code)}`)))
  })
}

/** @returns answers for a second of processor time, which others on the machine disturb less. @throws where one was an error */
function drive({ port, pid }: { port: number; pid: number }, seconds: string, work: string): number {
  const used = (): number => {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) / 100
  }
  const before = used()
  const out = execFileSync(
    'wrk',
    ['-t1', '-c16', `-d${seconds}s`, '-s', join(work, 'get.lua'), `http://127.0.0.1:${port}/`],
    { encoding: 'utf8', env: { ...process.env, PATHS: join(work, 'paths') } }
  )
  const [, requests, , errors] = /RESULT (\d+) (\d+) (\d+)/.exec(out) ?? []
  if (Number(errors) > 0) throw new Error(`${errors} of ${requests} requests failed`)
  return Number(requests) / (used() - before)
}

async function serve(folder: string): Promise<void> {
  const { port } = await serveFolder(folder, { host: '127.0.0.1', port: 0 }, () => undefined)
  process.send?.({ port })
}

/** What a server cannot do without: an answer of the same size, with as many headers as a cache needs. */
function bare(folder: string): void {
  const [first = ''] = answerNames(folder)
  const body = Buffer.alloc(statSync(join(folder, 'ocsp', 'ca', first)).size, 7)
  const headers = ['Content-Type', 'application/ocsp-response', 'Content-Length', String(body.length)]
  const listening = createServer((_request, response) => {
    response.writeHead(200, headers)
    response.end(body)
  })
  listening.listen(0, '127.0.0.1', () => {
    const at = listening.address()
    process.send?.({ port: typeof at === 'object' && at !== null ? at.port : 0 })
  })
}

if (mode === 'serve' || mode === 'bare') {
  process.on('disconnect', () => process.exit(0))
  if (mode === 'serve') await serve(argument)
  else bare(argument)
} else await measure(Number(mode), argument)
