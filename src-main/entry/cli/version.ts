import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** @returns the folder that holds package.json: the project from source, the app's root from the bundle */
export function productFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    if (packageAt(folder) !== undefined) return folder
    const parent = dirname(folder)
    if (parent === folder) return folder
    folder = parent
  }
}

/** @returns the version in package.json */
export function productVersion(): string {
  return packageAt(productFolder()) ?? '0.0.0'
}

function packageAt(folder: string): string | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const isOurs = typeof value === 'object' && value !== null && 'name' in value && value.name === 'chancery'
    return isOurs && 'version' in value && typeof value.version === 'string' ? value.version : undefined
  } catch {
    return undefined
  }
}
