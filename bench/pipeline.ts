/*
 * The whole pipeline beside bare commits, a bare signature and OpenSSL. A part of `npm run bench`; by itself
 * `node bench/pipeline.ts [seconds = 2] [FILE of bench/seed.ts]`.
 *
 * CSR in, certificate out, through all nine steps with a file database (WAL, synchronous=FULL): parse and verify the
 * CSR, resolve, check, lint with a throwaway key, reserve, sign P-256, verify, record, audit. With FILE, the same on
 * that database and on one of a thousand certificates, in turns.
 */
import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { issue } from '../src-main/ca/issue/issue.ts'
import { rules } from '../src-main/ca/issue/lints/index.ts'
import { csrRequest, makeCsr, makeEngine, subscriberKey, type TestEngine } from '../src-main/testing/engine.ts'
import { systemRandom } from '../src-main/world/random.ts'
import { startOpenssl } from './peer-openssl.ts'
import { inTurns, median, quantile, ratioOf, type Contender } from './rate.ts'
import { milliseconds, perSecond, row, tell, type Row } from './report.ts'
import { seedFile } from './seed.ts'

const seconds = Number(process.argv[2] ?? 2)
const large = process.argv[3]
const folder = mkdtempSync(join(tmpdir(), 'chancery-bench-'))
/** CSRs made before each round, each with a key and a name of its own, as they come in life: making them is not measured. */
let made = 0
function freshCsrs(count: number): Uint8Array[] {
  return Array.from({ length: count }, () => {
    const name = `host-${made++}.example.test`
    return makeCsr({ subject: `CN=${name},O=Example`, names: [{ kind: 'dns', value: name }], key: subscriberKey() })
  })
}

/** The door of one engine with so many requests in flight; rates per wall second, since commits wait for the disk. */
interface Door extends Contender {
  readonly latencies: number[]
  /** Processor time of the process a certificate, in microseconds, a figure a round. */
  readonly processor: number[]
}

function door(engine: TestEngine, inFlight: number): Door {
  const latencies: number[] = []
  const processor: number[] = []
  /** More than a round can use, learnt from the one before. */
  let enough = 3000 * seconds
  return {
    latencies,
    processor,
    measure: async (duration) => {
      // What the engine emitted is nothing that a real one keeps.
      engine.events.length = 0
      const csrs = freshCsrs(enough)
      let next = 0
      const cpu = process.cpuUsage()
      const begun = performance.now()
      let issued = 0
      const client = async (): Promise<void> => {
        while (performance.now() - begun < duration) {
          const start = performance.now()
          const csr = csrs[next++] ?? freshCsrs(1)[0]!
          const outcome = await issue(engine.ca, csrRequest({ profileId: engine.autoId }, csr))
          if (outcome.kind !== 'issued') throw new Error('not issued')
          latencies.push(performance.now() - start)
          issued++
        }
      }
      await Promise.all(Array.from({ length: inFlight }, client))
      const used = process.cpuUsage(cpu)
      enough = Math.ceil(issued * 1.3)
      processor.push((used.user + used.system) / issued)
      return (issued * 1000) / (performance.now() - begun)
    }
  }
}

function bareSignature(): Contender {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const message = Buffer.alloc(600, 7)
  return perWallSecond(() => sign('sha256', message, privateKey))
}

/** One row a commit, nothing else. */
function bareCommits(): Contender {
  const bare = new Database(join(folder, 'bare.db'))
  bare.pragma('journal_mode = WAL')
  bare.pragma('synchronous = FULL')
  bare.exec('CREATE TABLE fact (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT')
  const insert = bare.prepare('INSERT INTO fact (text) VALUES (?)')
  return perWallSecond((n) => insert.run(`fact ${n}`))
}

function perWallSecond(work: (n: number) => unknown): Contender {
  return {
    measure: async (duration) => {
      const begun = performance.now()
      let count = 0
      while (performance.now() - begun < duration) work(count++)
      return (count * 1000) / (performance.now() - begun)
    }
  }
}

