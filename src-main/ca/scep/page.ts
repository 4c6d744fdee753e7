import { createHash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { ScepSettings } from '../../../src-shared/model/scep.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { requireAuthority } from '../authorities/find.ts'
import { currentCertificate } from '../certificates/chain.ts'
import type { CaContext } from '../context.ts'
import { requireProfileRow } from '../profiles/find.ts'
import { isPageAccount } from './accounts.ts'
import { admitScep, countWrongSecret } from './admit.ts'
import { addSecret } from './challenges.ts'
import { logRefusal } from './log.ts'

/** The page as it goes out. */
export interface ScepPage {
  readonly type: string
  readonly body: Uint8Array
}

/** What Basic authentication said (RFC 7617); null where it said nothing. */
export interface PageCredentials {
  readonly user: string
  readonly password: string
}

/**
 * The page from which device managers read a one-time secret, in the words that they look for. Each call makes one, as
 * far as fewer than the service allows are open.
 * @throws ChanceryError as `admitScep`; `not-found` where the service has no page, `unauthenticated`
 */
export async function scepPage(
  ca: CaContext,
  name: string,
  client: string,
  credentials: PageCredentials | null
): Promise<ScepPage> {
  const service = admitScep(ca, name, client, 'page')
  const { row, settings } = service
  if (!settings.methods.includes('ndes'))
    throw new ChanceryError('not-found', 'This SCEP service has no page with one-time secrets.')
  if (credentials === null) throw new ChanceryError('unauthenticated', 'Sign in with user name and password.')
  if (!isPageAccount(row, credentials.user, credentials.password)) {
    const waits = countWrongSecret(ca, service)
    const none = row.pageUser === null ? 'The page has no account yet: make it with "scep page-account".' : ''
    const advice = waits ? `The address ${client} waits for ${settings.lockMinutes} minutes now.` : none
    const message = 'User name or password of the page with one-time secrets is wrong.'
    await logRefusal(ca, service, { message, advice, audit: true })
    throw new ChanceryError('unauthenticated', message)
  }
  const { authorityId } = requireProfileRow(reader(ca.store), row.profileId)
  const authority = authorityId === null ? undefined : requireAuthority(reader(ca.store), authorityId)
  const issuer = authority === undefined ? undefined : currentCertificate(reader(ca.store), authority)
  if (issuer === undefined) throw new ChanceryError('not-ready', 'The issuer of this service has no certificate.')
  const thumbprint = grouped(createHash('sha1').update(issuer.der).digest('hex'))
  try {
    const { secret } = await transaction(ca.store, (tx) => {
      const wanted = { kind: 'ndes', label: '', names: [], subject: [], device: null, minutes: undefined } as const
      return addSecret(tx, ca, row, settings, wanted, { ...service.actor, name: `SCEP ${name} ${credentials.user}` })
    })
    return encoded(settings, page(secretLines(thumbprint, secret, settings.challengeMinutes)))
  } catch (error) {
    if (!(error instanceof ChanceryError && error.code === 'busy')) throw error
    await logRefusal(ca, service, { message: error.message, advice: '', audit: false })
    return encoded(settings, page(fullLines))
  }
}

/** Groups of eight digits, as the genuine page has them. */
function grouped(hex: string): string {
  return (
    hex
      .toUpperCase()
      .match(/.{1,8}/g)
      ?.join(' ') ?? ''
  )
}

/** Parsers look for the words before the colons, the bold text after them, and "will expire within". */
function secretLines(thumbprint: string, secret: string, minutes: number): string {
  return [
    `<P> The thumbprint (hash value) for the CA certificate is: <B> ${thumbprint} </B> </P>`,
    `<P> The enrollment challenge password is: <B> ${secret} </B> </P>`,
    `<P> This password can be used only once and will expire within ${minutes} minutes. </P>`,
    '<P> Each enrollment requires a new challenge password. You can refresh this web page to obtain a new one. </P>'
  ].join('\n')
}

const fullLines = [
  '<P> The password cache is full. </P>',
  '<P> A password leaves it when it is used, or when its time is over. Try again later. </P>'
].join('\n')

function page(lines: string): string {
  return `<HTML><Head><Title>Network Device Enrollment Service</Title></Head><Body>
<P> Network Device Enrollment Service allows you to obtain certificates for network devices by the Simple Certificate Enrollment Protocol (SCEP). </P>
${lines}
</Body></HTML>
`
}

function encoded({ pageEncoding }: ScepSettings, text: string): ScepPage {
  return pageEncoding === 'utf-8'
    ? { type: 'text/html; charset=utf-8', body: Buffer.from(text, 'utf8') }
    : { type: 'text/html; charset=utf-16', body: Buffer.from(`\u{feff}${text}`, 'utf16le') }
}
