/** What the fonts in resources/fonts have letters for: code points and ranges of them, hexadecimal. */
const ranges =
  '20-7e a0-24f 2b0-2e9 2ec-2ee 2f3 2f7 300-34f 351-353 357-358 35a 35c-362 370-377 37a-37f 384-38a 38c 38e-3a1 ' +
  '3a3-525 531-556 559-55f 561-587 589-58a 10a0-10c5 10d0-10fc 1e00-1efb 1f00-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d ' +
  '1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe ' +
  '2000-2064 206a-206f 20a0-20b5 20b8-20ba 20bd 2100-2109 210b-2149 214b 214e 2190-2193 2212'

const letters: ReadonlySet<number> = new Set(
  ranges.split(' ').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map((hex) => Number.parseInt(hex, 16))
    return Array.from({ length: last - first + 1 }, (_, at) => first + at)
  })
)

/** @returns whether the embedded fonts can print a code point */
export function hasLetter(code: number): boolean {
  return letters.has(code)
}
