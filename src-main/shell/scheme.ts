import { protocol, type Session } from 'electron'
import { appScheme, pinScheme } from './address.ts'
import { answerPageRequest } from './page-files.ts'

/** Must run before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    { scheme: pinScheme, privileges: { standard: true, secure: true } }
  ])
}

/** Serves the built pages under the app's own scheme in this session. */
export function serveScheme(session: Session, folder: string): void {
  session.protocol.handle(appScheme, async (request) => {
    const { status, headers, body } = await answerPageRequest(folder, request.method, request.url)
    const content = request.method === 'HEAD' || body.length === 0 ? null : new Uint8Array(body)
    return new Response(content, { status, headers: { ...headers } })
  })
}
