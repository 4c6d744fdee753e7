import { ChanceryError } from '../../src-shared/errors.ts'
import type { Actor } from '../../src-shared/model/channel.ts'
import {
  issueServiceCertificate,
  serviceCertificate,
  serviceCredentials,
  type ServiceCertificate,
  type ServiceWanted
} from '../ca/services/service-certificate.ts'
import type { CaContext } from '../ca/context.ts'
import type { TlsCredentials } from '../world/http-listener.ts'
import type { Chore } from './jobs.ts'
import type { VaultHolder } from './vault-holder.ts'

/** The certificate of one TLS server while it runs. */
export interface TlsIdentity {
  /** What new connections are shown now. */
  readonly credentials: TlsCredentials
  /** Calls back with the next certificate, before the present one ends. */
  onChange(listener: (credentials: TlsCredentials) => void): void
  /** The server is closed; nothing is renewed for it any more. */
  end(): void
}

export interface TlsIdentities {
  /**
   * Takes the certificate that the server had before, or gets one from an authority of this installation.
   * @throws ChanceryError `locked` while the vault is locked, `not-found`, `conflict` for a slot in use; as `issue`
   */
  start(wanted: ServiceWanted): Promise<TlsIdentity>
  /** Renews what is due. */
  readonly chore: Chore
}

/** Pause after a renewal failed: an authority off line, a vault that is locked. */
const pauseAfterFailure = 10 * 60_000

interface Running {
  readonly wanted: ServiceWanted
  certificate: ServiceCertificate
  credentials: TlsCredentials
  readonly listeners: ((credentials: TlsCredentials) => void)[]
}

/** TLS certificates of the engine's own servers, issued by an authority of the same installation. */
export function createTlsIdentities(ca: CaContext, vault: VaultHolder, actor: Actor): TlsIdentities {
  const running = new Map<string, Running>()
  const log = ca.log.with({ area: 'tls' })

  const obtain = async (wanted: ServiceWanted): Promise<ServiceCertificate> => {
    const present = serviceCertificate(ca, wanted)
    if (present !== undefined && ca.clock.now() < present.renewAt) return present
    try {
      return await issueServiceCertificate(ca, wanted, actor)
    } catch (error) {
      // What is valid still serves; the chore tries again.
      if (present === undefined) throw error
      log.warn('the TLS certificate could not be renewed yet', { slot: wanted.slot, reason: wordsOf(error) })
      return present
    }
  }

  const renew = async (one: Running): Promise<number> => {
    const present = serviceCertificate(ca, one.wanted)
    const now = ca.clock.now()
    if (present?.certificateId === one.certificate.certificateId && now < present.renewAt) return present.renewAt
    if (vault.state !== 'unlocked') return now + pauseAfterFailure
    try {
      const certificate = await issueServiceCertificate(ca, one.wanted, actor)
      const credentials = await serviceCredentials(ca, certificate)
      const old = one.credentials
      one.certificate = certificate
      one.credentials = credentials
      for (const tell of one.listeners) tell(credentials)
      old.privateKey.fill(0)
      log.info('a TLS certificate was renewed', { slot: one.wanted.slot, notAfter: certificate.notAfter })
      return certificate.renewAt
    } catch (error) {
      log.warn('a TLS certificate could not be renewed', {
        slot: one.wanted.slot,
        notAfter: one.certificate.notAfter,
        reason: wordsOf(error)
      })
      return ca.clock.now() + pauseAfterFailure
    }
  }

  return {
    start: async (wanted) => {
      if (running.has(wanted.slot))
        throw new ChanceryError('conflict', `${wanted.label} has its TLS certificate in use already.`)
      if (vault.state !== 'unlocked')
        throw new ChanceryError(
          vault.state === 'locked' ? 'locked' : 'not-ready',
          'The private key for TLS lies in the vault, which is locked until somebody signs in. Start with --unlock-file to have it open at once.'
        )
      const certificate = await obtain(wanted)
      const one: Running = {
        wanted,
        certificate,
        credentials: await serviceCredentials(ca, certificate),
        listeners: []
      }
      running.set(wanted.slot, one)
      return {
        get credentials() {
          return one.credentials
        },
        onChange: (listener) => void one.listeners.push(listener),
        end: () => {
          running.delete(wanted.slot)
          one.credentials.privateKey.fill(0)
        }
      }
    },
    chore: {
      name: 'tls',
      run: async () => {
        let next: number | null = null
        for (const one of running.values()) next = Math.min(next ?? Number.POSITIVE_INFINITY, await renew(one))
        return next
      }
    }
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
