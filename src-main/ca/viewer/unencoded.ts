import type { ViewedObject } from '../../../src-shared/api/viewer.ts'
import { looksLikeJose } from '../../pki/jose-message.ts'
import { base64Bytes, looksLikePem } from '../../pki/pem.ts'
import { looksLikeSshKey } from '../../pki/ssh-key.ts'
import type { Reader } from '../../store/connection.ts'
import { archiveObject, isZip } from './archive.ts'
import { joseObjects } from './jose-objects.ts'
import { sshObjects } from './ssh-objects.ts'

/**
 * Shows what is neither PEM nor ASN.1: keys of SSH, JOSE, and archives. As text, or in base64 as a file comes.
 * @returns null for everything else
 * @throws ChanceryError `malformed`, `too-large` for what is clearly one of them and broken
 */
export function viewUnencoded(
  from: Reader,
  content: string
): { readonly container: string; readonly objects: ViewedObject[] } | null {
  if (looksLikePem(content)) return null
  const own = viewText(from, content)
  if (own !== null) return own
  const bytes = base64Bytes(content)
  if (bytes === null) return null
  if (isZip(bytes)) return { container: 'ZIP', objects: [archiveObject(bytes)] }
  const text = textOf(bytes)
  return text === null || looksLikePem(text) ? null : viewText(from, text)
}

function viewText(from: Reader, text: string): ReturnType<typeof viewUnencoded> {
  if (looksLikeSshKey(text)) return { container: 'SSH', objects: sshObjects(from, text) }
  return looksLikeJose(text) ? joseObjects(from, text) : null
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
