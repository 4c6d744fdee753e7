/** @returns a name of a person as part of a file's name */
export function fileWord(person: string): string {
  const word = person
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return word === '' ? 'person' : word
}

/** @returns the name of an attachment as the transcript takes it; no two of a ceremony are the same */
export function attachmentName(name: string, taken: ReadonlySet<string>): string {
  const dot = name.lastIndexOf('.')
  const stem = plain(dot > 0 ? name.slice(0, dot) : name)
    .slice(0, 70)
    .replace(/^[^A-Za-z0-9]+/, '')
  const end = dot > 0 ? `.${plain(name.slice(dot + 1)).slice(0, 10)}` : ''
  for (let number = 1; ; number += 1) {
    const tried = `${stem === '' ? 'file' : stem}${number === 1 ? '' : `-${number}`}${end}`
    if (!taken.has(tried)) return tried
  }
}

function plain(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]+/g, '-')
}
