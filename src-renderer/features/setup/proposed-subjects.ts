/** Upper bounds of common name and organization (RFC 5280 appendix A.1, ub-common-name and ub-organization-name). */
const most = 64

/**
 * @param organization as it was typed, of any length
 * @returns RFC 4514 names for the first root and the first issuing authority, which the engine takes as they are: a
 * longer organization is cut after a word, and whoever reads the proposal may abbreviate it better
 */
export function proposedSubjects(organization: string): { readonly root: string; readonly issuing: string } {
  const typed = organization.trim()
  const plain = typed === '' ? 'Example' : typed.replace(/[",;<>+\\#]/g, '')
  const part = typed === '' ? '' : `,O=${escaped(cut(typed, most))}`
  const named = (what: string): string => `CN=${cut(plain, most - what.length - 1)} ${what}${part}`
  return { root: named('Root CA'), issuing: named('Issuing CA') }
}

function cut(text: string, longest: number): string {
  const characters = [...text]
  if (characters.length <= longest) return text
  const short = characters.slice(0, longest).join('')
  const end = characters[longest] === ' ' ? short.length : short.lastIndexOf(' ')
  return short.slice(0, end > 0 ? end : undefined).replace(/[\s&,-]+$/, '')
}

/** What is special in an RFC 4514 name is escaped (RFC 4514 2.4). */
function escaped(value: string): string {
  return value.replace(/[",;<>+\\]/g, (sign) => `\\${sign}`).replace(/^#/, '\\#')
}
