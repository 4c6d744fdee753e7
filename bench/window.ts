/*
 * What a person feels in the window, and what an hour of clicking leaves in memory. Works on the built application. A part
 * of `npm run bench`, with a minute of clicking; by itself:
 *
 *   node bench/window.ts                frame times, then five minutes of clicking
 *   node bench/window.ts 3600           an hour of clicking
 *   node bench/window.ts 150 50000      two and a half minutes, over a list of 50,000 certificates
 *
 * Frame times: the list of certificates is scrolled from row to row and from page to page, and the moments between two
 * animation frames are taken in the page. A frame counts as dropped where the next one came a whole refresh too late.
 * Memory: the same round of screens, sheets, menus and dialogs again and again; between the rounds garbage is collected
 * through the debugger, and the heap, the DOM nodes and the listeners are read at the same quiet screen. It fails where
 * one of them grows steadily; of the heap it tells apart what the program holds and what V8 compiles and notes for itself.
 * Without a graphics card the frames are painted by the processor: the figures are then those of a slow computer, and of
 * a slower one where something else works beside it.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { CDPSession, Page } from '@playwright/test'
import { chancery } from '../e2e/cli/chancery.ts'
import { launchDesktop } from '../e2e/desktop/launch.ts'
import { fillDemo } from '../e2e/fixtures/demo.ts'
import { callFrom } from '../e2e/fixtures/page-call.ts'
import { goTo, signIn } from '../e2e/fixtures/sign-in.ts'
import { startVirtualDisplay } from '../scripts/display.mjs'
import { close, open } from '../src-main/store/open.ts'
import { allRows } from '../src-main/store/connection.ts'
import { reader } from '../src-main/store/store.ts'
import { seedCertificates } from '../src-main/testing/seed-certificates.ts'
import { steadyGrowth, type Sample } from './growth.ts'
import { censusOf, type HeapCensus } from './heap-census.ts'
import { quantile } from './rate.ts'
import { milliseconds, row, tell, whole, type Row } from './report.ts'

const seconds = Number(process.argv[2] ?? 300)
const rows = Number(process.argv[3] ?? 20_000)
if (!(seconds >= 30) || !Number.isSafeInteger(rows) || rows < 1000)
  throw new RangeError('Give the seconds of clicking, at least 30, and the number of certificates, at least 1000.')
const root = join(import.meta.dirname, '..')
/** Seconds of scrolling. */
const scrolling = 12
/** Frames of a screen of 60 Hz. */
const refresh = 1000 / 60
/** Between two readings: a minute, and in a short run so that there are ten of them. */
const every = Math.min(60, seconds / 10)

/** Adds certificates to the demonstration that nobody has signed: they stand in lists and are not opened. */
async function addRows(data: string): Promise<void> {
  const store = open(join(data, 'chancery.db'))
  const ids = (sql: string): number[] => (allRows(reader(store), sql) as { id: number }[]).map(({ id }) => id)
  const owners = {
    authorityIds: ids('SELECT id FROM authority ORDER BY id'),
    profileIds: ids('SELECT profile_id AS id FROM profile_revision GROUP BY profile_id ORDER BY profile_id'),
    revisionIds: ids('SELECT max(id) AS id FROM profile_revision GROUP BY profile_id ORDER BY profile_id')
  }
  await seedCertificates(store, { count: rows, now: Date.now() }, owners)
  await close(store)
}

/**
 * Runs in the page: scrolls by 24 px a frame, turns the page at its end, and answers the ms between the frames; those of the
 * half second after a page was turned, in which a hundred rows are made anew, by themselves.
 */
