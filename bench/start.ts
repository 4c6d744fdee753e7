/*
 * How long people wait at the start, and what the engine holds at rest: command line, server, desktop. Works on the
 * built application. A part of `npm run bench`; by itself `node bench/start.ts [rounds = 5]`.
 */
import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { chancery, chanceryJson, run, serve } from '../e2e/cli/chancery.ts'
import { launchDesktop } from '../e2e/desktop/launch.ts'
import { fillDemo, type Demo } from '../e2e/fixtures/demo.ts'
import { startVirtualDisplay } from '../scripts/display.mjs'
import { bareWindow } from './bare-window.ts'
import { median, ratioOf } from './rate.ts'
import { milliseconds, row, tell, whole } from './report.ts'

const rounds = Number(process.argv[2] ?? 5)
const root = join(import.meta.dirname, '..')
const command = join(root, 'out', 'main', 'cli.js')
/** From the start of the desktop to a dashboard that shows the engine's figures, in milliseconds. */
const firstWindow = 1500
/** The whole process tree of the desktop at rest, proportional set size. */
const atRest = 360 * 2 ** 20
/** A bare page in Electron where these goals were set: 330 ms until it was painted, 263 MiB. */
const bareThere = { start: 330, memory: 263 * 2 ** 20 }

async function took(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** Proportional set size of a process and everything below it: shared pages are divided among those who share them. Linux only. */
function memoryOfTree(pid: number): number | null {
  const parents = new Map<number, number>()
  for (const path of globSync('/proc/[0-9]*/stat')) {
    try {
      const text = readFileSync(path, 'utf8')
      parents.set(Number(text.split(' ')[0]), Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // ended meanwhile
    }
  }
  const within = (id: number | undefined): boolean =>
    id !== undefined && id > 1 && (id === pid || within(parents.get(id)))
  let sum = 0
  for (const id of parents.keys()) {
    if (!within(id)) continue
    try {
      const found = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))
      sum += Number(found?.[1] ?? 0) * 1024
    } catch {
      // ended meanwhile
    }
  }
  return sum === 0 ? null : sum
}

const mebibytes = (bytes: number): string => `${whole(bytes / 2 ** 20)} MiB`

async function commandLine(): Promise<void> {
  const bare: number[] = []
  const ours: number[] = []
  for (let round = 0; round < rounds * 2; round++) {
    bare.push(await took(() => run(process.execPath, ['-e', '0'])))
    ours.push(await took(() => run(process.execPath, [command, '--version'])))
  }
  tell([
    row('command line, `chancery --version`', milliseconds(median(ours)), {
      peer: `node -e 0 ${milliseconds(median(bare))}`,
      ratio: ratioOf(ours, bare).toFixed(2)
    })
  ])
}

async function server({ data }: Demo): Promise<void> {
  const starts: number[] = []
  const commands: number[] = []
  let rest: number | null = null
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now()
    const engine = await serve('--data', data)
    const answer = await fetch(engine.admin)
    await answer.text()
    starts.push(performance.now() - begun)
    commands.push(await took(() => run(process.execPath, [command, 'certificate', 'list', '--data', data, '--json'])))
    if (round === rounds - 1) {
      await pause(5000)
      rest = memoryOfTree(engine.pid)
    }
    await engine.stop()
  }
  tell([
    row('server, start to first answer over HTTP', milliseconds(median(starts)), {
      peer: 'vault unlocked by file, Argon2id within'
    }),
    row('a command against the running engine', milliseconds(median(commands))),
    ...(rest === null ? [] : [row('memory of the server at rest', mebibytes(rest))])
  ])
}

/** In the page: once what is there has been painted. */
const painted = 'new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)))'

async function desktop({ data, passphrase }: Demo): Promise<void> {
  const [passphraseFile, unlockFile] = [join(data, '..', 'passphrase'), join(data, '..', 'unlock')]
  await writeFile(passphraseFile, `${passphrase}\n`, { mode: 0o600 })
  const made = ['--operator', 'alice', '--passphrase-file', passphraseFile, '--out', unlockFile]
  await chanceryJson('system', 'make-unlock-secret', '--data', data, ...made)
  const electron = execFileSync(process.execPath, [join(root, 'scripts', 'electron-runtime.mjs')], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .at(-1)
  const screen = process.env['DISPLAY'] === undefined ? await startVirtualDisplay() : null
  if (screen !== null) process.env['DISPLAY'] = screen.display
  process.env['CHANCERY_ELECTRON'] ??= electron
  try {
    const form: number[] = []
    const figures: number[] = []
    const bare: number[] = []
    let rest: number | null = null
    let bareRest: number | null = null
    for (let round = 0; round <= rounds; round++) {
      let begun = performance.now()
      const locked = await launchDesktop({ data })
      // The form is there once the engine has opened the database and said who may sign in.
      await locked.page.getByLabel('Sign-in name').waitFor()
      if (round > 0) form.push(performance.now() - begun)
      await locked.close()
      begun = performance.now()
      const running = await launchDesktop({ data, unlockFile })
      await running.page.getByRole('region', { name: 'Certificates by state' }).waitFor()
      await running.page.evaluate(painted)
      if (round > 0) figures.push(performance.now() - begun)
      if (round === rounds) {
        await pause(5000)
        rest = memoryOfTree(running.app.process().pid ?? 0)
      }
      await running.close()
      begun = performance.now()
      const empty = await bareWindow()
      await empty.page.getByRole('heading', { name: 'Bare' }).waitFor()
      await empty.page.evaluate(painted)
      if (round > 0) bare.push(performance.now() - begun)
      if (round === rounds) {
        await pause(5000)
        bareRest = memoryOfTree(empty.app.process().pid ?? 0)
      }
      await empty.close()
    }
    const toBare = ratioOf(figures, bare)
    const toBareGoal = firstWindow / bareThere.start
    const held = rest === null || bareRest === null ? null : rest / bareRest
    const heldGoal = atRest / bareThere.memory
    tell([
      row('desktop, start to the sign-in form', milliseconds(median(form))),
      row('desktop, start to the painted figures of the dashboard', milliseconds(median(figures)), {
        goal: `<= ${milliseconds(firstWindow)}`,
        met: median(figures) <= firstWindow
      }),
      row('  to a bare page on this machine now', '', {
        peer: `bare page ${milliseconds(median(bare))}`,
        ratio: toBare.toFixed(2),
        goal: `<= ${toBareGoal.toFixed(2)}`,
        met: toBare <= toBareGoal
      }),
      ...(rest === null
        ? []
        : [
            row('memory of the desktop at rest, all processes', mebibytes(rest), {
              goal: `<= ${mebibytes(atRest)}`,
              met: rest <= atRest
            })
          ]),
      ...(held === null || bareRest === null
        ? []
        : [
            row('  to a bare page', '', {
              peer: `bare page ${mebibytes(bareRest)}`,
              ratio: held.toFixed(2),
              goal: `<= ${heldGoal.toFixed(2)}`,
              met: held <= heldGoal
            })
          ])
    ])
  } finally {
    screen?.stop()
  }
}

// Builds what is stale, so that the figures are those of the present sources.
await chancery('--version')
await commandLine()
const demo = await fillDemo()
try {
  await server(demo)
  try {
    await desktop(demo)
  } catch (error) {
    tell([
      row(
        `the desktop could not be started: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
        ''
      )
    ])
  }
} finally {
  await demo.remove()
}
