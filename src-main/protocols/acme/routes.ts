import type Router from '@koa/router'
import type { Context } from 'koa'
import { toFailure } from '../../../src-shared/errors.ts'
import { recordRefusal } from '../../ca/services/refusals.ts'
import { getAcmeServiceByName, getDefaultAcmeService } from '../../store/acme.ts'
import { readBody } from '../http/body.ts'
import type { EnrolmentParts, Protocol } from '../protocol.ts'
import { account, accountOrders, newAccount } from './accounts.ts'
import { link, type Answer } from './answer.ts'
import { authorization, challenge, newAuthorization } from './authorizations.ts'
import { certificate } from './certificates.ts'
import { directory } from './directory.ts'
import { acmeFailures } from './failures.ts'
import { finalize } from './finalize.ts'
import { keyChange } from './key-change.ts'
import type { Nonces } from './nonces.ts'
import { createMailChallenges } from './mail-challenge.ts'
import { newOrder, order } from './orders.ts'
import { advice, Problem, problemDocument, problemOf } from './problem.ts'
import { prune } from './prune.ts'
import { renewalInfo } from './renewal-info.ts'
import { revoke } from './revoke.ts'
import { actorOf, createRuntime, serviceContext, settingsOf, type AcmeRuntime, type ServiceContext } from './runtime.ts'
import { readSigned, type SignedRequest } from './signed-request.ts'
import { createValidations } from './validate.ts'

/** Refusals of one address that are written to the audit log within a minute; the engine log has all of them. */
const auditedPerMinute = 30
const minute = 60_000

type RouteContext = Context & { readonly params: Readonly<Record<string, string | undefined>> }

/** What a signed request comes with beside itself. */
interface Call {
  readonly id: number
  readonly more: string | undefined
  readonly cursor: string | undefined
  readonly url: string
  readonly address: string
}
type Handler = (
  runtime: AcmeRuntime,
  service: ServiceContext,
  request: SignedRequest,
  call: Call
) => Answer | Promise<Answer>

interface Row {
  readonly path: string
  /** How the request names its key: by account, itself, or either. */
  readonly by: 'kid' | 'jwk' | 'either'
  readonly run: Handler
}

/**
 * RFC 8555 7.1, every signed resource: path below `/acme/<service>`, who signs, what runs.
 * Beside them, unsigned: GET directory, HEAD and GET new-nonce, GET renewal-info (RFC 9773 4.1).
 */
const rows: readonly Row[] = [
  { path: 'new-account', by: 'jwk', run: newAccount },
  {
    path: 'account/:id',
    by: 'kid',
    run: (runtime, service, request, { id }) => account(runtime, service, request, id)
  },
  {
    path: 'account/:id/orders',
    by: 'kid',
    run: (runtime, service, request, { id, cursor }) => accountOrders(runtime, service, request, id, cursor)
  },
  {
    path: 'key-change',
    by: 'kid',
    run: (runtime, service, request, { url }) => keyChange(runtime, service, request, url)
  },
  { path: 'new-order', by: 'kid', run: newOrder },
  { path: 'order/:id', by: 'kid', run: (runtime, service, request, { id }) => order(runtime, service, request, id) },
  {
    path: 'order/:id/finalize',
    by: 'kid',
    run: (runtime, service, request, { id }) => finalize(runtime, service, request, id)
  },
  { path: 'new-authz', by: 'kid', run: newAuthorization },
  {
    path: 'authz/:id',
    by: 'kid',
    run: (runtime, service, request, { id }) => authorization(runtime, service, request, id)
  },
  {
    path: 'chall/:id',
    by: 'kid',
    run: (runtime, service, request, { id }) => challenge(runtime, service, request, id)
  },
  {
    path: 'cert/:id',
    by: 'kid',
    run: (runtime, service, request, { id }) => certificate(runtime, service, request, id, 0)
  },
  {
    path: 'cert/:id/:more',
    by: 'kid',
    run: (runtime, service, request, { id, more }) => certificate(runtime, service, request, id, numberOf(more))
  },
  { path: 'revoke-cert', by: 'either', run: revoke }
]

