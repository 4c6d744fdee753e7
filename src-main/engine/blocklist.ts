import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readBlocklist, type ModulusBlocklist } from '../pki/weak-keys/blocklist.ts'
import type { Log } from '../world/log.ts'

/** Below the data folder: text files in the form of Debian's openssl-blacklist packages. */
const folder = 'blocklists'

/**
 * Reads the lists of RSA keys that anybody can make again (CVE-2008-0166), where the operator put some.
 * @returns null where there is none: the check is then reported as not performed. A file that cannot be read is logged
 *   and left out.
 */
export async function loadBlocklist(dataDir: string, log: Log): Promise<ModulusBlocklist | null> {
  const names: string[] = await readdir(join(dataDir, folder)).catch(() => [])
  const lists: ModulusBlocklist[] = []
  for (const name of names.toSorted()) {
    try {
      lists.push(readBlocklist(await readFile(join(dataDir, folder, name), 'utf8')))
    } catch (error) {
      log.error('a blocklist could not be read and is left out', error, { file: name })
    }
  }
  if (lists.length === 0) return null
  return {
    size: lists.reduce((sum, list) => sum + list.size, 0),
    has: (modulus) => lists.some((list) => list.has(modulus))
  }
}
