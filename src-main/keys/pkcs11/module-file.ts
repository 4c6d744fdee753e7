import { statSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { ChanceryError } from '../../../src-shared/errors.ts'

/**
 * A module runs with the rights of the user who runs Chancery, so a file that others can change is not loaded.
 * @throws ChanceryError `invalid-input` for a path that does not begin at the root, `not-found`, `unsafe-file`
 */
export function requireModuleFile(path: string): void {
  if (!isAbsolute(path))
    throw new ChanceryError('invalid-input', `Give the whole path of the module, from the root of the disk: ${path}.`)
  const status = statSync(path, { throwIfNoEntry: false })
  if (status === undefined) throw new ChanceryError('not-found', `There is no module ${path}.`)
  if (!status.isFile()) throw new ChanceryError('unsafe-file', `The module ${path} is not a file.`)
  if (process.platform === 'win32') return
  const own = process.geteuid?.()
  if (status.uid !== 0 && status.uid !== own)
    throw new ChanceryError(
      'unsafe-file',
      `The module ${path} belongs to user ${status.uid}, who could exchange it. It must belong to root or to the user that runs Chancery.`
    )
  if ((status.mode & 0o022) !== 0)
    throw new ChanceryError(
      'unsafe-file',
      `The module ${path} can be changed by others than its owner. Take the right to write from them (chmod go-w).`
    )
}
