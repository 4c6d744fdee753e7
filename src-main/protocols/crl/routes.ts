import type Router from '@koa/router'
import type { Context } from 'koa'
import type { Protocol } from '../protocol.ts'
import { answerConditional } from '../http/validators.ts'
import { crlFailures } from './failures.ts'
import { authorityCertificate, publishedCrl, type PublishedFile } from './files.ts'

/**
 * CRLs and authority certificates as plain files (RFC 5280 4.2.1.13 and 4.2.2.1; media types of RFC 2585).
 *
 * GET, HEAD  /crl/<name>.crl   application/pkix-crl    anybody
 * GET, HEAD  /aia/<name>.cer   application/pkix-cert   anybody
 *
 * <name> of a CRL is that of the authority, of a part `<authority>.s16-3`, of a delta `<authority>.delta`.
 *
 * @param renew called before a CRL is read, for authorities that sign when somebody asks
 */
export const crlProtocol = (renew: (name: string) => Promise<void>): Protocol => ({
  name: 'crl',
  failures: crlFailures,
  mount: (router: Router, parts) => {
    router.get('/crl/:name.crl', async (context) => {
      await renew(nameIn(context))
      send(context, 'application/pkix-crl', publishedCrl(parts.reader(), nameIn(context), parts.clock.now()))
    })
    router.get('/aia/:name.cer', (context) => {
      send(context, 'application/pkix-cert', authorityCertificate(parts.reader(), nameIn(context)))
    })
  }
})

function nameIn(context: Context & { readonly params: Readonly<Record<string, string | undefined>> }): string {
  return context.params['name'] ?? ''
}

function send(context: Context, type: string, file: PublishedFile): void {
  if (answerConditional(context, file.freshness)) return
  context.type = type
  context.body = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength)
}