/**
 * ACME for every service of the installation (RFC 8555, 8737, 8738, 8823, 9444, 9773; draft-ietf-acme-device-attest).
 * @param nonces where it is not to keep its own
 */
export function createAcmeProtocol(parts: EnrolmentParts, nonces?: Nonces): Protocol {
  const validations = createValidations(() => runtime)
  const mails = createMailChallenges(() => runtime)
  const runtime = createRuntime(
    parts,
    {
      validate: () => {
        validations.look()
        mails.look()
      },
      mail: (authorizationId) => mails.send(authorizationId)
    },
    nonces
  )
  return {
    name: 'acme',
    failures: acmeFailures,
    mount: (router) => mount(router, runtime),
    chores: [
      {
        name: 'acme validations',
        run: async () => {
          runtime.validate()
          return null
        }
      },
      {
        name: 'acme pruning',
        run: async (signal) => {
          await prune(parts, signal)
          return null
        }
      }
    ],
    close: async () => {
      await mails.close()
      await validations.close()
    }
  }
}

function mount(router: Router, runtime: AcmeRuntime): void {
  router.get('/acme/directory', (context) =>
    answer(runtime, context, 'directory', async () => directory(runtime, serviceOf(runtime, context, null)))
  )
  router.get('/acme/:service/directory', (context) =>
    answer(runtime, context, 'directory', async () => directory(runtime, namedService(runtime, context)))
  )
  router.get('/acme/:service/new-nonce', (context) =>
    answer(runtime, context, 'new-nonce', async () => {
      namedService(runtime, context)
      // RFC 8555 7.2: 200 for HEAD, 204 for GET, and nobody keeps the answer.
      return { status: context.method === 'HEAD' ? 200 : 204, headers: { 'cache-control': 'no-store' } }
    })
  )
  router.get('/acme/:service/renewal-info/:certificate', (context) =>
    answer(runtime, context, 'renewal-info', async () =>
      renewalInfo(runtime, namedService(runtime, context), context.params['certificate'] ?? '')
    )
  )
  for (const { path, by, run } of rows) {
    router.post(`/acme/:service/${path}`, (context) =>
      answer(runtime, context, path.replace(/\/?:\w+/g, '').replace('/', '-'), async (tell) => {
        const service = namedService(runtime, context)
        if (context.request.type !== 'application/jose+json')
          throw new Problem('malformed', 'Requests have the media type application/jose+json (RFC 8555 6.2).', {
            status: 415
          })
        const body = await readBody(context.req, service.settings.limits.requestBytes)
        const url = `${service.origin}${context.originalUrl}`
        const signed = await readSigned(runtime, service, body, url, by)
        tell(service, signed)
        const { params, query } = context as RouteContext
        const cursor = typeof query['cursor'] === 'string' ? query['cursor'] : undefined
        return run(runtime, service, signed, {
          id: numberOf(params['id']),
          more: params['more'],
          cursor,
          url,
          address: context.ip
        })
      })
    )
  }
}

type Tell = (service: ServiceContext, signed: SignedRequest) => void

async function answer(
  runtime: AcmeRuntime,
  context: Context,
  operation: string,
  work: (tell: Tell) => Promise<Answer>
): Promise<void> {
  let who: { readonly service: ServiceContext; readonly signed: SignedRequest } | undefined
  try {
    send(
      context,
      await work((service, signed) => {
        who = { service, signed }
      })
    )
  } catch (error) {
    const problem = problemOf(error, (unexpected) =>
      runtime.parts.log.error('an ACME request failed', unexpected, { area: 'acme', path: context.path })
    )
    context.status = problem.status
    for (const [name, value] of Object.entries(problem.headers)) context.set(name, value)
    context.type = 'application/problem+json'
    context.body = JSON.stringify(problemDocument(problem))
    await tellRefusal(runtime, context, operation, problem, who)
  }
  const service = who?.service ?? quietly(() => namedService(runtime, context))
  // RFC 8555 6.5 and 7.1: every answer to a POST has a nonce, every answer but the directory a link to it. A directory
  // with a nonce ends the Ruby library acme-client 2.0.9.
  if (context.method === 'POST' || operation === 'new-nonce') context.set('Replay-Nonce', runtime.nonces.next())
  if (operation !== 'directory' && service !== undefined)
    context.append('Link', link(`${service.base}/directory`, 'index'))
  if (!context.response.get('cache-control'))
    context.set(
      'Cache-Control',
      operation === 'directory' || operation === 'renewal-info' ? 'public, max-age=0' : 'no-store'
    )
  // RFC 8555 6.1: clients in browsers.
  context.set('Access-Control-Allow-Origin', '*')
  context.set('Access-Control-Expose-Headers', 'Link, Replay-Nonce, Location, Retry-After')
}

