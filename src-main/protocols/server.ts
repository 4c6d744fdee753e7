import type { RequestListener } from 'node:http'
import Router, { type RouterContext } from '@koa/router'
import Koa, { type Middleware } from 'koa'
import { listenHttp, type HttpListener, type ListenLimits, type TlsCredentials } from '../world/http-listener.ts'
import { answerFailures } from './http/failures.ts'
import { serveTapped } from './http/wire-tap.ts'
import type { Protocol, ProtocolParts } from './protocol.ts'

/** Limits of the public side: what is served here is small and fast, so anything slow or large is not ours. */
const limits: ListenLimits = {
  headerBytes: 8 * 1024,
  headersMs: 10_000,
  requestMs: 15_000,
  keepAliveMs: 5_000,
  connections: 1000,
  drainMs: 5_000,
  // EST and CMP clients may show one (RFC 7030 3.3.2); everybody else has none and is served all the same.
  askCertificate: true
}

/**
 * The listener for relying parties and protocol clients: plain HTTP, as RFC 5280 wants it for CRLs and certificates
 * (their signatures protect them, and TLS would need what is being fetched); HTTPS for protocols that ask for it.
 * @throws ChanceryError `busy` when the port is taken, `io`
 */
export function startPublicListener(
  listen: { readonly host: string; readonly port: number },
  protocols: readonly Protocol[],
  parts: ProtocolParts,
  tls?: TlsCredentials
): Promise<HttpListener> {
  return listenHttp({ kind: 'tcp', ...listen }, limits, publicHandler(protocols, parts), tls)
}

/** @returns what answers the requests of a public listener */
export function publicHandler(protocols: readonly Protocol[], parts: ProtocolParts): RequestListener {
  const app = new Koa({ proxy: false })
  app.silent = true
  app.use(async (context, next) => {
    context.set('X-Content-Type-Options', 'nosniff')
    context.set('Content-Security-Policy', "default-src 'none'")
    await next()
  })
  for (const protocol of protocols) {
    const router = new Router()
    protocol.mount(router, parts)
    app.use(below(router, answerFailures(protocol, parts.log)))
  }
  const handle = app.callback()
  const takers = protocols.flatMap((protocol) => protocol.take?.(parts) ?? [])
  const serve: RequestListener = (request, response) => {
    if (!takers.some((take) => take(request, response))) void handle(request, response)
  }
  const { wire } = parts
  if (wire === undefined) return serve
  return (request, response) => {
    if (wire.on) serveTapped(wire, request, response, () => serve(request, response))
    else serve(request, response)
  }
}

/**
 * Lets a protocol see only the requests below the first segments of its own paths: the way through the routers of all the
 * others costs as much as reading the request.
 */
function below(router: Router, failures: Middleware): Middleware {
  const segments = new Set(router.stack.map(({ path }) => String(path).split('/')[1]?.toLowerCase() ?? ''))
  const [routes, allowed] = [router.routes(), router.allowedMethods()]
  return async (context, next) => {
    const path = context.path
    const end = path.indexOf('/', 1)
    if (!segments.has(path.slice(1, end === -1 ? undefined : end).toLowerCase())) {
      await next()
      return
    }
    // The router itself adds what its type asks of a context.
    const routed = context as RouterContext
    await failures(routed, async () => {
      await routes(routed, async () => {
        await allowed(routed, next)
      })
    })
  }
}
