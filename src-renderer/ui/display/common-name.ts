/** @returns the common name of a subject as it reads; what is not seen in it stays as hex pairs. Undefined where it has none */
export function commonName(subject: string): string | undefined {
  return /(?:^|,)CN=((?:\\.|[^,\\])+)/i.exec(subject)?.[1]?.replaceAll(/\\([ "#+,;<=>\\])/g, '$1')
}
