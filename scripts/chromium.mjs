// Finds the machine's Chromium or Chrome for browser tests. CHANCERY_CHROMIUM names another one.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const macPlaces = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
]

/** @returns a path, or undefined where there is none */
export function findChromium() {
  if (process.env.CHANCERY_CHROMIUM) return process.env.CHANCERY_CHROMIUM
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...macPlaces]
  return candidates.find((path) => existsSync(path))
}
