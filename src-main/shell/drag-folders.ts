import { rmSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { ChanceryError } from '../../src-shared/errors.ts'
import { parseFileToSave } from './desktop-input.ts'

/** What may leave the window by the mouse: certificates and what goes with them, nothing that a double click would run. */
const draggableExtensions = ['cer', 'crt', 'pem', 'p7b', 'csr', 'crl'] as const
/** A certificate with its chain is far below it. */
const draggedFileLimit = 1024 * 1024
/** A target may read the file only after the drop; after this long nobody does any more. */
const keptMs = 10 * 60_000

/** Files on their way out of the window: each in a folder of its own that nobody else may enter, and not for long. */
export interface DragFolders {
  /**
   * Writes the file that the page gave. @returns where it lies
   * @throws ChanceryError `malformed`, `invalid-input` for another kind of file, `too-large` beyond 1 MiB, `io`
   */
  readonly keep: (input: unknown) => Promise<string>
  /** Removes all of them now, for the end of the program. */
  readonly clear: () => void
}

/** @param parent folder for passing files of this computer's user */
export function dragFolders(parent: string): DragFolders {
  const folders = new Map<string, NodeJS.Timeout>()
  return {
    keep: async (input) => {
      const { name, bytes } = parseFileToSave(input)
      const extension = extname(name).slice(1).toLowerCase()
      if (!(draggableExtensions as readonly string[]).includes(extension))
        throw new ChanceryError(
          'invalid-input',
          `${name} cannot be dragged out of the window: .${draggableExtensions.join(' .')} can.`
        )
      if (bytes.length > draggedFileLimit)
        throw new ChanceryError(
          'too-large',
          `${name} is larger than ${draggedFileLimit} bytes, the most that is dragged.`
        )
      try {
        // mkdtemp makes the folder with mode 0700.
        const folder = await mkdtemp(join(parent, 'chancery-drag-'))
        const timer = setTimeout(() => {
          folders.delete(folder)
          void rm(folder, { recursive: true, force: true }).catch(() => undefined)
        }, keptMs)
        timer.unref()
        folders.set(folder, timer)
        const path = join(folder, name)
        await writeFile(path, bytes, { mode: 0o600, flag: 'wx' })
        return path
      } catch (cause) {
        throw new ChanceryError('io', `${name} could not be laid out for dragging.`, { cause })
      }
    },
    clear: () => {
      for (const [folder, timer] of folders) {
        clearTimeout(timer)
        rmSync(folder, { recursive: true, force: true })
      }
      folders.clear()
    }
  }
}
