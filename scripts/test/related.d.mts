export function loadedBy(path: string, text: string): string[]
export function relatedTests(sources: ReadonlyMap<string, string>, changed: readonly string[]): string[]
