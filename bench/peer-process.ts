import { execFileSync, spawnSync } from 'node:child_process'
import { connect } from 'node:net'
import { join } from 'node:path'

/** @returns microseconds of processor time that a process has used (proc(5), in ticks of 10 ms); 0 where nobody tells */
export function processorTime(pid: number): number {
  const read = spawnSync('cat', [`/proc/${pid}/stat`], { encoding: 'utf8' })
  const fields = read.stdout.split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10_000
}

/** Makes a key and a self-signed certificate for this machine. @returns the files */
export function selfSigned(folder: string, name: string): { readonly certificate: string; readonly key: string } {
  const [certificate, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)]
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1'
  openssl(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    key,
    '-out',
    certificate,
    '-days',
    '1000',
    '-subj',
    `/CN=${name}`,
    '-addext',
    names
  )
  return { certificate, key }
}

export function openssl(...args: string[]): void {
  execFileSync('openssl', args, { stdio: 'pipe' })
}

/** @returns whether a program is installed */
export function has(program: string): boolean {
  return spawnSync('which', [program]).status === 0
}

/** Waits until something listens on a port of this machine. @throws Error after half a minute */
export async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('connect', () => resolve(true))
      socket.once('error', () => resolve(false))
      socket.once('close', () => resolve(false))
      setTimeout(() => socket.destroy(), 500)
    })
    if (open) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`nothing listens on port ${port}`)
}