/** Certificates a second at 8 in flight, where bare signing does 58,000 on a core: the goal of the project. */
const goal = { rate: 2500, signing: 58_000 }

async function besideOthers(): Promise<void> {
  const engine = await makeEngine({ path: join(folder, 'pipeline.db'), random: systemRandom })
  const openssl = startOpenssl(join(folder, 'openssl'), freshCsrs(200))
  const doors = { one: door(engine, 1), eight: door(engine, 8), many: door(engine, 64) }
  const nobody: Contender = { measure: async () => Number.NaN }
  const short = (of: Contender): Contender => ({ measure: (duration) => of.measure(Math.max(300, duration / 4)) })
  const results = await inTurns(
    {
      ...doors,
      sign: short(bareSignature()),
      commit: short(bareCommits()),
      ca: short(openssl?.ca ?? nobody),
      x509: short(openssl?.x509 ?? nobody)
    },
    5,
    seconds * 1000,
    1
  )
  const line = (inFlight: number, of: Door, rates: readonly number[]): Row =>
    row(`issued durably, ${inFlight} in flight`, perSecond(median(rates)), {
      peer: `p50 ${milliseconds(median(of.latencies))}, p99 ${milliseconds(quantile(of.latencies, 0.99))}, processor ${median(of.processor).toFixed(0)} µs`
    })
  const toSigning = ratioOf(results.eight, results.sign)
  const rate = median(results.eight)
  tell([
    line(1, doors.one, results.one),
    { ...line(8, doors.eight, results.eight), goal: `>= ${perSecond(goal.rate)}`, met: rate >= goal.rate },
    row('  to the speed of this machine now', '', {
      peer: `bare crypto.sign ${perSecond(median(results.sign))}`,
      ratio: toSigning.toFixed(3),
      goal: `>= ${(goal.rate / goal.signing).toFixed(3)}`,
      met: toSigning >= goal.rate / goal.signing
    }),
    row('', '', {
      peer: `bare commits ${perSecond(median(results.commit))}`,
      ratio: ratioOf(results.eight, results.commit).toFixed(2)
    }),
    ...(openssl === null
      ? [row('OpenSSL is not installed: its figures are missing', '')]
      : [
          row('', '', {
            peer: `openssl ca (${openssl.version}) ${perSecond(median(results.ca))}`,
            ratio: ratioOf(results.eight, results.ca).toFixed(0)
          }),
          row('', '', {
            peer: `openssl x509 -req ${perSecond(median(results.x509))}`,
            ratio: ratioOf(results.eight, results.x509).toFixed(0)
          })
        ]),
    line(64, doors.many, results.many)
  ])
  await engine.close()
}

async function smallAndLarge(file: string): Promise<void> {
  const few = join(folder, 'few.db')
  await seedFile(few, 1000)
  const engines = [
    await makeEngine({ path: few, random: systemRandom }),
    await makeEngine({ path: file, random: systemRandom })
  ] as const
  const doors = { few: door(engines[0], 8), large: door(engines[1], 8) }
  const results = await inTurns(doors, 6, seconds * 1000, 1)
  const ratio = ratioOf(results.large, results.few)
  const processor = ratioOf(doors.few.processor.slice(1), doors.large.processor.slice(1))
  tell([
    row('8 in flight on the large database', perSecond(median(results.large)), {
      peer: `on 1,000 certificates ${perSecond(median(results.few))}`,
      ratio: ratio.toFixed(2),
      goal: '>= 0.8',
      met: ratio >= 0.8
    }),
    row('  by processor time', `${median(doors.large.processor.slice(1)).toFixed(0)} µs`, {
      peer: `${median(doors.few.processor.slice(1)).toFixed(0)} µs`,
      ratio: processor.toFixed(2)
    })
  ])
  for (const engine of engines) await engine.close()
}

try {
  tell([row(`the whole pipeline, P-256, synchronous=FULL, ${rules.length} lint rules`, '')])
  await besideOthers()
  if (large !== undefined) await smallAndLarge(large)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
