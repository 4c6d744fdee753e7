import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'

const root = join(import.meta.dirname, '..', '..')

// Where `npm test` has made a screen for each worker, everything that this one starts goes to its own.
const displays = process.env['CHANCERY_DISPLAYS']?.split(' ') ?? []
const display = displays[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0) % Math.max(displays.length, 1)]
if (display !== undefined) process.env['DISPLAY'] = display

export interface RunningApp {
  readonly app: ElectronApplication
  readonly page: Page
  readonly data: string
  /** Every line that the page or the main process complained with. */
  readonly complaints: readonly string[]
  readonly close: () => Promise<void>
}

/** @returns the Electron that CHANCERY_ELECTRON names */
export function electronBinary(): string {
  const binary = process.env['CHANCERY_ELECTRON']
  if (binary === undefined) throw new Error('CHANCERY_ELECTRON has to name an Electron binary.')
  return binary
}

/**
 * Starts the built desktop app in the Electron that CHANCERY_ELECTRON names, on a data folder of its own.
 * `npm test` sets that variable; by hand: CHANCERY_ELECTRON=$(node scripts/electron-runtime.mjs).
 * @param options.data an existing data folder, which is kept; @param options.files files to open with the app
 * @param options.unlockFile where the secret lies that opens the vault at start; @param options.switches for Chromium
 */
export async function launchDesktop(
  options: { data?: string; files?: readonly string[]; unlockFile?: string; switches?: readonly string[] } = {}
): Promise<RunningApp> {
  // Named in this way and not as `executablePath`: only then does the runner hold the first window back until it
  // listens. Otherwise one start in ten is lost, because the page has moved on while the runner asked for its frames.
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = dirname(electronBinary())
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'chancery-desktop-')))
  const { ELECTRON_RUN_AS_NODE: _asNode, ...environment } = process.env
  const app = await _electron.launch({
    cwd: root,
    // The theme is the app's own affair, not the test runner's.
    colorScheme: null,
    env: definedOnly(environment),
    args: [
      // Chromium's sandbox cannot be set up by root; a person runs the app with it.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      ...(options.switches ?? []),
      root,
      '--data',
      data,
      ...(options.unlockFile === undefined ? [] : ['--unlock-file', options.unlockFile]),
      ...(options.files ?? [])
    ]
  })
  const complaints: string[] = []
  const page = await app.firstWindow()
  page.setDefaultTimeout(15_000)
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.waitForLoadState('domcontentloaded')
  return {
    app,
    page,
    data,
    complaints,
    close: async () => {
      await app.close()
      if (options.data === undefined) await rm(data, { recursive: true, force: true })
    }
  }
}

function definedOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  const result: Record<string, string> = {}
  for (const [name, value] of Object.entries(environment)) if (value !== undefined) result[name] = value
  return result
}
