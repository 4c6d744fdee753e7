/*
 * `npm run bench`: every part, each in a process of its own, and one table at the end.
 *
 *   npm run bench                          all parts, a million certificates, within ten minutes
 *   npm run bench -- codec pipeline        some parts; `npm run bench -- ?` lists them
 *   npm run bench -- --certificates 100000 --seconds 4 --rounds 9
 *
 * Ours and the others work in turns, so that both meet the same moods of the machine; figures are medians, a ratio is the
 * median of the ratios within each turn. Rates of codecs are per second of processor time, those of the pipeline per
 * second of the clock.
 */
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { row, table, type Row } from './report.ts'

const parts = [
  'codec',
  'crl',
  'ocsp',
  'publish',
  'revoke',
  'tsa',
  'store',
  'dashboard',
  'lists',
  'agreement',
  'pipeline',
  'token',
  'acme',
  'scep',
  'est',
  'cmp',
  'dns-validation',
  'start',
  'window'
] as const
type Part = (typeof parts)[number]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    certificates: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '5' }
  }
})
const chosen = parts.filter((part) => positionals.length === 0 || positionals.includes(part))
const unknown = positionals.filter((name) => !parts.some((part) => part === name))
if (unknown.length > 0) throw new RangeError(`There is no part ${unknown.join(', ')}; there are ${parts.join(', ')}.`)
const certificates = Number(values.certificates)
if (!Number.isSafeInteger(certificates) || certificates < 1000)
  throw new RangeError('Give the number of certificates, at least 1000.')

const folder = mkdtempSync(join(tmpdir(), 'chancery-bench-'))
const file = join(folder, 'large.db')

/** @returns the rows of a part; one that fails is a row that says so. */
function runPart(script: string, args: readonly string[]): Promise<Row[]> {
  return new Promise((resolve) => {
    const rows: Row[] = []
    const child = fork(join(import.meta.dirname, script), args, { serialization: 'json' })
    child.on('message', (message) => rows.push(...(message as Row[])))
    child.on('error', (error) => resolve([...rows, row(`${script}: ${error.message}`, '')]))
    child.on('exit', (code) =>
      resolve(
        code === 0
          ? rows
          : [...rows, row(`${script} ended with ${String(code)}`, '', { goal: 'to end well', met: false })]
      )
    )
  })
}

const argumentsOf: Readonly<Record<Part, readonly string[]>> = {
  codec: [values.rounds],
  crl: [values.certificates],
  ocsp: [values.seconds, values.rounds, values.certificates],
  publish: [String(Math.min(100_000, certificates)), values.seconds],
  revoke: [String(Math.min(45_000, certificates))],
  store: [file, values.certificates],
  dashboard: [file],
  lists: [file],
  agreement: [file],
  pipeline: [values.seconds, ...(certificates > 1000 ? [file] : [])],
  token: [values.seconds, values.rounds],
  acme: [String(Number(values.seconds) * 1000), values.certificates],
  tsa: [values.seconds, values.rounds],
  scep: ['200', values.rounds],
  est: [values.seconds],
  cmp: [values.seconds, values.rounds],
  'dns-validation': [],
  start: [values.rounds],
  // A minute tells of a leak that is coarse; an hour is for `node bench/window.ts 3600`.
  window: ['60']
}

const load = (): string =>
  loadavg()
    .map((value) => value.toFixed(1))
    .join(' ')
console.log(
  `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), node ${process.version}, load ${load()}`
)
const rows: Row[] = []
try {
  for (const part of chosen) {
    const begun = performance.now()
    // These read the large database; `dashboard` counts it, `lists` adds tags, `pipeline` comes last and writes to it.
    if (
      ['store', 'dashboard', 'lists', 'agreement', 'pipeline'].includes(part) &&
      !rows.some((one) => one.what.startsWith('a database of'))
    )
      rows.push(...(await runPart('seed.ts', [file, values.certificates])))
    rows.push(...(await runPart(`${part}.ts`, argumentsOf[part])))
    console.log(`${part}: ${((performance.now() - begun) / 1000).toFixed(0)} s, load ${load()}`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(`\n${table(rows)}`)
const missed = rows.filter((one) => one.met === false)
console.log(`\n${rows.filter((one) => one.met === true).length} goals met, ${missed.length} missed. Load ${load()}.`)
process.exitCode = missed.length === 0 ? 0 : 1
