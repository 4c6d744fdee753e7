import type Router from '@koa/router'
import type { Context } from 'koa'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { ScepReply } from '../../ca/scep/answer.ts'
import type { ScepInfo } from '../../ca/scep/info.ts'
import type { PageCredentials, ScepPage } from '../../ca/scep/page.ts'
import { MAX_SCEP_MESSAGE } from '../../pki/scep.ts'
import { readBody } from '../http/body.ts'
import type { Protocol, ProtocolChore } from '../protocol.ts'
import { scepFailures } from './failures.ts'

const REPLY_TYPE = 'application/x-pki-message'
/** Characters of a message in an address; the server takes 8 KiB of headers in all. */
const MAX_GET_MESSAGE = 7 * 1024

/** What the routes hand requests to; each takes the name of the service and the address of who asks. */
export interface ScepService {
  readonly capabilities: (service: string, client: string) => ScepInfo
  readonly certificates: (service: string, client: string) => ScepInfo
  readonly nextCertificates: (service: string, client: string) => Promise<ScepInfo>
  readonly message: (service: string, message: Uint8Array, client: string) => Promise<ScepReply>
  readonly page: (service: string, client: string, credentials: PageCredentials | null) => Promise<ScepPage>
  readonly chores: readonly ProtocolChore[]
}

/**
 * SCEP over HTTP (RFC 8894 4.1) and the page that device managers read one-time secrets from. Devices add the program of
 * an old server to the address; what stands there says nothing.
 *
 * GET   /scep/<name>?operation=GetCACaps | GetCACert | GetNextCACert   anybody whom the service lets in
 * GET   /scep/<name>?operation=PKIOperation&message=<base64>           the same; the message shows more
 * POST  /scep/<name>?operation=PKIOperation                            the same
 * …     /scep/<name>/pkiclient.exe, /scep/<name>/certsrv/mscep/mscep.dll[/pkiclient.exe]
 * GET   /scep/<name>/certsrv/mscep_admin/                              the account of the page, Basic authentication
 */
export function scepProtocol(scep: ScepService): Protocol {
  return {
    name: 'scep',
    failures: scepFailures,
    chores: scep.chores,
    mount: (router: Router) => {
      const answer = async (context: Context): Promise<void> => {
        const name = nameIn(context)
        if (/\/mscep_admin\/?$/i.test(context.path)) return sendPage(context, scep, name)
        await operate(context, scep, name)
      }
      router.get('/scep/:name{/*program}', answer)
      router.post('/scep/:name{/*program}', answer)
    }
  }
}

/** Paths below a service that are answered, whatever their case: servers under Windows never cared. */
const programs =
  /^(?:\/|\/pkiclient\.exe|\/certsrv\/mscep\/?(?:mscep\.dll)?(?:\/pkiclient\.exe)?|\/certsrv\/mscep_admin\/?)?$/i

function nameIn({ path }: Context): string {
  const [, name = '', rest = ''] = /^\/scep\/([a-z0-9-]{1,50})(\/.*)?$/i.exec(path) ?? []
  if (name === '' || !programs.test(rest)) throw new ChanceryError('not-found', 'There is nothing at this address.')
  return name.toLowerCase()
}

async function operate(context: Context, scep: ScepService, name: string): Promise<void> {
  const query = new URLSearchParams(context.querystring)
  const operation = query.get('operation')
  switch (operation) {
    case 'GetCACaps':
      return send(context, scep.capabilities(name, context.ip))
    case 'GetCACert':
      return send(context, scep.certificates(name, context.ip))
    case 'GetNextCACert':
      return send(context, await scep.nextCertificates(name, context.ip))
    case 'PKIOperation': {
      const message =
        context.method === 'POST' ? await readBody(context.req, MAX_SCEP_MESSAGE) : messageIn(query.get('message'))
      const { der } = await scep.message(name, message, context.ip)
      return send(context, { type: REPLY_TYPE, body: der })
    }
    default:
      throw new ChanceryError(
        'unknown-operation',
        'Ask with operation=GetCACaps, GetCACert, GetNextCACert or PKIOperation (RFC 8894 4.1).'
      )
  }
}

/** RFC 8894 4.1: base64, which some devices do not escape as addresses want it: a plus is then a blank. */
function messageIn(text: string | null): Uint8Array {
  if (text === null || text === '') throw new ChanceryError('malformed', 'The parameter message is missing.')
  if (text.length > MAX_GET_MESSAGE)
    throw new ChanceryError('too-large', `A message in an address has at most ${MAX_GET_MESSAGE} characters. Use POST.`)
  const base64 = text.replaceAll(/[\r\n]/g, '').replaceAll(' ', '+')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64))
    throw new ChanceryError('malformed', 'The parameter message is not base64.')
  return new Uint8Array(Buffer.from(base64, 'base64'))
}

async function sendPage(context: Context, scep: ScepService, name: string): Promise<void> {
  if (context.method !== 'GET') throw new ChanceryError('unknown-operation', 'The page is read with GET.')
  try {
    send(context, await scep.page(name, context.ip, credentialsIn(context.get('authorization'))))
  } catch (error) {
    if (error instanceof ChanceryError && error.code === 'unauthenticated')
      context.set('WWW-Authenticate', 'Basic realm="SCEP", charset="UTF-8"')
    throw error
  }
}

/** RFC 7617 2. */
function credentialsIn(header: string): PageCredentials | null {
  const [, base64] = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(header.slice(0, 1000)) ?? []
  if (base64 === undefined) return null
  const text = Buffer.from(base64, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 0 ? null : { user: text.slice(0, colon), password: text.slice(colon + 1) }
}

function send(context: Context, { type, body }: ScepInfo): void {
  context.status = 200
  context.set('Cache-Control', 'no-store')
  context.body = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  // After the body, which would choose a type of its own.
  context.set('Content-Type', type)
}
