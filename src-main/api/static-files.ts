import { emptyPageFile, readPageFile, type PageFile } from '../world/page-file.ts'
import type { Random } from '../world/random.ts'

export interface FileAnswer {
  readonly status: 200 | 400 | 404
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/**
 * Answers a GET out of the folder of the built user interface.
 * @param pathname of the request, still percent-encoded
 */
export async function answerFile(folder: string, pathname: string, random: Random): Promise<FileAnswer> {
  const file = await readPageFile(folder, pathname, random)
  if (file === 'malformed') return answer(400, emptyPageFile)
  return file === 'missing' ? answer(404, emptyPageFile) : answer(200, file)
}

/** Files of the build carry a digest in their name and never change; the page itself is asked for each time. */
function answer(status: FileAnswer['status'], file: PageFile): FileAnswer {
  const forEver = /^assets\/.+-[\w-]{8,}\.\w+$/.test(file.path)
  const headers = {
    'Content-Type': file.contentType,
    'Content-Security-Policy': file.contentSecurityPolicy,
    'Cache-Control': forEver ? 'private, max-age=31536000, immutable' : 'no-store'
  }
  return { status, headers, body: file.body }
}
