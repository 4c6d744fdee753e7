import { execFileSync, fork, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../e2e/world/programs.ts'
import { parseCertificate } from '../src-main/pki/certificate.ts'
import type { Certificate } from '../src-main/pki/model.ts'
import { readPem } from '../src-main/pki/pem.ts'
import { scepClient } from '../src-main/testing/scep-client.ts'
import { has } from './peer-process.ts'
import { startStep } from './peer-step.ts'

/** A SCEP server, running. */
export interface ScepPeer {
  readonly name: string
  /** Where PKIOperation is sent. */
  readonly address: string
  /** Whom messages are encrypted for, and who signs the answers. */
  readonly service: Certificate
  /** The challenge password that it takes. */
  readonly secret: string
  readonly pid: number
  stop(): void
}

/** Our engine, in a process of its own. */
export async function startOurs(folder: string): Promise<ScepPeer> {
  const child = fork(join(import.meta.dirname, 'scep-server.ts'), [folder])
  const { port, secret } = await new Promise<{ readonly port: number; readonly secret: string }>((resolve, reject) => {
    child.on('message', (message) => resolve(message as { port: number; secret: string }))
    child.on('exit', (code) => reject(new Error(`the server ended with ${String(code)}`)))
  })
  const address = `http://127.0.0.1:${port}/scep/gate`
  const { service } = await scepClient(address)
  return { name: 'ours', address, service, secret, pid: child.pid ?? 0, stop: () => void child.kill('SIGKILL') }
}

/** micromdm's scepserver. @returns why it cannot be had where it cannot */
export async function startScepServer(folder: string): Promise<ScepPeer | string> {
  if (!has('scepserver')) return 'scepserver is not installed here (Debian: scep)'
  const depot = join(folder, 'depot')
  execFileSync('scepserver', ['ca', '-init', '-depot', depot, '-keySize', '2048'], { stdio: 'ignore' })
  const port = await freePort()
  const args = ['-depot', depot, '-port', String(port), '-challenge', 'secret', '-allowrenew', '0']
  const child = spawn('scepserver', args, { stdio: 'ignore' })
  const address = `http://127.0.0.1:${port}/scep`
  for (let tries = 0; ; tries++) {
    try {
      const answer = await fetch(`${address}?operation=GetCACert`)
      const service = parseCertificate(new Uint8Array(await answer.arrayBuffer()))
      const stop = (): void => void child.kill('SIGKILL')
      return { name: 'scepserver', address, service, secret: 'secret', pid: child.pid ?? 0, stop }
    } catch (error) {
      if (tries > 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** step-ca with its durable store; its issuing authority answers by itself. @returns why it cannot be had where it cannot */
export async function startStepScep(folder: string): Promise<ScepPeer | string> {
  const secret = 'secret'
  // 1 is AES-128 in CBC mode in its configuration; without it, answers are in DES.
  const provisioner = { type: 'SCEP', name: 'gate', challenge: secret, encryptionAlgorithmIdentifier: 1 }
  const step = await startStep(folder, provisioner, ['rsa:2048'])
  if (typeof step === 'string') return step
  const service = parseCertificate(readPem(readFileSync(step.issuing))[0]!.bytes)
  const stop = (): void => void step.child.kill('SIGKILL')
  return { name: 'step-ca 0.19', address: `${step.http}/scep/gate`, service, secret, pid: step.child.pid ?? 0, stop }
}
