import type { IncomingMessage } from 'node:http'
import type Router from '@koa/router'
import type { Context } from 'koa'
import { ChanceryError, toFailure } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { estLabel, type EstOperationName, type EstSettings } from '../../../src-shared/model/est.ts'
import { recordRefusal } from '../../ca/services/refusals.ts'
import { authenticate, takesPassword, type EstRequester } from '../../ca/est/authenticate.ts'
import { createCaCertificates } from '../../ca/est/ca-certificates.ts'
import { estActor } from '../../ca/est/enrol.ts'
import { createMessageSigner, type MessageSigner } from '../../ca/est/message-signer.ts'
import { EstRefused } from '../../ca/est/refused.ts'
import { estSettingsOf } from '../../ca/est/settings.ts'
import { clientList, mayAsk, plainAddress } from '../../ca/services/client-addresses.ts'
import { getEstServiceByLabel, type EstServiceRow } from '../../store/est.ts'
import { readBody } from '../http/body.ts'
import type { EnrolmentParts, Protocol } from '../protocol.ts'
import { basicOf } from './basic.ts'
import { estBytes } from './body.ts'
import { channelBinding, shownBy } from './connection.ts'
import { estFailures } from './failures.ts'
import {
  cacerts,
  csrattrs,
  fullcmc,
  serverkeygen,
  simpleEnrol,
  type Answer,
  type Asked,
  type AskedByClient
} from './operations.ts'
import { createQuota, type Quota } from './quota.ts'

/** Refusals of one address that are written to the audit log within a minute; the engine log has all of them. */
const AUDITED_PER_MINUTE = 30
/** A CSR of the largest size in base64 with line ends; full CMC adds a signature and certificates. */
const MOST_BYTES = 512 * 1024
const SECONDS_UNTIL_LATER = 60

type Row =
  /** For everybody. */
  | { readonly operation: 'cacerts' | 'csrattrs'; readonly run: (asked: Asked) => Answer }
  | {
      readonly operation: AskedByClient['operation']
      /** Media type of the body; a missing one is taken for it. */
      readonly type: string
      /** What clients show who they are for. */
      readonly purpose: 'enrol' | 're-enrol'
      readonly run: (asked: AskedByClient) => Promise<Answer>
    }

/** RFC 7030 3.2.2: everything below `/.well-known/est/<label>`, and without a label for the service that is the default. */
const rows: readonly Row[] = [
  { operation: 'cacerts', run: cacerts },
  { operation: 'csrattrs', run: csrattrs },
  { operation: 'simpleenroll', type: 'application/pkcs10', purpose: 'enrol', run: simpleEnrol },
  { operation: 'simplereenroll', type: 'application/pkcs10', purpose: 're-enrol', run: simpleEnrol },
  { operation: 'serverkeygen', type: 'application/pkcs10', purpose: 'enrol', run: serverkeygen },
  { operation: 'fullcmc', type: 'application/pkcs7-mime', purpose: 'enrol', run: fullcmc }
]

/** What the routes work with. */
interface Runtime {
  readonly parts: EnrolmentParts
  readonly quota: Quota
  readonly signer: MessageSigner
  readonly authorities: Asked['authorities']
}

/** EST for every service of the installation (RFC 7030, 8951, 9908). @param actor in whose name the services get certificates */
export function createEstProtocol(parts: EnrolmentParts, actor: Actor): Protocol {
  const runtime: Runtime = {
    parts,
    quota: createQuota(parts.clock),
    signer: createMessageSigner(parts.ca, actor),
    authorities: createCaCertificates(parts.ca)
  }
  return { name: 'est', failures: estFailures, mount: (router) => mount(router, runtime) }
}

function mount(router: Router, runtime: Runtime): void {
  for (const row of rows) {
    const method = 'type' in row ? 'post' : 'get'
    const handle = (context: Context): Promise<void> => answer(runtime, context, row)
    router[method](`/.well-known/est/${row.operation}`, handle)
    router[method](`/.well-known/est/:label/${row.operation}`, handle)
  }
}

type RouteContext = Context & { readonly params: Readonly<Record<string, string | undefined>> }

/** What is known of a request when it is refused. */
interface Known {
  service?: EstServiceRow
  requester?: EstRequester
}

async function answer(runtime: Runtime, context: Context, row: Row): Promise<void> {
  const { parts } = runtime
  const known: Known = {}
  context.set('Cache-Control', 'no-store')
  try {
    const sent = await run(runtime, context, row, known)
    send(context, sent)
    if (sent.refused !== undefined) await tellRefusal(runtime, context, row.operation, known, sent.refused)
  } catch (error) {
    const logId =
      error instanceof ChanceryError
        ? ''
        : parts.log.error('an EST request failed', error, { area: 'est', path: context.path })
    const failure = toFailure(error, logId)
    const { status } = estFailures[failure.code]
    context.status = status
    if (status === 401) context.set('WWW-Authenticate', 'Basic realm="EST", charset="UTF-8"')
    if (status === 503 || status === 429) context.set('Retry-After', String(SECONDS_UNTIL_LATER))
    // What is left of a body that was too large is let go, within the time of a request: a client that still sends
    // would not see the answer of a connection that is closed.
    context.req.resume()
    context.type = 'text/plain; charset=utf-8'
    // Bouncy Castle 1.72 leaves a challenge that has a body, instead of answering it.
    context.body = status === 401 && !hasCredentials(context.req) ? '' : `${failure.message}\n`
    await tellRefusal(runtime, context, row.operation, known, error)
  }
}

