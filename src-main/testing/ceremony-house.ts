import { execFileSync } from 'node:child_process'
import { createHash, createPrivateKey, sign, type KeyObject } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CeremonyView } from '../../src-shared/api/ceremonies.ts'
import type { CeremonyParticipant } from '../../src-shared/model/ceremony.ts'
import type { Actor } from '../../src-shared/model/channel.ts'
import { checkHost } from '../ca/ceremony/host-check.ts'
import { closeCeremony } from '../ca/ceremony/close.ts'
import { openCeremony } from '../ca/ceremony/open.ts'
import { beginStep, completeStep } from '../ca/ceremony/run.ts'
import { signOff } from '../ca/ceremony/sign-off.ts'
import { showCeremony } from '../ca/ceremony/view.ts'
import type { CeremonyWorld } from '../ca/ceremony/world.ts'
import type { Machine } from '../world/machine.ts'

/** A machine whose network is down; tests change what they are about. */
export const quietMachine: Machine = {
  interfacesUp: () => [],
  programDigest: () => Promise.resolve({ sha256: createHash('sha256').update('program').digest('hex'), files: 3 }),
  diskEncrypted: () => Promise.resolve(true),
  otherUsers: () => Promise.resolve([]),
  screenLock: () => Promise.resolve({ afterSeconds: 300 }),
  entropy: () => Promise.resolve({ bits: 256, pool: 256, hardware: 'tpm-rng-0' })
}

export const atTheMachine: Actor = { operatorId: 1, name: 'alice', channel: 'desk' }

/** Somebody with a key and a certificate of their own, made by OpenSSL. */
export interface KeyOwner {
  readonly certificate: string
  /** @returns a bare signature in base64 */
  signs(text: string): string
  signsBytes(bytes: Uint8Array): string
  /** @returns a detached CMS signature, PEM */
  signsCms(text: string): string
  remove(): void
}

export function keyOwner(name: string): KeyOwner {
  const folder = mkdtempSync(join(tmpdir(), 'chancery-witness-'))
  const at = (file: string): string => join(folder, file)
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '365'],
      ...['-subj', `/CN=${name}`, '-keyout', at('key.pem'), '-out', at('certificate.pem')]
    ],
    { stdio: 'pipe' }
  )
  const key: KeyObject = createPrivateKey(readFileSync(at('key.pem')))
  return {
    certificate: readFileSync(at('certificate.pem'), 'utf8'),
    signs: (text) => sign('sha256', Buffer.from(text), key).toString('base64'),
    signsBytes: (bytes) => sign('sha256', bytes, key).toString('base64'),
    signsCms: (text) =>
      execFileSync(
        'openssl',
        [
          ...['cms', '-sign', '-binary', '-md', 'sha256', '-signer', at('certificate.pem')],
          ...['-inkey', at('key.pem'), '-outform', 'PEM']
        ],
        { input: text, stdio: ['pipe', 'pipe', 'pipe'] }
      ).toString(),
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}

/** What is answered in a ceremony. */
export interface Answers {
  readonly mode: 'rehearsal' | 'real'
  readonly script: string
  readonly variables?: Readonly<Record<string, string>>
  readonly tokens?: Readonly<Record<string, string>>
  readonly participants: readonly CeremonyParticipant[]
  /** By person: a passphrase, or a key. */
  readonly means: Readonly<Record<string, string | KeyOwner>>
  /** By step. */
  readonly answers?: Readonly<Record<string, string>>
  readonly csr?: string
  readonly pin?: string
  readonly clock?: string
}

/**
 * Goes on with a ceremony from wherever it stands to its end.
 * @param id of one that is open; without it one is opened
 */
export async function driveCeremony(world: CeremonyWorld, given: Answers, id?: number): Promise<CeremonyView> {
  const { mode, script, variables = {}, tokens = {}, participants } = given
  const ceremony = id ?? (await openCeremony(world, { mode, script, variables, tokens, participants }, atTheMachine))
  const by = { actor: atTheMachine, roles: ['ca-administrator'], pin: given.pin }
  for (;;) {
    const view = showCeremony(world, ceremony).ceremony
    const step = view.step?.id ?? ''
    switch (view.phase) {
      case 'host-check': {
        const { passed } = await checkHost(
          world,
          ceremony,
          { clock: given.clock ?? 'a watch', bags: ['A-1'] },
          atTheMachine
        )
        if (!passed) throw new Error('the machine is not as it should be')
        break
      }
      case 'begin':
        await beginStep(world, { ceremony, step, csr: given.csr }, by)
        break
      case 'complete':
        await completeStep(world, { ceremony, step, answer: given.answers?.[step] }, by)
        break
      case 'sign-off': {
        const [wanted] = view.missing
        if (wanted === undefined) throw new Error(`the step ${step} is stuck: ${JSON.stringify(view.deviations)}`)
        const { role, person, toSign, witness } = wanted
        const means = given.means[person]
        const proof = typeof means === 'string' ? { passphrase: means } : { signature: means?.signs(toSign) }
        await signOff(world, { ceremony, role, person, ...proof }, witness ? 'witnessed' : 'confirmed', atTheMachine)
        break
      }
      case 'close':
        await closeCeremony(world, ceremony, atTheMachine)
        break
      case 'ended':
        return view
    }
  }
}
