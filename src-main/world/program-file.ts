import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Finds a file that comes with the program: the build puts `resources/<folder>` beside it as `<folder>`; from sources it lies
 * where it is kept.
 * @returns its path, or null where the build has left it out
 */
export function programFile(folder: string, name: string): string | null {
  for (let place = import.meta.dirname; ; place = dirname(place)) {
    for (const inner of [folder, join('resources', folder)]) {
      const file = join(place, inner, name)
      if (existsSync(file)) return file
    }
    if (dirname(place) === place) return null
  }
}