async function run(
  { parts, quota, signer, authorities }: Runtime,
  context: Context,
  row: Row,
  known: Known
): Promise<Answer> {
  const service = serviceOf(parts, context)
  known.service = service
  const settings = estSettingsOf(service)
  const address = plainAddress(context.ip)
  admit(service, settings, address, context, quota)
  const shown = shownBy(context.req)
  const asked: Asked = {
    parts,
    signer,
    authorities,
    service,
    settings,
    address,
    body: new Uint8Array(),
    binding: () => channelBinding(context.req),
    shown: shown?.certificate ?? null
  }
  if (!('type' in row)) return row.run(asked)
  const type = context.request.type.toLowerCase()
  if (type !== '' && type !== row.type)
    throw new ChanceryError('invalid-input', `Send ${row.type} to ${row.operation} (RFC 7030 4).`)
  const basic = basicOf(context.get('authorization'))
  const requester = authenticate(parts.ca, service, { basic, shown }, row.purpose)
  known.requester = requester
  const body = estBytes(await readBody(context.req, MOST_BYTES))
  return row.run({ ...asked, requester, body, operation: row.operation })
}

/** @throws ChanceryError `not-found` */
function serviceOf(parts: EnrolmentParts, context: Context): EstServiceRow {
  const label = (context as RouteContext).params['label']
  const wanted = label === undefined ? null : estLabel.safeParse(label)
  const row =
    wanted?.success === false ? undefined : getEstServiceByLabel(parts.reader(), wanted === null ? null : wanted.data)
  if (row?.state === 'enabled') return row
  throw new ChanceryError('not-found', 'There is no EST service under this address.')
}

/** @throws EstRefused `forbidden` for an address that may not ask, and over plain HTTP; `slowed-down` */
function admit(
  service: EstServiceRow,
  { clients, perMinute, baseAddress }: EstSettings,
  address: string,
  context: Context,
  quota: Quota
): void {
  if (baseAddress === null && !context.secure)
    throw new EstRefused(
      'forbidden',
      'EST is spoken over HTTPS (RFC 7030 3.3).',
      `${address} asked over plain HTTP. Give the device the https address; behind a proxy that ends TLS, set --settings.base-address.`
    )
  if (!mayAsk(clientList(clients), address))
    throw new EstRefused(
      'forbidden',
      'This EST service does not answer your address.',
      `${address} is outside the network rule of ${service.name}. Add it with "est update --service ${service.name} --settings.clients …" if the device belongs there.`
    )
  if (!quota.take(`${service.id} ${address}`, perMinute))
    throw new EstRefused(
      'slowed-down',
      `This EST service answers ${perMinute} requests of an address in a minute.`,
      `${address} asked more than ${perMinute} times in a minute. Raise --settings.per-minute if many devices share this address.`
    )
}

function send(context: Context, { status, type, body, retryAfter, encoding }: Answer): void {
  context.status = status
  if (retryAfter !== undefined) context.set('Retry-After', String(retryAfter))
  if (encoding === 'base64') context.set('Content-Transfer-Encoding', 'base64')
  if (body === null) {
    context.body = null
    // Setting no body makes it 204.
    context.status = status
    return
  }
  context.body = body
  context.set('Content-Type', type)
}

/** The audit row and the line of the service log; bounded, because anybody can be refused as often as they like. */
async function tellRefusal(
  { parts: { ca, log }, quota }: Runtime,
  context: Context,
  operation: EstOperationName,
  { service, requester }: Known,
  error: unknown
): Promise<void> {
  const { code, message, reasons } = toFailure(error, '')
  const from = plainAddress(context.ip)
  const told = error instanceof EstRefused ? error.told : message
  const detail = {
    code,
    status: context.status,
    answered: message,
    reasons: reasons.slice(0, 20),
    from,
    operation,
    client: requester?.text ?? null
  }
  log.warn('an EST request was refused', { area: 'est', service: service?.name ?? '', told, ...detail })
  if (service === undefined || !quota.take(`audit ${from}`, AUDITED_PER_MINUTE)) return
  // The first 401 of a client that waits to be asked for its password is no refusal (RFC 7617 2).
  if (code === 'unauthenticated' && takesPassword(service.auth) && !hasCredentials(context.req)) return
  try {
    await recordRefusal(ca, {
      actor: estActor(service, requester ?? null),
      operation: `est.${operation}`,
      object: { kind: 'est-service', id: service.id },
      service: `est:${service.name}`,
      message: told,
      detail
    })
  } catch (failed) {
    log.error('a refusal could not be recorded', failed, { area: 'est', failure: toFailure(failed, '').code })
  }
}

function hasCredentials(request: IncomingMessage): boolean {
  return request.headers.authorization !== undefined || shownBy(request) !== null
}
