import type { ViewedObject } from '../../../src-shared/api/viewer.ts'

export type ViewerTab = 'overview' | 'extensions' | 'entries' | 'lint' | 'asn1' | 'pem' | 'OpenSSH' | 'JWK'

/** The tabs that have something to show for an object. */
export function viewerTabs(object: ViewedObject): readonly ViewerTab[] {
  const overview = [object.certificate, object.csr, object.crl, object.key, object.facts].some(
    (part) => part !== undefined
  )
  return [
    ...(overview ? (['overview'] as const) : []),
    ...(object.certificate !== undefined || object.crl !== undefined ? (['extensions'] as const) : []),
    ...(object.crl === undefined ? [] : (['entries'] as const)),
    ...(object.lint === undefined ? [] : (['lint'] as const)),
    ...(object.asn1 === null || object.base64 === null ? [] : (['asn1'] as const)),
    ...(object.pem === null ? [] : (['pem'] as const)),
    ...(object.forms ?? []).map(({ name }) => name)
  ]
}

/** @returns a name for the file that an object is saved under */
export function fileNameOf(
  object: Pick<ViewedObject, 'kind' | 'title'>,
  extension: 'pem' | 'der' | 'pub' | 'json'
): string {
  const name = object.title
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
  return `${name === '' ? object.kind : name}.${extension}`
}
