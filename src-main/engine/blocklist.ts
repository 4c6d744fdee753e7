import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ChanceryError } from '../../src-shared/errors.ts'
import { fingerprintBytes, readBlocklist, type ModulusBlocklist } from '../pki/weak-keys/blocklist.ts'
import { compactBlocklist } from '../pki/weak-keys/compact-blocklist.ts'
import type { Log } from '../world/log.ts'
import { programFile } from '../world/program-file.ts'

/** Below the data folder: text files in the form of Debian's openssl-blacklist packages. */
const folder = 'blocklists'
/** Those packages name the size of the keys: `blacklist.RSA-4096`. */
const sizeInName = /RSA-(\d{3,5})$/

/** The list that comes with the program, as scripts/weak-keys.mjs made it: x86 and amd64, each with three states of ~/.rnd. */
const shipped = {
  file: 'debian-rsa-2048.bin',
  bits: 2048,
  sha256: '6c5f6041f10f6d68c7e885a0726f4a63efc32eec58a35f0fd27158c73a9c8a95'
}

/**
 * The lists of RSA keys that anybody can make again (CVE-2008-0166): ours, and those that the operator put into the data
 * folder. A key of a size that none is for is reported as not looked up. A file that cannot be read is logged and left out.
 */
export async function loadBlocklist(dataDir: string, log: Log): Promise<ModulusBlocklist> {
  const lists = [shippedList()]
  const names: string[] = await readdir(join(dataDir, folder)).catch(() => [])
  for (const name of names.toSorted()) {
    try {
      const bits = sizeInName.exec(name)?.[1]
      lists.push(
        readBlocklist(await readFile(join(dataDir, folder, name), 'utf8'), bits === undefined ? null : Number(bits))
      )
    } catch (error) {
      log.error('a blocklist could not be read and is left out', error, { file: name })
    }
  }
  return {
    size: lists.reduce((sum, list) => sum + list.size, 0),
    covers: (bits) => lists.some((list) => list.covers(bits)),
    has: (modulus) => lists.some((list) => list.has(modulus))
  }
}

/** Read when the first RSA key is looked up: most installations never see one. */
function shippedList(): ModulusBlocklist {
  const path = programFile('weak-keys', shipped.file)
  let read: ModulusBlocklist | null = null
  return {
    size: path === null ? 0 : statSync(path).size / fingerprintBytes,
    covers: (bits) => bits === shipped.bits,
    has: (modulus) => (read ??= readShipped(path)).has(modulus)
  }
}

function readShipped(path: string | null): ModulusBlocklist {
  const bytes = path === null ? Buffer.alloc(0) : readFileSync(path)
  if (createHash('sha256').update(bytes).digest('hex') !== shipped.sha256)
    throw new ChanceryError(
      'damaged',
      'The list of weak RSA keys that comes with Chancery is missing or changed. Install the program again.'
    )
  return compactBlocklist(bytes, shipped.bits)
}
