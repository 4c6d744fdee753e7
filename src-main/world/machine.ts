import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, readlink, stat } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { kernelEntropy, type Entropy } from './entropy.ts'
import { screenLock, type ScreenLock } from './screen-lock.ts'

/** A network interface that is up. */
export interface UpInterface {
  readonly name: string
  readonly addresses: readonly string[]
}

/** What a ceremony wants to know of the machine that it runs on. */
export interface Machine {
  /** @returns every interface that is up and has an address, but for the loopback */
  interfacesUp(): readonly UpInterface[]
  /** @returns one digest over the program's own files */
  programDigest(): Promise<{ readonly sha256: string; readonly files: number }>
  /** @returns whether the file system under a path lies on an encrypted disk; null where it cannot be read */
  diskEncrypted(path: string): Promise<boolean | null>
  /** @returns how many other people's processes run, by their user numbers; null where it cannot be read */
  otherUsers(): Promise<readonly number[] | null>
  /** @returns whether the screen locks by itself; null where the desktop does not tell */
  screenLock(): Promise<ScreenLock | null>
  /** @returns what the kernel says of its random generator; null where it does not */
  entropy(): Promise<Entropy | null>
}

/** This machine. */
export const thisMachine: Machine = {
  interfacesUp: () =>
    Object.entries(networkInterfaces()).flatMap(([name, list]) => {
      const addresses = (list ?? []).filter(({ internal }) => !internal).map(({ address }) => address)
      return addresses.length === 0 ? [] : [{ name, addresses }]
    }),
  programDigest: () => digestOfProgram(programRoot(import.meta.dirname)),
  diskEncrypted: (path) => (process.platform === 'linux' ? linuxDiskEncrypted(path) : Promise.resolve(null)),
  otherUsers: () => (process.platform === 'linux' ? linuxOtherUsers() : Promise.resolve(null)),
  screenLock,
  entropy: kernelEntropy
}

/** What the program is made of; of libraries the lock file tells the digests. */
const programParts = ['package.json', 'package-lock.json', 'bin', 'out', 'src-main', 'src-shared', 'resources']

function programRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder))
    if (existsSync(join(folder, 'package.json')) || dirname(folder) === folder) return folder
}

/**
 * SHA-256 over a list of the program's files, one a line as `sha256sum` writes it, sorted by path: whoever has the same
 * files gets the same digest with the tools of the system.
 */
async function digestOfProgram(root: string): Promise<{ sha256: string; files: number }> {
  const paths: string[] = []
  for (const part of programParts) await gather(join(root, part), paths)
  const list = createHash('sha256')
  const named = paths.map((path) => ({ path, name: relative(root, path).replaceAll('\\', '/') }))
  named.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const { path, name } of named)
    list.update(
      `${createHash('sha256')
        .update(await readFile(path))
        .digest('hex')}  ${name}\n`
    )
  return { sha256: list.digest('hex'), files: named.length }
}

async function gather(path: string, into: string[]): Promise<void> {
  const status = await stat(path).catch(() => undefined)
  if (status === undefined) return
  if (status.isFile()) into.push(path)
  else if (status.isDirectory()) for (const name of await readdir(path)) await gather(join(path, name), into)
}

/** The device mapper says of its devices what they are for: those of cryptsetup begin with CRYPT. */
async function linuxDiskEncrypted(path: string): Promise<boolean | null> {
  try {
    const { dev } = await stat(path)
    // As makedev(3) packs them in what stat(2) gives.
    const [major, minor] = [(dev >> 8) & 0xfff, (dev & 0xff) | ((dev >> 12) & 0xfff00)]
    // Number 0 is for file systems without a device: in memory, over the network, layers of a container.
    if (major === 0) return null
    return await blockDeviceEncrypted(join('/sys/dev/block', `${major}:${minor}`))
  } catch {
    return null
  }
}

async function blockDeviceEncrypted(device: string): Promise<boolean> {
  const uuid = await readFile(join(device, 'dm', 'uuid'), 'utf8').catch(() => '')
  if (uuid.startsWith('CRYPT-')) return true
  // A logical volume lies on others.
  const below = await readdir(join(device, 'slaves')).catch(() => [])
  for (const name of below)
    if (await blockDeviceEncrypted(join('/sys/class/block', name)).catch(() => false)) return true
  return false
}

/** Numbers of people's accounts, as login.defs(5) has them. */
const [firstPerson, lastPerson] = [1000, 60_000]

async function linuxOtherUsers(): Promise<readonly number[] | null> {
  try {
    await readlink('/proc/self')
    const own = process.geteuid?.()
    const users = new Set<number>()
    for (const name of await readdir('/proc')) {
      if (!/^\d+$/.test(name)) continue
      const status = await stat(join('/proc', name)).catch(() => undefined)
      if (status !== undefined && status.uid !== own && status.uid >= firstPerson && status.uid <= lastPerson)
        users.add(status.uid)
    }
    return [...users].toSorted((a, b) => a - b)
  } catch {
    return null
  }
}
