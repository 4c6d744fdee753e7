import { realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** @returns where a path really leads, links followed as far as it exists; the rest of it as it was written */
export function realPathOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    const above = dirname(path)
    return above === path ? path : join(realPathOf(above), basename(path))
  }
}