const scroll = `new Promise((resolve) => {
  const deltas = { scrolled: [], turned: [] }
  const begun = performance.now()
  let last = begun
  let turnedAt = begun
  const step = (at) => {
    ;(at - turnedAt < 500 ? deltas.turned : deltas.scrolled).push(at - last)
    last = at
    const scroller = document.querySelector('.MuiDataGrid-virtualScroller')
    if (scroller !== null) {
      const before = scroller.scrollTop
      scroller.scrollTop = before + 24
      if (scroller.scrollTop === before && before > 0) {
        scroller.scrollTop = 0
        turnedAt = at
        document.querySelector('button[aria-label="Next page"]:enabled')?.click()
      }
    }
    if (at - begun < ${scrolling * 1000}) requestAnimationFrame(step)
    else resolve(deltas)
  }
  requestAnimationFrame(step)
})`

/** Scrolls the list of certificates. @returns ms between frames */
async function frames(
  page: Page
): Promise<{ readonly scrolled: readonly number[]; readonly turned: readonly number[] }> {
  await goTo(page, '/certificates')
  await page.getByRole('grid').locator('[role="row"][data-id]').nth(10).waitFor()
  return page.evaluate<{ scrolled: number[]; turned: number[] }>(scroll)
}

function frameRows(what: string, deltas: readonly number[]): readonly Row[] {
  const dropped = deltas.reduce((sum, delta) => sum + Math.max(0, Math.round(delta / refresh) - 1), 0)
  return [
    row(`${what}, p50`, milliseconds(quantile(deltas, 0.5))),
    row('  p95', milliseconds(quantile(deltas, 0.95))),
    row('  p99', milliseconds(quantile(deltas, 0.99))),
    row('  dropped', `${whole(dropped)} of ${whole(deltas.length + dropped)}`)
  ]
}

/** One round of what people do all day. Each step waits for what it opened. */
async function round(page: Page, ids: readonly number[], requests: readonly number[], at: number): Promise<void> {
  const id = ids[at % ids.length] ?? 1
  const request = requests[at % requests.length] ?? 1
  const main = page.getByRole('main')
  const heading = main.getByRole('heading', { level: 1 })
  const { keyboard } = page
  const see = async (address: string): Promise<void> => {
    await goTo(page, address)
    await heading.first().waitFor()
    await page.locator('.MuiSkeleton-root').first().waitFor({ state: 'detached' })
  }
  const escape = async (role: 'dialog' | 'menu'): Promise<void> => {
    const shown = page.getByRole(role).first()
    await shown.waitFor()
    // Again, where the key came before the focus did.
    for (let tries = 0; tries < 20 && (await shown.count()) > 0; tries += 1) {
      await keyboard.press('Escape')
      await shown.waitFor({ state: 'detached', timeout: 700 }).catch(() => undefined)
    }
  }
  /** Again, where the key came before the page listened to it. */
  const openDialog = async (key: string): Promise<void> => {
    const shown = page.getByRole('dialog').first()
    for (let tries = 0; tries < 10; tries += 1) {
      await keyboard.press(key)
      const opened = await shown.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false
      )
      if (opened) return
    }
    throw new Error(`no dialog opened by ${key}`)
  }
  await see('/dashboard')
  await see('/certificates?kind=tls&sort=expiry')
  await page.getByRole('grid').locator('[role="row"][data-id]').first().click({ button: 'right' })
  await escape('menu')
  await see(`/certificates?open=${id}`)
  await page.getByRole('complementary').getByRole('button', { name: 'Revoke' }).waitFor()
  await openDialog('r')
  await escape('dialog')
  await see(`/certificates/${id}`)
  for (const tab of ['management', 'chain', 'extensions', 'asn1']) await see(`/certificates/${id}?tab=${tab}`)
  await see('/requests')
  await see(`/requests/${request}`)
  await see('/reports')
  await see('/reports/revoked-certificates')
  await see('/authorities')
  await see('/profiles')
  await see('/audit')
  await see('/settings')
  await openDialog('Control+k')
  await keyboard.type('harbour')
  await escape('dialog')
  // The quiet screen, at which memory is read.
  await see('/viewer')
}

async function reading(session: CDPSession, at: number): Promise<Sample & HeapCensus> {
  // Twice: what the first run frees may hold what only the second can.
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters')
  return { at, heap: usedSize, nodes, listeners: jsEventListeners, ...(await censusOf(session)) }
}