function send(context: Context, { status, headers, body, type }: Answer): void {
  context.status = status
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (typeof value === 'string') context.set(name, value)
    else for (const one of value) context.append(name, one)
  }
  if (body === undefined) {
    context.body = status === 204 ? null : ''
    context.remove('Content-Type')
    return
  }
  context.type = type ?? 'application/json'
  context.body = typeof body === 'string' ? body : JSON.stringify(body)
}

/** The audit row and the line of the service log; bounded, because anybody can be refused as often as they like. */
async function tellRefusal(
  runtime: AcmeRuntime,
  context: Context,
  operation: string,
  problem: Problem,
  who: { readonly service: ServiceContext; readonly signed: SignedRequest } | undefined
): Promise<void> {
  const { parts, limits } = runtime
  const service = who?.service.row ?? quietly(() => namedService(runtime, context))?.row
  const name = service?.name ?? (context as RouteContext).params['service'] ?? ''
  const detail = {
    problem: problem.type,
    status: problem.status,
    detail: problem.message,
    subproblems: problem.subproblems
      .slice(0, 10)
      .map(({ detail: said, identifier }) => ({ detail: said, identifier: identifier?.value ?? null })),
    from: context.ip,
    path: context.path.slice(0, 200)
  }
  const message = `${problem.message} ${advice[problem.type]}`
  parts.log.warn('an ACME request was refused', {
    area: 'acme',
    service: name,
    ...detail,
    advice: advice[problem.type]
  })
  if (
    service === undefined ||
    limits.count(`audit:${context.ip}`, auditedPerMinute, minute, parts.clock.now()) !== null
  )
    return
  const signer = who?.signed.account ?? null
  try {
    await recordRefusal(parts.ca, {
      actor: actorOf(service, signer),
      operation: `acme.${operation}`,
      object: signer === null ? { kind: 'acme-service', id: service.id } : { kind: 'acme-account', id: signer.id },
      service: `acme:${service.name}`,
      message,
      detail
    })
  } catch (error) {
    parts.log.error('a refusal could not be recorded', error, { area: 'acme', failure: toFailure(error, '').code })
  }
}

function namedService(runtime: AcmeRuntime, context: Context): ServiceContext {
  return serviceOf(runtime, context, (context as RouteContext).params['service'] ?? '')
}

/** @param name null for the default. @throws Problem 404 where there is none, 403 over plain HTTP */
function serviceOf(runtime: AcmeRuntime, context: Context, name: string | null): ServiceContext {
  const reader = runtime.parts.reader()
  const row = name === null ? getDefaultAcmeService(reader) : getAcmeServiceByName(reader, name)
  if (row === undefined || row.state !== 'enabled')
    throw new Problem('malformed', 'There is no ACME service under this address.', { status: 404 })
  const settings = settingsOf(runtime, row)
  const { baseAddress } = settings
  const origin = baseAddress === null ? `https://${context.host}` : baseAddress.replace(/\/$/, '')
  const placed = serviceContext(row, origin, settings)
  if (baseAddress === null && !context.secure)
    throw new Problem(
      'malformed',
      'ACME is spoken over HTTPS (RFC 8555 6.1). Behind a proxy, set the base address of the service.',
      { status: 403 }
    )
  return placed
}

function quietly<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

function numberOf(text: string | undefined): number {
  if (text === undefined) return 0
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new Problem('malformed', 'There is nothing under this address.', { status: 404 })
  return Number(text)
}
