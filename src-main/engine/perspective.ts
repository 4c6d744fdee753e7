import { ChanceryError } from '../../src-shared/errors.ts'
import { internetRegistries, perspectiveCode, type InternetRegistry } from '../../src-shared/model/mpic.ts'
import { defaultValidationSettings } from '../../src-shared/model/validation-settings.ts'
import type { RemotePerspective } from '../protocols/perspective/coordinate.ts'
import { specificationVersion, startPerspectiveServer } from '../protocols/perspective/server.ts'
import type { AddressRule } from '../validation/address-rule.ts'
import { createControl, type ResolverSettings } from '../validation/control.ts'
import { atOnce } from '../validation/mpic/at-once.ts'
import { lookAsPerspective } from '../validation/mpic/perspective-look.ts'
import { systemClock } from '../world/clock.ts'
import { isLoopback, type HttpListener, type TlsCredentials } from '../world/http-listener.ts'
import type { Log } from '../world/log.ts'
import { nodeNet } from '../world/node-net.ts'
import { systemRandom } from '../world/random.ts'

/** What a perspective or a coordinator is started with. Neither needs a data folder or a vault. */
export interface PerspectiveOptions {
  readonly listen: { readonly host: string; readonly port: number }
  readonly tls: TlsCredentials | undefined
  /** Addresses of perspectives, each `URL`, `CODE=URL` or `CODE@REGISTRY=URL`; null looks itself. */
  readonly coordinate: readonly string[] | null
  /** Whoever asks has to send it; null asks for none. */
  readonly key: Uint8Array | null
  /** Admits anybody where it listens on more than loopback. */
  readonly open: boolean
  /** Sent to the perspectives. */
  readonly perspectiveKey: string | null
  /** PEM that the servers of the perspectives are trusted by, in place of the system's anchors. */
  readonly trust: string | null
  readonly resolver: Pick<ResolverSettings, 'dnsSource' | 'dnsServers' | 'dnssec' | 'dnsTrustAnchors'>
  readonly addresses: AddressRule
  readonly domains: readonly string[]
  /** Checks at one time. */
  readonly atOnce: number
  readonly timeoutMs: number
  readonly version: string
  readonly log: Log
}

export interface StartedPerspective {
  readonly listener: HttpListener
  readonly role: 'perspective' | 'coordinator'
  readonly perspectives: readonly RemotePerspective[]
}

/** Checks that wait for each that runs. */
const waitingForEach = 8

/** @throws ChanceryError `invalid-input`, `busy` when the port is taken, `io` */
export async function startPerspective(options: PerspectiveOptions): Promise<StartedPerspective> {
  if (options.key === null && !options.open && !isLoopback(options.listen.host))
    throw new ChanceryError(
      'invalid-input',
      `${options.listen.host} is reached by other machines: give --api-key-file, or --open to let anybody make checks through this one.`
    )
  const slots = atOnce(options.atOnce, options.atOnce * waitingForEach)
  const common = {
    listen: options.listen,
    tls: options.tls,
    key: options.key,
    slots,
    log: options.log
  }
  const about = {
    open_mpic_api_spec_version: specificationVersion,
    app_version: options.version,
    log_level: 'info',
    http_client_timeout_seconds: options.timeoutMs / 1000
  }
  if (options.coordinate !== null) {
    const perspectives = readPerspectives(options.coordinate)
    const listener = await startPerspectiveServer({
      ...common,
      // Each attempt waits for its slowest perspective.
      timeoutMs: options.timeoutMs * 4,
      about: { ...about, default_perspective_count: perspectives.length, absolute_max_attempts: 3 },
      role: {
        kind: 'coordinator',
        parts: {
          net: nodeNet,
          clock: systemClock,
          perspectives,
          choiceKey: systemRandom.bytes(32),
          key: options.perspectiveKey,
          trust: options.trust,
          timeoutMs: options.timeoutMs,
          slots: atOnce(options.atOnce * 4, options.atOnce * 4 * waitingForEach)
        }
      }
    })
    return { listener, role: 'coordinator', perspectives }
  }
  const control = createControl({
    net: nodeNet,
    random: systemRandom,
    clock: systemClock,
    settings: () => ({ ...options.resolver, dnsUnsignedZones: defaultValidationSettings.dnsUnsignedZones })
  })
  const parts = { control, clock: systemClock, addresses: options.addresses, defaultDomains: options.domains }
  const listener = await startPerspectiveServer({
    ...common,
    timeoutMs: options.timeoutMs,
    about,
    role: { kind: 'perspective', look: (request, signal) => lookAsPerspective(parts, request, signal) }
  })
  return { listener, role: 'perspective', perspectives: [] }
}

/** `ripe-ncc` and `RIPE NCC` mean the same. */
const plainRegistry = (text: string): string => text.toLowerCase().replaceAll(/[^a-z]/g, '')

/** @throws ChanceryError `invalid-input` */
export function readPerspectives(texts: readonly string[]): readonly RemotePerspective[] {
  const perspectives = texts.map(readPerspective)
  const codes = perspectives.map(({ code }) => code.toLowerCase())
  const twice = codes.find((code, index) => codes.indexOf(code) !== index)
  if (twice !== undefined) throw new ChanceryError('invalid-input', `The perspective ${twice} is named twice.`)
  if (perspectives.length < 2)
    throw new ChanceryError('invalid-input', 'A coordinator asks at least two perspectives (BR 3.2.2.9).')
  return perspectives
}

function readPerspective(text: string): RemotePerspective {
  const [, name, address = ''] = /^(?:([^=/]+)=)?(https?:\/\/.+)$/.exec(text.trim()) ?? []
  const url = URL.parse(address)
  if (url === null || url.username !== '' || url.search !== '' || url.hash !== '')
    throw new ChanceryError(
      'invalid-input',
      `"${text}" is no perspective. Write its address, or fra@ripe-ncc=https://192.0.2.1:7481 with a code and a registry.`
    )
  const [code = '', registry] = (name ?? `${url.hostname}:${url.port === '' ? defaultPort(url) : url.port}`).split('@')
  if (!perspectiveCode.safeParse(code).success)
    throw new ChanceryError('invalid-input', `"${code}" is no code of a perspective. Write CODE=URL.`)
  return { code, url: address.trim(), registry: registry === undefined ? null : readRegistry(registry) }
}

const defaultPort = (url: URL): string => (url.protocol === 'https:' ? '443' : '80')

function readRegistry(text: string): InternetRegistry {
  const known = internetRegistries.find((one) => plainRegistry(one) === plainRegistry(text))
  if (known !== undefined) return known
  throw new ChanceryError(
    'invalid-input',
    `"${text}" is no registry. Write one of ${internetRegistries.map((one) => one.toLowerCase().replace(' ', '-')).join(', ')}.`
  )
}
