import { hash } from 'node:crypto'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import { canonicalJson } from '../../store/canonical-json.ts'

/** @returns SHA-256 of a profile's content in canonical JSON, hex: the same for the same rules, whatever their order of members. */
export function contentDigest(content: ProfileContent): string {
  return hash('sha256', canonicalJson(content), 'hex')
}
