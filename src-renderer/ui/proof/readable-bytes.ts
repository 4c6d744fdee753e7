/** @returns bytes as text where they are text, else as hex in lines of 16 */
export function readableBytes(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // Control characters other than line ends and tabs would be shown as nothing at all.
    if (!/(?![\t\n\r])\p{Cc}/u.test(text)) return text
  } catch {
    // Not UTF-8: shown as hex below.
  }
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += 16)
    lines.push([...bytes.subarray(at, at + 16)].map((one) => one.toString(16).padStart(2, '0')).join(' '))
  return lines.join('\n')
}

/** @returns JSON laid out in lines; anything else as it is */
export function laidOut(text: string): string {
  try {
    // Numbers past 2^53, such as the nanoseconds of Open MPIC, must not be read and written again.
    if (/[[:,\s]\d{16,}/.test(text)) return indented(text)
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

/** Breaks lines without reading any value. */
function indented(text: string): string {
  JSON.parse(text)
  let depth = 0
  let inString = false
  let out = ''
  for (let at = 0; at < text.length; at += 1) {
    const one = text.charAt(at)
    if (inString) {
      out += one
      if (one === '\\') {
        at += 1
        out += text.charAt(at)
      } else if (one === '"') inString = false
    } else if (one === '"') {
      inString = true
      out += one
    } else if (one === '{' || one === '[') {
      const close = one === '{' ? '}' : ']'
      const empty = new RegExp(`^\\s*\\${close}`).exec(text.slice(at + 1))
      if (empty === null) {
        depth += 1
        out += `${one}\n${'  '.repeat(depth)}`
      } else {
        out += `${one}${close}`
        at += empty[0].length
      }
    } else if (one === '}' || one === ']') {
      depth -= 1
      out += `\n${'  '.repeat(depth)}${one}`
    } else if (one === ',') out += `,\n${'  '.repeat(depth)}`
    else if (one === ':') out += ': '
    else if (!/\s/.test(one)) out += one
  }
  return out
}
