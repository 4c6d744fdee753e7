// The stages of `npm test`, in order. Each answers { passed, failed, skipped, notes, failures, output }; `quick` is what
// `npm run check` does of it.
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from '../chromium.mjs'
import { startVirtualDisplay } from '../display.mjs'
import { testElectron } from '../electron-runtime.mjs'
import { root } from '../node-runtime.mjs'
import { changedFiles } from './changes.mjs'
import { playwrightFigures, vitestFigures } from './figures.mjs'
import { relatedTests } from './related.mjs'
import { runTool } from './run-tool.mjs'

const node = process.execPath
const tool = (...parts) => join(root, 'node_modules', ...parts)
const vitest = tool('vitest', 'vitest.mjs')
const architectureTest = 'src-main/architecture.test.ts'

const none = { passed: 0, failed: 0, skipped: 0, notes: [], failures: [], output: '' }
const oneCheck = ({ code, output }) => ({ ...none, ...(code === 0 ? { passed: 1 } : { failed: 1, output }) })
const sum = (results) => ({
  passed: results.reduce((total, result) => total + result.passed, 0),
  failed: results.reduce((total, result) => total + result.failed, 0),
  skipped: results.reduce((total, result) => total + result.skipped, 0),
  notes: results.flatMap((result) => result.notes),
  failures: results.flatMap((result) => result.failures),
  output: results.map((result) => result.output).join('')
})
const leftOut = (why) => ({ ...none, skipped: 1, notes: [`left out: ${why}`] })

