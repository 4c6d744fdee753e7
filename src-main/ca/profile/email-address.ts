import type { GeneralName } from '../../../src-shared/model/general-name.ts'
import { hasHiddenCharacter } from '../../../src-shared/model/hidden-characters.ts'
import { readDnsName } from './dns-name.ts'
import { unusable, type Named } from './named.ts'

/** RFC 5321 4.5.3.1.1 and 4.5.3.1.3 (path of 256 less the angle brackets), in octets. */
const MAX_LOCAL = 64
const MAX_ADDRESS = 254
/** Dot-string of RFC 5321 4.1.2. Quoted local parts are legal and in no use; they are refused. */
const dotString = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
/** The same with the UTF8-non-ascii characters of RFC 6531 3.3. */
const utf8DotString =
  /^(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]|[^\p{Cc}\p{Cs}\p{Zs}\p{Zl}\p{Zp}\0-\x7f])+(?:\.(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]|[^\p{Cc}\p{Cs}\p{Zs}\p{Zl}\p{Zp}\0-\x7f])+)*$/u

/**
 * Reads a mailbox. An ASCII local part makes an rfc822Name (RFC 5280 4.2.1.6), any other a SmtpUTF8Mailbox (RFC 9598 3);
 * the domain is always in A-labels.
 */
export function readEmailAddress(text: string): Named {
  const at = text.lastIndexOf('@')
  if (at <= 0) return unusable('an e-mail address has the form name@domain', 'RFC 5321 4.1.2')
  const local = text.slice(0, at)
  if (Buffer.byteLength(local) > MAX_LOCAL)
    return unusable(`the part before @ is longer than ${MAX_LOCAL} octets`, 'RFC 5321 4.5.3.1.1')
  if (hasHiddenCharacter(local)) return unusable('the part before @ holds a character that is not seen', 'RFC 6531 3.3')
  const domain = readDnsName(text.slice(at + 1))
  if ('problem' in domain) return unusable(`after the @, ${domain.problem}`, 'RFC 5321 2.3.5')
  if (domain.value.startsWith('*')) return unusable('a mailbox is at one domain, not at a wildcard', 'RFC 5321 2.3.5')
  const address = `${local}@${domain.value}`
  if (Buffer.byteLength(address) > MAX_ADDRESS)
    return unusable(`it is longer than ${MAX_ADDRESS} octets`, 'RFC 5321 4.5.3.1.3')
  if (dotString.test(local)) return { value: { kind: 'email', value: address } satisfies GeneralName }
  if (/^[\0-\x7f]*$/.test(local) || !utf8DotString.test(local))
    return unusable('the part before @ has characters that a mailbox name does not have', 'RFC 5321 4.1.2')
  return { value: { kind: 'smtp-utf8', value: `${local.normalize('NFC')}@${domain.value}` } }
}
