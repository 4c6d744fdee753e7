import { spawn, type ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answering, has, processorTime, selfSigned } from './peer-process.ts'
import { startStep } from './peer-step.ts'

/** Another ACME server, running. */
export interface AcmePeer {
  readonly name: string
  readonly directory: string
  /** Its root, PEM. */
  readonly root: string
  /** What it certifies: names that it believes, or 127.0.0.1 proven by http-01. */
  readonly kind: 'dns' | 'ip'
  /** Microseconds of processor time so far. */
  cpu(): number
  /** Ends it. @returns once its ports are free */
  stop(): Promise<void>
}

/** Pebble in memory, believing every proof at once. @returns why it cannot be had where it cannot */
export async function startPebble(folder: string): Promise<AcmePeer | string> {
  if (!has('pebble') || !has('openssl')) return 'pebble is not installed here (Debian: pebble, openssl)'
  const { certificate, key } = selfSigned(folder, 'pebble')
  const config = join(folder, 'pebble.json')
  const pebble = {
    listenAddress: '127.0.0.1:14000',
    managementListenAddress: '127.0.0.1:15000',
    certificate,
    privateKey: key,
    httpPort: 80,
    tlsPort: 443,
    ocspResponderURL: '',
    externalAccountBindingRequired: false
  }
  writeFileSync(config, JSON.stringify({ pebble }))
  const env = {
    PEBBLE_VA_ALWAYS_VALID: '1',
    PEBBLE_VA_NOSLEEP: '1',
    PEBBLE_WFE_NONCEREJECT: '0',
    PEBBLE_AUTHZREUSE: '0'
  }
  const child = spawn('pebble', ['-config', config], { stdio: 'ignore', env: { ...process.env, ...env } })
  await answering(14000)
  return peer('pebble 2.4, in memory', 'https://127.0.0.1:14000/dir', certificate, 'dns', child)
}

/** step-ca, durable; it proves 127.0.0.1 by http-01 each time. @returns why it cannot be had where it cannot */
export async function startStepCa(folder: string): Promise<AcmePeer | string> {
  const key = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']
  const step = await startStep(folder, { type: 'ACME', name: 'acme' }, key)
  if (typeof step === 'string') return step
  const directory = `${step.https}/acme/acme/directory`
  return peer('step-ca 0.19, durable, http-01', directory, step.root, 'ip', step.child)
}

function peer(name: string, directory: string, root: string, kind: 'dns' | 'ip', child: ChildProcess): AcmePeer {
  return {
    name,
    directory,
    root,
    kind,
    cpu: () => processorTime(child.pid ?? 0),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGKILL')
      })
  }
}
