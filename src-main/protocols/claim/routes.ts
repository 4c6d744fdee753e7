import type Router from '@koa/router'
import type { Context } from 'koa'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { ClaimDoor } from '../../ca/claims/door.ts'
import { readBody } from '../http/body.ts'
import type { Protocol, ProtocolChore } from '../protocol.ts'
import { claimFailures } from './failures.ts'
import { claimPage, claimPolicy, failurePage } from './page.ts'
import { languageOf } from './words.ts'

/** A form without fields sends nothing. */
const MAX_FORM = 1024
/** Statuses that have a page in the words of people; the rest are faults, and said as everywhere. */
const withPage: ReadonlySet<number> = new Set([404, 410, 429, 503])

/**
 * Pages for people with a link, who have a browser and nothing else. Looking changes nothing, so that whatever previews
 * addresses in mails does not use a link up; the button does.
 *
 * GET   /claim/<secret>   text/html                  whoever has the link
 * POST  /claim/<secret>   profile or PKCS#12 file    the same, once
 */
export function claimProtocol(door: ClaimDoor, chores: readonly ProtocolChore[]): Protocol {
  return {
    name: 'claim',
    failures: claimFailures,
    chores,
    mount: (router: Router) => {
      router.get('/claim/:token', (context) =>
        answered(context, async () => {
          const visit = await door.visit(tokenIn(context), context.ip)
          sendPage(context, 200, claimPage(visit, languageOf(context.get('accept-language'), visit.language)))
        })
      )
      router.post('/claim/:token', (context) =>
        answered(context, async () => {
          await readBody(context.req, MAX_FORM)
          const { name, mediaType, bytes } = await door.take(tokenIn(context), context.ip)
          harden(context)
          context.status = 200
          context.set('Content-Disposition', `attachment; filename="${name.replaceAll(/[^\w.-]/g, '_')}"`)
          context.body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
          // After the body, which would choose a type of its own.
          context.set('Content-Type', mediaType)
        })
      )
    }
  }
}

const tokenIn = ({ path }: Context): string => path.slice('/claim/'.length)

/** Says failures to people, in a page of their language. */
async function answered(context: Context, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const status = error instanceof ChanceryError ? claimFailures[error.code].status : 500
    if (!withPage.has(status)) throw error
    sendPage(context, status, failurePage(status, languageOf(context.get('accept-language'), 'en')))
  }
}

function sendPage(context: Context, status: number, html: string): void {
  harden(context)
  context.status = status
  context.type = 'text/html; charset=utf-8'
  context.body = html
}

/** A link is a secret: it stays out of caches and out of the next address. */
function harden(context: Context): void {
  context.set('Content-Security-Policy', claimPolicy)
  context.set('Cache-Control', 'no-store')
  context.set('Referrer-Policy', 'no-referrer')
  context.set('X-Frame-Options', 'DENY')
}
