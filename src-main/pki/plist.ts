/** A value of a property list; bytes become `data`. */
export type PlistValue =
  string | number | boolean | Uint8Array | readonly PlistValue[] | { readonly [key: string]: PlistValue | undefined }

const head =
  '<?xml version="1.0" encoding="UTF-8"?>\n' +
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n' +
  '<plist version="1.0">\n'

/**
 * Writes a property list as XML (the document type PropertyList-1.0). Fields that are undefined are left out.
 * @throws RangeError for a number that is no integer, and for a text with characters that XML 1.0 cannot say
 */
export function writePlist(value: PlistValue): Uint8Array {
  return new TextEncoder().encode(`${head}${element(value, '')}</plist>\n`)
}

function element(value: PlistValue, indent: string): string {
  if (typeof value === 'string') return `${indent}<string>${escaped(value)}</string>\n`
  if (typeof value === 'boolean') return `${indent}<${value ? 'true' : 'false'}/>\n`
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError('A number of a property list is an integer here.')
    return `${indent}<integer>${value}</integer>\n`
  }
  if (value instanceof Uint8Array) return `${indent}<data>${Buffer.from(value).toString('base64')}</data>\n`
  if (isList(value)) return within('array', value.map((one) => element(one, `${indent}\t`)).join(''), indent)
  const fields = Object.entries(value).flatMap(([key, one]) =>
    one === undefined ? [] : [`${indent}\t<key>${escaped(key)}</key>\n${element(one, `${indent}\t`)}`]
  )
  return within('dict', fields.join(''), indent)
}

const isList = (value: PlistValue): value is readonly PlistValue[] => Array.isArray(value)

const within = (name: string, inner: string, indent: string): string =>
  `${indent}<${name}>\n${inner}${indent}</${name}>\n`

/** XML 1.0 2.2: no control characters but tab and line ends, no lone surrogates. */
function escaped(text: string): string {
  if (!text.isWellFormed() || /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(text))
    throw new RangeError('A text of a property list has characters that XML cannot say.')
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;')
}
