import type { AskedContent } from '../../../src-shared/model/request.ts'
import { permanentIdentifierText } from '../../pki/permanent-identifier.ts'

/** Attributes that say where a device belongs, which is the profile's to allow. All others would name something. */
const belonging: ReadonlySet<string> = new Set(['C', 'ST', 'L', 'street', 'postalCode', 'O', 'OU'])

/**
 * What a certificate of a device may name is the device alone: in its common name or serial number, and as permanent
 * identifier among its alternative names.
 * @param asked subject types by the names that `askedFromCsr` gives
 * @returns the first name that is something else, as `CN "…"` or `dns "…"`; null where there is none
 */
export function strangeName(
  device: string,
  { subject = [], alternativeNames = [] }: Pick<AskedContent, 'subject' | 'alternativeNames'>
): string | null {
  const own = permanentIdentifierText(device)
  const strange =
    alternativeNames.find(({ type, value }) => type !== 'other' || value.toLowerCase() !== own) ??
    subject.find(({ type, value }) => !belonging.has(type) && value !== device)
  return strange === undefined ? null : `${strange.type} "${strange.value.slice(0, 100)}"`
}
