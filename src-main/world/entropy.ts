import { readFile } from 'node:fs/promises'

/** What the kernel says of its random generator. */
export interface Entropy {
  /** Bits that it counts as gathered, and the most that it counts (random(4)). */
  readonly bits: number
  readonly pool: number
  /** The hardware generator that feeds it; null where there is none. */
  readonly hardware: string | null
}

/** @returns what the kernel tells; null where it does not */
export async function kernelEntropy(): Promise<Entropy | null> {
  if (process.platform !== 'linux') return null
  const [bits, pool] = await Promise.all([number('entropy_avail'), number('poolsize')])
  if (bits === null || pool === null) return null
  const hardware = await readFile('/sys/class/misc/hw_random/rng_current', 'utf8').catch(() => '')
  const name = hardware.trim()
  return { bits, pool, hardware: name === '' || name === 'none' ? null : name }
}

async function number(name: string): Promise<number | null> {
  const text = await readFile(`/proc/sys/kernel/random/${name}`, 'utf8').catch(() => '')
  return /^\d{1,9}\n?$/.test(text) ? Number(text) : null
}