async function clicking(page: Page): Promise<readonly (Sample & HeapCensus)[]> {
  // Those that can be revoked, for the dialog of that is one of the steps.
  const { rows: known } = await callFrom(page, 'certificate.list', { text: 'harbour', state: ['active'], limit: 100 })
  const ids = known.filter(({ certificateClass }) => certificateClass === 'end-entity').map(({ id }) => id)
  const requests = (await callFrom(page, 'request.list', {})).rows.map(({ id }) => id)
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  const samples: (Sample & HeapCensus)[] = []
  // Two rounds load every screen; what they leave is the ground that the rest is held against.
  for (const at of [0, 1]) await round(page, ids, requests, at)
  const begun = performance.now()
  const elapsed = (): number => (performance.now() - begun) / 1000
  samples.push(await reading(session, 0))
  let rounds = 0
  while (elapsed() < seconds) {
    const until = elapsed() + every
    while (elapsed() < until) {
      await round(page, ids, requests, rounds + 2)
      rounds += 1
    }
    const sample = await reading(session, elapsed())
    samples.push(sample)
    console.error(
      `${whole(sample.at)} s, ${whole(rounds)} rounds: heap ${mebibytes(sample.heap)} (objects ${mebibytes(sample.objects)}, code ${mebibytes(sample.code)}, V8's notes ${mebibytes(sample.bookkeeping)}), ${whole(sample.nodes)} nodes, ${whole(sample.listeners)} listeners`
    )
  }
  return samples
}

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(2)} MiB`

// Builds what is stale, so that the figures are those of the present sources.
await chancery('--version')
const demo = await fillDemo()
await addRows(demo.data)
const screen = process.env['DISPLAY'] === undefined ? await startVirtualDisplay() : null
if (screen !== null) process.env['DISPLAY'] = screen.display
process.env['CHANCERY_ELECTRON'] ??= execFileSync(process.execPath, [join(root, 'scripts', 'electron-runtime.mjs')], {
  encoding: 'utf8'
})
  .trim()
  .split('\n')
  .at(-1)
try {
  const running = await launchDesktop({ data: demo.data })
  try {
    const { page } = running
    // Where something else works beside it, a screen may take its time.
    page.setDefaultTimeout(60_000)
    await signIn(page, 'alice', demo.passphrase)
    const { scrolled, turned } = await frames(page)
    tell([
      ...frameRows(`frames while ${whole(rows)} certificates are scrolled`, scrolled),
      ...frameRows('frames while the page is turned', turned)
    ])
    const samples = await clicking(page)
    const [first] = samples
    const last = samples.at(-1)
    const grown = steadyGrowth(samples)
    const heap = (what: string, of: (sample: Sample & HeapCensus) => number, grows?: boolean): Row =>
      row(what, mebibytes(last === undefined ? 0 : of(last)), {
        peer: `${mebibytes(first === undefined ? 0 : of(first))} at first`,
        ...(grows === undefined ? {} : { goal: 'no steady growth', met: !grows })
      })
    tell([
      heap(`the page's heap after ${whole(seconds)} s of clicking`, (sample) => sample.heap, grown.heap),
      heap('  what the program holds', (sample) => sample.objects, grown.objects),
      heap('  code that V8 compiled', (sample) => sample.code),
      heap("  V8's own bookkeeping", (sample) => sample.bookkeeping),
      row('  DOM nodes', whole(last?.nodes ?? 0), {
        peer: whole(first?.nodes ?? 0),
        goal: 'no steady growth',
        met: !grown.nodes
      }),
      row('  listeners', whole(last?.listeners ?? 0), {
        peer: whole(first?.listeners ?? 0),
        goal: 'no steady growth',
        met: !grown.listeners
      })
    ])
    if (grown.heap || grown.objects || grown.nodes || grown.listeners) process.exitCode = 1
  } finally {
    await running.close()
  }
} finally {
  screen?.stop()
  await demo.remove()
}
