/** @returns the first value of an attribute of a subject in its text (RFC 4514), without the escapes of letters; '' for none */
export function subjectPart(subject: string, type: string): string {
  for (const [part] of subject.matchAll(/(?:\\[\s\S]|[^\\,+])+/g))
    if (part.startsWith(`${type}=`)) return part.slice(type.length + 1).replaceAll(/\\([^0-9a-fA-F])/g, '$1')
  return ''
}
