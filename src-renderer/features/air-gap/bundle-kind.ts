import type { BundleRow } from '../../../src-shared/api/air-gap.ts'

/** @returns what a bundle is to a person: one that answers nobody is a root that was handed over */
export function bundleKind(bundle: Pick<BundleRow, 'kind' | 'inReplyTo'>): 'request' | 'answer' | 'root' {
  return bundle.kind === 'answer' && bundle.inReplyTo === null ? 'root' : bundle.kind
}
