import { emptyPageFile, readPageFile, type PageFile } from '../world/page-file.ts'
import { systemRandom } from '../world/random.ts'
import { isAppAddress } from './address.ts'

/** An answer of the app's own scheme. */
export interface PageAnswer {
  readonly status: 200 | 400 | 404 | 405
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** Answers a request under the app's own scheme out of the folder of the built user interface. */
export async function answerPageRequest(folder: string, method: string, address: string): Promise<PageAnswer> {
  if (method !== 'GET' && method !== 'HEAD') return answer(405, emptyPageFile)
  if (!isAppAddress(address)) return answer(400, emptyPageFile)
  const file = await readPageFile(folder, new URL(address).pathname, systemRandom)
  if (file === 'malformed') return answer(400, emptyPageFile)
  return file === 'missing' ? answer(404, emptyPageFile) : answer(200, file)
}

function answer(status: PageAnswer['status'], file: PageFile): PageAnswer {
  const headers = {
    'content-type': file.contentType,
    'content-security-policy': file.contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store'
  }
  return { status, headers, body: file.body }
}