/** Runs a test runner that writes its figures to a JSON file. A run that dies without figures is one failure. */
async function withFigures(run, readFigures) {
  const folder = mkdtempSync(join(tmpdir(), 'chancery-test-'))
  try {
    const file = join(folder, 'figures.json')
    const { code, output } = await run(file)
    const figures = existsSync(file)
      ? readFigures(JSON.parse(readFileSync(file, 'utf8')))
      : { passed: 0, failed: 0, skipped: 0 }
    const failed = code !== 0 && figures.failed === 0 ? 1 : figures.failed
    return { ...none, ...figures, failed, output: failed > 0 ? output : '' }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

// Three times what a stage takes on two quiet cores: a limit is for what hangs, not for a busy machine.
function runVitest(args, { binary = node, env = {}, minutes = 25 } = {}) {
  const run = (file) =>
    runTool(binary, [vitest, 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`, ...args], {
      env,
      minutes
    })
  return withFigures(run, vitestFigures)
}

function runPlaywright(project, env) {
  const run = (file) =>
    runTool(
      node,
      [tool('@playwright', 'test', 'cli.js'), 'test', '--project', project, '--retries=1', '--reporter=line,json'],
      {
        env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
        minutes: 45
      }
    )
  return withFigures(run, playwrightFigures)
}

const missing = (context, kind) => context.missing.get(kind)?.join('; ')

async function types() {
  const projects = [
    'tsconfig.json',
    'src-shared/tsconfig.json',
    'src-renderer/tsconfig.json',
    'e2e/tsconfig.json',
    'resources/verifier/tsconfig.json'
  ]
  const results = await Promise.all(
    // One checker a project: each further one works out the same types once more, and the projects are side by side.
    projects.map((project) =>
      runTool(node, [tool('@typescript', 'native', 'bin', 'tsc'), '--noEmit', '--checkers', '1', '-p', project])
    )
  )
  return sum(results.map(oneCheck))
}

const oxlint = (...args) => runTool(node, [tool('oxlint', 'bin', 'oxlint'), '--type-aware', '--deny-warnings', ...args])
const prettier = (...args) =>
  runTool(node, [tool('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', ...args])

async function lint() {
  return sum([oneCheck(await oxlint()), oneCheck(await prettier('.'))])
}

/** What changed only, unless the rules themselves did. */
async function lintOfChanges(context) {
  const changed = context.changed()
  if (changed === undefined || changed.some((path) => /^\.(oxlint|prettier)/.test(path))) return lint()
  const results = []
  const code = changed.filter((path) => /\.(tsx?|m?js|mts)$/.test(path))
  if (code.length > 0) results.push(oneCheck(await oxlint('--no-error-on-unmatched-pattern', ...code)))
  if (changed.length > 0) results.push(oneCheck(await prettier('--ignore-unknown', ...changed)))
  return { ...sum(results), notes: [`${changed.length} changed files; npm test -- lint looks at all`] }
}

const architecture = () => runVitest([architectureTest])
const unit = () => runVitest(['--exclude', architectureTest])

/** How long the tests of a quick check go on, in milliseconds, and how many files a round of them takes. */
const quickTests = 20_000
const filesARound = 8

/** The tests that load what changed, the nearest first, until the time is up. What is left is named. */
async function unitOfChanges(context) {
  const changed = context.changed()
  if (changed === undefined) return { ...none, notes: ['git does not say what changed; npm test -- unit runs all'] }
  const paths = globSync(['src-*/**/*.{ts,tsx}', 'scripts/**/*.{ts,mjs}'], { cwd: root })
  const sources = new Map(paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(root, path), 'utf8')]))
  const tests = relatedTests(sources, changed).filter((path) => path !== architectureTest)
  const begun = performance.now()
  const results = []
  let done = 0
  while (done < tests.length && performance.now() - begun < quickTests) {
    const round = tests.slice(done, done + filesARound)
    results.push(await runVitest(round))
    done += round.length
  }
  const left = tests.length - done
  return {
    ...sum(results),
    notes: [
      `${done} of ${tests.length} test files that load what changed${left > 0 ? `; npm test -- unit runs the other ${left} too` : ''}`
    ]
  }
}

async function electronUnit(context) {
  const electron = context.electron()
  if (electron.path === undefined) return leftOut(electron.reason)
  const env = { ELECTRON_RUN_AS_NODE: '1' }
  const versions = await runTool(
    electron.path,
    [
      '-p',
      '`Electron ${process.versions.electron}, Node ${process.versions.node}, OpenSSL ${process.versions.openssl} (BoringSSL says 0.0.0)`'
    ],
    { env }
  )
  if (versions.code !== 0)
    return {
      ...none,
      failed: 1,
      output: versions.output,
      notes: missing(context, 'desktop') === undefined ? [] : [`missing: ${missing(context, 'desktop')}`]
    }
  const result = await runVitest(['-c', 'vitest.electron.config.ts'], { binary: electron.path, env })
  return { ...result, notes: [`inside ${versions.output.trim()}, ${electron.source}`] }
}

async function build() {
  return oneCheck(await runTool(node, [join(root, 'scripts', 'build.mjs'), '--force']))
}

async function desktop(context) {
  const lack = missing(context, 'desktop')
  if (lack !== undefined) return leftOut(`the desktop app in a real Electron needs ${lack}`)
  const electron = context.electron()
  if (electron.path === undefined) return leftOut(electron.reason)
  // A screen for each worker: windows on one screen would take the focus from each other.
  const screens = await Promise.all([startVirtualDisplay(), startVirtualDisplay()])
  try {
    return await runPlaywright('desktop', {
      CHANCERY_ELECTRON: electron.path,
      CHANCERY_DISPLAYS: screens.map(({ display }) => display).join(' ')
    })
  } finally {
    for (const screen of screens) screen.stop()
  }
}

async function headless(context) {
  const lack = missing(context, 'headless')
  if (lack !== undefined) return leftOut(`the browser needs ${lack}`)
  const env = { CHANCERY_CHROMIUM: findChromium() }
  const results = []
  if (globSync('e2e/headless/**/*.spec.ts', { cwd: root }).length > 0)
    results.push(await runPlaywright('headless', env))
  if (globSync('e2e/headless/**/*.test.ts', { cwd: root }).length > 0)
    results.push(await runVitest(['-c', 'vitest.e2e.config.ts', 'e2e/headless'], { env }))
  return results.length > 0 ? sum(results) : { ...none, failed: 1, output: 'e2e/headless holds no test' }
}

/** Everything else under e2e: the command line, the protocols, the ceremonies, with real clients. */
async function clients(context) {
  const lack = missing(context, 'clients')
  if (lack !== undefined) return leftOut(`the real command-line clients need ${lack}`)
  if (globSync('e2e/{cli,protocols,ceremony}/**/*.test.ts', { cwd: root }).length === 0)
    return { ...none, failed: 1, output: 'e2e/cli and e2e/protocols hold no test' }
  return runVitest(['-c', 'vitest.e2e.config.ts', '--exclude', 'e2e/headless/**', '--exclude', 'e2e/desktop/**'])
}

/** @param missing what the machine lacks, by kind of check */
export function makeContext(missingParts) {
  let electron
  return { missing: missingParts, electron: () => (electron ??= testElectron()), changed: changedFiles }
}

export const stages = [
  { name: 'types', quick: types, run: types },
  { name: 'lint', quick: lintOfChanges, run: lint },
  { name: 'architecture', quick: architecture, run: architecture },
  { name: 'unit', quick: unitOfChanges, run: unit },
  { name: 'unit in Electron', run: electronUnit },
  { name: 'build', run: build },
  { name: 'desktop', run: desktop },
  { name: 'headless', run: headless },
  { name: 'clients', run: clients }
]
